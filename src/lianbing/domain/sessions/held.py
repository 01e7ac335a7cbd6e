"""A session as it was held: what its journals come to, once everything that was mended is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianbing.domain.sessions.happenings import (
    ActivityBegun,
    Happening,
    NoteTaken,
    QuizAnswered,
    QuizKind,
    SceneDecided,
    SceneVote,
    SeatEntry,
    SessionClosed,
    SessionOpened,
    SignedInBy,
    VoteCast,
)
from lianbing.domain.sessions.seats import SeatList

_BESIDE = (SessionOpened, NoteTaken, QuizAnswered)
"""What may come after the end: answers on paper, too, are entered later. On phones a quiz is opened before."""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Somebody who was there; ``number`` is empty for a stranger to the roster. ``seats`` are all that were theirs.

    ``at`` and ``by`` say when and how the person came in, whatever was mended since.
    """

    seats: tuple[str, ...]
    number: str
    name: str
    unit: str
    at: str
    by: SignedInBy


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """The answer of a person (the first of their seats) to a question in vote 1 or 2."""

    seat: str
    item: str
    vote: int
    answer: Any


@dataclass(frozen=True, kw_only=True)
class QuizAnswer:
    """The answer of a person (the first of their seats) to a question of a quiz."""

    seat: str
    quiz: QuizKind
    form: str
    item: str
    answer: Any


@dataclass(frozen=True, kw_only=True)
class PlayedScene:
    """A node of a scenario that the room played: the votes by choice, and what was done."""

    scenario: str
    node: str
    votes: Mapping[str, int]
    choice: str
    by_trainer: bool


@dataclass(frozen=True, kw_only=True)
class HeldSession:
    """What came of a session; times are empty where it was never opened or closed.

    ``begun`` are the activities in the order in which they were begun, ``last`` is when anything last happened.
    """

    began: str
    ended: str
    computers: tuple[str, ...]
    present: tuple[Attendance, ...]
    ballots: tuple[Ballot, ...]
    quiz_answers: tuple[QuizAnswer, ...]
    scenes: tuple[PlayedScene, ...]
    notes: tuple[str, ...]
    begun: tuple[ActivityBegun, ...] = ()
    last: str = ""


def held(entries: Iterable[SeatEntry], happenings: Iterable[Happening]) -> HeldSession:
    """What journals come to, of one computer or of several; happenings are put in the order of their times."""
    by_time = sorted(happenings, key=lambda one: one.at)
    entries = sorted(entries, key=lambda one: one.at)
    seats = SeatList()
    seats.take(*entries)
    opened = [one for one in by_time if isinstance(one, SessionOpened)]
    return HeldSession(
        began=opened[0].at if opened else "",
        ended=_ended(by_time),
        computers=tuple(dict.fromkeys(one.computer for one in opened)),
        present=tuple(_present(seats, entries)),
        ballots=tuple(_ballots(by_time, seats)),
        quiz_answers=tuple(_quiz_answers(by_time, seats)),
        scenes=tuple(_scenes(by_time, seats)),
        notes=tuple(one.text for one in by_time if isinstance(one, NoteTaken)),
        begun=tuple(one for one in by_time if isinstance(one, ActivityBegun)),
        last=by_time[-1].at if by_time else "",
    )


def _ended(by_time: Sequence[Happening]) -> str:
    """When it was closed after the last that was taught: opening it again to mend a list makes it no longer."""
    ended = ""
    for one in by_time:
        if isinstance(one, SessionClosed):
            ended = ended or one.at
        elif not isinstance(one, _BESIDE):
            ended = ""
    return ended


def _present(seats: SeatList, entries: Iterable[SeatEntry]) -> Iterable[Attendance]:
    """The people; ``entries`` are in the order of their times."""
    first: dict[str, SeatEntry] = {}
    for entry in entries:
        first.setdefault(entry.seat, entry)
    for own in seats.people.values():
        known, came = seats.known(own[0]), min((first[seat] for seat in own), key=lambda one: one.at)
        yield Attendance(
            seats=tuple(own), number=known.number, name=known.name, unit=known.unit, at=came.at, by=came.by
        )


def _ballots(happenings: Sequence[Happening], seats: SeatList) -> Iterable[Ballot]:
    last: dict[tuple[str, str, int], Any] = {}
    for one in happenings:
        if isinstance(one, VoteCast):
            last[seats.person_of(one.seat), one.item, one.vote] = one.answer
    for (seat, item, vote), answer in last.items():
        yield Ballot(seat=seat, item=item, vote=vote, answer=answer)


def _quiz_answers(happenings: Sequence[Happening], seats: SeatList) -> Iterable[QuizAnswer]:
    last: dict[tuple[str, QuizKind, str], QuizAnswered] = {}
    for one in happenings:
        if isinstance(one, QuizAnswered):
            last[seats.person_of(one.seat), one.quiz, one.item] = one
    for (seat, quiz, item), one in last.items():
        yield QuizAnswer(seat=seat, quiz=quiz, form=one.form, item=item, answer=one.answer)


def _scenes(happenings: Sequence[Happening], seats: SeatList) -> Iterable[PlayedScene]:
    votes: dict[tuple[str, str], dict[str, str]] = {}
    for one in happenings:
        if isinstance(one, SceneVote):
            votes.setdefault((one.scenario, one.node), {})[seats.person_of(one.seat)] = one.choice
        if isinstance(one, SceneDecided):
            chosen = [*votes.pop((one.scenario, one.node), {}).values()]
            yield PlayedScene(
                scenario=one.scenario,
                node=one.node,
                votes={choice: chosen.count(choice) for choice in dict.fromkeys(chosen)},
                choice=one.choice,
                by_trainer=one.by_trainer,
            )
