"""Figures of items: the numbers of R and of plain fractions, the same for drawn papers, and reasons for none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.psychometrics.estimates import Estimate, without
from lianbing.psychometrics.items.analysing import analyse_items
from lianbing.psychometrics.items.associations import efficiencies, third_means
from lianbing.psychometrics.items.drifting import drift, drifts
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.proportions import share_of
from tests.unit.psychometrics import lsat6

Marks = Sequence[Sequence[float]]


def answers(marks: Marks, worths: Sequence[float] | None = None, letters: str = "") -> list[ItemResponse]:
    """Answers of people (rows) to items (columns); marks are shares of the worths."""
    worths = worths or [1.0] * len(marks[0])
    return [
        ItemResponse(
            person=f"P{person}",
            item=f"i{place}",
            sitting="1",
            worth=worths[place],
            earned=worths[place] * share,
            answer=letters or "BA"[round(share)],
        )
        for person, row in enumerate(marks)
        for place, share in enumerate(row)
    ]


def rasch(people: int, items: int, seed: int = 1) -> list[list[float]]:
    """Marks of people by the Rasch model."""
    random = np.random.default_rng(seed)
    right = 1 / (1 + np.exp(np.linspace(-1.5, 1.5, items) - random.normal(size=(people, 1))))
    return [list(map(float, row)) for row in random.random((people, items)) < right]


def near(estimate: Estimate, value: float, low: float, high: float) -> bool:
    """Whether all three agree to six digits."""
    got = (estimate.value, estimate.low, estimate.high)
    return got == pytest.approx((value, low, high), rel=1e-6, abs=1e-8)


R_FACILITY = {
    "1": (0.924, 0.9057956764, 0.9396563388),
    "3": (0.553, 0.5215668819, 0.5841202272),
    "5": (0.870, 0.8475635054, 0.8902306875),
}
R_ITEM_REST = (0.11283269, 0.15317812, 0.17277894, 0.14442810, 0.12159640)
R_EFFICIENCY = (18.48172207, 20.00266658, 21.88995437, 17.72019643, 18.77477125)
R_UPPER_LOWER = (0.06156948, 0.14766102, 0.16939471, 0.12850489, 0.08666667)


def test_figures_of_lsat6_are_those_of_r() -> None:
    """R 4.2.2: colMeans, binom.test, cor(x, t − x), cov ÷ cov of sorted, and thirds by tapply of x over t − x.

    The correlations are also those that descript() of R's ltm prints for LSAT, to its four places.
    """
    figures = analyse_items(lsat6.responses())
    for item, (value, low, high) in R_FACILITY.items():
        assert near(figures[item].facility, value, low, high)
    for place, item in enumerate("12345"):
        assert figures[item].item_rest.value == pytest.approx(R_ITEM_REST[place], abs=5e-9)
        assert figures[item].index.value == pytest.approx(100 * R_ITEM_REST[place], abs=5e-7)
        assert figures[item].efficiency.value == pytest.approx(R_EFFICIENCY[place], abs=5e-9)
        assert figures[item].upper_lower.value == pytest.approx(R_UPPER_LOWER[place], abs=5e-9)
        assert figures[item].people == 1000


def test_intervals_of_a_part_of_lsat6_are_those_of_r() -> None:
    """R 4.2.2, each person left out in turn by sapply: every 25th person, item 3; every 4th, item 5."""
    forty, quarter = analyse_items(lsat6.responses(25)), analyse_items(lsat6.responses(4))
    assert near(forty["3"].item_rest, 0.140888819232, -0.200930688016, 0.452123972131)
    assert near(forty["3"].efficiency, 19.1176470588, -27.9843822638, 58.8016317179)
    assert near(quarter["5"].item_rest, 0.1227558168039, -0.0125522876806, 0.2536491559697)


def test_figures_of_lsat6_by_fractions() -> None:
    """The same by whole numbers from the table of patterns, without an array: squares of correlations are fractions."""
    figures = analyse_items(lsat6.responses())
    for place, item in enumerate("12345"):
        pairs = [(Fraction(marks[place]), Fraction(sum(marks) - marks[place])) for marks in lsat6.rows()]
        mean_x, mean_r = (sum(side, Fraction()) / 1000 for side in zip(*pairs, strict=True))
        cov, of_x, of_r = (
            sum((a * b for a, b in products), Fraction()) / 1000 - means
            for products, means in (
                (pairs, mean_x * mean_r),
                ([(x, x) for x, _ in pairs], mean_x**2),
                ([(r, r) for _, r in pairs], mean_r**2),
            )
        )
        ranked = zip(sorted(x for x, _ in pairs), sorted(r for _, r in pairs), strict=True)
        most = sum((x * r for x, r in ranked), Fraction()) / 1000 - mean_x * mean_r
        assert figures[item].facility.value == pytest.approx(float(mean_x), abs=1e-12)
        assert (figures[item].item_rest.value or 0) ** 2 == pytest.approx(float(cov**2 / (of_x * of_r)), abs=1e-12)
        assert figures[item].efficiency.value == pytest.approx(float(100 * cov / most), abs=1e-9)


@pytest.mark.parametrize(("right", "people"), [(7, 12), (0, 12), (12, 12), (29, 30), (150, 300)])
def test_the_interval_of_a_facility_by_sums_of_binomial_chances(right: int, people: int) -> None:
    """At the ends, as few or as many right answers have a chance of exactly 1 in 40 (Clopper and Pearson 1934)."""
    estimate = share_of((str(place), float(place < right)) for place in range(people))

    def at_most(most: int, chance: Fraction) -> float:
        return float(sum(comb(people, k) * chance**k * (1 - chance) ** (people - k) for k in range(most + 1)))

    low, high = (Fraction(end or 0).limit_denominator(10**9) for end in (estimate.low, estimate.high))
    assert (right == 0 and low == 0) or 1 - at_most(right - 1, low) == pytest.approx(0.025, rel=1e-5)
    assert (right == people and high == 1) or at_most(right, high) == pytest.approx(0.025, rel=1e-5)


def test_the_interval_of_partial_credit_lies_between_those_of_whole_marks() -> None:
    """Seven and a half of twelve: R's qbeta(.025, 7.5, 5.5) and qbeta(.975, 8.5, 4.5)."""
    estimate = share_of((str(place), 0.625) for place in range(12))
    assert near(estimate, 0.625, 0.3119404250, 0.8754626785)


