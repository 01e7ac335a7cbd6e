from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import Item
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.wire.canonical import canonical, digest, for_script
from lianbing.wire.items import asked, exercise, item_digest, practice
from lianbing.wire.keys import key_from_json, key_to_json
from lianbing.wire.references import Reference
from tests.unit.objects import FOUR, item

KEYS: list[tuple[Key, dict[str, Any]]] = [
    (ChoiceKey("B", ("A", "B")), {"type": "single", "correct": "B", "options": ["A", "B"]}),
    (
        MultipleKey(frozenset("CA"), ("A", "B", "C"), Rule.HALF),
        {"type": "multiple", "correct": ["A", "C"], "options": ["A", "B", "C"], "rule": "half"},
    ),
    (TrueFalseKey(False), {"type": "truefalse", "correct": False}),
    (
        NumericKey(value=Decimal("6E+2"), absolute=Decimal("0.0050"), relative=Decimal(0), unit="户次"),
        {"type": "numeric", "value": "600", "absolute": "0.005", "relative": "0", "unit": "户次"},
    ),
]


@pytest.mark.parametrize(("key", "wire"), KEYS, ids=lambda value: value["type"] if isinstance(value, dict) else "")
def test_a_key_travels_as_the_format_says_and_comes_back(key: Key, wire: dict[str, Any]) -> None:
    assert key_to_json(key) == wire
    assert key_from_json(json.loads(json.dumps(wire))) == key


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"type": "essay"},
        {"type": "single", "correct": ["B"], "options": ["A", "B"]},
        {"type": "single", "correct": "B"},
        {"type": "multiple", "correct": ["A"], "options": ["A", "B"], "rule": "most"},
        {"type": "truefalse", "correct": "true"},
        {"type": "numeric", "value": 600, "absolute": "0", "relative": "0"},
        {"type": "numeric", "value": "six", "absolute": "0", "relative": "0"},
        {"type": "numeric", "value": "NaN", "absolute": "0", "relative": "0"},
    ],
)
def test_what_is_no_key_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        key_from_json(data)


def test_a_question_is_asked_without_anything_that_tells_its_answer() -> None:
    view = asked(
        item(
            hints=("想想条款",),
            excel="=B2",
            key=MultipleKey(frozenset("AC"), tuple(FOUR), Rule.HALF),
            type=MULTIPLE,
        ),
        Decimal("2.50"),
    )
    assert view == {
        "kind": "item",
        "id": "q-1",
        "type": "multiple",
        "stem": "题干",
        "points": "2.5",
        "rule": "half",
        "options": [{"id": letter, "text": text} for letter, text in FOUR.items()],
    }


def test_a_numeric_question_shows_its_unit_and_decimals_only() -> None:
    key = NumericKey(value=Decimal("0.5"), absolute=Decimal("0.05"), unit="元")
    view = asked(item(key=key, type=NUMERIC, options={}, why={}, origin={}, unit="元", decimals=1))
    assert view == {"kind": "item", "id": "q-1", "type": "numeric", "stem": "题干", "unit": "元", "decimals": 1}


def look_up(name: str) -> Reference:
    return Reference(
        Basis(title=f"{name} 题", text=f"{name} 文", status="重建"), "flow.html#vis-01" if name == "VIS-01" else ""
    )


def test_practice_adds_key_explanation_and_clauses() -> None:
    view = practice([item(hints=("想想条款", "再看数"), rests_on=("VIS-01", "K080"))], look_up)
    assert view["hints"] == ["想想条款", "再看数"]
    assert view["practice"] == {
        "key": {"type": "single", "correct": "B", "options": ["A", "B", "C", "D"]},
        "explain": "讲解",
        "why": {"A": "甲错", "C": "丙错", "D": "丁错"},
        "clauses": ["VIS-01", "K080"],
        "digest": item_digest(item()),
    }
    assert view["clauses"] == {
        "VIS-01": {"title": "VIS-01 题", "text": "VIS-01 文", "status": "重建", "href": "flow.html#vis-01"},
        "K080": {"title": "K080 题", "text": "K080 文", "status": "重建"},
    }


def test_an_expression_travels_with_the_solution_where_there_is_one() -> None:
    with_one, without = practice([item(excel="=B2*21")], look_up), practice([item()], look_up)
    assert with_one["practice"]["excel"] == "=B2*21"  # type: ignore[index, call-overload]
    assert "excel" not in without["practice"]  # type: ignore[operator]
    assert "hints" not in without


def number_of(value: int) -> Item:
    return item(
        key=NumericKey(value=Decimal(value), absolute=Decimal(0), unit="户"),
        type=NUMERIC,
        stem=f"{value} 户是多少户？",
        explain="讲解",
        options={},
        why={},
        origin={},
        unit="户",
    )


def test_other_numbers_come_as_what_differs_from_the_first() -> None:
    view = practice([number_of(3), number_of(5)], look_up)
    assert view["stem"] == "3 户是多少户？"
    assert view["practice"]["variants"] == [  # type: ignore[index, call-overload]
        {"stem": "5 户是多少户？", "key": key_to_json(number_of(5).key)}
    ]


def test_the_digest_is_of_what_is_asked_and_its_key_alone() -> None:
    first = item_digest(item())
    assert item_digest(item(explain="换个讲法", rests_on=("VIS-09",))) == first
    assert item_digest(item(stem="换个问法")) != first
    assert item_digest(item(key=ChoiceKey("A", ("A", "B", "C", "D")))) != first


def test_an_exercise_names_the_clauses_of_all_its_fields_once() -> None:
    fields = (item("t.a", rests_on=("VIS-01",)), item("t.b", rests_on=("VIS-02", "VIS-01")))
    view = exercise(
        TaskInstance(id="t", title="练习", story="故事", fields=fields, rests_on=("VIS-03",), table=None), look_up
    )
    assert list(view["clauses"]) == ["VIS-03", "VIS-01", "VIS-02"]  # type: ignore[arg-type]
    assert [field["id"] for field in view["fields"]] == ["t.a", "t.b"]  # type: ignore[union-attr, index, call-overload]


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "甲"}) == canonical({"a": "甲", "b": 1}) == '{"a":"甲","b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1}) != digest({"a": 1, "b": 2})


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a\u2028b\u2029c"])
def test_json_in_a_script_cannot_end_it(text: str) -> None:
    written = for_script({"stem": text})
    assert "<" not in written
    assert "\u2028" not in written
    assert json.loads(written) == {"stem": text}
