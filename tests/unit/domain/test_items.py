from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Exposure, ItemStatus, realise
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.multiple import MULTIPLE, Letters, MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey, WrittenTruth
from lianbing.domain.kernel.bindings import Computed, Constant, LimitOf, Range
from lianbing.errors import ExpressionFault
from tests.unit.objects import FOUR, classified, item, numeric, single, sources

GIVEN = sources({"VIS-34": Decimal(2)})
SEEDS = [str(number) for number in range(40)]


def numeric_key(formula: str, places: int | None = None, **template: Any) -> NumericKey:
    made = realise(numeric(formula, template=template, decimals=places, unit="户"), GIVEN, "seed")
    assert isinstance(made.key, NumericKey)
    return made.key


def truth_question(formula: str) -> Any:
    return numeric(formula, type=TRUE_FALSE, key=WrittenTruth(formula))


def test_numbers_flow_into_every_text_and_into_the_key() -> None:
    question = numeric(
        "n * visits",
        values={"n": Constant(Decimal(300)), "visits": LimitOf("VIS-34")},
        stem="{{n}} 户",
        explain="{{n}} × {{visits}}",
        hints=("每户 {{visits}} 次", "乘起来"),
    )
    made = realise(question, GIVEN, "seed")
    assert (made.stem, made.explain, made.hints) == ("300 户", "300 × 2", ("每户 2 次", "乘起来"))
    assert made.key == NumericKey(value=Decimal(600))


def test_a_changed_limit_changes_question_and_key() -> None:
    question = single(
        values={"v": LimitOf("VIS-34"), "less": Computed("v - 1")},
        options={"A": "{{less}} 次", "B": "{{v}} 次"},
        why={"A": "少于 {{v}} 次"},
    )
    before, after = (realise(question, sources({"VIS-34": Decimal(limit)}), "seed") for limit in (2, 3))
    assert dict(before.options) == {"A": "1 次", "B": "2 次"}
    assert dict(after.options) == {"A": "2 次", "B": "3 次"}
    assert dict(after.why) == {"A": "少于 3 次"}


def test_names_of_the_task_around_are_known_and_own_names_win() -> None:
    question = numeric("n + m", values={"m": Constant(Decimal(1))})
    made = realise(question, GIVEN, "seed", {"n": Decimal(10), "m": Decimal(100)})
    assert made.key == NumericKey(value=Decimal(11))


def test_keys_of_choices_are_the_letters_as_written() -> None:
    assert realise(single(key="C"), GIVEN, "seed").key == ChoiceKey("C", ("A", "B", "C", "D"))
    several = single(type=MULTIPLE, why={})
    several = replace(several, key=Letters(("A", "C"), Rule.HALF))
    assert realise(several, GIVEN, "seed").key == MultipleKey(frozenset("AC"), ("A", "B", "C", "D"), Rule.HALF)


@pytest.mark.parametrize(("formula", "truth"), [("1 == 1", True), ("1 == 0", False), ("0.1 + 0.2 == 0.3", True)])
def test_a_true_false_key_is_a_comparison(formula: str, truth: bool) -> None:
    assert realise(truth_question(formula), GIVEN, "seed").key == TrueFalseKey(truth)


def test_a_true_false_key_that_is_no_truth_value_is_a_fault() -> None:
    with pytest.raises(ExpressionFault, match="判断题"):
        realise(truth_question("1"), GIVEN, "seed")


@pytest.mark.parametrize("formula", ["1 > 0", "t"])
def test_a_numeric_key_that_is_no_number_is_a_fault(formula: str) -> None:
    with pytest.raises(ExpressionFault, match="计算题"):
        realise(numeric(formula, values={"t": Constant("07:30")}), GIVEN, "seed")


def test_without_decimals_a_numeric_answer_must_be_exact() -> None:
    assert numeric_key("600") == NumericKey(value=Decimal(600), unit="户")


def test_asked_decimals_round_the_key_half_up_and_allow_half_a_last_place() -> None:
    assert numeric_key("0.125", places=2) == NumericKey(value=Decimal("0.13"), absolute=Decimal("0.005"), unit="户")
    key = numeric_key("2 / 3", places=1)
    assert score(key, "0.7").verdict is Verdict.CORRECT
    assert score(key, "0.6667").verdict is Verdict.CORRECT
    assert score(key, "0.6").verdict is Verdict.WRONG


def test_a_written_tolerance_takes_the_place_of_the_default() -> None:
    exact = numeric_key("0.5", places=1, absolute=Decimal(0))
    assert exact.absolute == 0
    assert numeric_key("200", relative=Decimal("0.01")).relative == Decimal("0.01")


def test_a_draft_a_retired_and_a_reserved_question_are_not_for_the_book() -> None:
    assert single().practisable
    assert single(classification=classified(exposure=Exposure.BOTH)).practisable
    for hidden in (
        classified(exposure=Exposure.RESERVED),
        classified(status=ItemStatus.DRAFT),
        classified(status=ItemStatus.RETIRED),
    ):
        assert not single(classification=hidden).practisable


def test_only_a_drawn_number_makes_a_question_differ_by_seed() -> None:
    drawn = Range(first=Decimal(1), last=Decimal(9), step=Decimal(1))
    assert numeric(values={"n": drawn}).parametrised
    assert not numeric(values={"n": LimitOf("VIS-34"), "m": Constant(Decimal(1))}).parametrised


@pytest.mark.parametrize("seed", SEEDS)
def test_after_relettering_the_right_option_is_still_right(seed: str) -> None:
    made = reletter(item(key=ChoiceKey("B", tuple(FOUR))), seed)
    assert isinstance(made.key, ChoiceKey)
    assert made.options[made.key.correct] == "乙"
    assert {made.options[letter]: reason for letter, reason in made.why.items()} == {
        "甲": "甲错",
        "丙": "丙错",
        "丁": "丁错",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_relettering_keeps_the_right_set_and_the_rule(seed: str) -> None:
    made = reletter(item(key=MultipleKey(frozenset("AC"), tuple(FOUR), Rule.HALF), type=MULTIPLE), seed)
    assert isinstance(made.key, MultipleKey)
    assert {made.options[letter] for letter in made.key.correct} == {"甲", "丙"}
    assert made.key.rule is Rule.HALF


@pytest.mark.parametrize("seed", SEEDS)
def test_relettering_letters_from_a_on_and_remembers_where_each_came_from(seed: str) -> None:
    made = reletter(item(), seed)
    assert list(made.options) == ["A", "B", "C", "D"]
    assert isinstance(made.key, ChoiceKey)
    assert made.key.options == ("A", "B", "C", "D")
    assert {letter: FOUR[origin] for letter, origin in made.origin.items()} == dict(made.options)


def test_relettering_uses_every_letter_for_the_right_option() -> None:
    letters = [reletter(item(), seed).key.right_answer() for seed in SEEDS]
    assert {*map(str, letters)} == set(FOUR)


def test_an_item_without_options_stays_as_it_is() -> None:
    plain = item(key=TrueFalseKey(True), options={}, why={}, origin={}, type=TRUE_FALSE)
    assert reletter(plain, "seed") == plain
