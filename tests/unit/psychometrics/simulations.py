"""Honest cohorts whose true figures are known exactly, to see how often intervals hold them.

People follow the Rasch model. From it comes, by quadrature over ability, the joint distribution of what an item and
the rest of a paper earn (or of the scores before and after), as a table of chances: the true figures are those of the
table, and people are drawn from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from lianbing.psychometrics.gains import LEAST_PAIRS, change_bounds, effect_bounds, normalised_bounds
from lianbing.psychometrics.items.associations import (
    LEAST_OF_EACH,
    LEAST_PEOPLE,
    correlation_bounds,
    correlations,
    efficiencies,
    efficiency_bounds,
    freedom,
    third_means,
    upper_lower_bounds,
)
from lianbing.psychometrics.proportions import difference_bounds, share_bounds
from lianbing.psychometrics.scored import Floats

_NODES = 61
_CHUNK = 200_000
"""So many answers are held at a time."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """How often an interval was shown, and how often one that was shown held the true figure.

    ``width`` is the median of those that were shown.
    """

    figure: str
    cohort: str
    people: int
    shown: int
    runs: int
    held: float
    width: float

    @property
    def error(self) -> float:
        """The standard error of ``held`` if the interval holds 95 per cent exactly."""
        return float(np.sqrt(0.95 * 0.05 / max(self.shown, 1)))


@dataclass(frozen=True, kw_only=True)
class Joint:
    """Two scores of a person and their chances; rows are those of ``first``."""

    name: str
    first: Floats
    second: Floats
    chance: Floats

    def draw(self, random: np.random.Generator, runs: int, people: int) -> tuple[Floats, Floats]:
        """Both scores of the people of many cohorts; runs × people."""
        edges = np.cumsum(self.chance.ravel())
        cell = np.searchsorted(edges / edges[-1], random.random((runs, people)), side="right")
        row, column = np.divmod(cell, len(self.second))
        return self.first[row], self.second[column]

    @property
    def flat(self) -> tuple[Floats, Floats, Floats]:
        """Both scores and the chance of each cell."""
        first, second = np.meshgrid(self.first, self.second, indexing="ij")
        return first.ravel(), second.ravel(), self.chance.ravel()


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The true figures of an item."""

    facility: float
    correlation: float
    efficiency: float
    upper_lower: float


def item_and_rest(*, facility: float, spread: float, others: int, halves: bool) -> Joint:
    """An item of about this facility and the sum of the others, of which every third has half marks too if one has."""
    ability, weight = _abilities(spread)
    own = _difficulty(facility, spread)
    rest = [_marks(ability, place, halves and not number % 3) for number, place in _spread_out(others)]
    first, second = _marks(ability, own, halves), reduce(_added, rest)
    name = f"{'有半分' if halves else '只有对错'}，得分率约 {facility:.0%}，能力标准差 {spread:g}，另 {others} 题"
    return Joint(
        name=name,
        first=np.arange(first.shape[1]) / (first.shape[1] - 1),
        second=np.arange(second.shape[1]) / 2,
        chance=np.einsum("a,ai,aj->ij", weight, first, second),
    )


def before_and_after(*, facility: float, gain: float, items: int) -> Joint:
    """Scores of two parallel tests of ``items`` items; people gain about ``gain`` logits, some more and some less."""
    ability, weight = _abilities(1.0)
    own = _difficulty(facility, 1.0)
    places = own + (np.linspace(-1, 1, items) if items > 1 else np.zeros(1))
    both = np.zeros((items + 1, items + 1))
    before = _whole(ability, places)
    for gained, part in zip(*_abilities(0.5), strict=True):
        after = _whole(ability + gain * (1 + gained), places)
        both += part * np.einsum("a,ai,aj->ij", weight, before, after)
    scores = np.arange(items + 1.0)
    name = f"{items} 题，之前得分率约 {facility:.0%}，" + (f"涨 {gain:g} logit" if gain else "没有涨")
    return Joint(name=name, first=scores, second=scores, chance=both)


