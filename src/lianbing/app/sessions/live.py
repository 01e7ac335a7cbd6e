"""The desk of a live session: everything that phones and the trainer may do, and what is kept of it.

Whatever is done goes through :meth:`LiveDesk.together`: it returns when all of it is on the disk, so that what was
answered with yes outlives the program. The desk belongs to one thread.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from lianbing.characters import simplified
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Item
from lianbing.domain.items.scenario_walks import state_after
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.sessions.codes import MomentCodes, WrongTries
from lianbing.domain.sessions.happenings import (
    Happening,
    PhoneEntry,
    QuizAnswered,
    QuizKind,
    SceneVote,
    SeatEntry,
    SessionOpened,
    SignedInBy,
    VoteCast,
)
from lianbing.domain.sessions.joining import as_name, meant
from lianbing.domain.sessions.room import Room
from lianbing.domain.sessions.seats import SeatList
from lianbing.errors import Fault, LianbingError, LiveRefusal, Refusal, UnknownReference
from lianbing.files import why_unwritten
from lianbing.sessions.journal_files import JournalWriter, read_journals
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.prepared import PreparedSession
from lianbing.wire.sessions.requests import JoinRequest, QuizRequest, SceneRequest, VoteRequest

T = TypeVar("T")
_TRIES_OF_A_PHONE, _TRIES_OF_AN_ADDRESS = 8, 30
_LONGEST_ANSWER = 4000
_SECRET_LENGTHS = range(16, 129)


@dataclass(frozen=True, kw_only=True)
class LiveSetting:
    """What a session is held with: ``folder`` is that of this computer's journals, ``secret`` is behind all codes.

    ``warnings`` are for the trainer: what was missing when it was opened.
    """

    prepared: PreparedSession
    people: tuple[Employee, ...]
    folder: Path
    computer: str
    secret: bytes
    clock: Callable[[], datetime]
    rehearsal: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What screens have to be drawn anew besides the projector and the trainer's: phones by seat, or ``all_phones``."""

    seats: frozenset[str] = frozenset()
    all_phones: bool = False


