"""The model and the ratio: against their formulas, written out for one pair at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.omega import omega
from benchmarks.similarity import interval
from lianbing.similarity.bootstrap import Tail
from lianbing.similarity.comparing import listed
from lianbing.similarity.likelihood import SHARES, log_ratios
from lianbing.similarity.nominal import ABILITIES, LOG_WEIGHTS, NominalModel, draw, fit
from lianbing.similarity.responses import ABSENT, RIGHT, Cohort, Responses, encode
from tests.unit.similarity.cohorts import honest


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    chosen = honest(1)
    chosen = {
        who: {item: one for item, one in answers.items() if (who, item) != ("p01", "q01")}
        for who, answers in chosen.items()
    }
    return encode(Responses(chosen), least_answers=25, least_items=10)


@pytest.fixture(scope="module")
def model(cohort: Cohort) -> NominalModel:
    return fit(cohort, steps=60)


def by_hand(cohort: Cohort, model: NominalModel, copier: int, source: int) -> float:
    """The ratio of one direction, answer by answer."""
    chances = np.exp(model.log_chances)
    own = [
        math.exp(LOG_WEIGHTS[node]) * math.prod(chances[code, node] for code in cohort.codes[copier] if code != ABSENT)
        for node in range(len(ABILITIES))
    ]
    total = 0.0
    for share in SHARES:
        for node, weight in enumerate(own):
            product = weight / sum(own) / len(SHARES)
            for mine, theirs in zip(cohort.codes[copier], cohort.codes[source], strict=True):
                if ABSENT not in (mine, theirs):
                    same = mine == theirs
                    product *= 1 - share + (share / chances[mine, node] if same else 0)
            total += product
    return math.log(total)


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (5, 40), (58, 59)])
def test_the_ratio_is_that_of_its_formula(cohort: Cohort, model: NominalModel, pair: tuple[int, int]) -> None:
    better = max(by_hand(cohort, model, *pair), by_hand(cohort, model, *reversed(pair)))
    assert log_ratios(cohort, model)[pair] == pytest.approx(better, rel=1e-4, abs=1e-4)


def test_every_step_of_the_fit_makes_the_answers_likelier(cohort: Cohort) -> None:
    def posterior(model: NominalModel) -> float:
        logs = cohort.chosen @ model.log_chances + LOG_WEIGHTS
        deviation = model.parameters - np.stack([np.zeros(len(model.columns.right)), model.columns.right], axis=1)
        before = 0.5 * (model.log_chances * np.exp(LOG_WEIGHTS)).sum()
        return float(np.log(np.exp(logs).sum(axis=1)).sum() + before - 0.5 * (deviation**2 @ [0.25, 9.0]).sum())

    reached = [posterior(fit(cohort, steps=steps)) for steps in (0, 1, 2, 5, 20, 60)]
    assert reached == sorted(reached)


def test_the_fit_finds_the_difficulties_that_the_answers_were_drawn_by() -> None:
    cohort = encode(Responses(honest(3, people=200)), least_answers=25, least_items=10)
    generator = np.random.default_rng(3)
    generator.normal(size=200)
    difficulties = generator.normal(size=30)
    middle = np.exp(fit(cohort, steps=60).log_chances[cohort.columns.right, len(ABILITIES) // 2])
    assert np.abs(middle - 1 / (1 + np.exp(difficulties))).max() < 0.15


def test_a_drawn_cohort_has_the_same_gaps_and_the_same_shares(cohort: Cohort, model: NominalModel) -> None:
    generator = np.random.default_rng(1)
    drawn = [draw(model, cohort, generator) for _ in range(40)]
    assert all((one.codes == ABSENT).tolist() == (cohort.codes == ABSENT).tolist() for one in drawn)
    average = np.mean([one.chosen.mean(axis=0) for one in drawn], axis=0)
    assert np.abs(average - cohort.chosen.mean(axis=0)).max() < 0.06


def test_what_few_answered_and_who_answered_little_is_left_out() -> None:
    chosen = {f"p{number:02}": dict.fromkeys("abc", RIGHT) for number in range(30)}
    chosen["p00"]["rare"] = "甲"
    chosen["p01"] = {"a": RIGHT}
    cohort = encode(Responses(chosen), least_answers=25, least_items=2)
    assert cohort.items == ("a", "b", "c")
    assert "p01" not in cohort.people
    assert len(cohort.people) == 29


def test_the_tail_gives_back_the_chance_of_its_threshold() -> None:
    tail = Tail(start=6.0, pairs=8.0, excess=0.8)
    assert tail.chance(tail.ratio(0.01)) == pytest.approx(0.01)
    assert tail.expected(6.0) == tail.expected(3.0) == 8.0
    assert tail.expected(6.0 + 0.8 * math.log(2)) == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("expected", "count"),
    [
        ([], 0),
        ([0.02], 0),
        ([0.01], 1),
        ([0.009, 0.7], 1),
        ([0.015, 0.019, 0.85, 1.21], 3),  # the second raises the alarm, and the fourth is 1.21 > 4 · 0.3
        ([0.02, 0.05, 0.06], 0),
    ],
)
def test_the_list_begins_with_an_alarm_and_ends_at_three_honest_pairs_in_ten(expected: list[float], count: int) -> None:
    assert listed(expected) == count


def test_omega_is_that_of_its_formula() -> None:
    """Two items of two options; the copier's chances are .8 and .2, then .5 and .5."""
    chosen = np.array([[1.0, 0, 1, 0], [0, 1, 1, 0]])
    chances = np.array([[0.8, 0.2, 0.5, 0.5], [0.8, 0.2, 0.5, 0.5]])
    # Source is the other: options .2 and .5, so E = .7 and V = .16 + .25 with one match; or .8 and .5, with E = 1.3.
    values = omega(chosen, chances)
    assert values[0, 1] == pytest.approx(0.3 / math.sqrt(0.41))
    assert values[1, 0] == pytest.approx(-0.3 / math.sqrt(0.41))


def test_the_interval_is_that_of_clopper_and_pearson() -> None:
    assert interval(0, 60) == pytest.approx((0, 1 - 0.025 ** (1 / 60)))
    assert interval(5, 10) == pytest.approx((0.18709, 0.81291), abs=1e-5)
    assert interval(10, 10) == pytest.approx((0.025**0.1, 1))
