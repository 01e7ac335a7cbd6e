"""A round of marking as the store keeps it: with its plan and rubrics, so that later files change nothing of it."""

from __future__ import annotations

from typing import Any

from lianbing.domain.reviewing.plans import AllowedDifference, ReviewPlan, ReviewRule
from lianbing.domain.reviewing.rounds import GivenMark, Marker, ReviewRound
from lianbing.domain.reviewing.rubrics import Deduction, ExampleAnswer, Rubric, RubricLevel, RubricPoint
from lianbing.wire.canonical import Json
from lianbing.wire.shapes.shape import Shape, optional

_ALLOWED = Shape(
    AllowedDifference, {"points": optional("in points"), "percent": optional("in per cent of what can be earned")}
)
_RULE = Shape(
    ReviewRule,
    {
        "mode": "how many people mark an answer",
        "allowed": "how far two marks may differ",
        "settler": "who decides where they differ more",
        "step": "what points are multiples of",
        "straddle": "which borders of levels a mean must not lie across",
    },
    uses=[_ALLOWED],
)
_PLAN = Shape(
    ReviewPlan,
    {
        "id": "the plan",
        "title": "its title",
        "source": "where its numbers are from",
        "default": "the rule for all that the others don't name",
        "sections": "rules by title of a section",
        "types": "rules by type of question",
        "seen_by": "how many people have to mark what earns everything or nothing",
        "recheck": "the share of answers that one more person marks",
        "training": "how many examples of a question are marked first",
    },
    uses=[_RULE],
)
_RUBRIC = Shape(
    Rubric,
    {
        "id": "the rubric",
        "title": "its title",
        "worth": "the points that all others are for",
        "source": "where it is from",
        "items": optional("the questions that it belongs to"),
        "section": optional("or the section"),
        "type": optional("or the type of question"),
        "levels": optional("from the highest down"),
        "points": optional("what an answer should say"),
        "deductions": optional("what costs points"),
        "comments": optional("the comment bank"),
        "examples": optional("answers to learn from"),
        "model": optional("an answer to compare with"),
    },
    uses=[
        Shape(RubricLevel, {"title": "its title", "low": "its lowest points", "text": optional("what it means")}),
        Shape(RubricPoint, {"text": "what to say", "worth": "its points"}),
        Shape(Deduction, {"title": "for what", "points": "how many"}),
        Shape(
            ExampleAnswer,
            {"id": "the example", "text": "the answer", "points": "what was agreed on", "why": optional("why")},
        ),
    ],
)
_ROUND = Shape(
    ReviewRound,
    {
        "markers": "who marks",
        "plan": "by which plan",
        "rubrics": "by which rubrics",
        "borders": "the points per cent at which levels of the period begin",
        "seed": "what the order of answers is drawn by",
    },
    uses=[
        Shape(
            Marker,
            {"name": "the person", "role": "what for", "avoids": optional("numbers and units that are not marked")},
        ),
        _PLAN,
        _RUBRIC,
    ],
    make=dict,
)
_GIVEN = Shape(
    GivenMark,
    {
        "points": "before deductions",
        "level": optional("of the rubric"),
        "deductions": optional("by title"),
        "comment": optional("in the marker's words"),
    },
)


def round_to_json(review_round: ReviewRound) -> dict[str, Json]:
    """What a round was opened with, without its number, drill, reason, author and time, which stand beside it."""
    return _ROUND.encode(review_round)


def round_from_json(data: object, **beside: Any) -> ReviewRound:
    """The inverse, with what stands ``beside`` it; raises ShapeFault, a ValueError, for anything else."""
    fields: Any = _ROUND.decode(data)
    return ReviewRound(**fields, **beside)


def given_to_json(given: GivenMark) -> dict[str, Json]:
    """What a marker wrote."""
    return _GIVEN.encode(given)


def given_from_json(data: object) -> GivenMark:
    """The inverse; raises ShapeFault, a ValueError, for anything else."""
    return _GIVEN.decode(data)
