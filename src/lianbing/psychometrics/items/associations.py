"""How an item goes together with the rest: correlation, discriminative efficiency, upper and lower group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.proportions import apart, share_estimate
from lianbing.psychometrics.quantiles import student_quantile
from lianbing.psychometrics.scored import Codes, Floats, sums

LEAST_PEOPLE = 30
"""With fewer people no interval holds what it promises; see the table in docs/item-analysis.md."""
_LEAST_OF_EACH = 5.0
"""So much must have been earned, and lost, by all together."""
_NO_SPREAD = "没有高低可比：大家的得分都一样"


@dataclass(frozen=True, kw_only=True)
class Against:
    """The answers to one item against their rest scores; one entry per answer in each column."""

    own: Floats
    rest: Floats
    person: Codes

    @property
    def people(self) -> int:
        """How many people."""
        return len(np.unique(self.person))


def too_few(against: Against) -> str:
    """Why there can be no interval, in Chinese; empty if there can."""
    people, earned = against.people, float(against.own.sum())
    if people < LEAST_PEOPLE:
        return f"只有 {people} 份作答，太少" if people else "没有同别的题一起作答的"
    if min(earned, len(against.own) - earned) < _LEAST_OF_EACH:
        return "几乎人人一样，看不出高低"
    return _NO_SPREAD if not against.rest.std() or not against.own.std() else ""


def item_rest(against: Against) -> Estimate:
    """The corrected item–rest correlation."""
    why_not = too_few(against)
    if why_not:
        return without(why_not, against.people)
    value, others = _correlations(against.own, against.rest)
    z = np.arctanh(np.clip(others, -0.9999, 0.9999))
    error = _error(np.arctanh(value) - z, against.person)
    reach = student_quantile(against.people - 1, (1 + LEVEL) / 2) * error
    centre = np.arctanh(value)
    return within(value, float(np.tanh(centre - reach)), float(np.tanh(centre + reach)), against.people)


def _error(changes: Floats, person: Codes) -> float:
    """The standard error by the jackknife over people: ``changes`` is what leaving out each answer does."""
    by_person = sums(person, changes, int(person.max()) + 1)
    people = len(np.unique(person))
    centred = by_person[np.unique(person)] - by_person.sum() / people
    return float(((people - 1) / people * (centred**2).sum()) ** 0.5)


def _correlations(x: Floats, r: Floats) -> tuple[float, Floats]:
    """The correlation, and that without each of the answers."""
    x, r = x - x.mean(), r - r.mean()
    n = len(x)
    whole = float(x @ r / np.sqrt((x @ x) * (r @ r)))
    scale = n / (n - 1)
    cov = x @ r - scale * x * r
    var = (x @ x - scale * x**2) * (r @ r - scale * r**2)
    return whole, np.divide(cov, np.sqrt(np.maximum(var, 0)), out=np.zeros(n), where=var > 0)


def efficiency(against: Against) -> Estimate:
    """Moodle's discriminative efficiency in per cent: cov(x, r) ÷ the largest covariance these x and r could have."""
    why_not = too_few(against)
    if why_not:
        return without(why_not, against.people)
    value, others = _efficiencies(against.own, against.rest)
    reach = student_quantile(against.people - 1, (1 + LEVEL) / 2) * _error(value - others, against.person)
    value, reach = 100 * value, 100 * reach
    return within(value, max(value - reach, -100.0), min(value + reach, 100.0), against.people)


def _efficiencies(x: Floats, r: Floats) -> tuple[float, Floats]:
    """The efficiency, and that without each of the answers, by what taking one out does to the sorted pairs."""
    n = len(x)
    x, r = x - x.mean(), r - r.mean()
    xs, rs = np.sort(x), np.sort(r)
    at_x, at_r = np.empty(n, np.intp), np.empty(n, np.intp)
    at_x[np.argsort(x, kind="stable")] = np.arange(n)
    at_r[np.argsort(r, kind="stable")] = np.arange(n)
    pairs = np.concatenate([[0], np.cumsum(xs * rs)])
    down = np.concatenate([[0, 0], np.cumsum(xs[1:] * rs[:-1])])
    up = np.concatenate([[0, 0], np.cumsum(xs[:-1] * rs[1:])])
    low, high = np.minimum(at_x, at_r), np.maximum(at_x, at_r)
    moved = np.where(at_x < at_r, down[high + 1] - down[low + 1], up[high + 1] - up[low + 1])
    most = pairs[-1] - (pairs[high + 1] - pairs[low]) + moved
    means = x * r / (n - 1)
    cov = x @ r - x * r - means
    most = most - means
    whole = float(x @ r / pairs[-1])
    return whole, np.divide(cov, most, out=np.zeros(n), where=most > 0)


def thirds(rest: Floats) -> Floats:
    """By answer, how much of it belongs to the lowest, middle and highest third by rest score; answers × 3.

    The thirds are equally large: people of equal rest scores across a border belong to both sides in part.
    """
    order = np.sort(rest)
    first = np.searchsorted(order, rest, side="left") / len(rest)
    last = np.searchsorted(order, rest, side="right") / len(rest)
    edges = np.array([[0, 1 / 3], [1 / 3, 2 / 3], [2 / 3, 1]])
    inside = np.minimum(last[:, None], edges[:, 1]) - np.maximum(first[:, None], edges[:, 0])
    return np.asarray(np.clip(inside, 0, None) / (last - first)[:, None])


def by_thirds(against: Against) -> tuple[Estimate, Estimate, Estimate]:
    """The mean of the lowest, middle and highest third by rest score."""
    why_not = f"只有 {against.people} 份作答，太少" if against.people < LEAST_PEOPLE else ""
    if why_not:
        none = without(why_not, against.people)
        return none, none, none
    belongs = thirds(against.rest)
    means = (against.own @ belongs) / belongs.sum(axis=0)
    low, middle, high = (share_estimate(float(mean), against.people / 3) for mean in means)
    return low, middle, high


def upper_lower(against: Against) -> Estimate:
    """The upper–lower index: the mean of the upper third minus that of the lower third."""
    low, _, high = by_thirds(against)
    if low.value is None or high.value is None:
        return low
    bottom, top = apart(low, high)
    return within(high.value - low.value, bottom, top, against.people)