def _abilities(spread: float) -> tuple[Floats, Floats]:
    """Normal abilities and their weights, by Gauss and Hermite."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return spread * nodes, weights / weights.sum()


def _difficulty(facility: float, spread: float) -> float:
    return float(-np.log(facility / (1 - facility)) * np.sqrt(1 + spread**2 / 2.9))


def _spread_out(items: int) -> Iterator[tuple[int, float]]:
    yield from enumerate(np.linspace(-2.5, 1, items))


def _marks(ability: Floats, difficulty: float, halves: bool) -> Floats:
    """By ability, the chances of an item's marks in halves: 0, ½, 1, or only 0 and 1."""
    right = 1 / (1 + np.exp(difficulty - ability))
    middle = 2 * right * (1 - right) if halves else np.zeros(len(ability))
    return np.stack([1 - right - middle / 2, middle, right - middle / 2], axis=1)


def _whole(ability: Floats, places: Floats) -> Floats:
    """By ability, the chances of each number of right answers."""
    right = 1 / (1 + np.exp(places[None, :] - ability[:, None]))
    return reduce(_added, [np.stack([1 - each, each], axis=1) for each in right.T])


def _added(one: Floats, other: Floats) -> Floats:
    """The chances of the sum of two scores, by ability."""
    total = np.zeros((len(one), one.shape[1] + other.shape[1] - 1))
    for place in range(other.shape[1]):
        total[:, place : place + one.shape[1]] += one * other[:, place, None]
    return total


def truth_of(joint: Joint) -> Truth:
    """The true figures, from the table itself."""
    x, r, p = joint.flat
    mean_x, mean_r = float(p @ x), float(p @ r)
    cov = float(p @ (x * r)) - mean_x * mean_r
    var_x, var_r = float(p @ x**2) - mean_x**2, float(p @ r**2) - mean_r**2
    first = np.cumsum(joint.chance.sum(axis=0))
    below = np.concatenate([[0], first[:-1]])
    means = joint.first @ joint.chance
    shares = [np.clip(np.minimum(first, end) - np.maximum(below, start), 0, None) for start, end in _THIRDS]
    rate = means / np.maximum(first - below, 1e-300)
    low, high = (float(rate @ share / share.sum()) for share in shares)
    return Truth(
        facility=mean_x,
        correlation=cov / (var_x * var_r) ** 0.5,
        efficiency=cov / (_in_order(joint) - mean_x * mean_r),
        upper_lower=high - low,
    )


_THIRDS = ((0, 1 / 3), (2 / 3, 1))


def _in_order(joint: Joint) -> float:
    """The mean product when both scores are put in order."""
    ends = [np.cumsum(joint.chance.sum(axis=axis)) for axis in (1, 0)]
    edges = np.unique(np.concatenate([[0], *ends]))
    middle = (edges[1:] + edges[:-1]) / 2
    x, r = (
        values[np.minimum(np.searchsorted(end, middle), len(values) - 1)]
        for values, end in zip((joint.first, joint.second), ends, strict=True)
    )
    return float((edges[1:] - edges[:-1]) @ (x * r))


Bounds = dict[str, tuple[Floats, Floats, Floats, float]]
"""By figure: the lower ends, the upper ends, which of them are shown, and the truth."""


