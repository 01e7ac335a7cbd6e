"""The marks that an assessment counts, and how finely it rounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.items.question import Skill

PLACES = 2
"""Decimal places of rates and totals, rounded half up once each."""


@dataclass(frozen=True, kw_only=True)
class MarkedItem:
    """An item of a person with the ledger entry that its points come from; ``entry`` ``None``: not graded at all.

    ``note`` describes corrections since the paper was issued, if any; ``kind`` is the kind of the drill, ``topic`` that
    of the question (empty in assessments from before it was kept).
    """

    drill: str
    paper: str
    item: str
    number: int
    skill: Skill
    worth: Decimal
    earned: Decimal | None
    entry: int | None
    clauses: tuple[str, ...]
    note: str = ""
    kind: str = ""
    topic: str = ""
