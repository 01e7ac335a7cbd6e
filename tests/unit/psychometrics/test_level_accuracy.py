"""Livingston and Lewis against betafunctions 1.9.0 (R), whose functions gave the values here."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.psychometrics.level_accuracy import (
    TrueScoreBeta,
    accuracy_of,
    effective_length,
    expected,
    true_score_beta,
)

CUTS = (0.6, 0.8, 0.9)
SCORES = np.repeat(
    np.array([30, 38, 45, 52, 58, 63, 69, 74, 79, 84, 88, 92, 97]) / 100, [2, 4, 7, 11, 15, 19, 22, 24, 20, 14, 9, 5, 2]
)


@pytest.mark.parametrize(
    ("true", "length", "cuts", "accuracy", "consistency", "kappa"),
    [
        (TrueScoreBeta(a=5, b=3, low=0.1, high=0.95), 28, CUTS, 0.657099, 0.562229, 0.341665),
        (TrueScoreBeta(a=14, b=5), 12.4, CUTS, 0.498184, 0.412376, 0.130108),
        (TrueScoreBeta(a=5, b=3, low=0.25, high=0.75), 100, (0.5,), 0.877494, 0.828910, 0.530938),
        (TrueScoreBeta(a=0.8, b=0.6, low=0.2), 45, CUTS, 0.828621, 0.780968, 0.689155),
    ],
)
def test_levels_of_known_true_scores(
    true: TrueScoreBeta, length: float, cuts: tuple[float, ...], accuracy: float, consistency: float, kappa: float
) -> None:
    levels = expected(true, length, cuts)
    assert levels.accuracy == pytest.approx(accuracy, abs=2e-6)
    assert levels.consistency == pytest.approx(consistency, abs=2e-6)
    assert levels.kappa == pytest.approx(kappa, abs=2e-6)


@pytest.mark.parametrize(
    ("reliability", "length", "parameters", "accuracy", "consistency"),
    [
        (0.6, 25.840945, (3.663711, 1.577514, 0.283091, 0.868550), 0.601250, 0.491214),
        (0.75, 40.745512, (6.730759, 2.786033, 0.085832, 0.943386), 0.693404, 0.588845),
        (0.9, 100.363781, (7.782386, 3.458351, 0.0, 1.0), 0.807394, 0.732506),  # four moments lead below 0
    ],
)
def test_levels_of_scores(
    reliability: float, length: float, parameters: tuple[float, ...], accuracy: float, consistency: float
) -> None:
    effective = effective_length(SCORES, reliability)
    true = true_score_beta(SCORES, effective)
    levels = accuracy_of(SCORES, reliability, CUTS)
    assert effective == pytest.approx(length, abs=1e-6)
    assert (true.a, true.b, true.low, true.high) == pytest.approx(parameters, abs=1e-6)
    assert levels.accuracy == pytest.approx(accuracy, abs=1e-6)
    assert levels.consistency == pytest.approx(consistency, abs=4e-5)  # R integrates that one less finely


def test_true_scores_never_pile_up_at_an_end() -> None:
    """Sixty people whose four moments lead to b = 0.40 and an accuracy below the consistency (R: .503 and .520)."""
    points = (
        "32 33 40 42 44 45 47 53 54 55 56 57 60 64 64 65 67 68 68 70 70 70 70 71 73 74 76 76 76 77 79 79 80 81 81 81"
    )
    more = "82 83 84 85 85 86 87 87 88 88 89 90 91 91 92 92 92 93 94 94 96 96 96 100"
    scores = np.array([*map(int, points.split()), *map(int, more.split())]) / 100
    true = true_score_beta(scores, effective_length(scores, 0.78))
    assert (true.a, true.b, true.low, true.high) == pytest.approx((5.523482, 1.908878, 0, 1), abs=1e-6)
    levels = accuracy_of(scores, 0.78, CUTS)
    assert (levels.accuracy, levels.consistency) == pytest.approx((0.61722, 0.55003), abs=1e-4)


def test_everybody_on_one_level_has_no_kappa() -> None:
    levels = expected(TrueScoreBeta(a=400, b=100), 500, (0.2,))
    assert (levels.accuracy, levels.kappa) == (pytest.approx(1), None)


@settings(deadline=None, max_examples=25)
@given(
    scores=st.lists(st.integers(0, 100), min_size=10, max_size=60).filter(lambda s: len(set(s)) > 1),
    reliability=st.floats(0.01, 0.99),
    cuts=st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True).map(sorted),
)
def test_shares_stay_between_nothing_and_all(scores: list[int], reliability: float, cuts: list[int]) -> None:
    levels = accuracy_of(np.array(scores) / 100, reliability, [cut / 100 for cut in cuts])
    assert -1e-9 <= levels.consistency <= 1 + 1e-9
    assert -1e-9 <= levels.accuracy <= 1 + 1e-9
    assert levels.kappa is None or levels.kappa <= 1 + 1e-9


def test_a_more_reliable_score_is_more_often_right() -> None:
    rights = [accuracy_of(SCORES, reliability, CUTS).accuracy for reliability in (0.3, 0.5, 0.7, 0.9)]
    assert rights == sorted(rights)
