"""How alike the pairs of honest cohorts come to be: a parametric bootstrap of the cohort at hand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from lianbing.similarity.likelihood import log_ratios
from lianbing.similarity.nominal import NominalModel, draw, fit
from lianbing.similarity.responses import Cohort

_REFIT = 10
"""EM steps for a simulated cohort; it starts from the model that it was drawn from."""

_TOP = 20
"""How many of the most alike pairs of a simulated cohort form the tail."""


@dataclass(frozen=True, kw_only=True)
class Tail:
    """The upper tail over honest cohorts: above ``start`` lie ``pairs`` pairs a cohort, ``excess`` above it on average.

    Beyond ``start`` the tail is exponential, so that a rate far smaller than one over the number of simulated cohorts
    can be read off (peaks over threshold: Davison & Smith, Journal of the Royal Statistical Society B 52, 1990).
    """

    start: float
    pairs: float
    excess: float

    def expected(self, ratio: float) -> float:
        """How many pairs of an honest cohort are at least this alike, on average."""
        return self.pairs * math.exp(-max(0.0, ratio - self.start) / self.excess)

    def chance(self, ratio: float) -> float:
        """The chance that an honest cohort has any pair that is at least this alike."""
        return -math.expm1(-self.expected(ratio))

    def ratio(self, chance: float) -> float:
        """What the most alike pair of an honest cohort exceeds with this chance."""
        return self.start + self.excess * math.log(self.pairs / -math.log1p(-chance))


def honest_tail(cohort: Cohort, model: NominalModel, compared: NDArray[np.bool_], seed: int, cohorts: int) -> Tail:
    """Simulates ``cohorts`` honest cohorts and fits the tail of the pairs that are ``compared``."""
    generator = np.random.default_rng(seed)
    highest = np.stack([*_highest(cohort, model, compared, generator, cohorts)])
    start = float(highest[:, 0].max())
    above = highest[highest > start] - start
    cautious = 1 + 1 / math.sqrt(len(above))  # a standard error more, so that rates are rather too high than too low
    return Tail(start=start, pairs=len(above) / cohorts, excess=float(above.mean()) * cautious)


def _highest(
    cohort: Cohort, model: NominalModel, compared: NDArray[np.bool_], generator: Generator, cohorts: int
) -> Iterator[NDArray[np.float32]]:
    """The ratios of the most alike pairs of each simulated cohort, ascending."""
    for _ in range(cohorts):
        honest = draw(model, cohort, generator)
        ratios = log_ratios(honest, fit(honest, steps=_REFIT, start=model))[compared]
        top = min(_TOP, len(ratios) // 2)
        yield np.sort(np.partition(ratios, len(ratios) - top)[-top:])
