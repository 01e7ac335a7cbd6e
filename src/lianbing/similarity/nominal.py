"""The answers of people who work alone: Bock's nominal response model (Psychometrika 37, 1972).

``P(option | θ) = softmax(intercept + slope · θ)`` over the options of an item, with ability θ from N(0, 1). The fit is
the maximum of the posterior by EM over a grid of abilities (Bock & Aitkin, Psychometrika 46, 1981). Each M-step is one
step with the bound of Böhning (Annals of the Institute of Statistical Mathematics 44, 1992) in place of the Hessian, so
the posterior never falls.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from lianbing.similarity.responses import ABSENT, Codes, Cohort, Columns

Reals = NDArray[np.float64]

ABILITIES = np.linspace(-3, 3, 13)
"""The grid, half a standard deviation apart."""

LOG_WEIGHTS = -0.5 * ABILITIES**2 - np.log(np.exp(-0.5 * ABILITIES**2).sum())
_DESIGN = np.stack([np.ones_like(ABILITIES), ABILITIES])
_SEEN_BEFORE = 0.5
"""Answers to each option before anybody answered, after Jeffreys: a rare answer is not taken for rarer than it is."""

_PRECISION = np.array([0.25, 9.0])
"""Of the normal priors of intercepts (mean 0) and slopes: 1 for the right option and 0 for others, as Rasch has it."""


@dataclass(frozen=True, kw_only=True)
class NominalModel:
    """``parameters`` holds intercept and slope of each column; ``log_chances`` is columns × abilities."""

    columns: Columns = field(repr=False)
    parameters: Reals = field(repr=False)
    log_chances: Reals = field(repr=False)

    def abilities(self, cohort: Cohort) -> Reals:
        """The log posterior of each person's ability: people × abilities."""
        logs = cohort.chosen @ self.log_chances + LOG_WEIGHTS
        top = logs.max(axis=1, keepdims=True)
        return np.asarray(logs - top - np.log(np.exp(logs - top).sum(axis=1, keepdims=True)))


def fit(cohort: Cohort, *, steps: int, start: NominalModel | None = None) -> NominalModel:
    """Fits the model by ``steps`` of EM, from another model or from the prior."""
    columns = cohort.columns
    prior = np.stack([np.zeros(len(columns.right)), columns.right.astype(float)], axis=1)
    model = start or _model(columns, prior)
    for _ in range(steps):
        counts = cohort.chosen.T @ np.exp(model.abilities(cohort)) + _SEEN_BEFORE * np.exp(LOG_WEIGHTS)
        takers = np.add.reduceat(counts, columns.starts)
        missing = counts - takers[columns.item] * np.exp(model.log_chances)
        gradient = missing @ _DESIGN.T - _PRECISION * (model.parameters - prior)
        curvature = 0.5 * np.einsum("iq,aq,bq->iab", takers, _DESIGN, _DESIGN) + np.diag(_PRECISION)
        move = np.linalg.solve(curvature[columns.item], gradient[:, :, None])[:, :, 0]
        model = _model(columns, model.parameters + move)
    return model


def draw(model: NominalModel, cohort: Cohort, generator: Generator) -> Cohort:
    """An honest cohort: the same people on the same items, each working alone.

    Each ability is drawn from the person's posterior, and the answers from the model.
    """
    places = _pick(np.exp(model.abilities(cohort)), generator)
    codes = np.full_like(cohort.codes, ABSENT)
    bounds = np.append(cohort.columns.starts, len(cohort.columns.right))
    for item, (start, end) in enumerate(pairwise(bounds)):
        chances = np.exp(model.log_chances[start:end, places].T)
        codes[:, item] = start + _pick(chances, generator)
    codes[cohort.codes == ABSENT] = ABSENT
    return Cohort(people=cohort.people, items=cohort.items, columns=cohort.columns, codes=codes)


def _pick(chances: Reals, generator: Generator) -> Codes:
    """One column for each row, with the chances of that row."""
    sums = chances.cumsum(axis=1)
    return np.asarray((generator.random((len(chances), 1)) * sums[:, -1:] >= sums[:, :-1]).sum(axis=1))


def _model(columns: Columns, parameters: Reals) -> NominalModel:
    logits = parameters @ _DESIGN
    top = np.maximum.reduceat(logits, columns.starts)[columns.item]
    totals = np.add.reduceat(np.exp(logits - top), columns.starts)[columns.item]
    return NominalModel(columns=columns, parameters=parameters, log_chances=logits - top - np.log(totals))
