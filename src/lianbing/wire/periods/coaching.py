"""What is recorded of coaching."""

from __future__ import annotations

from typing import Any

from lianbing.domain.coaching.events import CoachingChoice, CoachingOutcome, CoachingPlan, StudyClause
from lianbing.domain.coaching.weak_clauses import ClauseScore
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape

_SCORE = Shape(
    ClauseScore,
    {
        "reference": "the clause or fact",
        "earned": "the points of its marked answers",
        "worth": "the most that they could give",
        "answers": Says(text="how many answers", kind=Whole(least=1)),
    },
)
SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        CoachingChoice,
        {
            "type": "the id of the type that the manager chose",
            "title": "its title",
            "observed": "what the manager observed",
        },
    ),
    Shape(
        CoachingPlan,
        {
            "measures": "the clauses that say what the manager does",
            "study": "what the person studies, the weakest first",
            "follow_up": "the day to look again, an ISO date",
            "assessed_at": "the time of the assessment that the clauses are from",
        },
        uses=[
            Shape(
                StudyClause,
                {
                    "score": "what it gave so far",
                    "title": "its title",
                    "chapter": "the title of the chapter that teaches it; may be empty",
                    "address": "its place there, from the root of the book; may be empty",
                    "is_weak": "whether there are enough answers to call it weak",
                },
                uses=[_SCORE],
            )
        ],
    ),
    Shape(
        CoachingOutcome,
        {"outcome": "what came of it", "scores": "what the same clauses gave since"},
        uses=[_SCORE],
    ),
)
