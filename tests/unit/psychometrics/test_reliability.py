"""What of the differences between people is error: against known values, and against truths of simulations."""

from __future__ import annotations

import numpy as np
import pytest

from lianbing.psychometrics.reliability import alpha, errors_of, of_drawn
from lianbing.psychometrics.scored import Codes, Floats, Scored

GUTTMAN = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]], float)


def scored(points: Floats, had: np.ndarray | None = None) -> Scored:
    """People × items as answers of one stratum and equal worth, those that ``had`` says."""
    person, item = np.nonzero(np.ones(points.shape) if had is None else had)
    return answers(len(points), person, item, points[person, item])


def answers(people: int, person: Codes, item: Codes, share: Floats, stratum: Codes | None = None) -> Scored:
    """Answers to items of equal worth."""
    return Scored(
        people=people,
        person=person,
        part=np.zeros(len(person), np.intp),
        item=item,
        stratum=np.zeros(len(person), np.intp) if stratum is None else stratum,
        share=share,
        worth=np.ones(len(person)),
    )


def right(seed: int, people: int, items: int) -> tuple[Floats, Floats]:
    """Right and wrong answers to all items of a bank, and everybody's true rate over the bank."""
    generator = np.random.default_rng(seed)
    ability, difficulty = generator.normal(1, 0.7, (people, 1)), generator.normal(0, 1, items)
    chance = 1 / (1 + np.exp(difficulty - ability))
    return (generator.random((people, items)) < chance).astype(float), chance.mean(axis=1)


def drawn(seed: int, people: int, items: int, each: int, forms: int) -> np.ndarray:
    """Which items of the bank each has: those of one of the forms."""
    generator = np.random.default_rng(seed)
    had = np.zeros((people, items), bool)
    sets = [generator.choice(items, each, replace=False) for _ in range(forms)]
    for person in range(people):
        had[person, sets[person % forms]] = True
    return had


def test_alpha_of_a_perfect_scale() -> None:
    """k ÷ (k − 1) · (1 − Σ pq ÷ s²) with p = .8, .6, .4, .2 and sums 4 … 0: 4/3 · (1 − 1 ÷ 2.5) by hand, with n − 1."""
    reliability = alpha(GUTTMAN)
    assert reliability is not None
    assert reliability.value == pytest.approx(4 / 3 * (1 - 1.0 / 2.5), abs=1e-12)
    assert reliability.error == pytest.approx((2.5 * (1 - 0.8)) ** 0.5, abs=1e-12)


def test_alpha_of_a_small_table_with_half_points() -> None:
    """Twelve people and five items; the value is that of ``cba`` in betafunctions (R)."""
    table = [
        [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1],
        [1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1],
        [1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1],
        [0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0, 1],
        [1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1],
    ]
    reliability = alpha(np.array(table, float).T)
    assert reliability is not None
    assert reliability.value == pytest.approx(0.758101851852, abs=1e-12)


def test_nothing_is_said_without_differences() -> None:
    assert alpha(np.ones((10, 4))) is None
    assert of_drawn(scored(np.ones((10, 4)))) is None


@pytest.mark.parametrize("seed", range(5))
def test_equal_items_for_all_give_alpha(seed: int) -> None:
    points, _ = right(seed, 60, 15)
    by_sum, by_errors = alpha(points), of_drawn(scored(points))
    assert by_sum is not None
    assert by_errors is not None
    assert by_errors.value == pytest.approx(by_sum.value, abs=1e-9)
    assert by_errors.error * 15 == pytest.approx(by_sum.error, abs=1e-9)


@pytest.mark.parametrize(("bank", "forms"), [(300, 200), (60, 200), (300, 3)])
def test_the_variance_of_true_rates_comes_out_again(bank: int, forms: int) -> None:
    """Own items, items of a small bank, and three forms: over 20 cohorts the estimate is right on average."""
    estimates, truths = [], []
    for seed in range(20):
        points, true = right(seed, 200, bank)
        own = scored(points, drawn(seed, 200, bank, 24, forms))
        estimates.append(own.rates[:, 0].var(ddof=1) - errors_of(own).apart.mean())
        truths.append(true.var(ddof=1))
    spread = float(np.std(estimates) / 20**0.5)
    assert abs(np.mean(estimates) - np.mean(truths)) < 3 * spread
    assert spread < np.mean(truths) / 10


def test_the_coefficient_is_the_square_of_the_correlation_with_true_rates() -> None:
    values, squares = [], []
    for seed in range(20):
        points, true = right(100 + seed, 200, 300)
        own = scored(points, drawn(seed, 200, 300, 24, 200))
        reliability = of_drawn(own)
        assert reliability is not None
        values.append(reliability.value)
        squares.append(np.corrcoef(own.rates[:, 0], true)[0, 1] ** 2)
    assert np.mean(values) == pytest.approx(np.mean(squares), abs=0.03)


def test_longer_papers_are_more_reliable_as_spearman_and_brown_say() -> None:
    points, _ = right(7, 2_000, 300)
    short, long = (of_drawn(scored(points, drawn(7, 2_000, 300, each, 2_000))) for each in (15, 60))
    assert short is not None
    assert long is not None
    assert long.value == pytest.approx(4 * short.value / (1 + 3 * short.value), abs=0.03)


def test_a_single_item_takes_the_error_of_the_others() -> None:
    points, _ = right(3, 100, 12)
    person, item = np.nonzero(np.ones(points.shape))
    variance = errors_of(answers(100, person, item, points[person, item], np.minimum(item, 1))).variance
    assert np.all(variance > 0)


def test_answers_of_nobody_have_no_errors() -> None:
    nothing = np.zeros(0, np.intp)
    assert errors_of(answers(5, nothing, nothing, np.zeros(0))).variance.tolist() == [[0.0]] * 5