class LiveDesk:
    """The room, its list of seats and its journals, which are read at the start and appended to from then on."""

    def __init__(self, setting: LiveSetting) -> None:
        """Goes on where the journals end; raises OSError."""
        self.setting = setting
        self.prepared = setting.prepared
        self.codes = MomentCodes(setting.secret)
        self.faults: tuple[Fault, ...] = ()
        self.repacked = self.beginning_is_lost = False
        self._phone_tries = WrongTries(most=_TRIES_OF_A_PHONE)
        self._address_tries = WrongTries(most=_TRIES_OF_AN_ADDRESS)
        self._changed: set[str] = set()
        self._all_changed = False
        self._at = ""
        self._writer: JournalWriter | None = None
        self._read()
        self.was_over = self.room.is_over
        self.happen(SessionOpened(at=self.now(), computer=setting.computer, prepared=self.prepared.edition))
        self._write()

    def _read(self) -> None:
        journals = read_journals(self.setting.folder)
        self.faults = journals.faults
        self.room, self.seats = Room(self._next_node), SeatList()
        self.room.take_all(journals.happenings)
        self.seats.take(*journals.seats)
        for phone in journals.phones:
            self.seats.take_phone(phone)
        opened = [one for one in journals.happenings if isinstance(one, SessionOpened)]
        self.repacked = any(one.prepared != self.prepared.edition for one in opened)
        self._at = max((one.at for one in journals.happenings), default="")
        begun = min((one.at for one in journals.happenings), default="9")
        self.beginning_is_lost = any(seat.at < begun for seat in journals.seats)
        self._new: list[Happening] = []
        self._new_seats: list[SeatEntry] = []
        self._new_phones: list[PhoneEntry] = []
        self._writer = JournalWriter(self.setting.folder)

    def _read_again(self) -> None:
        """Goes back to what is on the disk; raises OSError, and then has no writer until this is tried again."""
        self.close()
        self._all_changed = True
        self._read()

    def _next_node(self, scenario: str, node: str, path: tuple[str, ...]) -> str:
        """Where the choices lead; where the scenario was changed since, it stays where it is."""
        played = self.prepared.scenarios_by_id.get(scenario)
        try:
            return state_after(played.visit, path).node if played else node
        except UnknownReference:
            choices = played.nodes[node].choices if played and node in played.nodes else ()
            return next((each.next for each in choices if each.id == path[-1]), node)

    def together(self, requests: Sequence[Callable[[], T]]) -> list[T | Exception]:
        """Does what is asked, one after the other, and returns what came of each once all of it is on the disk."""
        try:
            if not self._writer:
                self._read_again()
            outcomes = [_tried(request) for request in requests]
            self._write()
        except Exception as error:  # noqa: BLE001 - whatever it is, what is not on the disk doesn't count
            with suppress(Exception):
                self._read_again()
            return [_unwritten(error)] * len(requests)
        return outcomes

    def _write(self) -> None:
        """Phones before seats: a phone whose seat was lost comes in again, a seat without its phone can't be taken."""
        if not self._writer:
            raise OSError(errno.EBADF, "no writer")
        self._writer.write_phones(self._new_phones)
        self._writer.write_seats(self._new_seats)
        self._writer.write(self._new)
        self._new, self._new_seats, self._new_phones = [], [], []

    def changes(self) -> Changes:
        """What has changed since this was asked last."""
        changes = Changes(seats=frozenset(self._changed), all_phones=self._all_changed)
        self._changed, self._all_changed = set(), False
        return changes

    def close(self) -> None:
        """Closes the journals."""
        writer, self._writer = self._writer, None
        if writer:
            writer.close()

    def now(self) -> str:
        """The time, which never goes back within a session, whatever the computer's clock does."""
        self._at = max(self._at, self.setting.clock().isoformat(timespec="milliseconds"))
        return self._at

    def seconds(self) -> float:
        """The time for codes."""
        return self.setting.clock().timestamp()

    def happen(self, happening: Happening, seat: str = "") -> None:
        """Takes in that something happened; it concerns a seat alone, or else everybody."""
        self.room.take(happening)
        self._new.append(happening)
        if seat:
            self._changed.add(seat)
        else:
            self._all_changed = True

    def sit(self, entry: SeatEntry) -> None:
        """Takes in an entry of the list of seats."""
        self.seats.take(entry)
        self._new_seats.append(entry)
        self._changed.add(entry.seat)

    # What phones ask for

    def seat_of(self, phone: str) -> SeatEntry:
        """The seat that a phone speaks for; raises LiveRefusal."""
        name = _phone_digest(phone)
        seat = self.seats.seat_of(name)
        if not seat:
            raise LiveRefusal(Refusal.UNKNOWN, "这部手机还没有签到")
        if self.seats.phone_of(seat) != name:
            raise LiveRefusal(Refusal.MOVED, "你已经换到另一部手机上了。要换回这一部，重新签到")
        return self.seats.latest[seat]

    def join(self, request: JoinRequest, address: str) -> SeatEntry:
        """Lets a phone come in; raises LiveRefusal."""
        if self.room.is_over:
            raise LiveRefusal(Refusal.CLOSED, "培训已经结束：到了的，请培训师补进名单")
        phone = _phone_digest(request.phone)
        by = self._admitted(request, phone, address)
        person = self._person(request)
        old = self.seats.seat_of(phone)
        own = old if old and self.seats.phone_of(old) == phone else ""
        seat = self.seats.with_number(person.id) if person.id else ""
        if seat and seat != own and self.seats.phone_of(seat) and not request.again:
            raise LiveRefusal(
                Refusal.TAKEN, f"{person.name}（{person.id}）已经在另一部手机上签到。是你本人，就换到这部手机上"
            )
        if own and self._is_somebody_else(own, person):
            self._free(own)
            own = ""
        if seat:
            self._move(own, seat)
        else:
            seat = own or self.next_seat()
            self.sit(self._entry(seat, person, by))
        if own != seat:
            self._sit_phone(phone, seat)
        return self.seats.latest[seat]

    def _admitted(self, request: JoinRequest, phone: str, address: str) -> SignedInBy:
        """How a phone shows that it is in the room; guesses are counted by phone and by address."""
        now = self.seconds()
        code = "".join(request.code.split())
        if self.codes.is_code(code.lower(), now):  # nobody guesses it, so that others' guesses don't stop it
            return SignedInBy.CODE
        if self._phone_tries.too_many(phone, now) or self._address_tries.too_many(address, now):
            raise LiveRefusal(Refusal.CODE, "试得太多了：扫屏幕上的码，或过十分钟再输数字，或请培训师把你加上")
        if self.codes.is_digits(_half_width(code), now):
            return SignedInBy.DIGITS
        if code:
            self._phone_tries.count(phone, now)
            self._address_tries.count(address, now)
        raise LiveRefusal(Refusal.CODE, "这个码过时了或不对：重新扫屏幕上的码，或输屏幕上的四位数字")

    def _person(self, request: JoinRequest) -> Employee:
        people, who = self.setting.people, as_name(request.who)
        if not who:
            raise LiveRefusal(Refusal.MALFORMED, "写上工号或姓名")
        matching = meant(who, people, simplified)
        if len(matching) > 1:
            lines = tuple({"number": one.id, "name": one.name, "unit": one.team} for one in matching)
            raise LiveRefusal(Refusal.WHICH, f"有 {len(matching)} 个人叫“{who}”，选出是哪一位", lines)
        if not matching and people and not request.as_stranger:
            raise LiveRefusal(Refusal.STRANGER, f"名单上没有“{who}”。写对了，就照这个名字签到，培训师会核对")
        return matching[0] if matching else Employee(id="", name=who, team="")

    def _move(self, own: str, seat: str) -> None:
        """A phone that had a seat of its own goes to another one of the same person."""
        if own and own != seat and not self.seats.would_circle(own, seat):
            self.sit(replace(self.seats.latest[own], number="", same_as=seat, at=self.now()))

    def _is_somebody_else(self, seat: str, person: Employee) -> bool:
        """Whether somebody on the list sits there, who then lent the phone or had typed a wrong name."""
        number = self.seats.known(self.seats.person_of(seat)).number
        return bool(number) and number != person.id

    def _free(self, seat: str) -> None:
        """Leaves a seat to whom it belongs; where nothing was answered there, nobody is taken to have come."""
        if seat not in self.room.answered:
            self.sit(replace(self.seats.latest[seat], left=True, at=self.now()))

    def next_seat(self) -> str:
        """The name of a seat that nothing on the disk names."""
        return self.seats.next_seat(self.room.answered)

    def _entry(self, seat: str, person: Employee, by: SignedInBy) -> SeatEntry:
        return SeatEntry(seat=seat, number=person.id, name=person.name, unit=person.team, at=self.now(), by=by)

    def _sit_phone(self, phone: str, seat: str) -> None:
        entry = PhoneEntry(phone=phone, seat=seat, at=self.now())
        self.seats.take_phone(entry)
        self._new_phones.append(entry)
        self._changed.add(seat)

    def cast_vote(self, request: VoteRequest) -> None:
        """Takes an answer to the open question; raises LiveRefusal."""
        seat = self.seat_of(request.phone).seat
        vote = self.room.vote
        if not vote or not vote.is_open or (vote.item, vote.vote) != (request.item, request.vote):
            raise LiveRefusal(Refusal.CLOSED, "这一题已经截止，没有收")
        _check(self.prepared.items[request.item].item, request.answer)
        if self.room.ballots[vote.item, vote.vote].get(seat) != request.answer:
            self.happen(VoteCast(at=self.now(), seat=seat, item=vote.item, vote=vote.vote, answer=request.answer), seat)

    def answer_quiz(self, request: QuizRequest) -> None:
        """Takes an answer to a question of the open quiz; raises LiveRefusal."""
        seat = self.seat_of(request.phone).seat
        quiz = self.room.quiz
        if not quiz or not quiz.is_open or quiz.quiz is not request.quiz:
            raise LiveRefusal(Refusal.CLOSED, "测验已经截止，没有收")
        form = self.form_of(seat, request.quiz)
        if request.item not in self.quiz_items(form):
            raise LiveRefusal(Refusal.MALFORMED, "这道题不在你的卷上：刷新一下再答")
        _check(self.prepared.items[request.item].item, request.answer, may_be_empty=True)
        given = self.room.quiz_answers.get(quiz.quiz, {}).get(seat, {})
        if request.item not in given or given[request.item] != request.answer:
            self.happen(
                QuizAnswered(
                    at=self.now(), seat=seat, quiz=quiz.quiz, form=form, item=request.item, answer=request.answer
                ),
                seat,
            )

    def choose(self, request: SceneRequest) -> None:
        """Takes a choice in the scenario; raises LiveRefusal."""
        seat = self.seat_of(request.phone).seat
        at = self.room.scene
        if not at or not at.is_open or (at.scenario, at.node) != (request.scenario, request.node):
            raise LiveRefusal(Refusal.CLOSED, "这一步已经定了，没有收")
        node = self.prepared.scenarios_by_id[at.scenario].nodes[at.node]
        if request.choice not in {choice.id for choice in node.choices}:
            raise LiveRefusal(Refusal.MALFORMED, "没有这个选项：刷新一下再选")
        if self.room.scene_votes[at.scenario].get(seat) != request.choice:
            self.happen(
                SceneVote(at=self.now(), seat=seat, scenario=at.scenario, node=at.node, choice=request.choice), seat
            )

    # Forms

    def form_of(self, seat: str, quiz: QuizKind) -> str:
        """The form, A or B, that the person in a seat gets: the one begun, else not that of the other quiz.

        Of people who have answered nothing yet every other one gets B first, where forms are swapped.
        """
        first = self.seats.person_of(seat)
        seats = self.seats.people.get(first, (seat,))
        for kind in (quiz, *QuizKind):
            begun = next((self.room.forms[kind, each] for each in seats if (kind, each) in self.room.forms), "")
            if begun:
                return begun if kind is quiz else _other(begun)
        is_even = first[1:].isdigit() and int(first[1:]) % 2 == 0
        before = "B" if self.prepared.plan.forms.swapped and is_even else "A"
        return before if quiz is QuizKind.WARM_UP else _other(before)

    def quiz_items(self, form: str) -> Sequence[str]:
        """The questions of a form; where the plan has only one, everybody gets that."""
        forms = self.prepared.plan.forms
        named = (forms.a or forms.b) if form == "A" else (forms.b or forms.a)
        return [item for item in named if item in self.prepared.items]


