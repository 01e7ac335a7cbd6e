"""The conformance matrix: every type under every rule that it may have × right, wrong, partial, empty, malformed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.characters import simplified
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.code import CODE
from lianbing.domain.items.types.fill import FillKey
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.kernel.decimals import read_number
from lianbing.domain.marking.marks import mark_paper
from lianbing.wire.keys import key_from_json
from tests.unit.objects import FOUR, item, paper

TESTS = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = json.loads((TESTS / "vectors" / "markers.json").read_text(encoding="utf-8"))["cases"]
MODULES = TESTS.parent / "src" / "lianbing" / "widgets" / "static"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['rule']}-{case['class']}")
def test_the_matrix(case: dict[str, Any]) -> None:
    for simplify in (simplified, str):
        result = score(key_from_json(case["key"]), case["answer"], simplify)
        assert result.verdict.value == case["verdict"]
        assert float(result.fraction) == pytest.approx(case["fraction"], abs=1e-9)


def test_the_matrix_has_no_hole() -> None:
    met = {(case["kind"], case["rule"], case["class"]) for case in CASES}
    for kind in set(SHIPPED) - {CODE}:  # that is run before it is marked: tests/coding
        rules: list[Rule | None] = [*kind.rules] or [None]
        for rule in rules:
            due = {"right", "wrong", "empty", "malformed"} | ({"partial"} if rule else set())
            assert {sort for name, said, sort in met if (name, said) == (kind.name, rule)} == due, (kind, rule)


def test_the_learner_reads_the_rule_that_the_marker_applies() -> None:
    modules = [path.read_text(encoding="utf-8") for path in MODULES.glob("*/*.js")]
    for kind in SHIPPED:
        named = f'name: "{kind.name}",'
        (shown,) = (text for text in modules if named in text and f'label: "{kind.label}"' in text)
        if kind is CODE:
            continue  # the booklet has the words of its rule from here
        for rule, title in kind.rules.items():
            assert f'"{title}"' in shown, (rule, title)


@pytest.mark.parametrize(
    ("rule", "points", "reason"),
    [
        (Rule.SHARE, "2", "部分答对，选对几项得几项的分，错选不得分"),
        (Rule.DEDUCT, "2", "部分答对，选对按项得分，错选倒扣，扣完为止"),
        (Rule.HALF, "1.5", "部分答对，漏选得半分，错选不得分"),
    ],
)
def test_part_of_the_points_is_given_with_the_rule_as_reason(rule: Rule, points: str, reason: str) -> None:
    asked = item("q", MultipleKey(frozenset("ABC"), tuple(FOUR), rule), type=MULTIPLE)
    (mark,) = mark_paper(paper([asked]), {"q": ["A", "C"]})
    assert (mark.earned, mark.reason) == (Decimal(points), reason)


@pytest.mark.parametrize("typed", ["菸草專賣", "烟草专卖", "煙草 專賣。", "菸草专賣"])
def test_a_blank_filled_in_traditional_characters_is_right(typed: str) -> None:
    key = FillKey((("烟草专卖",),))
    assert score(key, [typed], simplified).verdict is Verdict.CORRECT


def test_without_the_table_traditional_characters_are_others() -> None:
    assert score(FillKey((("烟草专卖",),)), ["菸草專賣"]).verdict is Verdict.WRONG


def test_a_unit_in_traditional_characters_is_read() -> None:
    key = NumericKey(value=Decimal(12000), unit="户")
    assert score(key, "1.2萬戶", simplified).verdict is Verdict.CORRECT
    assert score(key, "1.2萬戶").verdict is Verdict.MALFORMED


def test_a_blank_of_punctuation_alone_is_never_right() -> None:
    assert score(FillKey((("。",), ("甲",))), ["。", "甲"]).fraction == Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12%", "", "0.12"),
        ("12%", "%", "12"),
        ("0.12", "%", "0.12"),
        ("12%", "户", None),
        ("1.2万元", "元", "12000"),
        ("1.2万", "元", "12000"),
        ("1.2万", "万元", None),
        ("1.2万元", "万元", "1.2"),
        ("3亿", "", "300000000"),
        ("３，０００．５ 元", "元", "3000.5"),
        ("1，234，567", "", "1234567"),
        ("万", "", None),
        ("%", "", None),
    ],
)
def test_how_a_number_is_read(text: str, unit: str, number: str | None) -> None:
    assert read_number(text, unit) == (None if number is None else Decimal(number))
