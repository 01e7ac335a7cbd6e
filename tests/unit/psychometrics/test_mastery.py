"""Rates drawn towards where they belong: between own and common rate, more so for few answers, in honest bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.psychometrics.mastery import Groups, Shrunk, bounds, chance_below, groups_of, of_all, shrunk
from lianbing.psychometrics.scored import Codes, Floats, sums

FEW = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=2, max_size=12)


def grouped(group: Codes, share: Floats, family: Codes) -> Groups:
    """Groups of single answers."""
    count = len(family)
    return groups_of(
        answers=sums(group, np.ones(len(group)), count),
        total=sums(group, share, count),
        squares=sums(group, share**2, count),
        family=family,
    )


def one_family(answers: list[int], right: list[int]) -> Groups:
    """Groups of one family with so many answers, so many of them right."""
    group = np.repeat(np.arange(len(answers)), answers)
    share = np.concatenate([np.arange(n) < k for n, k in zip(answers, right, strict=True)]).astype(float)
    return grouped(group, share, np.zeros(len(answers), np.intp))


def cohort(seed: int, spread: float, clauses: int = 464, answers: int = 2_400) -> tuple[Groups, Floats]:
    """Clauses of 18 topics with true rates around .74, and some answers to them, unevenly many."""
    generator = np.random.default_rng(seed)
    family = generator.integers(0, 18, clauses)
    firm = 0.74 * 0.26 / spread**2 - 1 if spread else 0
    true = generator.beta(0.74 * firm, 0.26 * firm, clauses) if spread else np.full(clauses, 0.74)
    group = generator.choice(clauses, answers, p=generator.dirichlet(np.full(clauses, 0.8)))
    share = (generator.random(answers) < true[group]).astype(float)
    return grouped(group, share, family), true


def of_clauses(clauses: Groups) -> Shrunk:
    """The clauses drawn towards their topics, and these towards everything."""
    n = np.bincount(clauses.family, clauses.answers, 18).astype(float)
    mean = np.bincount(clauses.family, clauses.answers * clauses.mean, 18) / np.maximum(n, 1)
    squares = n * mean * (1 - mean)
    topics = Groups(answers=n, mean=mean, squares=squares, family=np.zeros(18, np.intp))
    return shrunk(clauses, shrunk(topics, of_all(topics)))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(FEW)
def test_an_estimate_lies_between_own_and_common_rate(given_answers: list[tuple[int, int]]) -> None:
    groups = one_family([n for n, _ in given_answers], [min(n, k) for n, k in given_answers])
    whole = of_all(groups)
    rates = shrunk(groups, whole)
    low, high = np.minimum(groups.mean, whole.mean[0]), np.maximum(groups.mean, whole.mean[0])
    assert np.all((rates.mean >= low - 1e-9) & (rates.mean <= high + 1e-9))
    below, above = bounds(rates)
    assert np.all((below >= 0) & (above <= 1) & (below <= above))
    assert np.all(chance_below(rates, np.full(len(below), 0.5)) <= 1 + 1e-9)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.integers(1, 15), st.integers(2, 10))
def test_more_answers_are_drawn_less(few: int, times: int) -> None:
    """Two groups at the same rate of nothing, one of them with more answers: it keeps more of its own rate."""
    groups = one_family([few, few * times, 60, 60], [0, 0, 50, 40])
    rates = shrunk(groups, of_all(groups))
    assert rates.mean[1] < rates.mean[0]
    assert rates.variance[1] < rates.variance[0]


def test_an_estimate_by_hand() -> None:
    """Three groups of 20 with 8, 16 and 18 right: m = .7, between them (2.8 − 2 · .149) ÷ 40, κ = 2.38."""
    groups = one_family([20, 20, 20], [8, 16, 18])
    within = 20 * (0.4 * 0.6 + 0.8 * 0.2 + 0.9 * 0.1) / 57
    between = (20 * (0.09 + 0.01 + 0.04) - 2 * within) / (60 - 1_200 / 60)
    firm = 0.7 * 0.3 / between - 1
    rates = shrunk(groups, of_all(groups))
    assert rates.mean == pytest.approx((20 * np.array([0.4, 0.8, 0.9]) + firm * 0.7) / (20 + firm), abs=1e-12)


def test_bounds_are_those_of_the_beta_distribution() -> None:
    """Beta(8, 2), mean .8: the quantiles .05 and .95 are .5709 and .9590 (qbeta of R)."""
    rates = Shrunk(mean=np.array([0.8]), variance=np.array([0.16 / 11]))
    low, high = bounds(rates)
    assert (low[0], high[0]) == (pytest.approx(0.5709, abs=6e-4), pytest.approx(0.9590, abs=6e-4))
    assert chance_below(rates, np.array([0.7]))[0] == pytest.approx(0.1960, abs=1e-3)


@pytest.mark.parametrize("spread", [0.05, 0.1, 0.2])
def test_bounds_hold_the_true_rate_about_nine_times_in_ten(spread: float) -> None:
    held = []
    for seed in range(15):
        clauses, true = cohort(seed, spread)
        low, high = bounds(of_clauses(clauses))
        held.append(((true >= low) & (true <= high)).mean())
    assert 0.82 < np.mean(held) < 0.97


def test_of_clauses_that_are_called_weak_few_are_not() -> None:
    called = wrong = 0
    for seed in range(15):
        clauses, true = cohort(seed, 0.12)
        whole = float(of_all(clauses).mean[0])
        weak = (chance_below(of_clauses(clauses), np.full(464, whole - 0.05)) >= 0.9) & (clauses.answers >= 10)
        called, wrong = called + weak.sum(), wrong + (weak & (true >= whole - 0.05)).sum()
    assert called > 50
    assert wrong / called < 0.15


def test_clauses_that_are_equal_are_not_called_weak() -> None:
    for seed in range(15):
        clauses, _ = cohort(seed, 0.0)
        whole = float(of_all(clauses).mean[0])
        assert not (chance_below(of_clauses(clauses), np.full(464, whole - 0.05)) >= 0.9).any()