def _other(form: str) -> str:
    return {"A": "B", "B": "A"}[form]


def _tried(request: Callable[[], T]) -> T | Exception:
    try:
        return request()
    except LianbingError as error:
        return error
    except Exception as error:  # noqa: BLE001 - what one request meets must not take the others with it
        return error


def _unwritten(error: Exception) -> LiveRefusal:
    if isinstance(error, OSError):
        text = f"培训师电脑的磁盘写不进去（{why_unwritten(error)}），没有存下：请培训师看一看，再交一次"
    else:
        text = "程序出了错，没有存下：再交一次；还不行，请培训师重启程序"
    return LiveRefusal(Refusal.UNWRITTEN, text)


def _phone_digest(phone: str) -> str:
    if len(phone) not in _SECRET_LENGTHS or not phone.isascii():
        raise LiveRefusal(Refusal.UNKNOWN, "这部手机还没有签到")
    return sha256(phone.encode()).hexdigest()


def _half_width(text: str) -> str:
    """Digits as people type them, full-width ones too."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _check(item: Item, answer: Any, *, may_be_empty: bool = False) -> None:
    """Refuses what can't be an answer to a question; raises LiveRefusal."""
    verdict = score(item.key, answer, simplified).verdict
    if verdict is Verdict.EMPTY and not may_be_empty:
        raise LiveRefusal(Refusal.MALFORMED, "还没有作答：选好或写好再交")
    if verdict is Verdict.MALFORMED or len(canonical(answer)) > _LONGEST_ANSWER:
        raise LiveRefusal(Refusal.MALFORMED, item.type.why_unreadable(item, answer, simplified))


def people_by_number(people: Sequence[Employee]) -> Mapping[str, Employee]:
    """People by their number."""
    return {person.id: person for person in people}
