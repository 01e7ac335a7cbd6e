"""Gains of a group: the numbers of R and of published data, and a reason where a figure can't be had."""

from __future__ import annotations

import numpy as np
import pytest

from lianbing.psychometrics.gains import GroupGain, change_bounds, group_gain, normalised_bounds, paired_change

BEFORE = (5, 6, 9, 4, 8, 5, 3, 10, 7, 6, 5, 8)
CHANGES = (2, 1, 0, 3, -1, 2, 4, 0, 1, 2, 3, 1)
PAIRS = [(float(before), float(before + change)) for before, change in zip(BEFORE, CHANGES, strict=True)]


def test_the_figures_are_those_of_r() -> None:
    """R 4.2.2: t.test(paired = TRUE), qt, uniroot over the ratio for Fieller's ends, and sapply for the jackknife."""
    result = group_gain(PAIRS, 10)
    assert (result.t, result.p) == pytest.approx((3.59347234277, 0.00421788285881), rel=1e-9)
    assert _ends(result.gain.low, result.gain.high) == pytest.approx((0.465128748756, 2.534871251244), rel=1e-9)
    assert result.normalised.value == pytest.approx(0.4090909091)
    assert _ends(result.normalised.low, result.normalised.high) == pytest.approx((0.143930583364, 0.567115348574))
    assert result.effect.value == pytest.approx(1.037346112)
    assert _ends(result.effect.low, result.effect.high) == pytest.approx((0.203799747599, 1.870892476826), rel=1e-9)
    assert (result.people, result.mean_before, result.mean_after) == (
        12,
        pytest.approx(76 / 12),
        pytest.approx(94 / 12),
    )


def _ends(low: float | None, high: float | None) -> tuple[float, float]:
    assert low is not None
    assert high is not None
    return low, high


def _of_hci() -> GroupGain:
    """Sixteen people with the published sums of HCIprepost (McFarland and others 2017): gains, and what was left.

    These figures depend on sums alone: of the gains 37, of their squares 235, of 20 − before 150.
    """
    changes = [3, 1, 2, 2, 2, 1, 0, 5, 9, -2, -4, 4, 6, 3, 5, 0]
    assert (sum(changes), sum(each**2 for each in changes)) == (37, 235)
    return group_gain([(20 - 150 / 16, 20 - 150 / 16 + each) for each in changes], 20)


def test_published_values_of_a_concept_inventory() -> None:
    """Mean gain 2.3125, sd 3.156, t 2.931, p .0103, d_z .733, ⟨g⟩ .247; t-interval 0.631 … 3.994."""
    result = _of_hci()
    assert result.gain.value == 2.3125
    assert result.normalised.value == pytest.approx(0.247, abs=5e-4)
    assert (result.t, result.p, result.effect.value) == (
        pytest.approx(2.931, abs=5e-4),
        pytest.approx(0.0103, abs=5e-5),
        pytest.approx(0.733, abs=5e-4),
    )
    low, high = _ends(result.gain.low, result.gain.high)
    assert 0 < low < 0.631
    assert 3.994 < high < 4.3


def test_with_many_people_the_interval_is_students() -> None:
    change = np.tile(np.array(CHANGES, float), 500)
    low, high = change_bounds(change, 1.0)
    reach = 1.96 * change.std(ddof=1) / len(change) ** 0.5
    assert (float(low), float(high)) == pytest.approx((change.mean() - reach, change.mean() + reach), abs=2e-4)


def test_the_ends_of_the_ratio_are_those_of_fieller_with_many_people() -> None:
    """By trying ratios: those for which the mean of change − ratio · left is within 1.96 standard errors of 0."""
    change, left = np.tile(np.array(CHANGES, float), 200), 10 - np.tile(np.array(BEFORE, float), 200)
    low, high = normalised_bounds(change, left, 1.0)
    ratios = np.linspace(0.3, 0.5, 4_001)
    spare = change - ratios[:, None] * left
    kept = ratios[np.abs(spare.mean(axis=1)) <= 1.9612 * spare.std(axis=1, ddof=1) / len(change) ** 0.5]
    assert (float(low), float(high)) == pytest.approx((kept.min(), kept.max()), abs=5e-4)


@pytest.mark.parametrize(
    ("pairs", "figure", "reason"),
    [
        ([], "gain", "没有前后都做了的人"),
        (PAIRS[:5], "gain", "只有 5 人前后都做了，太少"),
        (PAIRS[:5], "normalised", "只有 5 人前后都做了，太少"),
        ([(10.0, 10.0)] * 12, "normalised", "之前就全对，没有可提高的余地"),
        ([(10.0, 10.0)] * 11 + [(5.0, 9.0)], "normalised", "之前就几乎全对，可提高的余地太小，比例定不下来"),
        ([(3.0, 5.0)] * 12, "effect", "每个人的变化都一样，没有差别可比"),
    ],
)
def test_what_cannot_be_had_has_a_reason(pairs: list[tuple[float, float]], figure: str, reason: str) -> None:
    assert getattr(group_gain(pairs, 10), figure).why_not == reason


def test_nobody_changed_is_no_proof_that_nobody_would() -> None:
    """Student's interval would be 0 to 0; a share that rests on one item may still change by a third."""
    same = paired_change([(1.0, 1.0)] * 12)
    assert same.value == 0
    assert _ends(same.low, same.high)[1] > 0.2
    assert paired_change([(1.0, 1.0)] * 12, step=1 / 3).high == pytest.approx((same.high or 0) / 3)
    assert group_gain([(1.0, 1.0)] * 12, 1).t is None
