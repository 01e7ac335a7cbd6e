"""session sign: mends who was there, after the session; every change is one more line of its own list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.sessions.afterwards.recording import known_session
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.happenings import SeatEntry, SignedInBy
from lianbing.domain.sessions.seats import SeatList
from lianbing.drills.heads import Wanted
from lianbing.drills.listings import AS_IT_IS, ListOptions, read_listing
from lianbing.drills.rosters import HEADINGS, number_fault
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.sessions.folder import SIGNED
from lianbing.sessions.journal_files import JournalWriter
from lianbing.sessions.reading import SessionFiles, qualified, read_session

_SEAT = re.compile(r"([sSpP]?)(\d{1,6})", re.ASCII)
_MOST_SEATS = 8
_NOBODY = Employee(id="", name="", team="")
_WANTED = Wanted(headings=HEADINGS, needed=("id",))


@dataclass(frozen=True, kw_only=True)
class SeatMend:
    """Who sits in a seat after all: an employee number, or nobody (``left``), or whoever sits in another seat."""

    seat: str
    number: str = ""
    name: str = ""
    unit: str = ""
    same_as: str = ""
    left: bool = False


@dataclass(frozen=True, kw_only=True)
class SignOutcome:
    """Who was entered, who was there already, and which of the seats that were entered are of people on no list."""

    entered: tuple[SeatEntry, ...]
    known: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def mend_seat(workspace: Workspace, session: str, mend: SeatMend) -> SignOutcome:
    """Says who sits in a seat; of several lines of a seat the last one counts.

    Raises:
        UnknownReference: no such session, seat or number. WrongUsage: not one of number, other seat and left,
        or two seats would be each the same as the other.
    """
    if sum(map(bool, (mend.number, mend.same_as, mend.left))) != 1:
        raise WrongUsage("--number（是谁）、--same-as（和哪个座位是同一个人）、--left（没有来）写其中一个")
    files = read_session(known_session(workspace, session))
    latest = {entry.seat: entry for entry in sorted(files.entries, key=lambda one: one.at)}
    seat = _seat(files, mend.seat)
    before = latest.get(seat)
    sat = Employee(id=before.number, name=before.name, team=before.unit) if before else _NOBODY
    person = _person(files, mend) if mend.number else sat
    same_as = _other_seat(files, seat, mend.same_as) if mend.same_as else ""
    entry = SeatEntry(
        seat=kept_seat(files, seat),
        number=person.id,
        name=person.name,
        unit=person.team,
        at=max(workspace.now(), before.at if before else ""),
        by=SignedInBy.TRAINER,
        same_as=same_as,
        left=mend.left,
    )
    _append(files, [entry])
    return SignOutcome(entered=(entry,), outside=_outside(files, [entry]))


def enter_people(
    workspace: Workspace, session: str, numbers: Sequence[str], person: Employee | None = None
) -> SignOutcome:
    """Enters people who signed on paper, by their numbers, or ``person``, who may be on no list.

    Raises:
        UnknownReference: no such session, or a number that is not on the list.
    """
    files = read_session(known_session(workspace, session))
    expected = {employee.id.upper(): employee for employee in (files.people.people if files.people else ())}
    unknown = [number for number in numbers if number.upper() not in expected]
    if unknown:
        raise UnknownReference(
            f"应到名单上没有 {'、'.join(unknown)}，一个也没有记：核对工号；"
            "不在名单上的人一次补一个，写上 --number 工号 --name 姓名 --unit 部门"
        )
    if person is not None:
        person = _person(files, SeatMend(seat="", number=person.id, name=person.name, unit=person.team))
    people = [person] if person else [expected[number.upper()] for number in dict.fromkeys(numbers)]
    present = {one.number for one in files.held.present}
    taken = sum(entry.seat.rpartition("/")[2].startswith("p") for entry in files.signed)
    entries = [
        SeatEntry(
            seat=qualified(f"p{place:03}", SIGNED),
            number=each.id,
            name=each.name,
            unit=each.team,
            at=workspace.now(),
            by=SignedInBy.PAPER,
        )
        for place, each in enumerate((one for one in people if one.id not in present), taken + 1)
    ]
    _append(files, entries)
    known = tuple(one.id for one in people if one.id in present)
    return SignOutcome(entered=tuple(entries), known=known, outside=_outside(files, entries))


def _outside(files: SessionFiles, entries: Sequence[SeatEntry]) -> tuple[str, ...]:
    """The seats of people who are not on the list, where there is one."""
    expected = {each.id for each in (files.people.people if files.people else ())}
    return tuple(one.seat for one in entries if expected and one.number and one.number not in expected)


def numbers_in(path: Path, how: ListOptions = AS_IT_IS) -> tuple[str, ...]:
    """The employee numbers of a sign-in list; raises RosterFaults."""
    return tuple(line.text("id") for line in read_listing(path, _WANTED, how).lines if line.text("id"))


def _append(files: SessionFiles, entries: Sequence[SeatEntry]) -> None:
    if entries:
        with closing(JournalWriter(files.folder.live / SIGNED)) as journals:
            journals.write_seats(entries)


def _person(files: SessionFiles, mend: SeatMend) -> Employee:
    """Who has the number: whoever the list names, else whoever is described."""
    expected = files.people.people if files.people else ()
    person = next((one for one in expected if one.id.upper() == mend.number.upper()), None)
    if person is None and mend.name:
        return Employee(id=_sound_number(mend.number), name=_printable(mend.name), team=_printable(mend.unit))
    if person is None:
        raise UnknownReference(f"应到名单上没有 {mend.number}：核对工号；不在名单上的，再写上 --name 姓名 --unit 部门")
    if mend.name not in ("", person.name):
        raise UnknownReference(
            f"应到名单上 {person.id} 是{person.name}，不是{mend.name}：核对工号；是这个人就不用写 --name"
        )
    return person


def _sound_number(number: str) -> str:
    """An employee number as lists have them; raises WrongUsage."""
    if fault := number_fault(number, {}):
        raise WrongUsage(fault)
    return number


def _printable(text: str) -> str:
    """A name or unit on one line; raises WrongUsage."""
    plain = " ".join(text.split())
    if not plain.isprintable():
        raise WrongUsage(f"{plain!r} 里有看不见的控制符：去掉再试")
    return plain


def _other_seat(files: SessionFiles, seat: str, typed: str) -> str:
    """The seat that ``seat`` is the same as, as it is kept; raises WrongUsage if it is the same as ``seat`` already."""
    other = _seat(files, typed)
    seats = SeatList()
    seats.take(*sorted(files.entries, key=lambda one: one.at))
    if other == seat or seats.would_circle(seat, other):
        raise WrongUsage(f"{typed} 就是这个座位，或已经记为和它是同一个人：两个座位不能互相并，一个字也没有记")
    return kept_seat(files, other)


def _seat(files: SessionFiles, typed: str) -> str:
    """The seat that is meant; with several computers a number may be that of several seats."""
    seats = dict.fromkeys(entry.seat for entry in files.entries)
    seats.update(dict.fromkeys(one.seat for one in files.held.ballots))
    seats.update(dict.fromkeys(one.seat for one in files.held.quiz_answers))
    name = _in_full(typed)
    meant = [seat for seat in seats if name in (seat, seat.rpartition("/")[2], kept_seat(files, seat))]
    if len(meant) > 1 and name not in meant:
        raise WrongUsage(f"有 {len(meant)} 个座位 {name}：写全，{' 或 '.join(meant)}")
    if not meant:
        raise UnknownReference(f"没有座位 {typed}：{_seats_to_mend(files, seats)}")
    return name if name in meant else meant[0]


def _in_full(typed: str) -> str:
    """A seat with three digits, as it is kept: 55, s55 and s055 are the same."""
    computer, slash, seat = typed.strip().rpartition("/")
    short = _SEAT.fullmatch(seat)
    return f"{computer}{slash}{(short[1] or 's').lower()}{int(short[2]):03}" if short else typed.strip()


def _seats_to_mend(files: SessionFiles, seats: Iterable[str]) -> str:
    """The seats of which nobody knows whose they are; the others are in no need of it."""
    present = {seat: one for one in files.held.present for seat in one.seats}
    left = {entry.seat for entry in files.entries} - present.keys()
    unknown = [seat for seat in sorted(seats) if seat not in left and not (seat in present and present[seat].number)]
    if not present:
        return "还没有人签到"
    if not unknown:
        return "没有认不出的座位；各人坐哪个座位，看“转投.xlsx”的“各人”"
    more = f" 等 {len(unknown)} 个" if len(unknown) > _MOST_SEATS else ""
    return f"认不出是谁的座位有 {'、'.join(unknown[:_MOST_SEATS])}{more}"


def kept_seat(files: SessionFiles, seat: str) -> str:
    """The seat as the list of later entries has it, always with its computer."""
    if "/" in seat:
        return seat
    by_hand = seat.startswith("p") and any(entry.seat == qualified(seat, SIGNED) for entry in files.signed)
    return qualified(seat, SIGNED if by_hand or not files.journals else files.journals[0].computer)
