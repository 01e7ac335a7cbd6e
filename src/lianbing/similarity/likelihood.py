"""How much better copying explains a pair than two people who worked alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lianbing.similarity.nominal import NominalModel
from lianbing.similarity.responses import Cohort

Ratios = NDArray[np.float32]

SHARES = (0.3, 0.5, 0.8)
"""The shares of copied answers that are weighed, with equal weight."""

_ROWS = 128


def log_ratios(cohort: Cohort, model: NominalModel) -> Ratios:
    """The log likelihood ratio of each pair, the better of both directions: people × people, symmetric.

    ``log mean over c of ∫ Π (1 - c + c · [same answer] / P(answer | θ)) p(θ | own answers) dθ``, with the product over
    the items that both answered. If the model holds, no test of “copied a share c” against “worked alone” is more
    powerful (Neyman & Pearson, Philosophical Transactions A 231, 1933). An answer counts the more, the rarer it is at
    that ability; a right one counts, too.
    """
    abilities = model.abilities(cohort).astype(np.float32)
    chances = np.exp(model.log_chances)
    shared = cohort.shared
    ratios = np.empty_like(shared)
    for start in range(0, len(shared), _ROWS):
        rows = slice(start, start + _ROWS)
        terms = np.empty((len(SHARES), abilities.shape[1], *shared[rows].shape), np.float32)
        for place, share in enumerate(SHARES):
            gains = np.where(model.columns.comparable[:, None], np.log1p(share / (1 - share) / chances), 0)
            for node, gain in enumerate(gains.T.astype(np.float32)):
                same = (cohort.chosen[rows] * gain) @ cohort.chosen.T
                terms[place, node] = same + np.log1p(-share) * shared[rows] + abilities[rows, node, None]
        top = terms.max(axis=(0, 1))
        ratios[rows] = top + np.log(np.exp(terms - top).sum(axis=(0, 1)) / len(SHARES))
    return np.asarray(np.maximum(ratios, ratios.T))