@settings(deadline=None, max_examples=25, derandomize=True)
@given(st.integers(0, 10_000), st.integers(3, 8), st.booleans())
def test_where_everybody_has_the_same_items_it_is_the_usual_correlation(seed: int, items: int, uneven: bool) -> None:
    """With t the sum of marks and x the item's: cor(x, t − x), also where items are worth different marks."""
    marks = np.array(rasch(60, items, seed))
    worths = [float(1 + place % 3) for place in range(items)] if uneven else [1.0] * items
    figures = analyse_items(answers(marks.tolist(), worths))
    points = marks * worths
    for place in range(items):
        rest = points.sum(axis=1) - points[:, place]
        value = figures[f"i{place}"].item_rest.value
        if value is not None:
            assert value == pytest.approx(float(np.corrcoef(points[:, place], rest)[0, 1]), abs=1e-10)


def test_of_random_papers_the_rest_is_comparable() -> None:
    """Half get hard papers, half easy ones, with one item in common: sums of marks say that item tells nothing."""
    random = np.random.default_rng(4)
    ability = random.normal(size=2_000)
    hard = np.arange(2_000) % 2 == 0
    common = random.random(2_000) < 1 / (1 + np.exp(-2 * ability))
    drawn: list[ItemResponse] = []
    totals = np.zeros(2_000)
    for person in range(2_000):
        for place in range(8):
            right = float(random.random() < 1 / (1 + np.exp((3.0 if hard[person] else -3.0) - ability[person])))
            totals[person] += right
            drawn.append(_answer(person, f"{'hard' if hard[person] else 'easy'}{place}", right))
        drawn.append(_answer(person, "common", float(common[person])))
    by_totals = float(np.corrcoef(common, totals)[0, 1])
    of_group = [float(np.corrcoef(common[group], totals[group])[0, 1]) for group in (hard, ~hard)]
    value = analyse_items(drawn)["common"].item_rest.value
    assert value is not None
    assert by_totals < 0.15
    assert 0.25 < min(of_group) < 0.45
    assert value == pytest.approx(float(np.mean(of_group)), abs=0.03)


