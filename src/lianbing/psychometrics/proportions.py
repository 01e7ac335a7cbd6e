"""Mean shares from 0 to 1 with intervals that hold for few people, for partial credit and at both ends."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.quantiles import beta_quantile
from lianbing.psychometrics.scored import Floats

PersonShare = tuple[str, float]
"""Whose, and the share from 0 to 1."""


def share_of(shares: Iterable[PersonShare]) -> Estimate:
    """The mean share of people, each counted once with the mean of what is theirs."""
    mine = np.array(list(_by_person(shares).values()))
    if not len(mine):
        return without("还没有人作答", 0)
    return share_estimate(float(mine.mean()), len(mine))


def share_estimate(mean: float, count: float) -> Estimate:
    """A mean of ``count`` shares with its interval."""
    low, high = bounds(np.array(mean), np.array(count, np.float64))
    return within(mean, float(low), float(high), round(count))


def bounds(mean: Floats, count: Floats) -> tuple[Floats, Floats]:
    """The interval of Clopper and Pearson 1934 for means of ``count`` shares between 0 and 1."""
    right, wrong = mean * count, (1 - mean) * count
    tail = (1 - LEVEL) / 2
    return beta_quantile(right, wrong + 1, tail), beta_quantile(right + 1, wrong, 1 - tail)


def share_change(earlier: Iterable[PersonShare], later: Iterable[PersonShare]) -> Estimate:
    """The mean share of ``later`` minus that of ``earlier``."""
    before, after = share_of(earlier), share_of(later)
    count = min(before.count, after.count)
    if before.value is None or after.value is None:
        return without("有一期没有人作答，没有可比的", count)
    low, high = apart(before, after)
    return within(after.value - before.value, low, high, count)


def apart(before: Estimate, after: Estimate) -> tuple[float, float]:
    """The interval of after − before, from those of both (Newcombe 1998, method 10, over Clopper and Pearson's)."""
    a, b = _sides(before), _sides(after)
    change = b[1] - a[1]
    return change - float(np.hypot(b[1] - b[0], a[2] - a[1])), change + float(np.hypot(b[2] - b[1], a[1] - a[0]))


def _sides(estimate: Estimate) -> tuple[float, float, float]:
    if estimate.low is None or estimate.value is None or estimate.high is None:
        raise ValueError(estimate.why_not)
    return estimate.low, estimate.value, estimate.high


def _by_person(shares: Iterable[PersonShare]) -> dict[str, float]:
    lists: dict[str, list[float]] = {}
    for person, share in shares:
        lists.setdefault(person, []).append(share)
    return {person: sum(each) / len(each) for person, each in lists.items()}
