"""What happens in the room, as journals keep it: who sits where, and everything that is shown, asked and answered.

People appear under the number of their seat alone; only the sign-in journal says who sat there. What happens never
changes: whatever is mended is mended by a later line. Times are ISO 8601 with offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol


class SignedInBy(StrEnum):
    """How somebody came into the list."""

    CODE = "code"
    DIGITS = "digits"
    TRAINER = "trainer"
    PAPER = "paper"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            SignedInBy.CODE: "扫码",
            SignedInBy.DIGITS: "输数字",
            SignedInBy.TRAINER: "培训师补",
            SignedInBy.PAPER: "纸上签到",
        }[self]


@dataclass(frozen=True, kw_only=True)
class SeatEntry:
    """Who sits in a seat, from ``at`` on; of several entries of a seat the last one counts.

    ``number`` is empty for somebody who is not (yet) known from the roster. ``same_as`` is another seat of the same
    person, whose answers are theirs as well; empty otherwise. ``left`` says that the person was not there after all.
    """

    seat: str
    number: str
    name: str
    unit: str
    at: str
    by: SignedInBy
    same_as: str = ""
    left: bool = False


@dataclass(frozen=True, kw_only=True)
class PhoneEntry:
    """A phone that came in: its secret is kept as its SHA-256 alone.

    The last entry of a phone is its seat; the last phone of a seat is the one that speaks for it.
    """

    phone: str
    seat: str
    at: str


class QuizKind(StrEnum):
    """The quiz before and the one after."""

    WARM_UP = "warm-up"
    EXIT = "exit"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {QuizKind.WARM_UP: "热身测验", QuizKind.EXIT: "课后测验"}[self]


class Happening(Protocol):
    """Something that happened at a time; ``kind`` names it in the journal."""

    kind: ClassVar[str]

    @property
    def at(self) -> str:
        """When."""


@dataclass(frozen=True, kw_only=True)
class SessionOpened:
    """The program was started on a computer, for the first time or again."""

    kind: ClassVar[str] = "opened"
    at: str
    computer: str
    prepared: str


@dataclass(frozen=True, kw_only=True)
class ActivityBegun:
    """The trainer went to an activity of the plan, by its place from 0."""

    kind: ClassVar[str] = "begun"
    at: str
    activity: int


@dataclass(frozen=True, kw_only=True)
class VotingOpened:
    """A question may be answered. ``vote`` is 1 before the discussion and 2 after; ``item`` a question's id."""

    kind: ClassVar[str] = "voting-opened"
    at: str
    activity: int
    item: str
    vote: int


@dataclass(frozen=True, kw_only=True)
class VotingClosed:
    """No more answers to a question."""

    kind: ClassVar[str] = "voting-closed"
    at: str
    item: str
    vote: int


@dataclass(frozen=True, kw_only=True)
class VoteCast:
    """A seat's answer to a question; of several in one vote the last one counts."""

    kind: ClassVar[str] = "voted"
    at: str
    seat: str
    item: str
    vote: int
    answer: Any


@dataclass(frozen=True, kw_only=True)
class ResultsShown:
    """The trainer let everybody see how a vote went, or the answer (``key``)."""

    kind: ClassVar[str] = "shown"
    at: str
    item: str
    vote: int
    key: bool


@dataclass(frozen=True, kw_only=True)
class QuizOpened:
    """A quiz may be answered on the phones."""

    kind: ClassVar[str] = "quiz-opened"
    at: str
    quiz: QuizKind


@dataclass(frozen=True, kw_only=True)
class QuizClosed:
    """No more answers to a quiz."""

    kind: ClassVar[str] = "quiz-closed"
    at: str
    quiz: QuizKind


@dataclass(frozen=True, kw_only=True)
class QuizAnswered:
    """A seat's answer to a question of a quiz; the last one counts."""

    kind: ClassVar[str] = "quiz-answered"
    at: str
    seat: str
    quiz: QuizKind
    form: str
    item: str
    answer: Any


@dataclass(frozen=True, kw_only=True)
class SceneOpened:
    """The room may vote on what to do at a node of a scenario."""

    kind: ClassVar[str] = "scene-opened"
    at: str
    scenario: str
    node: str


@dataclass(frozen=True, kw_only=True)
class SceneVote:
    """A seat's choice at a node; the last one counts."""

    kind: ClassVar[str] = "scene-voted"
    at: str
    seat: str
    scenario: str
    node: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class SceneShown:
    """The trainer let everybody see what the room chose at a node, which ends the voting there."""

    kind: ClassVar[str] = "scene-shown"
    at: str
    scenario: str
    node: str


@dataclass(frozen=True, kw_only=True)
class SceneDecided:
    """The choice that the scenario went on with; ``by_trainer`` where the room was equally divided, or overruled."""

    kind: ClassVar[str] = "scene-decided"
    at: str
    scenario: str
    node: str
    choice: str
    by_trainer: bool


@dataclass(frozen=True, kw_only=True)
class NoteTaken:
    """What the trainer wrote down while it went on."""

    kind: ClassVar[str] = "noted"
    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SessionClosed:
    """The session is over."""

    kind: ClassVar[str] = "closed"
    at: str


HAPPENINGS: tuple[type[Happening], ...] = (
    SessionOpened,
    ActivityBegun,
    VotingOpened,
    VotingClosed,
    VoteCast,
    ResultsShown,
    QuizOpened,
    QuizClosed,
    QuizAnswered,
    SceneOpened,
    SceneVote,
    SceneShown,
    SceneDecided,
    NoteTaken,
    SessionClosed,
)
