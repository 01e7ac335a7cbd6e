"""How the totals of several assessors become one score, and the sentence that defends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lianbing.domain.kernel.decimals import ZERO, plain, ratio, round_half_up
from lianbing.domain.practicals.rubric import Beyond, Panel

PLACES = 2


@dataclass(frozen=True, kw_only=True)
class CombinedScore:
    """The score of a person, ``None`` if it can't be settled yet; ``how`` tells every assessor's total and the rule."""

    score: Decimal | None
    how: str


def combine(panel: Panel, totals: Mapping[str, Decimal], chief: str = "") -> CombinedScore:
    """The mean of all where they lie within the allowed difference, else as the panel's rule says.

    Means are rounded half up to two places. ``totals`` maps assessors to points, in the order of their sheets; there
    is at least one.
    """
    given = "，".join(f"{assessor} {plain(total)}" for assessor, total in totals.items())
    if len(totals) < panel.assessors:
        return CombinedScore(score=None, how=f"{given}：评了的只有 {len(totals)} 人，至少要 {panel.assessors} 人")
    apart = max(totals.values()) - min(totals.values())
    spread = f"{given}：最多相差 {plain(apart)}，允许 {plain(panel.allowed)}"
    if apart <= panel.allowed:
        return CombinedScore(score=_mean([*totals.values()]), how=f"{spread}，取平均")
    if panel.beyond is Beyond.NEAREST:
        return _nearest(panel, totals, spread)
    if chief in totals:
        return CombinedScore(score=totals[chief], how=f"{spread}，以首席评委 {chief} 的为准")
    return CombinedScore(score=None, how=f"{spread}，要首席评委定：请首席评委也评，写表时用 --chief 指明")


def _nearest(panel: Panel, totals: Mapping[str, Decimal], spread: str) -> CombinedScore:
    """The mean of the two nearest; of several pairs as near, which would give several scores, none."""
    pairs = [*pairwise(sorted(totals.values()))]
    least = min(high - low for low, high in pairs)
    nearest = [pair for pair in pairs if pair[1] - pair[0] == least]
    if least > panel.allowed:
        return CombinedScore(score=None, how=f"{spread}，最接近的两个也超过了：请评委商量后改表，或再请一人评")
    if len({*nearest}) > 1:
        return CombinedScore(score=None, how=f"{spread}，有几对一样接近：请再请一人评")
    return CombinedScore(score=_mean(nearest[0]), how=f"{spread}，取最接近的两个的平均")


def _mean(totals: list[Decimal] | tuple[Decimal, ...]) -> Decimal:
    return round_half_up(ratio(sum(totals, ZERO), Decimal(len(totals))), PLACES)
