"""How an item goes together with the rest: correlation, discriminative efficiency, upper and lower third.

Columns are numbers in the last axis, so that many groups of equal size can be looked at at once, as the simulations
of ``benchmarks`` do. x are the shares of the item, r the rest scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.proportions import difference_bounds, share_bounds, share_estimate
from lianbing.psychometrics.quantiles import student_quantiles
from lianbing.psychometrics.scored import Codes, Floats, sums

LEAST_PEOPLE = 20
"""With fewer people an interval of a correlation spans more than half of all that a correlation can be."""
LEAST_OF_EACH = 5.0
"""So much must have been earned, and so much lost, by all together: from fewer slips no interval holds."""
_THIRDS = np.array([[0, 1 / 3], [1 / 3, 2 / 3], [2 / 3, 1]])
_ALMOST_ONE = 1 - 1e-6
_NO_SPREAD = 1e-12


@dataclass(frozen=True, kw_only=True)
class Against:
    """The answers to one item against their rest scores; one entry per answer in each column.

    ``person`` is the place of each one's person, from 0 without gaps.
    """

    own: Floats
    rest: Floats
    person: Codes

    @property
    def people(self) -> int:
        """How many people."""
        return int(self.person.max(initial=-1)) + 1


def too_few(against: Against) -> str:
    """Why there can be no interval of a correlation, in Chinese; empty if there can."""
    people = against.people
    if not people:
        return "没有同别的题一起作答的，无从比较"
    if people < LEAST_PEOPLE:
        return f"只有 {people} 份作答，太少"
    mean = float(against.own.mean())
    if people * min(mean, 1 - mean) < LEAST_OF_EACH - _NO_SPREAD:
        return "几乎人人一样，看不出高低"
    return "其余的题人人得分一样，无从比较" if against.rest.std() < _NO_SPREAD else ""


def item_rest(against: Against) -> Estimate:
    """The corrected item–rest correlation (Moodle's discrimination index ÷ 100, ShinyItemAnalysis' RIR)."""
    why_not = too_few(against)
    if why_not:
        return without(why_not, against.people)
    value, others = correlations(against.own, against.rest)
    low, high = correlation_bounds(value, _by_person(others - value, against.person), _freedom(against))
    return within(float(value), float(low), float(high), against.people)


def efficiency(against: Against) -> Estimate:
    """Moodle's discriminative efficiency in per cent: cov(x, r) ÷ the largest covariance that these x and r allow."""
    why_not = too_few(against)
    if why_not:
        return without(why_not, against.people)
    value, others = efficiencies(against.own, against.rest)
    correlation, _ = correlations(against.own, against.rest)
    changes = _by_person(others - value, against.person)
    low, high = efficiency_bounds(value, changes, correlation, _freedom(against))
    return within(float(value), float(low), float(high), against.people).scaled(100)


def upper_lower(against: Against) -> Estimate:
    """The upper–lower index: the mean share of the upper third by rest score minus that of the lower third.

    ULI of ShinyItemAnalysis, which cuts by the total score: that holds the item itself, which on a short paper makes
    even an item of pure chance look telling. So here the rest score cuts.
    """
    if against.people < LEAST_PEOPLE:
        return without(too_few(against), against.people)
    low, _, high = third_means(against.own, against.rest)
    bottom, top = upper_lower_bounds(low, high, against.people)
    return within(float(high - low), float(bottom), float(top), against.people)


def by_thirds(against: Against) -> tuple[Estimate, Estimate, Estimate]:
    """The mean share in the lowest, middle and highest third by rest score."""
    if against.people < LEAST_PEOPLE:
        none = without(too_few(against), against.people)
        return none, none, none
    low, middle, high = (
        share_estimate(float(mean), against.people / 3) for mean in third_means(against.own, against.rest)
    )
    return low, middle, high


def _by_person(changes: Floats, person: Codes) -> Floats:
    """What leaving out each person changes: the sum over the person's answers, to the first order."""
    return sums(person, changes, int(person.max()) + 1)


def jackknife_error(changes: Floats) -> Floats:
    """The standard error of a figure from what leaving out each person changes (Tukey 1958)."""
    people = changes.shape[-1]
    return np.asarray(np.sqrt((people - 1) * changes.var(axis=-1)))


def correlations(x: Floats, r: Floats) -> tuple[Floats, Floats]:
    """The correlation of x and r, and that without each of the answers; 0 where nothing varies."""
    n = x.shape[-1]
    x, r = _centred(x), _centred(r)
    cov, of_x, of_r = (_total(product) for product in (x * r, x * x, r * r))
    scale = n / (n - 1)
    without_each = _ratio(cov - scale * x * r, _root((of_x - scale * x**2) * (of_r - scale * r**2)))
    return _ratio(cov, _root(of_x * of_r))[..., 0], without_each


def freedom(x: Floats) -> Floats:
    """The degrees of freedom of Student's distribution: twice the smaller of what was earned and lost, minus 1.

    For a facility of one half these are the usual n − 1. Of an item that nearly everybody has right, the few that have
    it wrong decide how much its correlation varies.
    """
    earned, n = x.sum(axis=-1), x.shape[-1]
    return np.asarray(np.maximum(2 * np.minimum(earned, n - earned) - 1, 1.0))


def _freedom(against: Against) -> Floats:
    """The same, with each person counted once."""
    return np.minimum(freedom(against.own) * against.people / len(against.own), against.people - 1)


