"""Probabilities of levels: right as often as they say, more certain with more answers, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.psychometrics.reliability import Errors
from lianbing.psychometrics.scored import Floats
from lianbing.psychometrics.true_levels import (
    LevelChances,
    LevelRules,
    TotalRules,
    level_chances,
    normal_points,
    total_reliability,
    true_rates,
)

RULES = LevelRules(minimum=np.array([0.9, 0.8, 0.6, 0]), part_minimum=np.array([0.6, 0.6, 0, 0]))
WEIGHTS = np.array([0.4, 0.2, 0.2, 0.2])


def totals(people: int, weights: Floats = WEIGHTS) -> TotalRules:
    return TotalRules(weights=np.tile(weights, (people, 1)), added=np.zeros(people))


def chances(rates: Floats, variance: Floats) -> LevelChances:
    true = true_rates(rates, Errors(variance=variance, common=np.zeros(rates.shape[1])))
    return level_chances(true, RULES, totals(len(rates)))


def people(seed: int, answers: Floats, count: int = 400) -> tuple[Floats, Floats, Floats]:
    """True rates, rates in right-or-wrong answers, and the variance of their errors."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(1.2, 0.7, (count, 1)) + generator.normal(0, 0.4, (count, 4))
    true = 1 / (1 + np.exp(-logits))
    rates = generator.binomial(answers.astype(int), true) / answers
    variance = np.tile((rates * (1 - rates)).mean(axis=0) / (answers - 1), (count, 1))
    return true, rates, variance


def test_a_rating_whose_error_is_unknown_makes_no_drill_certain() -> None:
    """Though the two go together wholly, a drill is as uncertain as beside a rating that tells nothing of it."""
    true, rates, variance = people(1, np.array([13.0, 5, 5, 5]), 60)
    rating = np.stack([np.full(60, 0.9), true[:, 0]], axis=1)
    widths = []
    for each in (rating[:, :1], rating[:, 1:]):
        known = true_rates(
            np.hstack([rates[:, :1], each]),
            Errors(variance=np.hstack([variance[:, :1], np.zeros((60, 1))]), common=np.zeros(2)),
        )
        widths.append(known.covariance[:, 0, 0].mean())
    assert widths[1] == pytest.approx(widths[0], rel=0.01)


def levels(rates: Floats) -> np.ndarray:
    """The place of the level that exact rates give."""
    reached = ((rates @ WEIGHTS)[:, None] >= RULES.minimum) & (rates.min(axis=1)[:, None] >= RULES.part_minimum)
    return np.asarray(np.argmax(reached, axis=1))


def test_a_probability_is_right_as_often_as_it_says() -> None:
    """Over 12 cohorts of 400: of levels with a probability of about 10, 30 … 90 per cent so many are true."""
    said, happened, inside, held = [], [], [], []
    for seed in range(12):
        true, rates, variance = people(seed, np.array([13.0, 5, 5, 5]))
        known = chances(rates, variance)
        said.append(known.probability.ravel())
        happened.append((levels(true)[:, None] == np.arange(4)).ravel())
        total = true @ WEIGHTS
        inside.append((total >= known.low) & (total <= known.high))
        of_held = known.probability[np.arange(400), levels(rates)]
        held.append((of_held.mean(), (levels(rates) == levels(true)).mean()))
    probability, event = np.concatenate(said), np.concatenate(happened)
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        these = (probability >= low) & (probability < low + 0.2)
        assert event[these].mean() == pytest.approx(probability[these].mean(), abs=0.04)
    assert np.mean(inside) == pytest.approx(0.9, abs=0.03)
    accuracy = np.mean(held, axis=0)
    assert accuracy[0] == pytest.approx(accuracy[1], abs=0.03)


def test_more_answers_make_levels_more_certain() -> None:
    certain = []
    for times in (1, 4, 16):
        _, rates, variance = people(5, times * np.array([13.0, 5, 5, 5]))
        certain.append(chances(rates, variance).probability.max(axis=1).mean())
    assert certain == sorted(certain)
    assert certain[-1] > 0.8


def test_scores_without_error_have_one_level() -> None:
    true, _, _ = people(3, np.array([13.0, 5, 5, 5]))
    sure = chances(true, np.zeros(true.shape)).probability
    assert np.array_equal(np.argmax(sure, axis=1), levels(true))
    assert (sure.max(axis=1) > 0.99).mean() > 0.97  # but for those who stand on a threshold


def test_a_part_below_its_minimum_keeps_from_the_level() -> None:
    """Two people with a total of .9: one has a part at .45 without error, and can't have the first two levels."""
    rates = np.array([[0.9, 0.9, 0.9, 0.9], [1.0, 1.0, 1.0, 0.45]] * 20)
    known = chances(rates + np.linspace(0, 1e-4, 40)[:, None], np.full((40, 4), 1e-7)).probability
    assert known[1::2, :2].max() < 0.01
    assert known[0::2, 2:].max() < 0.01


def test_a_part_that_is_left_out_is_neither_asked_nor_counted() -> None:
    _, rates, variance = people(9, np.array([13.0, 5, 5, 5]))
    rates[0] = (0.95, 0.95, 0.95, np.nan)
    rules = totals(400)
    rules.weights[0] = (0.5, 0.25, 0.25, 0)
    true = true_rates(rates, Errors(variance=variance, common=np.zeros(4)))
    known = level_chances(true, RULES, rules)
    assert known.probability[0].sum() == pytest.approx(1)
    assert known.probability[0, 0] > 0.1


def test_what_is_added_to_a_total_counts() -> None:
    _, rates, variance = people(4, np.array([13.0, 5, 5, 5]))
    true = true_rates(rates, Errors(variance=variance, common=np.zeros(4)))
    plain = totals(400)
    with_bonus = TotalRules(weights=plain.weights, added=np.full(400, 0.05))
    low, high = (level_chances(true, RULES, each).probability[:, 3].mean() for each in (with_bonus, plain))
    assert low < high


def test_reliability_falls_with_the_error() -> None:
    values = []
    for answers in (5.0, 20.0, 80.0):
        _, rates, variance = people(2, np.full(4, answers))
        true = true_rates(rates, Errors(variance=variance, common=np.zeros(4)))
        values.append(total_reliability(true, totals(400)).value)
    assert 0 < values[0] < values[1] < values[2] < 1


@settings(deadline=None, max_examples=25, derandomize=True)
@given(
    table=st.lists(st.tuples(*[st.integers(0, 20)] * 4), min_size=12, max_size=30),
    errors=st.tuples(*[st.floats(0, 0.2)] * 4),
)
def test_probabilities_sum_to_one(table: list[tuple[int, ...]], errors: tuple[float, ...]) -> None:
    rates = np.array(table) / 20
    known = chances(rates, np.tile(np.array(errors), (len(rates), 1)))
    assert known.probability.sum(axis=1) == pytest.approx(np.ones(len(rates)))
    assert known.probability.min() >= 0
    assert np.all((known.low >= 0) & (known.high <= 1) & (known.low <= known.high))


def test_the_points_are_those_of_a_normal_distribution() -> None:
    points = normal_points(4)
    assert np.abs(points.mean(axis=1)).max() < 0.02
    assert np.abs(np.cov(points) - np.eye(4)).max() < 0.1