def _answer(person: int, item: str, share: float, sitting: str = "1", answer: str = "A") -> ItemResponse:
    return ItemResponse(person=f"P{person}", item=item, sitting=sitting, worth=1, earned=share, answer=answer)


def test_the_rest_is_that_of_the_same_sitting() -> None:
    """The same answers in two sittings of other people, or of the same: the correlation is one, the certainty not."""
    marks = rasch(80, 6)
    once = analyse_items(answers(marks))["i2"]
    both = [
        ItemResponse(
            person=each.person, item=each.item, sitting=sitting, worth=1, earned=each.earned, answer=each.answer
        )
        for sitting in ("1", "2")
        for each in answers(marks)
    ]
    same_people = analyse_items(both)["i2"]
    others = analyse_items(
        [
            ItemResponse(person=each.person + each.sitting, item=each.item, sitting="1", worth=1, earned=each.earned)
            for each in both
        ]
    )["i2"]
    assert (once.people, same_people.people, others.people) == (80, 80, 160)
    assert (same_people.sittings, once.sittings) == (160, 80)
    for figures in (same_people, others):
        assert figures.item_rest.value == pytest.approx(once.item_rest.value)
    assert _width(same_people.item_rest) == pytest.approx(_width(once.item_rest), rel=0.02)
    assert _width(others.item_rest) < 0.8 * _width(once.item_rest)
    assert _width(same_people.facility) == pytest.approx(_width(once.facility))


def _width(estimate: Estimate) -> float:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.high - estimate.low


def estimates_of(figures: ItemFigures) -> list[tuple[Estimate, float]]:
    """All figures of an item, and the largest that each can be."""
    whole = [figures.facility, figures.unanswered, figures.item_rest, figures.upper_lower]
    for option in figures.options:
        whole.extend([option.share, option.low, option.middle, option.high, option.rest])
    return [(each, 1.0) for each in whole] + [(figures.efficiency, 100.0), (figures.index, 100.0)]


ANYTHING = st.lists(
    st.builds(
        ItemResponse,
        person=st.sampled_from([f"P{place}" for place in range(30)]),
        item=st.sampled_from(["a", "b", "c"]),
        sitting=st.sampled_from(["1", "2"]),
        worth=st.sampled_from([1.0, 2.5]),
        earned=st.sampled_from([0.0, 0.5, 1.0]),
        answer=st.sampled_from(["", "A", "AC", "B"]),
    ),
    max_size=200,
)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(ANYTHING)
def test_whatever_was_answered_each_figure_lies_in_its_interval_or_has_a_reason(responses: list[ItemResponse]) -> None:
    """Also for people who had an item twice in a sitting, alone, or differently often."""
    for figures in analyse_items(responses, {"a": frozenset("A"), "b": frozenset("BC")}, {"a": "ABCD"}).values():
        for estimate, largest in estimates_of(figures):
            if estimate.low is None or estimate.high is None or estimate.value is None:
                assert estimate.why_not
            else:
                assert -largest <= estimate.low <= estimate.value + 1e-9
                assert estimate.value - 1e-9 <= estimate.high <= largest


def test_twelve_answers_have_a_facility_and_nothing_else() -> None:
    figures = analyse_items(answers(rasch(12, 6)), {"i0": frozenset("A")})["i0"]
    assert figures.facility.has_interval
    assert figures.options[0].share.has_interval
    words = {figures.item_rest.why_not, figures.index.why_not, figures.efficiency.why_not, figures.upper_lower.why_not}
    assert words == {"只有 12 份作答，太少"}
    assert figures.options[0].low.why_not == figures.options[0].rest.why_not == "只有 12 份作答，太少"


