"""How often a score puts people on the level where their true score lies: Livingston and Lewis 1995.

True scores follow a beta distribution with four parameters that has the first four moments of the true scores (Lord
1965; Hanson 1991); scores given a true score are binomial over the effective test length, the number of equal items
that would be as reliable. Consistency is that of two such scores. As in betafunctions (R), of whose results the tests
have some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import lgamma, sqrt

import numpy as np

from lianbing.psychometrics.scored import Floats

_NODES = 200
_LONGEST = 1_000
"""An effective test longer than this makes no difference that anybody could see."""
_NARROWEST = 1_000
"""The largest sum of a and b, so that no peak falls between the nodes."""
_SMALLEST = 1e-12


@dataclass(frozen=True, kw_only=True)
class TrueScoreBeta:
    """Beta distribution of true scores between ``low`` and ``high``, themselves from 0 to 1."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    @property
    def is_sound(self) -> bool:
        """Whether it is one of scores from 0 to 1, with a peak between its ends.

        Four moments of a few dozen people often lead to a distribution that piles up at an end; nobody's true scores
        do.
        """
        return min(self.a, self.b) >= 1 and self.a + self.b <= _NARROWEST and 0 <= self.low < self.high <= 1


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """Shares of people from 0 to 1; ``kappa`` is ``None`` where everybody is expected on one level."""

    accuracy: float
    consistency: float
    kappa: float | None
    length: int


def accuracy_of(scores: Floats, reliability: float, cuts: Sequence[float]) -> Accuracy:
    """The accuracy and consistency of levels that begin at ``cuts``, from low to high.

    Scores and cuts are from 0 to 1, ``reliability`` between 0 and 1, and scores must differ.
    """
    length = effective_length(scores, reliability)
    return expected(true_score_beta(scores, length), length, cuts)


def effective_length(scores: Floats, reliability: float) -> float:
    """The number of equal items with this reliability: (m (1 − m) − r s²) ÷ (s² (1 − r)), at least 1."""
    mean, spread = float(scores.mean()), float(scores.var(ddof=1))
    error = spread * (1 - reliability)
    most = mean * (1 - mean) - reliability * spread
    return min(max(most / error, 1.0), _LONGEST) if error > 0 else _LONGEST


def true_score_beta(scores: Floats, length: float) -> TrueScoreBeta:
    """The distribution with the moments of the true scores: four of them, or two if four lead to none that is sound.

    The raw moments are those of the scores' falling factorials: E τʳ = E x(x − 1)…(x − r + 1) ÷ n(n − 1)…(n − r + 1).
    """
    x = scores * length
    falling = np.cumprod([x - place for place in range(4)], axis=0).mean(axis=1)
    whole = np.cumprod([length - place for place in range(4)])
    if length > 3:
        four = _of_four_moments(falling / whole)
        if four is not None and four.is_sound:
            return four
    mean = float(scores.mean())
    second = falling[1] / whole[1] if length > 1 else mean**2
    spread = max(float(second) - mean**2, mean * (1 - mean) / _NARROWEST)
    both = max(mean * (1 - mean) / spread - 1, 1.0)
    return TrueScoreBeta(a=mean * both, b=(1 - mean) * both)


def _of_four_moments(raw: Floats) -> TrueScoreBeta | None:
    """The beta distribution with four raw moments; ``None`` if there is none."""
    mean, second, third, fourth = map(float, raw)
    spread = second - mean**2
    if spread <= 0:
        return None
    skew = (third - 3 * mean * second + 2 * mean**3) / spread**1.5
    peak = (fourth - 4 * mean * third + 6 * mean**2 * second - 3 * mean**4) / spread**2
    divisor = 6 + 3 * skew**2 - 2 * peak
    both = 6 * (peak - skew**2 - 1) / divisor if divisor else 0.0
    if both <= 0:
        return None
    inner = 1 + 16 * (both + 1) / ((both + 2) ** 2 * skew**2) if skew else None
    lean = both / 2 / sqrt(inner) if inner else 0.0
    a, b = both / 2 - lean, both / 2 + lean
    if skew < 0:
        a, b = b, a
    if min(a, b) <= 0:
        return None
    width = sqrt(spread * (both + 1) / (a * b)) * both
    low = mean - width * a / both
    return TrueScoreBeta(a=a, b=b, low=low, high=low + width)


def expected(true: TrueScoreBeta, length: float, cuts: Sequence[float]) -> Accuracy:
    """The accuracy and consistency of levels for a distribution of true scores and an effective length."""
    items = max(round(length), 1)
    edges = [0.0, *cuts, 1.0]
    starts = [round(cut * items) for cut in cuts]
    confusion, agreement = [], np.zeros((len(edges) - 1, len(edges) - 1))
    for low, high in pairwise(edges):
        scores, weights = _nodes(true, low, high)
        levels = _levels(scores, items, starts)
        confusion.append(weights @ levels)
        agreement += levels.T @ (levels * weights[:, None])
    whole = float(agreement.sum())
    agreed = float(np.trace(agreement)) / whole
    chance = float(((agreement.sum(axis=0) / whole) ** 2).sum())
    return Accuracy(
        accuracy=float(np.trace(np.array(confusion))) / whole,
        consistency=agreed,
        kappa=(agreed - chance) / (1 - chance) if chance < 1 - 1e-9 else None,
        length=items,
    )


def _nodes(true: TrueScoreBeta, low: float, high: float) -> tuple[Floats, Floats]:
    """True scores between two bounds and their weights, by Gauss and Legendre over θ with t = sin² θ.

    In θ the density stays finite at both ends down to parameters of a half.
    """
    width = true.high - true.low
    ends = [float(np.arcsin(np.sqrt(np.clip((edge - true.low) / width, 0, 1)))) for edge in (low, high)]
    points, weights = _gauss_legendre()
    half = (ends[1] - ends[0]) / 2
    theta = ends[0] + half * (points + 1)
    constant = lgamma(true.a + true.b) - lgamma(true.a) - lgamma(true.b)
    sine, cosine = (np.maximum(side, _SMALLEST) for side in (np.sin(theta), np.cos(theta)))
    density = 2 * np.exp(constant + (2 * true.a - 1) * np.log(sine) + (2 * true.b - 1) * np.log(cosine))
    return true.low + width * sine**2, np.asarray(weights * half * density)


@cache
def _gauss_legendre() -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(_NODES)


def _levels(scores: Floats, items: int, starts: Sequence[int]) -> Floats:
    """The probability of each level, from low to high, given each true score; true scores × levels."""
    right = np.arange(items + 1)
    ways = np.array([lgamma(items + 1) - lgamma(k + 1) - lgamma(items - k + 1) for k in right])
    safe = np.clip(scores, _SMALLEST, 1 - _SMALLEST)[:, None]
    chances = np.exp(ways + right * np.log(safe) + (items - right) * np.log1p(-safe))
    level = np.searchsorted(starts, right, side="right")
    return np.asarray(chances @ (level[:, None] == np.arange(len(starts) + 1)))
