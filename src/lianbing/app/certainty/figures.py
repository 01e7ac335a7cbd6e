"""Numbers of statistics as the figures that are kept and shown."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from lianbing.domain.kernel.decimals import round_half_up
from lianbing.psychometrics.scored import Codes, Floats


def rounded(value: float, places: int) -> Decimal:
    """A number with so many decimal places, rounded half up."""
    return round_half_up(Decimal(repr(float(value))), places)


def percentage(share: float, places: int = 0) -> Decimal:
    """A share from 0 to 1 in per cent."""
    return rounded(share * 100, places)


def percentages(shares: Floats) -> Codes:
    """Shares that sum to 1 in each row as whole per cents that sum to 100: the largest rests are rounded up."""
    exact = shares * 100
    whole = np.floor(exact).astype(np.intp)
    missing = 100 - whole.sum(axis=1, keepdims=True)
    order = np.argsort(np.argsort(-(exact - whole), axis=1, kind="stable"), axis=1)
    return np.asarray(whole + (order < missing))
