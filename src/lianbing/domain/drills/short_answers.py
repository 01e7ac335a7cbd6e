"""How a drill marks short answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_HALF = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class ShortAnswers:
    """How a drill marks short answers, as set in its blueprint.

    If not ``automatic``, a person marks every answer, with a suggestion. Otherwise an answer is marked automatically
    if each scoring point is decided with at least ``confidence``, which is above one half; a person marks the others.
    A person also marks answers more than ``longest`` times as long as the model answer, and answers of which more
    than the share ``densest`` is keywords.
    """

    automatic: bool = False
    confidence: Decimal = Decimal("0.9")
    longest: Decimal = Decimal(3)
    densest: Decimal = _HALF
