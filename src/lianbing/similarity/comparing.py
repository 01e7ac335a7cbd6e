"""Compares all pairs of a cohort and lists those that honest cohorts hardly ever reach."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from lianbing.similarity.bootstrap import Tail, honest_tail
from lianbing.similarity.likelihood import log_ratios
from lianbing.similarity.nominal import NominalModel, fit
from lianbing.similarity.responses import ABSENT, Cohort, Responses, encode

LEAST_PEOPLE = 25
"""Fewer people say too little about which wrong answers are usual; Q-SID (arXiv 2407.07420) asks for as many."""

LEAST_SHARED = 10
"""With fewer shared items even equal answers to all of them prove nothing: at a chance of 0.3 for each the log ratio
reaches 10 · ln(1 / 0.3) = 12, about what the most alike of 44,850 honest pairs exceeds once in a hundred cohorts."""

ALARM = 0.01
"""The share of honest cohorts that may raise an alarm at all."""

LISTED = 0.30
"""After an alarm, the expected share of honest pairs among those listed: with less, fewer than half of the pairs that
copied half of a single-choice paper are listed. Each is shown with its own false-alarm rate."""

_FIT = 60
"""EM steps for the cohort itself; the ratios of its pairs no longer change by a tenth."""

_COHORTS = 30
"""Simulated cohorts; with the 20 most alike pairs of each the threshold varies by about 0.3."""


@dataclass(frozen=True, kw_only=True)
class AlikePair:
    """Two people whose answers are alike.

    Attributes:
        ratio: The log likelihood ratio of copying against working alone.
        chance: How probable it is that an honest cohort has any pair that is at least this alike.
        expected: How many pairs of an honest cohort are at least this alike, on average.
        shared: The items that both answered; ``same`` of them equally.
        same_wrong: Equal wrong answers, and ``usual_wrong`` how many two people of their abilities have on average.
    """

    first: str
    second: str
    ratio: float
    chance: float
    expected: float
    shared: int
    same: int
    same_wrong: int
    usual_wrong: float


@dataclass(frozen=True, kw_only=True)
class PairComparison:
    """What a comparison of a cohort yields.

    Attributes:
        people: How many people could be compared with others.
        items: How many items enough people answered.
        compared: Pairs with enough shared items.
        too_few_shared: Pairs without.
        threshold: The ratio that one pair alone must exceed for an alarm; ``None`` where nothing was compared.
        alike: The listed pairs, most alike first; empty without an alarm.
    """

    people: int
    items: int
    compared: int
    too_few_shared: int
    threshold: float | None
    alike: tuple[AlikePair, ...] = ()

    @property
    def is_too_small(self) -> bool:
        """Whether too few people could be compared to say anything."""
        return self.people < LEAST_PEOPLE


def compare(responses: Responses, seed: str) -> PairComparison:
    """Compares all pairs; the same answers and seed give the same result, in whatever order they come."""
    cohort = encode(responses, least_answers=LEAST_PEOPLE, least_items=LEAST_SHARED)
    pairs = np.triu(np.ones_like(cohort.shared, bool), 1)
    compared = pairs & (cohort.shared >= LEAST_SHARED)
    number = int(compared.sum())
    enough = len(cohort.people) >= LEAST_PEOPLE and number > 1
    with threadpool_limits(1):  # the products are small: threads would spend their time waiting for each other
        tail, alike = _most_alike(cohort, compared, seed) if enough else (None, ())
    return PairComparison(
        people=len(cohort.people),
        items=len(cohort.items),
        compared=number if enough else 0,
        too_few_shared=int(pairs.sum()) - number,
        threshold=tail.ratio(ALARM) if tail else None,
        alike=alike,
    )


def _most_alike(cohort: Cohort, compared: NDArray[np.bool_], seed: str) -> tuple[Tail, tuple[AlikePair, ...]]:
    model = fit(cohort, steps=_FIT)
    ratios = log_ratios(cohort, model)
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    tail = honest_tail(cohort, model, compared, number, _COHORTS)
    first, second = np.nonzero(compared & (ratios > tail.start))
    order = np.argsort(-ratios[first, second], kind="stable")
    ranked = [(int(first[place]), int(second[place])) for place in order]
    count = listed([tail.expected(float(ratios[pair])) for pair in ranked])
    alike = [_pair(cohort, model, pair, float(ratios[pair]), tail) for pair in ranked[:count]]
    return tail, tuple(alike)


def listed(expected: list[float]) -> int:
    """How many of the most alike pairs are listed; ``expected`` are their numbers in an honest cohort, ascending.

    An alarm is the test of Simes (Biometrika 73, 1986): the k-th pair is expected less than ``ALARM`` · k times. After
    an alarm, the list is that of Benjamini & Hochberg (Journal of the Royal Statistical Society B 57, 1995) at
    ``LISTED``.
    """
    shares = [number / rank for rank, number in enumerate(expected, 1)]
    if min(shares, default=1.0) > ALARM:
        return 0
    return max(rank for rank, share in enumerate(shares, 1) if share <= LISTED)


def _pair(cohort: Cohort, model: NominalModel, pair: tuple[int, int], ratio: float, tail: Tail) -> AlikePair:
    codes = cohort.codes[[*pair]]
    both = (codes != ABSENT).all(axis=0)
    same = both & (codes[0] == codes[1])
    wrong = ~cohort.columns.right & both[cohort.columns.item]
    chances = np.exp(model.abilities(cohort)[[*pair]]) @ np.exp(model.log_chances).T
    return AlikePair(
        first=cohort.people[pair[0]],
        second=cohort.people[pair[1]],
        ratio=ratio,
        chance=tail.chance(ratio),
        expected=tail.expected(ratio),
        shared=int(both.sum()),
        same=int(same.sum()),
        same_wrong=int((same & ~cohort.columns.right[codes[0]]).sum()),
        usual_wrong=float(chances[:, wrong].prod(axis=0).sum()),
    )
