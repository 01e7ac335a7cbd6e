"""How a drill marks short answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_HALF = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class ShortAnswers:
    """How a drill marks short answers; everything here stands in its blueprint.

    Not ``automatic``: a person marks them all, with a suggestion. Otherwise those are marked by program whose every
    point, awarded or not, is decided with ``confidence`` at least; it is above one half, so that any doubt sends an
    answer to a person. An answer more than ``longest`` times as long as the model answer, or of which more than
    ``densest`` is keywords, is doubtful as a whole.
    """

    automatic: bool = False
    confidence: Decimal = Decimal("0.9")
    longest: Decimal = Decimal(3)
    densest: Decimal = _HALF