def _mixed(marks: Marks) -> ItemFigures:
    return analyse_items(answers(marks))["i0"]


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ([[1.0, *row] for row in rasch(100, 5)], "几乎人人一样，看不出高低"),
        ([[float(place < 96), *row] for place, row in enumerate(rasch(100, 5))], "几乎人人一样，看不出高低"),
        ([[float(place % 2)] for place in range(100)], "没有同别的题一起作答的，无从比较"),
        ([[float(place % 2), 1.0, 0.0] for place in range(100)], "其余的题人人得分一样，无从比较"),
    ],
)
def test_what_cannot_be_told_apart_has_a_reason(marks: Marks, reason: str) -> None:
    figures = _mixed(marks)
    assert (figures.item_rest.value, figures.item_rest.why_not) == (None, reason)
    assert figures.efficiency.why_not == reason
    assert figures.facility.has_interval


def test_an_item_that_one_person_had_says_nothing_of_that_person() -> None:
    """Otherwise it would draw that person's rest towards 0."""
    marks = rasch(60, 5)
    alone = [_answer(person, f"own{person}", 1.0) for person in range(60)]
    with_own = analyse_items([*answers(marks), *alone])
    assert with_own["i1"].item_rest == analyse_items(answers(marks))["i1"].item_rest


def test_efficiency_is_the_share_of_the_best_order_of_all() -> None:
    """By trying all 5,040 orders; and leaving out each answer gives what is got without it."""
    random = np.random.default_rng(9)
    x, r = random.integers(0, 3, 7) / 2, random.integers(0, 5, 7).astype(float)
    value, without_each = efficiencies(x, r)
    best = max(np.cov(x, order)[0, 1] for order in permutations(r))
    assert float(value) == pytest.approx(np.cov(x, r)[0, 1] / best)
    for place in range(7):
        left = np.arange(7) != place
        expected = np.cov(x[left], r[left])[0, 1] / np.cov(np.sort(x[left]), np.sort(r[left]))[0, 1]
        assert without_each[place] == pytest.approx(expected)


def test_thirds_do_not_depend_on_the_order_of_equal_people() -> None:
    """Of nine people with rests 0 0 0 0 1 1 1 1 1, a third is three: of the four lowest each counts three quarters."""
    x, r = np.array([1, 0, 0, 0, 1, 1, 0, 1, 1.0]), np.array([0, 0, 0, 0, 1, 1, 1, 1, 1.0])
    low, middle, high = third_means(x, r)
    assert float(low) == pytest.approx(1 / 4)
    assert float(high) == pytest.approx(4 / 5)
    assert float(middle) == pytest.approx((1 * 1 / 4 + 2 * 4 / 5) / 3)
    order = np.random.default_rng(2).permutation(9)
    assert third_means(x[order], r[order]) == pytest.approx(third_means(x, r))


def test_options_of_the_strong_and_of_the_weak() -> None:
    """The weak choose B, one in five of all choose both A and C, nobody D."""
    marks = rasch(90, 7)
    given_answers = [
        _answer(
            person,
            f"i{place}",
            share,
            answer=("AC" if person % 5 == 0 else "A") if share else "B",
        )
        for person, row in enumerate(marks)
        for place, share in enumerate(row)
    ]
    figures = analyse_items(given_answers, {"i3": frozenset("A")}, {"i3": "ABCD"})["i3"]
    a, b, c, d = figures.options
    assert [each.option for each in figures.options] == list("ABCD")
    assert [each.is_key for each in figures.options] == [True, False, False, False]
    assert a.count + b.count == 90
    assert d.count == 0
    assert d.share.high == pytest.approx(1 - 0.025 ** (1 / 90))
    assert (a.low.value or 0) < min(a.middle.value or 0, a.high.value or 0)
    assert (b.low.value or 0) > max(b.middle.value or 0, b.high.value or 0)
    assert a.rest.value == pytest.approx(-(b.rest.value or 0)) == figures.item_rest.value
    assert c.share.value == pytest.approx(c.count / 90)
    assert d.rest.why_not == "几乎人人一样，看不出高低"
    assert analyse_items(given_answers)["i3"].options == ()


def test_what_was_left_empty_is_counted() -> None:
    given_answers = [_answer(person, "i0", 0.0, answer="" if person < 3 else "B") for person in range(30)]
    assert analyse_items(given_answers)["i0"].unanswered.value == pytest.approx(0.1)
    assert analyse_items([]) == {}


