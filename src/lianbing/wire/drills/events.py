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
    TermsStatement,
    UnusableFile,
)
from lianbing.domain.drills.terms import Terms
from lianbing.wire.canonical import Json
from lianbing.wire.papers import EMPLOYEE
from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape


def _count(text: str, *, optional: bool = False) -> Says:
    return Says(text=text, kind=Whole(least=0), optional=optional)


_UNUSABLE = Shape(
    UnusableFile,
    {
        "path": "folders, archives and name of the file",
        "digest": "SHA-256 of its bytes, if they are kept",
        "reason": "why it was not accepted, in Chinese",
        "employees": "the numbers of the people that it names",
    },
)
_TERMS = Shape(
    Terms,
    {
        "counts": "which of several submissions counts",
        "skew_minutes": _count("how far clocks of devices may be wrong"),
        "seconds_per_item": _count("less for each item is far too fast"),
    },
)
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
            "not_taken": _count("how many were no submissions", optional=True),
            "passed_over": Says(text="how many files programs had left, by kind", optional=True),
            "unusable": Says(text="files in quarantine, and others not accepted that name a person", optional=True),
        },
        uses=[_UNUSABLE],
    ),
    Shape(Grading, {"submissions": _count("how many submissions were to be graded")}),
    Shape(PaperWithdrawal, {}),
    Shape(
        PersonCorrection,
        {"before": "the person until then", "after": "the person from then on"},
        uses=[EMPLOYEE],
    ),
    Shape(
        SubmissionChoice,
        {
            "submission": "SHA-256 of the submission that counts; empty: the rule decides again",
            "compared": Says(text="SHA-256 of those among which grading took the one with most points", optional=True),
        },
    ),
    Shape(Closing, {}),
    Shape(Reopening, {}),
    Shape(Excusal, {"excuse": "why; `null`: takes part again"}),
    Shape(ExtraTime, {"minutes": _count("how many more; 0: none")}),
    Shape(TermsStatement, {"terms": "the terms"}, uses=[_TERMS]),
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
