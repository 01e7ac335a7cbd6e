"""Quantiles of distributions, from scipy: imported when first called for, since that takes half a second."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from lianbing.psychometrics.scored import Floats


def _special() -> Any:
    return import_module("scipy.special")


def beta_quantile(a: Floats, b: Floats, chance: float) -> Floats:
    """The quantile of the beta distribution; 0 where ``a`` and 1 where ``b`` is 0 or less."""
    inside = _special().betaincinv(np.where(a > 0, a, 1.0), np.where(b > 0, b, 1.0), chance)
    return np.where(a <= 0, 0.0, np.where(b <= 0, 1.0, inside))


def student_quantile(freedom: float, chance: float) -> float:
    """The quantile of Student's distribution."""
    return float(_special().stdtrit(freedom, chance))


def student_quantiles(freedom: Floats, chance: float) -> Floats:
    """The quantiles of Student's distributions of several degrees of freedom."""
    return np.asarray(_special().stdtrit(freedom, chance))


def student_tails(freedom: float, t: float) -> float:
    """The probability of a value at least as far from 0 as ``t``."""
    return float(2 * _special().stdtr(freedom, -abs(t)))


def student_chance(freedom: float, t: float) -> float:
    """The probability of a value of at most ``t``."""
    return float(_special().stdtr(freedom, t))


def beta_chance(a: float, b: float, value: float) -> float:
    """The probability that a beta variable is at most ``value``."""
    return float(_special().betainc(a, b, value))


def normal_tails(z: float) -> float:
    """The probability of a standard normal value at least as far from 0 as ``z``."""
    return float(2 * _special().ndtr(-abs(z)))
