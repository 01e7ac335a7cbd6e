"""session sign: mends who was there, after the session; every change is one more line of its own list."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.sessions.afterwards.recording import known_session
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.happenings import SeatEntry, SignedInBy
from lianbing.drills.heads import Wanted
from lianbing.drills.listings import AS_IT_IS, ListOptions, read_listing
from lianbing.drills.rosters import HEADINGS
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.sessions.folder import SIGNED
from lianbing.sessions.journal_files import JournalWriter
from lianbing.sessions.reading import SessionFiles, qualified, read_session

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
    """Who was entered, and who was there already."""

    entered: tuple[SeatEntry, ...]
    known: tuple[str, ...] = ()


def mend_seat(workspace: Workspace, session: str, mend: SeatMend) -> SignOutcome:
    """Says who sits in a seat; of several lines of a seat the last one counts.

    Raises:
        UnknownReference: no such session, seat or number. WrongUsage: not one of number, other seat and left.
    """
    if sum(map(bool, (mend.number, mend.same_as, mend.left))) != 1:
        raise WrongUsage("--number（是谁）、--same-as（和哪个座位是同一个人）、--left（没有来）写其中一个")
    files = read_session(known_session(workspace, session))
    latest = {entry.seat: entry for entry in sorted(files.entries, key=lambda one: one.at)}
    seat = _seat(files, mend.seat)
    person = _person(files, mend) if mend.number else None
    before = latest[seat]
    entry = SeatEntry(
        seat=kept_seat(files, seat),
        number=person.id if person else before.number,
        name=person.name if person else before.name,
        unit=person.team if person else before.unit,
        at=max(workspace.now(), before.at),
        by=SignedInBy.TRAINER,
        same_as=kept_seat(files, _seat(files, mend.same_as)) if mend.same_as else "",
        left=mend.left,
    )
    _append(files, [entry])
    return SignOutcome(entered=(entry,))


def enter_people(
    workspace: Workspace, session: str, numbers: Sequence[str], person: Employee | None = None
) -> SignOutcome:
    """Enters people who signed on paper, by their numbers, or ``person``, who is on no list.

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
    return SignOutcome(entered=tuple(entries), known=tuple(one.id for one in people if one.id in present))


def numbers_in(path: Path, how: ListOptions = AS_IT_IS) -> tuple[str, ...]:
    """The employee numbers of a sign-in list; raises RosterFaults."""
    return tuple(line.text("id") for line in read_listing(path, _WANTED, how).lines if line.text("id"))


def _append(files: SessionFiles, entries: Sequence[SeatEntry]) -> None:
    if entries:
        with closing(JournalWriter(files.folder.live / SIGNED)) as journals:
            journals.write_seats(entries)


def _person(files: SessionFiles, mend: SeatMend) -> Employee:
    expected = files.people.people if files.people else ()
    person = next((one for one in expected if one.id.upper() == mend.number.upper()), None)
    if person is None and mend.name:
        return Employee(id=mend.number, name=mend.name, team=mend.unit)
    if person is None:
        raise UnknownReference(f"应到名单上没有 {mend.number}：核对工号；不在名单上的，再写上 --name 姓名 --unit 部门")
    return person


def _seat(files: SessionFiles, name: str) -> str:
    """The seat that is meant; with several computers a number may be that of several seats."""
    seats = dict.fromkeys(entry.seat for entry in files.entries)
    seats.update(dict.fromkeys(one.seat for one in files.held.ballots))
    meant = [seat for seat in seats if name in (seat, seat.rpartition("/")[2])]
    if len(meant) > 1 and name not in meant:
        raise WrongUsage(f"有 {len(meant)} 个座位 {name}：写全，{' 或 '.join(meant)}")
    if not meant:
        raise UnknownReference(f"没有座位 {name}：有 {'、'.join(sorted(seats)) or '没有人签到'}")
    return name if name in meant else meant[0]


def kept_seat(files: SessionFiles, seat: str) -> str:
    """The seat as the list of later entries has it, always with its computer."""
    if "/" in seat:
        return seat
    by_hand = seat.startswith("p") and any(entry.seat == qualified(seat, SIGNED) for entry in files.signed)
    return qualified(seat, SIGNED if by_hand or not files.journals else files.journals[0].computer)
