"""The probability of each level for each person, given what that person and everybody else scored.

True rates of the parts are logistic-normal over people, with the mean and covariance that the scores leave after their
errors are taken off. A person's answers weigh like so many answers that are right or wrong, each with the person's true
rate, that they give the same error. What is then left of a person's true rates is found by Laplace's approximation:
scores are drawn towards the mean of everybody and towards the person's other parts, the more the greater their errors
(Kelley 1947; for several parts Wainer et al. 2001). Levels ask for a total and for a rate in each part, so their
probability is counted over points spread evenly through that distribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np

from lianbing.psychometrics.reliability import Errors
from lianbing.psychometrics.scored import Floats

_POINTS = 512
_AT_ONCE = 2_000
"""People whose points are in memory together."""
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
_STEPS = 6
"""Newton's steps to the most likely true rates; five leave errors of 1e-10."""
_MOST_ANSWERS = 1e6
"""As many answers as a score without error is worth."""
_NO_ANSWERS = 1e-6
"""… and one that there isn't."""
_EDGE = 1e-3
_NINE_IN_TEN = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True, kw_only=True)
class LevelRules:
    """What levels ask for, from high to low: a total, and a rate in each part that counts; all from 0 to 1."""

    minimum: Floats
    part_minimum: Floats


@dataclass(frozen=True, kw_only=True)
class TotalRules:
    """How the total of each person comes about: Σ weight · rate + what is added; all from 0 to 1.

    ``weights`` is people × parts, 0 where a part is left out for a person.
    """

    weights: Floats
    added: Floats


@dataclass(frozen=True, kw_only=True)
class TrueRates:
    """What is known of true rates, on the scale of logits: a normal distribution for each person.

    ``mode`` and ``answers`` (how many right-or-wrong answers a score weighs like) are people × parts, ``covariance``
    people × parts × parts; ``spread`` is the covariance of true rates over all people.
    """

    mode: Floats
    covariance: Floats
    answers: Floats
    spread: Floats

    @property
    def errors(self) -> Floats:
        """The variance of the error of each rate: t (1 − t) ÷ answers at the true rate (Lord 1955)."""
        rate = _rate(self.mode)
        return np.asarray(rate * (1 - rate) / self.answers)


def true_rates(rates: Floats, errors: Errors) -> TrueRates:
    """Estimates true rates; people × parts, from 0 to 1, NaN where a person has none. At least two people have all."""
    apart = errors.apart
    had = ~np.isnan(rates)
    whole = had.all(axis=1)
    centre = np.clip(rates[whole].mean(axis=0), _EDGE, 1 - _EDGE)
    spread = _positive(np.atleast_2d(np.cov(rates[whole], rowvar=False)) - np.diag(apart[whole].mean(axis=0)))
    room = np.maximum(centre * (1 - centre) - np.diag(spread), _EDGE**2)
    answers = np.where(had, room / np.maximum(apart, room / _MOST_ANSWERS), _NO_ANSWERS)
    prior_mean, prior_covariance = _prior(centre, _told_by_errors(spread, apart))
    mode, covariance = _given_answers(np.where(had, rates, centre), answers, prior_mean, _inverse(prior_covariance))
    return TrueRates(mode=mode, covariance=covariance, answers=answers, spread=spread)


def _positive(matrix: Floats) -> Floats:
    """The nearest matrix without negative variances."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.maximum(values, 0)) @ vectors.T)


def _told_by_errors(spread: Floats, apart: Floats) -> Floats:
    """The covariance without what parts of unknown error would tell of the others.

    A rating counts as free of error only because nothing is known of its error. Taken at its word it would make the
    score of a drill as good as certain that goes together with it.
    """
    measured = apart.any(axis=0)
    own = np.eye(len(spread), dtype=bool) | np.outer(measured, measured)
    return np.where(own, spread, 0)


def _prior(centre: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Mean and covariance of logits whose rates have about this mean and covariance; parts keep their correlations."""
    deviation = np.sqrt(np.diag(spread))
    pairs = [_logit_moments(float(mean), float(own)) for mean, own in zip(centre, deviation, strict=True)]
    means, deviations = (np.array(column) for column in zip(*pairs, strict=True))
    safe = np.where(deviation > 0, deviation, 1)
    correlation = spread / np.outer(safe, safe)
    np.fill_diagonal(correlation, 1 + 1e-6)
    return means, correlation * np.outer(deviations, deviations)


