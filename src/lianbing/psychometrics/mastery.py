"""Rates of clauses and topics, drawn towards where they belong: empirical Bayes with a beta-binomial model.

The true rates of groups that belong together follow a beta distribution around their common rate m. Its width comes
from how much the groups differ beyond chance, by the method of moments (Kleinman 1973). A group with n answers is then
worth n ÷ (n + κ) of its own rate and κ ÷ (n + κ) of m, with κ + 1 = m (1 − m) ÷ variance between groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma

import numpy as np

from lianbing.psychometrics.scored import Codes, Floats

_LEAST_SPREAD = 0.02
"""Standard deviation of true rates in a family even if what is seen may be chance: no two clauses are equally easy."""
_GRID = 2_000
_FIVE, _NINETY_FIVE = 0.05, 0.95


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Answers by group, and groups by family: one entry per group.

    ``mean`` is the mean share of an answer (0 without answers), ``squares`` the sum of squares around it.
    """

    answers: Floats
    mean: Floats
    squares: Floats
    family: Codes


def groups_of(*, answers: Floats, total: Floats, squares: Floats, family: Codes) -> Groups:
    """Groups by how many answers each has, the sum of their shares (0 to 1), and the sum of the squares of these."""
    mean = total / np.maximum(answers, 1)
    return Groups(answers=answers, mean=mean, squares=np.maximum(squares - answers * mean**2, 0), family=family)


@dataclass(frozen=True, kw_only=True)
class Shrunk:
    """Mean and variance of the true rate of each group, given all answers."""

    mean: Floats
    variance: Floats


def shrunk(groups: Groups, families: Shrunk) -> Shrunk:
    """Draws the rate of each group towards that of its family.

    What isn't known of the family's rate is added to the variance: that of its answers, and which groups they are of.
    Shares between 0 and 1 vary less than right and wrong answers, so counting each as one answer is cautious.
    """
    between = max(_between(groups), _LEAST_SPREAD**2)
    centre = families.mean[groups.family]
    firm = np.maximum(centre * (1 - centre) / between - 1, 1.0)
    whole = groups.answers + firm
    mean = (groups.answers * groups.mean + firm * centre) / whole
    count = len(families.mean)
    of_family = np.bincount(groups.family, groups.answers, count)
    uneven = np.bincount(groups.family, groups.answers**2, count) / np.maximum(of_family**2, 1)
    doubt = (families.variance + between * uneven)[groups.family]
    return Shrunk(mean=mean, variance=mean * (1 - mean) / (whole + 1) + (firm / whole) ** 2 * doubt)


def of_all(groups: Groups) -> Shrunk:
    """The rate of all answers together, as the one family of groups."""
    answers = float(groups.answers.sum())
    mean = float(groups.answers @ groups.mean) / max(answers, 1)
    return Shrunk(mean=np.array([mean]), variance=np.array([mean * (1 - mean) / max(answers, 1)]))


def _between(groups: Groups) -> float:
    """The variance of true rates between the groups of a family; 0 where they differ by chance alone.

    Formula: (Σ n (x̄ − x̄ of the family)² − (G − F) s²) ÷ Σ over families of (N − Σ n² ÷ N), with s² the variance within
    groups, G groups with answers and F families of them.
    """
    had = groups.answers > 0
    n, mean, family = groups.answers[had], groups.mean[had], groups.family[had]
    whole = np.bincount(family, n)
    centre = np.bincount(family, n * mean) / np.maximum(whole, 1)
    within = float(groups.squares.sum()) / max(float(n.sum()) - len(n), 1.0)
    apart = float(n @ (mean - centre[family]) ** 2) - (len(n) - np.count_nonzero(whole)) * within
    scale = float((whole - np.bincount(family, n**2) / np.maximum(whole, 1)).sum())
    return max(apart / scale, 0.0) if scale > 0 else 0.0


def bounds(rates: Shrunk) -> tuple[Floats, Floats]:
    """Between which rates each group lies nine times out of ten."""
    edges = [_betas(rates) >= share for share in (_FIVE, _NINETY_FIVE)]
    low, high = ((edge.argmax(axis=1) + 0.5) / _GRID for edge in edges)
    return low, high


def chance_below(rates: Shrunk, limits: Floats) -> Floats:
    """The probability that the rate of each group lies below its limit."""
    places = np.clip(np.round(limits * _GRID).astype(np.intp) - 1, 0, _GRID - 1)
    below = np.take_along_axis(_betas(rates), places[:, None], axis=1)[:, 0]
    return np.asarray(np.where(limits > 0, below, 0.0))


def _betas(rates: Shrunk) -> Floats:
    """By group, the cumulated beta distribution with this mean and variance; groups × steps of 1/2000."""
    mean = np.clip(rates.mean, 1e-4, 1 - 1e-4)
    both = np.maximum(mean * (1 - mean) / np.maximum(rates.variance, 1e-9) - 1, 1e-3)
    a, b = mean * both, (1 - mean) * both
    middle = (np.arange(_GRID) + 0.5) / _GRID
    constant = np.array([lgamma(x + y) - lgamma(x) - lgamma(y) for x, y in zip(a, b, strict=True)])
    power = (a - 1)[:, None] * np.log(middle) + (b - 1)[:, None] * np.log1p(-middle) + constant[:, None]
    total = np.cumsum(np.exp(power), axis=1)
    return np.asarray(total / total[:, -1:])