def of_items(joint: Joint, people: int, runs: int, seed: int = 1) -> list[Held]:
    """Facility, upper–lower index, correlation and efficiency of many cohorts."""
    truth = truth_of(joint)

    def bounds(x: Floats, r: Floats) -> Bounds:
        mean = x.mean(axis=-1)
        all_shown = np.ones(len(x), bool)
        known: Bounds = {"得分率": (*share_bounds(mean, np.full(len(x), float(people))), all_shown, truth.facility)}
        if people < LEAST_PEOPLE:
            return known
        low, _, high = third_means(x, r)
        known["高低分组差"] = (*upper_lower_bounds(low, high, people), all_shown, truth.upper_lower)
        earned = x.sum(axis=-1)
        shown = (np.minimum(earned, people - earned) >= LEAST_OF_EACH) & (r.std(axis=-1) > 0)
        value, others = correlations(x, r)
        ends = correlation_bounds(value, others - value[:, None], freedom(x))
        known["题与其余的相关"] = (*ends, shown, truth.correlation)
        best, changed = efficiencies(x, r)
        ends = efficiency_bounds(best, changed - best[:, None], value, freedom(x))
        known["区分效率"] = (*ends, shown, truth.efficiency)
        return known

    return _held(joint, people, runs, seed, bounds)


def of_gains(joint: Joint, people: int, runs: int, seed: int = 2) -> list[Held]:
    """Mean gain, group normalised gain and effect of many cohorts."""
    before, after, chance = joint.flat
    maximum = float(joint.first.max())
    gained, could = float(chance @ (after - before)), float(chance @ (maximum - before))
    spread = (float(chance @ (after - before) ** 2) - gained**2) ** 0.5

    def bounds(first: Floats, second: Floats) -> Bounds:
        if people < LEAST_PAIRS:
            return {}
        change = second - first
        ratio = normalised_bounds(change, maximum - first, 1.0)
        return {
            "平均提高": (*change_bounds(change, 1.0), np.ones(len(first), bool), gained),
            "归一化提高": (*ratio, ~np.isnan(ratio[0]), gained / could),
            "效应量": (*effect_bounds(change), change.std(axis=-1) > 0, gained / spread),
        }

    return _held(joint, people, runs, seed, bounds)


def of_drift(earlier: Joint, later: Joint, people: int, runs: int, seed: int = 3) -> list[Held]:
    """The change of facility between two groups of other people."""
    truth = truth_of(later).facility - truth_of(earlier).facility
    random = np.random.default_rng(seed)
    means = (each.draw(random, runs, people)[0].mean(axis=-1) for each in (earlier, later))
    sides = []
    for mean in means:
        low, high = share_bounds(mean, np.full(runs, float(people)))
        sides.append((low, mean, high))
    bounds: Bounds = {"两期的变化": (*difference_bounds(sides[0], sides[1]), np.ones(runs, bool), truth)}
    return [_counted(figure, earlier.name, people, each) for figure, each in bounds.items()]


def _held(joint: Joint, people: int, runs: int, seed: int, bounds: Callable[[Floats, Floats], Bounds]) -> list[Held]:
    """Draws the cohorts some at a time and counts."""
    random = np.random.default_rng(seed)
    parts: dict[str, list[tuple[Floats, Floats, Floats]]] = {}
    truths: dict[str, float] = {}
    left = runs
    while left:
        now = min(left, max(_CHUNK // people, 1))
        for figure, (low, high, shown, truth) in bounds(*joint.draw(random, now, people)).items():
            parts.setdefault(figure, []).append((low, high, shown))
            truths[figure] = truth
        left -= now
    whole = {
        figure: tuple(np.concatenate(column) for column in zip(*each, strict=True)) for figure, each in parts.items()
    }
    return [
        _counted(figure, joint.name, people, (low, high, shown, truths[figure]))
        for figure, (low, high, shown) in whole.items()
    ]


def _counted(figure: str, cohort: str, people: int, each: tuple[Floats, Floats, Floats, float]) -> Held:
    low, high, shown, truth = each
    count = int(shown.sum())
    inside = (low[shown.astype(bool)] <= truth + 1e-12) & (truth - 1e-12 <= high[shown.astype(bool)])
    widths = (high - low)[shown.astype(bool)]
    return Held(
        figure=figure,
        cohort=cohort,
        people=people,
        shown=count,
        runs=len(shown),
        held=float(inside.mean()) if count else float("nan"),
        width=float(np.median(widths)) if count else float("nan"),
    )
