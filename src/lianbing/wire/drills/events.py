"""Events of a drill as the store keeps them: what each is about, with its kind."""

from __future__ import annotations

from typing import Any

from lianbing.domain.drills.events import (
    Closing,
    Collecting,
    Excusal,
    ExtraTime,
    Grading,
    Issuing,
    Occurrence,
    PaperWithdrawal,
    PersonCorrection,
    Reopening,
    SubmissionChoice,
)
from lianbing.wire.canonical import Json
from lianbing.wire.papers import EMPLOYEE
from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape


def _count(text: str) -> Says:
    return Says(text=text, kind=Whole(least=0))


_SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        Issuing,
        {
            "roster": "the name of the roster file",
            "new": _count("how many papers were new"),
            "kept": _count("how many had been issued before"),
        },
    ),
    Shape(
        Collecting,
        {
            "accepted": _count("how many files were accepted"),
            "known": _count("how many had been accepted before"),
            "quarantined": _count("how many were quarantined"),
        },
    ),
    Shape(Grading, {"submissions": _count("how many submissions were to be graded")}),
    Shape(PaperWithdrawal, {}),
    Shape(
        PersonCorrection,
        {"before": "the person until then", "after": "the person from then on"},
        uses=[EMPLOYEE],
    ),
    Shape(SubmissionChoice, {"submission": "SHA-256 of the submission that counts; empty: the rule decides again"}),
    Shape(Closing, {}),
    Shape(Reopening, {}),
    Shape(Excusal, {"excuse": "why; `null`: takes part again"}),
    Shape(ExtraTime, {"minutes": _count("how many more; 0: none")}),
)

EVENT: Tagged[Occurrence] = Tagged(
    "DrillEvent",
    "kind",
    lambda: {shape.of.kind: shape for shape in _SHAPES},
    tag_of=lambda occurrence: occurrence.kind,
)


def event_to_json(occurrence: Occurrence) -> dict[str, Json]:
    """What an event is about, with its kind."""
    return EVENT.encode(occurrence)


def event_from_json(data: object) -> Occurrence:
    """The inverse of :func:`event_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return EVENT.decode(data)
