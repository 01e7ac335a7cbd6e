"""Draws that can't be asked: options that come out twice, formulas without a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.drills.instances import draws, personal
from lianbing.domain.items.draws import bad_draw, clash, gives_away
from lianbing.domain.items.question import Question, realise
from lianbing.domain.items.types.matching import MATCHING, WrittenPairs
from lianbing.domain.items.types.multiple import MULTIPLE, Letters
from lianbing.domain.items.types.ordering import ORDERING, Order
from lianbing.domain.kernel.bindings import Binding, Computed, Range
from lianbing.errors import ExpressionFault
from tests.unit.objects import numeric, single, sources


def drawn(first: int, last: int, step: str = "1") -> Range:
    return Range(first=Decimal(first), last=Decimal(last), step=Decimal(step))


def choice(values: Mapping[str, Binding], *texts: str, **changes: Any) -> Question:
    options = dict(zip("ABCDEFGH", texts, strict=False))
    return replace(single(values=values, options=options, stem="{{a}} 户"), **changes)


WIDE = {"a": drawn(1, 900_000), "b": drawn(900_000, 1_800_000)}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (choice({"a": drawn(1, 50), "w": Computed("a + 10")}, "{{w}} 户", "20 户"), "a = 10"),
        (choice({"a": drawn(1, 50), "w": Computed("a / 4")}, "{{w}} 户", "2.50户"), "a = 10"),
        (choice({"a": drawn(1, 50), "w": Computed("round(a / 49, 1)")}, "{{w}} 户", "1 户"), "都是“1 户”"),
        (choice({"a": drawn(1, 9000), "w": Computed("a * 3")}, "{{w}} 户", "１,２３６ 户"), "a = 412"),
        (choice({"a": drawn(1, 50), "w": Computed("a / 100")}, "{{a}}%", "{{w}}"), "A 和 B"),
        (choice(WIDE, "{{a}}", "{{b}}"), "a = 900000，b = 900000"),
        (choice({"a": drawn(0, 9), "b": drawn(0, 9)}, "1{{a}} 户", "{{b}}7 户"), "a = 7，b = 1"),
        (
            choice({"a": drawn(1, 9)}, "{{a}} 户", "甲", "乙", "{{ a }} 户", type=MULTIPLE, key=Letters(("A",))),
            "A 和 D",
        ),
        (
            choice(
                {"a": drawn(1, 9), "b": drawn(5, 20)},
                "甲",
                "{{a}} 户",
                "{{b}} 户",
                type=ORDERING,
                key=Order(tuple("ABC")),
            ),
            "都是",
        ),
        (
            replace(
                single(values={"a": drawn(39, 41)}),
                type=MATCHING,
                key=WrittenPairs({"1": "A", "2": "B"}),
                prompts={"1": "{{a}} 条", "2": "40 条"},
            ),
            "左边 1 和 2",
        ),
    ],
)
def test_two_options_that_come_out_the_same_are_named_with_the_draw(question: Question, words: str) -> None:
    assert words in str(bad_draw(question, sources()))


def test_options_that_are_ordered_by_size_have_to_be_so_in_every_draw() -> None:
    values: dict[str, Binding] = {"a": drawn(10, 30, "2"), "b": drawn(25, 61, "2")}
    question = choice(values, "{{b}} 户", "{{a}} 户", "90 户", type=ORDERING, key=Order(("B", "A", "C")))
    assert "不是按大小排的" in str(bad_draw(question, sources()))
    apart = replace(question, values={"a": drawn(10, 20, "2"), "b": drawn(25, 61, "2")})
    assert bad_draw(apart, sources()) is None


@pytest.mark.parametrize(
    "texts",
    [("{{a}} 户", "{{b}} 户"), ("{{a}} 户", "{{a}} 条"), ("{{a}}–{{b}} 户", "{{b}}–{{a}} 户"), ("=A{{a}}", "=B{{a}}")],
)
def test_options_that_never_meet_pass_however_wide_their_ranges(texts: tuple[str, str]) -> None:
    apart: dict[str, Binding] = {"a": drawn(1, 800_000), "b": drawn(900_000, 1_800_000)}
    assert bad_draw(choice(apart, *texts), sources()) is None


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        ("100 / n", "n = 0"),
        ("100 / (n - m)", "n = 123456，m = 123456"),
        ("100 % (n - 7)", "n = 7"),
        ("100 // (n - 7)", "n = 7"),
        ("max(1, 100 / abs(floor(n / 9) - 1000))", "n = "),
        ("1 / if_else(n > 399999, 0, n + 1)", "n = 400000"),
        ("round(n, 1 / n)", "n = 0"),
    ],
)
def test_a_division_by_zero_anywhere_in_the_ranges_is_named_with_its_numbers(formula: str, numbers: str) -> None:
    values: dict[str, Binding] = {"n": drawn(0, 400_000), "m": drawn(123_456, 123_457), "rate": Computed(formula)}
    assert numbers in str(bad_draw(numeric("rate", values=values, stem="{{n}} 条"), sources()))


def test_divisors_that_are_never_zero_pass() -> None:
    values: dict[str, Binding] = {"n": drawn(1, 400_000), "m": drawn(400_001, 900_000), "x": Computed("1 / (m - n)")}
    assert bad_draw(numeric("x % 3 + 1 / (n * m)", values=values, stem="{{n}} 条"), sources()) is None


def test_a_question_without_numbers_of_its_own_is_looked_at_once() -> None:
    assert bad_draw(single(), sources()) is None
    assert "A 和 B" in str(bad_draw(choice({}, "70 户", "70.0户", stem="户数"), sources()))


def test_papers_hold_no_draw_that_cant_be_asked() -> None:
    values: dict[str, Binding] = {"a": drawn(1, 8), "w": Computed("12 / (a - 3)")}
    question = choice(values, "{{a}} 户", "{{w}} 户", "5 户", "6 户")
    for seed in range(60):
        item = personal(question, sources(), str(seed))
        assert not clash(item)
        assert len(set(item.options.values())) == 4


def test_papers_ask_for_a_number_that_is_not_in_the_stem_while_there_are_others() -> None:
    values: dict[str, Binding] = {"a": drawn(1, 3), "b": drawn(1, 3)}
    question = numeric("a * b", values=values, stem="{{a}} 和 {{b}} 的积", item_id="q-1")
    assert any(gives_away(realise(question, sources(), str(seed))) for seed in range(20))
    assert not any(gives_away(personal(question, sources(), str(seed))) for seed in range(40))


def test_a_question_without_any_sound_draw_is_named_with_its_numbers() -> None:
    values: dict[str, Binding] = {"a": drawn(2, 9), "zero": Computed("a - a")}
    with pytest.raises(ExpressionFault, match=r"q-9.*a = \d.*除以 0"):
        personal(numeric("1 / zero", values=values, stem="{{a}}", item_id="q-9"), sources(), "s")


def test_every_draw_that_may_have_been_issued_is_among_those_that_are_compared() -> None:
    values: dict[str, Binding] = {"a": drawn(1, 4)}
    question = choice(values, "{{a}} 户", "2 户", "5 户", "6 户")
    stems = {item.stem for item in draws(question, sources(), "s")}
    assert stems == {f"{number} 户" for number in range(1, 5)}
