"""Mean shares from 0 to 1 with intervals that hold for few people, for partial credit and at both ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.quantiles import beta_quantile
from lianbing.psychometrics.scored import Floats

PersonShare = tuple[str, float]
"""Whose, and the share from 0 to 1."""
Sides = tuple[Floats, Floats, Floats]
"""The lower end, the value, and the upper end."""
_LEAST_IN_BOTH = 30
"""With fewer people in both groups, that their shares go together is too uncertain to make an interval narrower."""


def share_of(shares: Iterable[PersonShare]) -> Estimate:
    """The mean share of people, each counted once with the mean of what is theirs."""
    mine = np.array(list(by_person(shares).values()))
    return share_estimate(float(mine.mean()), len(mine)) if len(mine) else without("还没有人作答", 0)


def share_estimate(mean: float, count: float) -> Estimate:
    """A mean of ``count`` shares with its interval."""
    low, high = share_bounds(np.array(mean), np.array(count, np.float64))
    return within(mean, float(low), float(high), round(count))


def share_bounds(mean: Floats, count: Floats) -> tuple[Floats, Floats]:
    """The interval of Clopper and Pearson 1934 for means of ``count`` shares between 0 and 1.

    Beta quantiles take parts of a success too. It holds for partial credit, since of all distributions between 0 and 1
    with the same mean, right-or-wrong is the one that varies most: others have their means closer to the truth. It is
    wider than it need be for them.
    """
    right, wrong = mean * count, (1 - mean) * count
    tail = (1 - LEVEL) / 2
    return beta_quantile(right, wrong + 1, tail), beta_quantile(right + 1, wrong, 1 - tail)


def share_change(earlier: Iterable[PersonShare], later: Iterable[PersonShare]) -> Estimate:
    """The mean share of ``later`` minus that of ``earlier``; ``count`` is that of the smaller group.

    People in both make the two means go together; see ``difference_bounds``.
    """
    before, after = by_person(earlier), by_person(later)
    count = min(len(before), len(after))
    if not count:
        return without("有一期没有人作答，没有可比的", count)
    first, second = (_sides(np.array(list(each.values()))) for each in (before, after))
    low, high = difference_bounds(first, second, _together(before, after))
    return within(float(second[1] - first[1]), float(low), float(high), count)


def difference_bounds(before: Sides, after: Sides, together: float = 0.0) -> tuple[Floats, Floats]:
    """The interval of after − before from the intervals of both; ``together`` is the correlation of the two means.

    Newcombe 1998, method 10 of both his papers (for independent and for paired shares), over intervals of Clopper and
    Pearson instead of Wilson's; known as MOVER (Zou and Donner 2008).
    """
    change = after[1] - before[1]
    down = _reach(after[1] - after[0], before[2] - before[1], together)
    up = _reach(after[2] - after[1], before[1] - before[0], together)
    return change - down, change + up


def _reach(one: Floats, other: Floats, together: float) -> Floats:
    return np.asarray(np.sqrt(np.maximum(one**2 + other**2 - 2 * together * one * other, 0)))


def _sides(shares: Floats) -> Sides:
    mean = np.asarray(shares.mean())
    low, high = share_bounds(mean, np.array(len(shares), np.float64))
    return low, mean, high


def _together(before: Mapping[str, float], after: Mapping[str, float]) -> float:
    """The correlation of the two means because of the people in both.

    Where these are few, only one that is negative counts: it makes the interval wider.
    """
    both = sorted(before.keys() & after.keys())
    sides = np.array([[each[person] for person in both] for each in (before, after)])
    if len(both) < 3 or not sides.std(axis=1).all():
        return 0.0
    whole = float(np.sqrt(len(before) * len(after)))
    share = float(np.corrcoef(sides)[0, 1]) * len(both) / whole
    return share if len(both) >= _LEAST_IN_BOTH else min(share, 0.0)


def by_person(shares: Iterable[PersonShare]) -> dict[str, float]:
    """The mean of each person's shares."""
    lists: dict[str, list[float]] = {}
    for person, share in shares:
        lists.setdefault(person, []).append(share)
    return {person: sum(each) / len(each) for person, each in lists.items()}
