"""How much better copying explains a pair than two people who worked alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lianbing.similarity.nominal import NominalModel
from lianbing.similarity.responses import Cohort, Floats

SHARES = (0.3, 0.5, 0.8)
"""The shares of copied answers that are weighed, with equal weight."""


def log_ratios(cohort: Cohort, model: NominalModel) -> Floats:
    """The log likelihood ratio of each pair, the better of both directions: people × people, symmetric.

    ``log mean over c of ∫ Π (1 - c + c · [same answer] / P(answer | θ)) p(θ | own answers) dθ``, with the product over
    the items that both answered. If the model holds, no test of “copied a share c” against “worked alone” is more
    powerful (Neyman & Pearson, Philosophical Transactions A 231, 1933). An answer counts the more, the rarer it is at
    that ability; a right one counts, too.
    """
    abilities = model.abilities(cohort).T.astype(np.float32)
    several = cohort.chosen.sum(axis=0) > 1  # what one person alone answered is equal to nothing
    chosen, chances = cohort.chosen[:, several], np.exp(model.log_chances[several])
    by_share = []
    for share in SHARES:
        # The square root of the gain on both sides of a product gives a symmetric one, at half the work.
        halves = np.sqrt(np.log1p(share / (1 - share) / chances)).T.astype(np.float32)
        terms = np.stack([same + own[:, None] for same, own in zip(_squares(chosen, halves), abilities, strict=True)])
        by_share.append(_log_sum(terms) + np.float32(np.log1p(-share)) * cohort.shared)
    ratios = _log_sum(np.stack(by_share)) - np.float32(np.log(len(SHARES)))
    return np.asarray(np.maximum(ratios, ratios.T))


def _squares(chosen: Floats, halves: Floats) -> Iterator[Floats]:
    """For each ability, the sum of the squares of ``halves`` over equal answers: people × people."""
    for half in halves:
        weighted = chosen * half
        yield weighted @ weighted.T


def _log_sum(terms: Floats) -> Floats:
    """``log Σ exp`` over the first axis."""
    top = terms.max(axis=0)
    return np.asarray(top + np.log(np.exp(terms - top).sum(axis=0)))
