from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.marking.marks import Mark, MarkStatus, mark_paper
from tests.unit.objects import FOUR, item, paper

SINGLE = item("one")
HALF = item("half", MultipleKey(frozenset("AC"), tuple(FOUR), Rule.HALF), type=MULTIPLE)
NUMBER = item("number", NumericKey(value=Decimal(600), unit="户"), type=NUMERIC, options={}, why={}, origin={})
PAPER = paper([SINGLE, HALF, NUMBER])


def mark_of(name: str, answers: dict[str, object]) -> Mark:
    return next(mark for mark in mark_paper(PAPER, answers) if mark.item == name)


@pytest.mark.parametrize(
    ("name", "answer", "points", "verdict"),
    [
        ("one", "B", "3", Verdict.CORRECT),
        ("one", "A", "0", Verdict.WRONG),
        ("one", None, "0", Verdict.EMPTY),
        ("half", ["A"], "1.5", Verdict.PARTIAL),
        ("number", "600 户", "3", Verdict.CORRECT),
        ("number", "", "0", Verdict.EMPTY),
    ],
)
def test_a_readable_answer_is_graded(name: str, answer: object, points: str, verdict: Verdict) -> None:
    made = mark_of(name, {name: answer})
    assert (made.earned, made.verdict, made.status) == (Decimal(points), verdict, MarkStatus.GRADED)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("one", "E"), ("one", True), ("half", "A"), ("half", ["A", "A"]), ("number", "六百"), ("number", 600)],
)
def test_a_malformed_answer_is_ungraded_and_goes_to_a_person(name: str, answer: object) -> None:
    made = mark_of(name, {name: answer})
    assert made.earned is None
    assert made.status is MarkStatus.UNGRADED
    assert "人工复核" in made.reason


def test_an_item_that_the_submission_does_not_hold_is_ungraded_not_zero() -> None:
    made = mark_of("one", {"half": ["A"]})
    assert made.earned is None
    assert made.status is MarkStatus.UNGRADED
    assert "没有" in made.reason


def test_every_item_of_the_paper_gets_exactly_one_mark_in_its_order() -> None:
    marks = mark_paper(PAPER, {"number": "1", "stranger": "A"})
    assert [(mark.item, mark.number, mark.worth) for mark in marks] == [
        ("one", 1, Decimal(3)),
        ("half", 2, Decimal(3)),
        ("number", 3, Decimal(3)),
    ]
