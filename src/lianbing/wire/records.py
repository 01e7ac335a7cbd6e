"""What a learner's browser keeps of practice, and the file that carries it to another device.

Browsers alone write it: docs/wire-format.md. It never reaches a grading program; a trainer's analysis reads what
learners hand over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from lianbing.domain.items.scenarios import Ending
from lianbing.domain.items.scoring import Verdict
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import Coded, GivenAnswer, ListOf, MapOf, Measure, Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

_KEPT_VERDICTS = (Verdict.CORRECT, Verdict.PARTIAL, Verdict.WRONG, Verdict.REVIEW)


def _kept_verdict(word: str) -> Verdict:
    if word not in _KEPT_VERDICTS:
        raise ValueError(f"not one of {', '.join(_KEPT_VERDICTS)}")
    return Verdict(word)


_VERDICT = Coded(str, _kept_verdict, name="KeptVerdict", words=lambda: tuple(map(str, _KEPT_VERDICTS)))
_PLACE = Whole(least=0)
_PLACES = MapOf(ListOf(_PLACE))
_ANSWERS = Says(text="by question", kind=MapOf(GivenAnswer()))
_DIGESTS = optional("of the questions as they were asked, by id; not in what older editions kept")


@dataclass(frozen=True, kw_only=True)
class Card:
    """What the scheduler remembers of a question, and when it is due."""

    stability: Annotated[
        float, Says(text="after how many days nine tenths are still remembered", kind=Measure(least=0.001))
    ]
    difficulty: Annotated[float, Says(text="from 1 to 10", kind=Measure(least=1, most=10))]
    last: Annotated[str, "the day of the last answer"]
    due: Annotated[str, "the day on which it comes again"]


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """How a question stands in the 错题本."""

    since: Annotated[str, "the last day on which it was answered wrong"]
    right: Annotated[tuple[str, ...], "the days of right answers since"]


@dataclass(frozen=True, kw_only=True)
class Prior:
    """What stood before the last try of an open question: each tick rates the same try anew."""

    card: Annotated[Card | None, "`null` before the first try"]
    wrong: Annotated[Wrong | None, optional("present where it stood in the 错题本")] = None


@dataclass(frozen=True, kw_only=True)
class PracticeEntry:
    """What is remembered of one question. Dates are local, YYYY-MM-DD; moments are ISO 8601 with offset."""

    digest: Annotated[str, "that of its `practice` when it was answered; empty where none was known"]
    answer: Annotated[Any, Says(text="the last answer", kind=GivenAnswer())]
    verdict: Annotated[Verdict, Says(text="how that was judged", kind=_VERDICT)]
    fraction: Annotated[float, Says(text="how much of it was right", kind=Measure(least=0, most=1))]
    at: Annotated[str, "when"]
    ticked: Annotated[
        tuple[int, ...] | None,
        optional(
            "of open questions, the scoring points ticked, by index; absent until it is rated", kind=ListOf(_PLACE)
        ),
    ] = None
    variant: Annotated[
        int | None, optional("which variant was answered; absent for the question itself", kind=_PLACE)
    ] = None
    tries: Annotated[int, Says(text="how often it was answered", kind=Whole(least=1))]
    right: Annotated[int, Says(text="how often right", kind=_PLACE)]
    card: Annotated[Card, "when it comes again"]
    wrong: Annotated[Wrong | None, optional("present while it stands in the 错题本")] = None
    prior: Annotated[Prior | None, optional("of open questions alone, what stood before this try")] = None


@dataclass(frozen=True, kw_only=True)
class Run:
    """A walk through a scenario to its end."""

    at: Annotated[str, "when it ended"]
    path: Annotated[tuple[str, ...], "the choices"]
    score: Annotated[Decimal, "what it came to"]
    ending: Annotated[Ending, "the grade"]
    seed: Annotated[str, optional("the order in which its choices were shown")] = ""


@dataclass(frozen=True, kw_only=True)
class SelftestRun:
    """A round of a self-test."""

    at: Annotated[str, "when it ended"]
    right: Annotated[int, Says(text="how many were wholly right", kind=_PLACE)]
    count: Annotated[int, Says(text="out of how many", kind=_PLACE)]


@dataclass(frozen=True, kw_only=True)
class SelftestState:
    """What is kept of a self-test; `drawn` stays on the device."""

    drawn: Annotated[tuple[str, ...], "the questions drawn last"]
    runs: Annotated[tuple[SelftestRun, ...], "the rounds, oldest first"]


@dataclass(frozen=True, kw_only=True)
class ExamRun:
    """A mock exam that was sat and marked."""

    at: Annotated[str, "when it was handed in"]
    set: Annotated[int, Says(text="which set, from 0", kind=_PLACE)]
    score: Annotated[Decimal, "what it came to"]
    total: Annotated[Decimal, "what was possible"]
    minutes: Annotated[float, Says(text="how long it took", kind=Measure())]
    answers: Annotated[Mapping[str, Any], _ANSWERS]
    wrong: Annotated[tuple[str, ...], "the questions that were not wholly right"]
    ticked: Annotated[
        Mapping[str, tuple[int, ...]] | None, optional("points ticked, by open question", kind=_PLACES)
    ] = None
    digests: Annotated[Mapping[str, str] | None, _DIGESTS] = None


@dataclass(frozen=True, kw_only=True)
class ExamRunning:
    """A mock exam that is being sat, or waits for its open answers to be rated."""

    set: Annotated[int, Says(text="which set, from 0", kind=_PLACE)]
    started: Annotated[str, "when it began"]
    submitted: Annotated[str | None, "when it was handed in; `null` until then"]
    answers: Annotated[Mapping[str, Any], _ANSWERS]
    ticked: Annotated[Mapping[str, tuple[int, ...]], Says(text="points ticked, by open question", kind=_PLACES)]
    digests: Annotated[Mapping[str, str] | None, _DIGESTS] = None


@dataclass(frozen=True, kw_only=True)
class ExamState:
    """What is kept of a mock exam; `running` stays on the device."""

    running: Annotated[ExamRunning | None, "the one that runs, or `null`"]
    done: Annotated[tuple[ExamRun, ...], "those handed in, oldest first"]


@dataclass(frozen=True, kw_only=True)
class Day:
    """How much was practised on a day."""

    answered: Annotated[int, Says(text="how many answers", kind=_PLACE)]
    right: Annotated[int, Says(text="how many of them right", kind=_PLACE)]
    daily: Annotated[tuple[str, ...] | None, optional("the questions of 每日一练, once they are drawn")] = None


@dataclass(frozen=True, kw_only=True)
class RecordFile:
    """A whole learner's record, as exported."""

    edition: Annotated[str, "that of the questions; empty where none was known"]
    at: Annotated[str, "when it was exported"]
    items: Annotated[Mapping[str, PracticeEntry], "by question"]
    scenarios: Annotated[Mapping[str, tuple[Run, ...]], "by scenario"]
    checks: Annotated[Mapping[str, tuple[SelftestRun, ...]], "by self-test"]
    exams: Annotated[Mapping[str, tuple[ExamRun, ...]], "by blueprint"]
    days: Annotated[Mapping[str, Day], "by date"]
    checksum: Annotated[str, "SHA-256 of the canonical JSON of all the rest"]


def _shape(cls: type, **more: Any) -> Shape[Any]:
    """Open, as the browser reads it: what another edition adds is passed over."""
    return Shape(cls, is_open=True, **more)


_CARD, _WRONG = _shape(Card), _shape(Wrong)
_ENTRY = _shape(PracticeEntry, name="Entry", uses=[_CARD, _WRONG, _shape(Prior, uses=[_CARD, _WRONG])])
_SELFTEST_RUN, _EXAM_RUN = _shape(SelftestRun), _shape(ExamRun)

SELFTEST_STATE = Shape(SelftestState, uses=[_SELFTEST_RUN])
EXAM_STATE = Shape(ExamState, uses=[Shape(ExamRunning), _EXAM_RUN])
RECORD = Document("record", 1, _shape(RecordFile, uses=[_ENTRY, _shape(Run), _SELFTEST_RUN, _EXAM_RUN, _shape(Day)]))
