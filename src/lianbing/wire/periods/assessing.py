"""What is recorded of assessments."""

from __future__ import annotations

from typing import Any

from lianbing.domain.assessment.events import Assessing, RatingsEntered, SchemeChange
from lianbing.domain.assessment.proposals import ProposalDecision
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        Assessing,
        {
            "scheme": "the id of the scheme",
            "people": Says(text="how many people were assessed", kind=Whole(least=0)),
            "complete": Says(text="how many of them have a result", kind=Whole(least=0)),
        },
    ),
    Shape(
        SchemeChange,
        {
            "scheme": "the id of the scheme",
            "against": "the period whose kept assessment has the edition before",
            "changes": "the rules that differ, as lines",
            "totals": Says(text="how many people have another total", kind=Whole(least=0)),
            "levels": Says(text="how many have another level", kind=Whole(least=0)),
            "ranks": Says(text="how many have another rank", kind=Whole(least=0)),
        },
    ),
    Shape(
        ProposalDecision,
        {
            "rule": "the rule that proposes it",
            "title": "what was proposed",
            "confirmed": "whether a person agrees",
            "why_proposed": "how the person met the rule, in words",
            "scheme": "the id of the scheme",
            "made_at": "the time of the assessment that it was proposed by",
        },
    ),
    Shape(
        RatingsEntered,
        {
            "scheme": "the id of the scheme that asks for them",
            "files": "the names of the files",
            "people": Says(text="how many people they have", kind=Whole(least=0)),
            "new": Says(text="how many scores are new", kind=Whole(least=0)),
            "changed": Says(text="how many change earlier ones", kind=Whole(least=0)),
            "without": optional("numbers of people who are not rated this time"),
        },
    ),
)
