"""What is recorded of publications and appeals."""

from __future__ import annotations

from typing import Any

from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealedMark,
    AppealFiling,
    AppealRefusal,
    AppealReview,
    AppealSubject,
    AppealWithdrawal,
    Publication,
    PublicationEnd,
)
from lianbing.domain.appeals.rules import (
    Appealable,
    AppealRules,
    FilingTerm,
    Mask,
    NoticeForm,
    Reviewing,
    Times,
    WorkdayTerm,
)
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

_SOURCE = "where it was read"
_APPEAL = "the number of the appeal"
_ON = "the day, as YYYY-MM-DD"


def _count(text: str) -> Says:
    return Says(text=text, kind=Whole(least=0))


_RULES = Shape(
    AppealRules,
    {
        "id": "the rules",
        "title": "their title",
        "publication": "how long results are published",
        "filing": "how long people may appeal",
        "acceptance": "how long until an appeal is accepted or refused",
        "answer": "how long until an accepted appeal is answered",
        "times": "how often a person may appeal",
        "appealable": "against what",
        "reviewing": "who may review, and how",
        "notice": "what the public list shows",
    },
    uses=[
        Shape(WorkdayTerm, {"days": _count("working days"), "source": _SOURCE}),
        Shape(
            FilingTerm,
            {"days": _count("working days"), "counted_from": "after which day of the publication", "source": _SOURCE},
        ),
        Shape(
            Times,
            {"most": _count("how often"), "kept": "the ends that leave the right as it is", "source": _SOURCE},
        ),
        Shape(
            Appealable,
            {
                "items": "items",
                "parts": "whether parts of the scheme",
                "result": "whether the result as a whole",
                "source": _SOURCE,
            },
        ),
        Shape(
            Reviewing,
            {"barred": "who may not review", "may_lower": "whether a review may lower a mark", "source": _SOURCE},
        ),
        Shape(
            NoticeForm,
            {
                "columns": "its columns",
                "number": "the mask of numbers, or `null`",
                "name": "the mask of names, or `null`",
                "order": "its order",
                "levels": "the levels that it shows; empty for all",
                "contact": "where appeals are handed in",
                "source": _SOURCE,
            },
            uses=[Shape(Mask, {"head": _count("characters shown at the beginning"), "tail": _count("and at the end")})],
        ),
    ],
)
SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        Publication,
        {
            "scheme": "the scheme of the assessment",
            "made_at": "when that was made",
            "digest": "SHA-256 of it as it is stored",
            "first": "the first day",
            "last": "the last day",
            "filing_until": "the last day to appeal",
            "rules": "the rules in force",
        },
        uses=[_RULES],
    ),
    Shape(PublicationEnd, {"publication": _count("the event that published"), "on": _ON}),
    Shape(
        AppealFiling,
        {
            "appeal": _APPEAL,
            "publication": _count("the event that published"),
            "subject": "what it is against",
            "text": "what the person says",
            "on": _ON,
            "how": "in which way it came",
            "late": optional("why it was registered after the last day"),
        },
        uses=[
            Shape(
                AppealSubject,
                {
                    "kind": "what it is",
                    "drill": optional("the drill of the item"),
                    "item": optional("the item"),
                    "part": optional("the title of the part"),
                },
            )
        ],
    ),
    Shape(AppealAcceptance, {"appeal": _APPEAL, "on": _ON}),
    Shape(AppealRefusal, {"appeal": _APPEAL, "on": _ON}),
    Shape(
        AppealReview,
        {
            "appeal": _APPEAL,
            "on": _ON,
            "reviewer": "who looked again",
            "outcome": "what came of it",
            "marks": optional("the marks that were changed"),
        },
        uses=[
            Shape(
                AppealedMark,
                {
                    "drill": "the drill",
                    "item": "the item",
                    "before": "points until then; `null`: not marked",
                    "after": "points from then on",
                    "entry": _count("the sequence of the ledger entry"),
                },
            )
        ],
    ),
    Shape(AppealAnswer, {"appeal": _APPEAL, "on": _ON, "text": "the answer", "how": "in which way it was given"}),
    Shape(AppealWithdrawal, {"appeal": _APPEAL, "on": _ON}),
)
