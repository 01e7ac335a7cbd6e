"""Items to look at: those with a planted fault, in words with figures; hardly any of a sound bank, none from a few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lianbing.psychometrics.estimates import within
from lianbing.psychometrics.items.analysing import analyse_items
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.items.looking import LookAt, Looked, LookingRules, look_at
from lianbing.psychometrics.items.responses import ItemResponse

RULES = LookingRules(easy=0.95, hard=0.3, telling=0.15, dubious=15, unused=0.05, drift=0.1, by_chance=0.1)


def cohort(people: int, seed: int = 1, sound: bool = False) -> dict[str, ItemFigures]:
    """Twenty items with options A to D and key A; unless all are sound, three have a fault.

    The key of i05 is marked wrongly: those who know choose B. What people mark in i10 is chance. Nobody chooses D in
    i15.
    """
    random = np.random.default_rng(seed)
    ability = random.normal(size=people)
    responses: list[ItemResponse] = []
    for place in range(20):
        knows = random.random(people) < 1 / (1 + np.exp(-1.2 + 0.12 * place - ability))
        other = random.choice(list("BCD"), people)
        chosen = np.where(knows, "A", other)
        if not sound and place == 5:
            chosen = np.where(knows, "B", random.choice(list("ACD"), people))
        if not sound and place == 10:
            chosen = random.choice(list("AABCD"), people)
        if not sound and place == 15:
            chosen = np.where(chosen == "D", "B", chosen)
        responses.extend(
            ItemResponse(
                person=str(person), item=f"i{place:02}", sitting="1", worth=1, earned=float(each == "A"), answer=each
            )
            for person, each in enumerate(chosen.tolist())
        )
    items = [f"i{place:02}" for place in range(20)]
    return analyse_items(responses, dict.fromkeys(items, frozenset("A")), dict.fromkeys(items, "ABCD"))


@pytest.fixture(scope="module")
def looked() -> Looked:
    return look_at(cohort(300), RULES)


def kinds(looked: Looked, item: str) -> list[LookAt]:
    return [reason.kind for reason in looked.reasons.get(item, ())]


def test_a_key_marked_wrongly_comes_first(looked: Looked) -> None:
    first = next(iter(looked.reasons))
    assert first == "i05"
    assert kinds(looked, "i05")[:2] == [LookAt.KEY_DOUBTED, LookAt.BEATEN_KEY]
    assert LookAt.NOT_TELLING in kinds(looked, "i05")
    text = looked.reasons["i05"][0].text
    assert text.startswith("选错项 B 的多是答得好的人（相关 0.")
    assert text.endswith("：它是不是也对，或者才是答案")


def test_where_the_strong_do_worse_the_key_is_asked_after() -> None:
    estimates = cohort(30)["i00"]
    backwards = replace(estimates, item_rest=within(-0.3, -0.4, -0.2, 300))
    texts = [reason.text for reason in look_at({"x": backwards}, RULES).reasons["x"]]
    assert "别的题答得好的人，这道题反而答得差（相关 −0.30，区间 −0.40 到 −0.20）：先看答案是不是写错了" in texts


def test_an_option_that_nobody_chooses_is_named(looked: Looked) -> None:
    texts = [reason.text for reason in looked.reasons["i15"] if reason.kind is LookAt.UNUSED_OPTION]
    assert texts == ["错项 D 几乎没有人选（0%，至多 1%）：等于没有这一项"]


def test_an_item_of_chance_is_named_when_there_are_enough_people() -> None:
    assert {LookAt.NOT_TELLING, LookAt.DUBIOUS} & set(kinds(look_at(cohort(2_000), RULES), "i10"))


def test_hardly_any_of_a_sound_bank_are_named() -> None:
    """Of 30 honest cohorts of 20 sound items, fewer than one reason in a cohort."""
    looks = [look_at(cohort(100, seed, sound=True), RULES) for seed in range(30)]
    assert sum(len(reasons) for each in looks for reasons in each.reasons.values()) < 30


def test_of_few_answers_nothing_is_named() -> None:
    """Twelve people: facilities alone have intervals, and those reach far."""
    few = look_at(cohort(12), RULES)
    assert not set(few.tests) & {LookAt.NOT_TELLING, LookAt.DUBIOUS, LookAt.KEY_DOUBTED}
    assert all(reason.kind is LookAt.BEATEN_KEY for reasons in few.reasons.values() for reason in reasons)
    none = look_at({}, RULES)
    assert (none.reasons, none.note) == ({}, "没有一道题的作答够数，先不列")


def test_too_easy_and_too_hard_are_by_the_whole_interval() -> None:
    def facility_of(right: int, people: int) -> dict[str, ItemFigures]:
        return analyse_items(
            [
                ItemResponse(person=str(place), item="x", sitting="1", worth=1, earned=float(place < right), answer="")
                for place in range(people)
            ]
        )

    def seen(right: int, people: int) -> list[LookAt]:
        return kinds(look_at(facility_of(right, people), RULES), "x")

    assert seen(300, 300) == [LookAt.TOO_EASY]
    assert seen(60, 60) == []
    assert seen(40, 300) == [LookAt.TOO_HARD]
    assert seen(7, 30) == []
    text = look_at(facility_of(40, 300), RULES).reasons["x"][0].text
    assert text == "太难：得分率 13%（区间 10% 到 18%），低于 30%"


def test_a_change_must_be_sure_and_large() -> None:
    changes = {
        "leaked": within(0.30, 0.18, 0.41, 150),
        "harder": within(-0.25, -0.36, -0.13, 150),
        "small": within(0.04, 0.02, 0.06, 9_000),
        "unsure": within(0.20, -0.05, 0.44, 20),
    }
    looked = look_at({}, RULES, changes)
    assert set(looked.reasons) == {"leaked", "harder"}
    text = "比上一期容易了 30 个百分点（区间 +18 到 +41，别的题的变化已经扣掉）：单独讲过它，还是题传出去了"
    assert looked.reasons["leaked"][0].text == text
    assert looked.reasons["harder"][0].text.startswith("比上一期难了 25 个百分点（区间 −36 到 −13，")


def test_with_many_items_a_reason_must_be_surer() -> None:
    """A change that stands out alone does not among 600 that didn't change: chance alone makes fifteen such."""
    lone = {"x": within(0.15, 0.01, 0.29, 100)}
    assert look_at({}, RULES, lone).reasons
    crowd = {f"i{place:03}": within(0.1 * (-1) ** place, -0.2, 0.2, 100) for place in range(600)}
    assert not look_at({}, RULES, lone | crowd).reasons


