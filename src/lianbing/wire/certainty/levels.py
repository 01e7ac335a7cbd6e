"""How certain the levels of a kept assessment are."""

from __future__ import annotations

from lianbing.domain.assessment.certainty import (
    CertaintyRule,
    CutAccuracy,
    LevelCertainty,
    PaperReliability,
    PersonCertainty,
)
from lianbing.wire.shapes.shape import Shape, optional

CERTAINTY_RULE = Shape(
    CertaintyRule,
    {
        "least_people": optional("how many final results there must be before levels have a probability"),
        "least_items": optional("how many items a paper must have before it has a reliability"),
        "look_again": optional("below which probability of a level (per cent) a person is looked at again"),
        "least_answers": optional("how many answers a clause or topic must have before anything is said of it"),
        "margin": optional("by how many percentage points below all answers it is called weak"),
        "sure": optional("with which probability (per cent) it must lie that low"),
    },
)
_UNSAID = "why nothing is said, in the words that people read"
CERTAINTY = Shape(
    LevelCertainty,
    {
        "papers": "one for each drill",
        "reliability": optional("of the total, from 0 to 1"),
        "error": optional("the standard error of the total, in points"),
        "mean_probability": optional("what people's levels come to on average, in per cent"),
        "cuts": optional("accuracy and consistency by the total alone"),
        "people": "people with a final result",
        "exact": "titles of parts that count as free of error",
        "final": "how many people have a final result",
        "unsaid": optional(_UNSAID),
    },
    uses=[
        Shape(
            PaperReliability,
            {
                "drill": "the drill",
                "people": "how many papers were counted and wholly marked",
                "items": "the fewest items on one of them",
                "same_items": "whether all had the same items",
                "form": optional("the form of the coefficient, in the words that people read"),
                "value": optional("the coefficient"),
                "error": optional("the standard error of a score, in points of 100"),
                "unsaid": optional(_UNSAID),
            },
        ),
        Shape(
            CutAccuracy,
            {
                "accuracy": "people on the level where their true score lies, in per cent",
                "consistency": "people on the same level twice, in per cent",
                "kappa": "the same beyond chance, or `null`",
                "length": "the effective test length",
            },
        ),
        Shape(
            PersonCertainty,
            {
                "employee": "whose it is",
                "held": "the place in the scheme of the level that the person's scores reach, from 0",
                "probabilities": "of each level of the scheme, in per cent",
                "error": "the standard error of the total, in points",
                "low": "above this the true total lies with a probability of 95 per cent",
                "high": "below this likewise",
                "look_again": "whether the probability of the level is so low that the person is looked at again",
            },
        ),
    ],
)
