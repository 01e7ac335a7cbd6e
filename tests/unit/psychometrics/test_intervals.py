"""Intervals hold what they promise: 95 of 100 contain the true figure, wherever one is shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from lianbing.psychometrics.items.drifting import drifts
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.proportions import share_bounds, share_change
from lianbing.psychometrics.scored import Floats
from tests.unit.psychometrics.drawn_papers import of_papers, true_correlations
from tests.unit.psychometrics.simulations import (
    Held,
    before_and_after,
    item_and_rest,
    of_drift,
    of_gains,
    of_items,
    truth_of,
)

SIZES = (12, 30, 300)
_OFTEN = 0.2
"""An interval that is shown in fewer cohorts than this is shown because of a slip of chance, which it then holds."""


def assert_held(results: Iterator[Held] | list[Held], allowed: float = 3.0) -> None:
    """Each holds 95 per cent, within so many standard errors of the simulation, where it is shown at all often."""
    seen = [each for each in results if each.shown >= _OFTEN * each.runs]
    assert seen
    missed = [each for each in seen if each.held < 0.95 - max(allowed * each.error, 0.004)]
    assert not missed, missed


def item_cohorts(runs: int) -> Iterator[Held]:
    """Easy and middling items, with and without half marks, beside few and many others."""
    for people in SIZES:
        for facility in (0.5, 0.8, 0.95):
            for spread, others in ((0.5, 27), (1.0, 9), (1.5, 5), (1.5, 27)):
                for halves in (False, True):
                    joint = item_and_rest(facility=facility, spread=spread, others=others, halves=halves)
                    yield from of_items(joint, people, runs)


def gain_cohorts(runs: int) -> Iterator[Held]:
    """Tests of one, five and ten items, with and without a gain, easy ones too."""
    for people in SIZES:
        for facility in (0.5, 0.8, 0.95):
            for gain in (0.0, 0.7, 2.0):
                for items in (1, 5, 10):
                    yield from of_gains(before_and_after(facility=facility, gain=gain, items=items), people, runs)


def drift_cohorts(runs: int) -> Iterator[Held]:
    """Items that stayed as they were and that became easier."""
    for people in SIZES:
        for first, second in ((0.5, 0.5), (0.7, 0.85), (0.95, 0.95)):
            for halves in (False, True):
                earlier, later = (
                    item_and_rest(facility=each, spread=1.0, others=5, halves=halves) for each in (first, second)
                )
                yield from of_drift(earlier, later, people, runs)


def test_intervals_hold_in_some_hundred_cohorts() -> None:
    assert_held(list(item_cohorts(300)), 4.0)
    assert_held(list(gain_cohorts(300)), 4.0)
    assert_held(list(drift_cohorts(300)), 4.0)


@pytest.mark.long
@pytest.mark.parametrize("cohorts", [item_cohorts, gain_cohorts, drift_cohorts])
def test_intervals_hold_in_ten_thousand_cohorts(cohorts: object) -> None:
    assert callable(cohorts)
    assert_held(list(cohorts(10_000)))


@pytest.mark.long
def test_intervals_hold_where_papers_are_drawn() -> None:
    """Also where an item has 25 answers; the correlation is drawn towards 0 by less than 0.01."""
    assert_held(of_papers(people=300, bank=60, items=20, cohorts=170))
    assert_held(of_papers(people=300, bank=240, items=20, cohorts=45))


def test_intervals_hold_in_some_cohorts_with_drawn_papers() -> None:
    assert_held(of_papers(people=200, bank=40, items=15, cohorts=8), 4.0)


@pytest.mark.parametrize("people", [12, 30, 100])
def test_the_change_of_the_same_people_holds(people: int) -> None:
    """Able people stay right, others stay wrong: the means go together, and from 30 people on that counts."""
    random = np.random.default_rng(people)
    nodes, weights = np.polynomial.hermite_e.hermegauss(61)
    truth = float(weights @ (_right(2 * nodes + 1.5) - _right(2 * nodes + 0.5)) / weights.sum())
    inside = 0
    for _ in range(800):
        ability = 2 * random.normal(size=people)
        before, after = (random.random(people) < _right(ability + easy) for easy in (0.5, 1.5))
        names = [str(place) for place in range(people)]
        change = share_change(zip(names, before, strict=True), zip(names, after, strict=True))
        assert change.low is not None
        assert change.high is not None
        inside += change.low <= truth <= change.high
    assert inside / 800 > 0.95 - 4 * 0.0077


def _right(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)))


def test_the_change_of_an_item_by_itself_holds() -> None:
    """Twelve items, two cohorts of 30 of whom the second has learnt; the first item is easier besides."""
    random = np.random.default_rng(8)
    nodes, weights = np.polynomial.hermite_e.hermegauss(61)
    easy = np.linspace(-1, 2, 12)
    later_easy = easy + 0.7 + 0.8 * (np.arange(12) == 0)
    changes = weights @ (_right(nodes[:, None] + later_easy) - _right(nodes[:, None] + easy)) / weights.sum()
    truth = changes - (changes.sum() - changes) / 11
    inside, shown = 0, 0
    for _ in range(60):
        periods = [
            [
                ItemResponse(person=f"{name}{person}", item=f"{place:02}", sitting="1", worth=1, earned=float(mark))
                for person, row in enumerate(random.random((30, 12)) < _right(random.normal(size=(30, 1)) + level))
                for place, mark in enumerate(row)
            ]
            for name, level in (("a", easy), ("b", later_easy))
        ]
        for place, each in enumerate(drifts(*periods).values()):
            if each.own.low is not None and each.own.high is not None:
                shown += 1
                inside += each.own.low <= truth[place] <= each.own.high
    assert shown == 720
    assert inside / shown > 0.95


def test_twelve_people_have_no_interval_of_discrimination() -> None:
    figures = {each.figure for each in of_items(item_and_rest(facility=0.5, spread=1, others=9, halves=False), 12, 10)}
    assert figures == {"得分率"}


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize(
    "marks", [(0, 0.5, 1), (0, 0.98, 1), (0, 0.02, 1), (0, 0.9), (0.1, 1), (0, 0.25, 0.5, 0.75, 1)]
)
def test_a_facility_holds_whatever_the_marks(people: int, marks: tuple[float, ...]) -> None:
    """Of marks that hardly differ, of full marks that nobody gets, and of those that everybody gets a part of."""
    random = np.random.default_rng(people)
    values = np.array(marks)
    for chance in random.dirichlet(np.full(len(values), 0.6), 12):
        mean = random.multinomial(people, chance, size=4_000) @ values / people
        low, high = share_bounds(mean, np.full(4_000, float(people)))
        truth = float(chance @ values)
        assert np.mean((low <= truth + 1e-12) & (truth - 1e-12 <= high)) > 0.95 - 4 * 0.00345


def test_the_true_figures_are_those_of_a_million_people() -> None:
    """The simulations' own truth, by drawing."""
    joint = item_and_rest(facility=0.7, spread=1.0, others=8, halves=True)
    x, r = (side[0] for side in joint.draw(np.random.default_rng(1), 1, 1_000_000))
    truth = truth_of(joint)
    assert truth.facility == pytest.approx(x.mean(), abs=0.002)
    assert truth.correlation == pytest.approx(np.corrcoef(x, r)[0, 1], abs=0.004)
    best = np.cov(np.sort(x), np.sort(r))[0, 1]
    assert truth.efficiency == pytest.approx(np.cov(x, r)[0, 1] / best, abs=0.004)
    order = np.argsort(r + np.random.default_rng(2).random(1_000_000) / 10)
    third = 333_333
    assert truth.upper_lower == pytest.approx(x[order[-third:]].mean() - x[order[:third]].mean(), abs=0.004)


def test_the_true_correlations_of_drawn_papers() -> None:
    """With all items of the bank on each paper they are those of the table of chances."""
    difficulty = np.array([-1.0, 0.0, 0.5, 1.0])
    random = np.random.default_rng(3)
    right = random.random((1_000_000, 4)) < 1 / (1 + np.exp(difficulty - random.normal(size=(1_000_000, 1))))
    rest = right.sum(axis=1, keepdims=True) - right
    drawn = [np.corrcoef(right[:, place], rest[:, place])[0, 1] for place in range(4)]
    assert true_correlations(difficulty, 4) == pytest.approx(drawn, abs=0.004)