def test_the_change_between_periods_of_other_people() -> None:
    """48 of 60 right, then 30 of 50: by R's qbeta and Newcombe's method 10."""
    earlier = [_answer(person, "x", float(person < 48)) for person in range(60)]
    later = [_answer(100 + person, "x", float(person < 30)) for person in range(50)]
    change = drift(earlier, later)
    assert near(change, -0.2, -0.3745229746824, -0.0164852126131)
    assert change.count == 50
    assert drift(earlier, []).why_not == "有一期没有人作答，没有可比的"


def test_the_change_of_the_same_people_is_surer() -> None:
    """Where those who were right stay right it is narrower, where they change places wider; few decide nothing."""
    earlier = [_answer(person, "x", float(person < 30)) for person in range(60)]
    alike = [_answer(person, "x", float(person < 35)) for person in range(60)]
    crossed = [_answer(person, "x", float(person >= 25)) for person in range(60)]
    others = [_answer(person + 100, "x", float(person < 35)) for person in range(60)]
    widths = [_width(drift(earlier, later)) for later in (alike, others, crossed)]
    assert widths[0] < 0.6 * widths[1]
    assert widths[2] > 1.2 * widths[1]
    few = [_answer(person, "x", float(person % 2)) for person in range(10)]
    strangers = [_answer(person + 100, "x", float(person % 2)) for person in range(10)]
    assert drift(few, few) == drift(few, strangers)


def _period(name: str, learnt: float, leaked: float, seed: int) -> list[ItemResponse]:
    """Two hundred people of a period with 12 items; all have learnt so much, i4 is easier by so much more."""
    random = np.random.default_rng(seed)
    ability = random.normal(size=(200, 1)) + learnt
    difficulty = np.linspace(-1, 1.5, 12) - leaked * (np.arange(12) == 4)
    right = random.random((200, 12)) < 1 / (1 + np.exp(difficulty - ability))
    return [
        ItemResponse(person=f"{name}{person}", item=f"i{place}", sitting="1", worth=1, earned=float(mark), answer="A")
        for person, row in enumerate(right)
        for place, mark in enumerate(row)
    ]


def test_an_item_that_leaked_changes_more_than_the_others() -> None:
    """The cohort has learnt: most items changed. Only one changed by itself."""
    first, second = _period("a", 0.0, 0.0, 1), _period("b", 0.8, 1.5, 2)
    changes = drifts(first, second)
    assert sum((each.change.low or 0) > 0 for each in changes.values()) >= 8
    assert [item for item, each in changes.items() if each.own.low is not None and each.own.low > 0] == ["i4"]
    for item, each in changes.items():
        marks = [np.array([a.share for a in period if a.item == item]) for period in (first, second)]
        others = [np.array([a.share for a in period if a.item != item]) for period in (first, second)]
        own = (marks[1].mean() - marks[0].mean()) - (others[1].mean() - others[0].mean())
        assert each.own.value == pytest.approx(own, abs=1e-9)
        assert each.change == drift(*([a for a in period if a.item == item] for period in (first, second)))


def test_drift_needs_items_of_both_periods_and_people() -> None:
    first, second = _period("a", 0.0, 0.0, 1), _period("b", 0.0, 0.0, 2)
    assert drifts(first, []) == {}
    few = drifts(first, second[: 12 * 12])["i4"]
    assert few.change.has_interval
    assert few.own.why_not == "有一期只有 12 份作答，太少"
    alone = drifts([each for each in first if each.item == "i4"], second)["i4"]
    assert alone.own.why_not == "没有同别的题一起作答的，无从比较"
    same = drifts(first, [replace(each, sitting="2") for each in first])["i4"]
    assert same.own.value == pytest.approx(0)
    assert _width(same.own) < 0.5 * _width(drifts(first, second)["i4"].own)


def test_an_estimate_has_an_interval_or_a_reason() -> None:
    assert without("太少", 3, 0.5).scaled(100).value == 50
    with pytest.raises(ValueError, match="reason"):
        Estimate(value=0.5, low=None, high=None, count=3)
    with pytest.raises(ValueError, match="reason"):
        Estimate(value=0.5, low=0.1, high=0.9, count=3, why_not="太少")
