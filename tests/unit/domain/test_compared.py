"""The text by which answers of two people are compared: equal for equal answers, whatever their letters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.characters import simplified
from lianbing.domain.items.keys import Key
from lianbing.domain.items.types.fill import FillKey
from lianbing.domain.items.types.matching import MatchingKey
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.ordering import OrderingKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey

MINE = {"A": "甲", "B": "乙", "C": "丙"}
THEIRS = {"A": "丙", "B": "甲", "C": "乙"}
LETTERS = tuple(MINE)
CHOICE = ChoiceKey("A", LETTERS)
SEVERAL = MultipleKey(frozenset("AB"), LETTERS)
ORDER = OrderingKey(order=LETTERS, options=LETTERS)
PAIRS = MatchingKey({"1": "A", "2": "B"}, LETTERS)
NUMBER = NumericKey(value=Decimal(1), unit="户")
BLANKS = FillKey((("五",), ("走访",)))
TRUTH = TrueFalseKey(correct=True)

EQUAL: list[tuple[Key, object, object]] = [
    (CHOICE, "B", "C"),
    (SEVERAL, ["B", "C"], ["A", "C"]),
    (SEVERAL, ["C", "B"], ["C", "A"]),
    (ORDER, ["A", "C", "B"], ["B", "A", "C"]),
    (PAIRS, {"1": "B", "2": "C"}, {"2": "A", "1": "C"}),
    (PAIRS, {"1": "B", "2": None}, {"1": "C"}),
    (NUMBER, "1,200 户", "１２００"),
    (NUMBER, "0.12万", "1200.0"),
    (BLANKS, ["六", " 拜訪"], ["6", "拜访。"]),
    (TRUTH, False, False),
]
DIFFERENT: list[tuple[Key, object, object]] = [
    (CHOICE, "B", "B"),
    (SEVERAL, ["B", "C"], ["B", "C"]),
    (ORDER, ["A", "C", "B"], ["A", "B", "C"]),
    (PAIRS, {"1": "B", "2": "C"}, {"1": "A", "2": "C"}),
    (NUMBER, "1200", "1201"),
    (BLANKS, ["1", "23"], ["12", "3"]),
    (TRUTH, False, True),
]


@pytest.mark.parametrize(("key", "mine", "theirs"), EQUAL)
def test_the_same_answer_under_other_letters_is_equal(key: Key, mine: object, theirs: object) -> None:
    assert key.compared(mine, MINE, simplified) == key.compared(theirs, THEIRS, simplified)


@pytest.mark.parametrize(("key", "mine", "theirs"), DIFFERENT)
def test_another_answer_is_not(key: Key, mine: object, theirs: object) -> None:
    assert key.compared(mine, MINE, simplified) != key.compared(theirs, THEIRS, simplified)