def test_an_item_that_more_items_push_off_the_list_is_still_named() -> None:
    """Of 58 people 39 choose B and 19 the key A: enough alone, not among thirty sound items."""
    doubtful, sound = "A" * 19 + "B" * 39, "A" * 40 + "B" * 10 + "C" * 5 + "D" * 3

    def looked_at(*items: tuple[str, str]) -> Looked:
        responses = [
            ItemResponse(person=str(place), item=item, sitting="1", worth=1, earned=float(each == "A"), answer=each)
            for item, answers in items
            for place, each in enumerate(answers)
        ]
        names = [item for item, _ in items]
        return look_at(
            analyse_items(responses, dict.fromkeys(names, frozenset("A")), dict.fromkeys(names, "ABCD")), RULES
        )

    alone, among = looked_at(("x", doubtful)), looked_at(("x", doubtful), *((f"i{n}", sound) for n in range(30)))
    assert ([*alone.reasons], alone.alone) == (["x"], ())
    assert LookAt.BEATEN_KEY not in kinds(among, "x")
    assert among.alone == ("x",)
    assert "另有 1 道（x）单看越过了界线" in among.note


def test_the_list_says_how_many_may_owe_it_to_chance(looked: Looked) -> None:
    count = sum(map(len, looked.reasons.values()))
    tests = sum(looked.tests.values())
    assert looked.note.startswith(f"够数的 {tests} 处里列出 {count} 处；照所用的办法（Benjamini 与 Hochberg 1995）")
