"""The marks that an assessment counts, and how finely it rounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.items.question import Skill
from lianbing.domain.ledger.ledger import Cause

PLACES = 2
"""Decimal places of rates and totals, rounded half up once each."""


@dataclass(frozen=True, kw_only=True)
class MarkedItem:
    """An item of a person with the ledger entry that its points come from; ``entry`` ``None``: not graded at all.

    ``note`` describes corrections since the paper was issued, if any; ``kind`` is the kind of the drill, ``topic`` that
    of the question. ``cause``, ``reason`` and ``by`` are those of the entry, ``before`` the points that it replaced; an
    assessment that was kept before they were, or topics were, doesn't say them.
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
    cause: Cause | None = None
    reason: str = ""
    by: str = ""
    before: Decimal | None = None

    @property
    def changed_by_hand(self) -> bool:
        """Whether a person decided on other points than there were; not the first marking of an open answer."""
        return self.cause is not None and self.cause.holds and self.before is not None
