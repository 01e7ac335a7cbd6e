"""Answers as they are gathered: in the letters of the bank, however the options were shown."""

from __future__ import annotations

import pytest

from lianbing.domain.items.lettering import relettered
from lianbing.domain.items.question import Item
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.ordering import ORDERING, OrderingKey
from lianbing.domain.items.types.single import SINGLE, ChoiceKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.domain.sessions.answers import asked_question, bank_answer
from tests.unit.objects import FOUR, item

CHOICE = item(type=SINGLE, key=ChoiceKey("B", tuple(FOUR)))
SEVERAL = item(type=MULTIPLE, key=MultipleKey(frozenset("AC"), tuple(FOUR)))
ORDER = item(type=ORDERING, key=OrderingKey(order=tuple("CADB"), options=tuple(FOUR)))
TRUTH = item(type=TRUE_FALSE, key=TrueFalseKey(True), options={}, origin={})
NUMBER = item(type=NUMERIC, options={}, origin={})


def shown(asked: Item) -> Item:
    """The item with its options from last to first, as somebody's paper has them."""
    return relettered(asked, [*reversed([*asked.options])])


def test_a_choice_is_kept_in_the_letters_of_the_bank() -> None:
    assert [bank_answer(shown(CHOICE), letter) for letter in "ABCD"] == ["D", "C", "B", "A"]
    assert bank_answer(shown(SEVERAL), ["A", "D"]) == "AD"
    assert bank_answer(shown(SEVERAL), ["D", "C"]) == "AB"


@pytest.mark.parametrize("nothing", [None, "", []])
def test_nothing_is_nothing(nothing: object) -> None:
    assert bank_answer(shown(CHOICE), nothing) == ""


def test_other_answers_are_words() -> None:
    assert [bank_answer(TRUTH, truth) for truth in (True, False)] == ["对", "错"]
    assert bank_answer(NUMBER, "30") == "30"
    assert bank_answer(shown(ORDER), ["A", "B", "C", "D"]) == "D → C → B → A"
    assert bank_answer(shown(CHOICE), {"A": 1}) == "A 配 1"
    assert len(bank_answer(NUMBER, "很长" * 1000)) == 60


def test_a_question_has_options_and_key_in_the_letters_of_the_bank() -> None:
    assert asked_question(shown(CHOICE)) == asked_question(CHOICE)
    assert asked_question(shown(CHOICE)).options == FOUR
    assert asked_question(shown(SEVERAL)).right == "AC"
    assert asked_question(TRUTH).right == "对"


@pytest.mark.parametrize("asked", [ORDER, NUMBER])
def test_where_nothing_is_chosen_no_letters_are_right(asked: Item) -> None:
    assert asked_question(asked).right == ""