def correlation_bounds(value: Floats, changes: Floats, free: Floats) -> tuple[Floats, Floats]:
    """The interval of correlations, from what leaving out each person changes, and the degrees of freedom.

    On Fisher's scale z = artanh ρ, with Student's distribution. The standard error is the larger of that by the
    jackknife, which knows that marks are 0 or 1, and 1 ÷ √(n − 3) of normal scores (Fisher 1921), which is there when a
    few people decide everything and the jackknife can't see it.
    """
    people = changes.shape[-1]
    z = _scale(value)
    error = jackknife_error(_scale(value[..., None] + changes) - z[..., None])
    reach = _student(free) * np.maximum(error, (people - 3) ** -0.5)
    return np.tanh(z - reach), np.tanh(z + reach)


def efficiencies(x: Floats, r: Floats) -> tuple[Floats, Floats]:
    """The efficiency from −1 to 1, and that without each of the answers.

    The largest covariance pairs both in order. Taking out one answer, which stands at place a of x and b of r, moves
    the pairs between a and b by one place; sums from the start give all n results at once.
    """
    n = x.shape[-1]
    x, r = _centred(x), _centred(r)
    in_x, in_r = np.sort(x), np.sort(r)
    at_x, at_r = (np.argsort(np.argsort(side, kind="stable"), kind="stable") for side in (x, r))
    pairs = _from_start(in_x * in_r, 1)
    down, up = _from_start(in_x[..., 1:] * in_r[..., :-1], 2), _from_start(in_x[..., :-1] * in_r[..., 1:], 2)
    low, high = np.minimum(at_x, at_r), np.maximum(at_x, at_r)
    moved = np.where(at_x < at_r, _between(down, low + 1, high + 1), _between(up, low + 1, high + 1))
    own = x * r / (n - 1)
    most = pairs[..., -1:] - _between(pairs, low, high + 1) + moved - own
    cov = _total(x * r)
    return _ratio(cov, pairs[..., -1:])[..., 0], _ratio(cov - x * r - own, most)


def efficiency_bounds(value: Floats, changes: Floats, correlation: Floats, free: Floats) -> tuple[Floats, Floats]:
    """The interval of efficiencies, like that of the correlations to which they are in proportion."""
    people = changes.shape[-1]
    z = _scale(value)
    error = jackknife_error(_scale(value[..., None] + changes) - z[..., None])
    times = np.abs(value) / np.maximum(np.abs(correlation), _NO_SPREAD)
    normal = times * (1 - correlation**2) / np.maximum(1 - value**2, 1e-3) * (people - 3) ** -0.5
    reach = _student(free) * np.maximum(error, normal)
    return np.tanh(z - reach), np.tanh(z + reach)


def thirds(rest: Floats) -> Floats:
    """How much of each answer belongs to the lowest, middle and highest third by rest score; thirds × … × answers.

    The thirds are equally large: people of equal rest scores across a border belong to both sides in part, so that
    the order of the answers doesn't matter.
    """
    first, last = _places(rest)
    inside = [np.minimum(last, end) - np.maximum(first, start) for start, end in _THIRDS]
    return np.asarray(np.clip(inside, 0, None) / (last - first))


def _places(rest: Floats) -> tuple[Floats, Floats]:
    """Between which shares of the order each answer lies together with those equal to it."""
    n = rest.shape[-1]
    order = np.argsort(rest, axis=-1, kind="stable")
    ranked = np.take_along_axis(rest, order, -1)
    new = np.ones(rest.shape, bool)
    new[..., 1:] = ranked[..., 1:] != ranked[..., :-1]
    ends = np.ones(rest.shape, bool)
    ends[..., :-1] = new[..., 1:]
    first = np.maximum.accumulate(np.where(new, np.arange(n), 0), axis=-1)
    last = np.minimum.accumulate(np.where(ends, np.arange(1, n + 1), n)[..., ::-1], axis=-1)[..., ::-1]
    back = np.argsort(order, axis=-1, kind="stable")
    return np.take_along_axis(first, back, -1) / n, np.take_along_axis(last, back, -1) / n


def third_means(x: Floats, r: Floats) -> Floats:
    """The mean of x in each third by r; thirds × …."""
    belongs = thirds(r)
    return np.asarray((belongs * x).sum(axis=-1) / belongs.sum(axis=-1))


def upper_lower_bounds(low: Floats, high: Floats, people: int) -> tuple[Floats, Floats]:
    """The interval of the difference between the means of the highest and the lowest third."""
    of_low, of_high = (share_bounds(mean, np.full(np.shape(mean), people / 3)) for mean in (low, high))
    return difference_bounds((of_low[0], low, of_low[1]), (of_high[0], high, of_high[1]))


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=-1, keepdims=True))


def _total(values: Floats) -> Floats:
    return np.asarray(values.sum(axis=-1, keepdims=True))


def _root(values: Floats) -> Floats:
    return np.asarray(np.sqrt(np.maximum(values, 0)))


def _ratio(top: Floats, bottom: Floats) -> Floats:
    """The ratio; 0 where there is nothing to divide by."""
    shape = np.broadcast_shapes(np.shape(top), np.shape(bottom))
    return np.divide(top, bottom, out=np.zeros(shape), where=np.broadcast_to(bottom > _NO_SPREAD, shape))


def _scale(values: Floats) -> Floats:
    return np.asarray(np.arctanh(np.clip(values, -_ALMOST_ONE, _ALMOST_ONE)))


def _student(free: Floats) -> Floats:
    return student_quantiles(free, (1 + LEVEL) / 2)


def _from_start(values: Floats, zeros: int) -> Floats:
    """The sums of the first 0, 1, 2 … values, after ``zeros`` noughts in all."""
    start = np.zeros((*values.shape[:-1], zeros))
    return np.concatenate([start, np.cumsum(values, axis=-1)], axis=-1)


def _between(sums_from_start: Floats, low: Codes, high: Codes) -> Floats:
    """The sum of what lies between two places."""
    ends = (np.take_along_axis(sums_from_start, place, -1) for place in (high, low))
    return next(ends) - next(ends)
