"""What a kept assessment says about clauses and topics."""

from __future__ import annotations

from lianbing.domain.assessment.clause_mastery import ClauseMastery, MasteryEstimate, MasteryReport, TopicMastery
from lianbing.wire.shapes.shape import Shape, optional

_ESTIMATE = Shape(
    MasteryEstimate,
    {
        "answers": "how many marked answers",
        "items": "how many different items behind them",
        "rate": "as observed",
        "estimate": "shrunk",
        "low": "above this the true rate lies with a probability of 95 per cent",
        "high": "below this likewise",
        "mastery": "what may be said, in the words that people read",
    },
)
MASTERY = Shape(
    MasteryReport,
    {
        "rate": "of all answers, in per cent",
        "titles": "titles of topics by id",
        "clauses": "clauses and facts, the weakest first",
        "topics": "topics in the answers of everybody, the weakest first",
        "of_units": "topics in the answers of each unit, the weakest first",
    },
    uses=[
        Shape(
            ClauseMastery,
            {
                "reference": "the clause or fact",
                "topic": "the topic of most answers; empty where it isn't known",
                "figures": "what the answers say",
            },
            uses=[_ESTIMATE],
        ),
        Shape(
            TopicMastery,
            {
                "topic": "the topic; empty where it isn't known",
                "unit": optional("the unit whose answers these are; left out for everybody"),
                "figures": "what the answers say",
            },
            uses=[_ESTIMATE],
        ),
    ],
)