def _logit_moments(mean: float, deviation: float) -> tuple[float, float]:
    """Mean and standard deviation of logits whose rates have these, by halving; the latter is at least 0.001."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    weights = weights / weights.sum()
    centre, low, high = 0.0, 1e-3, 4.0
    for _ in range(30):
        own = (low + high) / 2
        left, right = -12.0, 12.0
        for _ in range(40):
            centre = (left + right) / 2
            left, right = (centre, right) if weights @ _rate(centre + own * nodes) < mean else (left, centre)
        reached = weights @ (_rate(centre + own * nodes) - mean) ** 2
        low, high = (own, high) if reached < deviation**2 else (low, own)
    return centre, own


def _rate(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)))


def _given_answers(rates: Floats, answers: Floats, centre: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """The most likely logits given the answers, and the covariance around them, by Newton's method."""
    logit = np.broadcast_to(centre, rates.shape).copy()
    place = np.arange(rates.shape[1])
    for _ in range(_STEPS):
        rate = _rate(logit)
        curve = np.broadcast_to(precision, (*rates.shape, rates.shape[1])).copy()
        curve[:, place, place] += answers * np.maximum(rate * (1 - rate), _EDGE**2)
        slope = answers * (np.clip(rates, _EDGE, 1 - _EDGE) - rate) - (logit - centre) @ precision
        logit += np.clip(np.linalg.solve(curve, slope[:, :, None])[:, :, 0], -1.5, 1.5)
    return logit, _inverse(curve)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), np.float64)


@dataclass(frozen=True, kw_only=True)
class TotalReliability:
    """The reliability of the total from 0 to 1, and its standard error as a rate from 0 to 1."""

    value: float
    error: float


def total_errors(true: TrueRates, totals: TotalRules) -> Floats:
    """The standard error of each person's total."""
    return np.asarray(np.sqrt((true.errors * totals.weights**2).sum(axis=1)))


def total_reliability(true: TrueRates, totals: TotalRules) -> TotalReliability:
    """Variance of true totals ÷ (that + mean variance of errors)."""
    weights = totals.weights
    of_true = float(np.einsum("pi,ij,pj->p", weights, true.spread, weights).mean())
    of_error = float((total_errors(true, totals) ** 2).mean())
    whole = of_true + of_error
    return TotalReliability(value=of_true / whole if whole > 0 else 0.0, error=of_error**0.5)


@dataclass(frozen=True, kw_only=True)
class LevelChances:
    """By person, the ``probability`` of each level from high to low, and bounds of the true total, nine in ten."""

    probability: Floats
    low: Floats
    high: Floats


def level_chances(true: TrueRates, rules: LevelRules, totals: TotalRules) -> LevelChances:
    """Counts levels over the points of each person."""
    people, parts = totals.weights.shape
    points = normal_points(parts)
    pieces = [
        _counted(true, rules, totals, points, slice(start, start + _AT_ONCE)) for start in range(0, people, _AT_ONCE)
    ]
    probability, low, high = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return LevelChances(probability=probability, low=low, high=high)


def _counted(
    true: TrueRates, rules: LevelRules, total_rules: TotalRules, points: Floats, people: slice
) -> tuple[Floats, Floats, Floats]:
    root = np.linalg.cholesky(true.covariance[people])
    rates = _rate(true.mode[people][:, :, None] + root @ points)
    weights = total_rules.weights[people]
    totals = np.einsum("pk,pkn->pn", weights, rates) + total_rules.added[people][:, None]
    rates[weights == 0] = 1
    lowest = rates.min(axis=1)
    left = np.ones(totals.shape, bool)
    reached = []
    for minimum, part_minimum in zip(rules.minimum[:-1], rules.part_minimum[:-1], strict=True):
        here = left & (totals >= minimum) & (lowest >= part_minimum)
        left &= ~here
        reached.append(here.mean(axis=1))
    reached.append(left.mean(axis=1))
    middle, half = totals.mean(axis=1), _NINE_IN_TEN * totals.std(axis=1)
    return np.stack(reached, axis=1), np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


@cache
def normal_points(parts: int) -> Floats:
    """Points spread evenly through a normal distribution of independent parts; parts × points, always the same.

    Multiples of the roots of primes modulo 1 (Richtmyer 1951), made normal. More parts than there are primes share
    them, shifted.
    """
    quantile = NormalDist().inv_cdf
    rows = []
    for part in range(parts):
        step = _PRIMES[part % len(_PRIMES)] ** 0.5 + part // len(_PRIMES) / 7
        rows.append([quantile((place * step + 0.5) % 1 or 0.5) for place in range(1, _POINTS + 1)])
    return np.array(rows)
