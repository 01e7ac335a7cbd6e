"""ω (Wollack, Applied Psychological Measurement 21, 1997) with Bonferroni: what others compute, to compare with."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from lianbing.similarity.nominal import fit
from lianbing.similarity.responses import Cohort

Table = NDArray[np.float64]

_STEPS = 60


def omega(chosen: Table, chances: Table) -> Table:
    """ω of copier (row) and source (column); both tables are people × options of all items, side by side.

    ``(matches - E) / √V`` with ``E = Σ p`` and ``V = Σ p (1 - p)`` over the source's options, where p is the copier's
    chance of choosing them at the copier's own ability.
    """
    matches = chosen @ chosen.T
    expected = chances @ chosen.T
    variance = expected - chances**2 @ chosen.T
    return np.asarray((matches - expected) / np.sqrt(variance))


def flagged(cohort: Cohort, alpha: float) -> NDArray[np.bool_]:
    """The pairs that ω finds at ``alpha`` for the whole cohort, in either direction; everybody answered every item."""
    model = fit(cohort, steps=_STEPS)
    likely = model.abilities(cohort).argmax(axis=1)
    values = omega(cohort.chosen.astype(float), np.exp(model.log_chances[:, likely].T))
    np.fill_diagonal(values, -np.inf)
    people = len(values)
    bound = NormalDist().inv_cdf(1 - alpha / (people * (people - 1) / 2))
    return np.asarray(np.maximum(values, values.T) > bound)
