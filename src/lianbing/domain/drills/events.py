"""练兵记事: what was done to a drill, as events that are added and never changed, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, TypeVar

from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.terms import Terms

Value = TypeVar("Value")


class EventKind(StrEnum):
    """What was done; the store keeps the value, so it never changes."""

    ISSUED = "issued"
    COLLECTED = "collected"
    GRADED = "graded"
    WITHDRAWN = "withdrawn"
    CORRECTED = "person-corrected"
    CHOSEN = "chosen"
    CLOSED = "closed"
    REOPENED = "reopened"
    EXCUSED = "excused"
    EXTRA_TIME = "extra-time"
    TERMS = "terms"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABELS[self]


_LABELS = {
    EventKind.ISSUED: "发卷",
    EventKind.COLLECTED: "收卷",
    EventKind.GRADED: "判分",
    EventKind.WITHDRAWN: "撤回试卷",
    EventKind.CORRECTED: "更正姓名、部门、工号",
    EventKind.CHOSEN: "指定答卷",
    EventKind.CLOSED: "截止",
    EventKind.REOPENED: "重新开放",
    EventKind.EXCUSED: "不参加",
    EventKind.EXTRA_TIME: "延长时间",
    EventKind.TERMS: "规则",
}


class Excuse(StrEnum):
    """Why a person does not take part in a drill like the others; the store keeps the value, so it never changes."""

    POSTPONED = "postponed"
    EXEMPT = "exempt"
    MAKE_UP = "make-up"
    ON_LOAN = "on-loan"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            Excuse.POSTPONED: "缓考",
            Excuse.EXEMPT: "免考",
            Excuse.MAKE_UP: "补考",
            Excuse.ON_LOAN: "借调",
            Excuse.LEFT: "离职",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Issuing:
    """Papers were issued: the roster file, how many papers were new, and how many people had theirs already."""

    kind: ClassVar[EventKind] = EventKind.ISSUED
    roster: str
    new: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class UnusableFile:
    """A file that was not accepted: where it lay, why, whose it seems to be; ``digest`` if its bytes are kept."""

    path: str
    digest: str = ""
    reason: str
    employees: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Collecting:
    """Files were collected: how many were accepted, how many of them were known, how many are in quarantine.

    ``passed_over`` counts what programs had left, by kind. ``unusable`` are those in quarantine
    and others that name a person.
    """

    kind: ClassVar[EventKind] = EventKind.COLLECTED
    accepted: int
    known: int
    quarantined: int
    not_taken: int = 0
    passed_over: Mapping[str, int] = field(default_factory=dict)
    unusable: tuple[UnusableFile, ...] = ()


@dataclass(frozen=True)
class Grading:
    """The grading of so many submissions was started."""

    kind: ClassVar[EventKind] = EventKind.GRADED
    submissions: int


@dataclass(frozen=True)
class PaperWithdrawal:
    """A paper that nobody had answered was withdrawn."""

    kind: ClassVar[EventKind] = EventKind.WITHDRAWN


@dataclass(frozen=True, kw_only=True)
class PersonCorrection:
    """The person of a paper is shown otherwise than the paper was issued."""

    kind: ClassVar[EventKind] = EventKind.CORRECTED
    before: Employee
    after: Employee


@dataclass(frozen=True)
class SubmissionChoice:
    """Which submission of a paper counts, by its digest; empty: the rule decides again.

    ``compared`` are the digests of those among which grading took the one with most points; empty where a person
    decided.
    """

    kind: ClassVar[EventKind] = EventKind.CHOSEN
    submission: str
    compared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """The drill was ended."""

    kind: ClassVar[EventKind] = EventKind.CLOSED


@dataclass(frozen=True)
class Reopening:
    """The drill goes on after it was ended."""

    kind: ClassVar[EventKind] = EventKind.REOPENED


@dataclass(frozen=True)
class Excusal:
    """A person is excused from the drill; ``None``: takes part again."""

    kind: ClassVar[EventKind] = EventKind.EXCUSED
    excuse: Excuse | None


@dataclass(frozen=True)
class ExtraTime:
    """A person may take longer than the others, by so many minutes; 0: no longer."""

    kind: ClassVar[EventKind] = EventKind.EXTRA_TIME
    minutes: int


@dataclass(frozen=True)
class TermsStatement:
    """The terms of the drill were stated."""

    kind: ClassVar[EventKind] = EventKind.TERMS
    terms: Terms


Occurrence = (
    Issuing
    | Collecting
    | Grading
    | PaperWithdrawal
    | PersonCorrection
    | SubmissionChoice
    | Closing
    | Reopening
    | Excusal
    | ExtraTime
    | TermsStatement
)
"""What an event is about."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom an event concerns: a paper, and its person's number at that time. Both empty: the whole drill."""

    paper: str = ""
    employee: str = ""


@dataclass(frozen=True, kw_only=True)
class DrillEvent:
    """Something that was done to a drill: ``by`` whom, ``at`` which time (ISO 8601 with offset), for what reason."""

    sequence: int
    drill: str
    subject: Subject
    content: Occurrence
    reason: str
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What the events of a drill amount to now, by paper id.

    ``people`` are the corrected people, ``numbers`` the numbers that they were corrected to, oldest first, ``chosen``
    the digests of the submissions that count by a choice, ``compared`` those that a choice by points was made among,
    ``excused`` the events that excuse people, ``minutes`` the extra minutes. ``closed`` is the event that ended the
    drill, ``None`` while it goes on. ``terms`` are those stated last.
    """

    people: Mapping[str, Employee] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    compared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excused: Mapping[str, DrillEvent] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    closed: DrillEvent | None = None
    terms: Terms = Terms()  # noqa: RUF009 - frozen


def decisions(events: Iterable[DrillEvent]) -> Decisions:
    """Sums up the events of one drill in their order: of each paper the newest of a kind is in force."""
    people: dict[str, Employee] = {}
    numbers: dict[str, tuple[str, ...]] = {}
    chosen: dict[str, str] = {}
    compared: dict[str, tuple[str, ...]] = {}
    excused: dict[str, DrillEvent] = {}
    minutes: dict[str, int] = {}
    closed: DrillEvent | None = None
    terms = Terms()
    for event in events:
        paper = event.subject.paper
        match event.content:
            case PersonCorrection(after=after):
                people[paper] = after
                numbers[paper] = (*numbers.get(paper, ()), after.id)
            case SubmissionChoice(submission=submission, compared=among):
                _put(chosen, paper, submission)
                _put(compared, paper, among)
            case Excusal(excuse=excuse):
                _put(excused, paper, event if excuse else None)
            case ExtraTime(minutes=more):
                _put(minutes, paper, more)
            case Closing():
                closed = event
            case Reopening():
                closed = None
            case TermsStatement(terms=stated):
                terms = stated
    return Decisions(
        people=people,
        numbers=numbers,
        chosen=chosen,
        compared=compared,
        excused=excused,
        minutes=minutes,
        closed=closed,
        terms=terms,
    )


def _put(values: dict[str, Value], paper: str, value: Value | None) -> None:
    """Sets the value of a paper; an empty one takes it back."""
    if value:
        values[paper] = value
    else:
        values.pop(paper, None)
