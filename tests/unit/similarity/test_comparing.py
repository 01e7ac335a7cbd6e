"""A whole comparison: who is listed, what changes nothing, and what is too little to compare."""

from __future__ import annotations

import pytest

from lianbing.similarity.comparing import ALARM, LEAST_PEOPLE, PairComparison, compare
from lianbing.similarity.responses import Responses
from tests.unit.similarity.cohorts import copied, honest, mapped

COPIED = copied(copied(honest(1), "p03", "p17", 27), "p30", "p08", 26)


@pytest.fixture(scope="module")
def found() -> PairComparison:
    return compare(Responses(COPIED), "seed")


def test_pairs_that_copied_are_listed_with_what_they_share(found: PairComparison) -> None:
    pairs = {(pair.first, pair.second): pair for pair in found.alike}
    assert {("p03", "p17"), ("p08", "p30")} <= set(pairs)
    pair = pairs["p03", "p17"]
    wrong = [item for item, option in COPIED["p03"].items() if option and COPIED["p17"][item] == option]
    same = [item for item, option in COPIED["p03"].items() if COPIED["p17"][item] == option]
    assert (pair.shared, pair.same, pair.same_wrong) == (30, len(same), len(wrong))
    assert pair.same_wrong > pair.usual_wrong + 2
    assert pair.chance < ALARM


def test_the_same_answers_and_seed_give_the_same_result(found: PairComparison) -> None:
    assert compare(Responses(COPIED), "seed") == found
    assert compare(Responses(COPIED), "another").alike[0].ratio == found.alike[0].ratio
    assert compare(Responses(COPIED), "another").threshold != found.threshold


def test_neither_the_order_nor_the_names_of_options_matter(found: PairComparison) -> None:
    assert compare(mapped(COPIED, {}), "seed") == found
    assert compare(mapped(COPIED, {"甲": "丙", "乙": "甲", "丙": "丁"}), "seed") == found


def test_a_known_cohort_gives_known_figures(found: PairComparison) -> None:
    assert (found.people, found.items, found.compared, found.too_few_shared) == (60, 30, 1770, 0)
    assert found.threshold == pytest.approx(9.4, abs=1.0)
    assert found.alike[0].ratio == pytest.approx(20.0, abs=10)


def test_honest_cohorts_hardly_ever_raise_an_alarm() -> None:
    results = [compare(Responses(honest(seed, people=40)), str(seed)) for seed in range(100, 112)]
    assert not [result for result in results if result.alike]
    assert all(result.threshold and 5 < result.threshold < 15 for result in results)


def test_only_items_that_both_had_are_compared() -> None:
    """The first thirty have the even items alone, the others the odd ones, but for two who have the same."""
    chosen = honest(7)
    split = {
        who: {item: one for item, one in answers.items() if int(item[1:]) % 2 == (int(who[1:]) >= 30)}
        for who, answers in chosen.items()
    }
    result = compare(Responses(split), "seed")
    within = 30 * 29 // 2
    assert (result.compared, result.too_few_shared) == (2 * within, 30 * 30)
    assert all(pair.shared == 15 for pair in result.alike)


def test_too_few_people_are_not_compared() -> None:
    few = dict(list(honest(1).items())[: LEAST_PEOPLE - 1])
    result = compare(Responses(few), "seed")
    assert result.is_too_small
    assert (result.compared, result.threshold, result.alike) == (0, None, ())


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_to_compare_with_is_no_error(people: int) -> None:
    assert compare(Responses(dict(list(honest(1).items())[:people])), "seed").is_too_small


def test_people_who_all_answered_the_same_are_no_error() -> None:
    same = {f"p{number:02}": honest(1)["p00"] for number in range(30)}
    result = compare(Responses(same), "seed")
    assert (result.people, result.alike) == (30, ())
