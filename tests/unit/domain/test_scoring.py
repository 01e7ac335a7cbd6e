from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.domain.kernel.folding import fold
from lianbing.wire.keys import key_from_json

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "scoring.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
FOLDS = json.loads(VECTORS.with_name("folding.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shared_vectors(case: dict[str, Any]) -> None:
    result = score(key_from_json(case["key"]), case["answer"])
    assert result.verdict.value == case["verdict"]
    assert float(result.fraction) == pytest.approx(case["fraction"], abs=1e-9)


@pytest.mark.parametrize("case", FOLDS, ids=lambda case: case["text"])
def test_shared_folding(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert fold(fold(case["text"])) == case["folded"]


def test_the_vectors_reach_every_verdict_of_every_type() -> None:
    met = {(case["key"]["type"], case["key"].get("rule"), case["verdict"]) for case in CASES}
    plain = {Verdict.CORRECT, Verdict.WRONG, Verdict.EMPTY, Verdict.MALFORMED}
    due: set[tuple[str, str | None, Verdict]] = {
        (kind, None, verdict) for kind in ("single", "truefalse", "numeric") for verdict in plain
    }
    due |= {("multiple", "exact", verdict) for verdict in plain}
    due |= {("multiple", "half", verdict) for verdict in (*plain, Verdict.PARTIAL)}
    assert met >= due


@pytest.mark.parametrize(
    ("worth", "points"), [("3", "1.5"), ("0.25", "0.13"), ("0.05", "0.03"), ("0.01", "0.01"), ("5", "2.5")]
)
def test_half_points_are_rounded_half_up_to_two_places(worth: str, points: str) -> None:
    half = score(MultipleKey(frozenset("AB"), tuple("ABCD"), Rule.HALF), ["A"])
    assert half.earned(Decimal(worth)) == Decimal(points)


def test_the_edge_of_a_tolerance_is_exact() -> None:
    key = NumericKey(value=Decimal(0), absolute=Decimal("0.01"))
    assert score(key, "0.01").verdict is Verdict.CORRECT
    assert score(key, "0.0100000000000000000000000000000000001").verdict is Verdict.WRONG
    assert score(key, "-0.0100000000000000000000000000000000001").verdict is Verdict.WRONG


def test_the_wider_of_both_tolerances_counts() -> None:
    key = NumericKey(value=Decimal(-200), absolute=Decimal(1), relative=Decimal("0.01"))
    assert score(key, "-202").verdict is Verdict.CORRECT
    assert score(key, "-202.01").verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (ChoiceKey("A", ("A", "B")), True),
        (ChoiceKey("A", ("A", "B")), "a"),
        (ChoiceKey("A", ("A", "B")), "AB"),
        (MultipleKey(frozenset("AB"), tuple("ABC")), "AB"),
        (MultipleKey(frozenset("AB"), tuple("ABC")), ["A", "B", "A"]),
        (MultipleKey(frozenset("AB"), tuple("ABC")), ["A", ["B"]]),
        (MultipleKey(frozenset("AB"), tuple("ABC")), {"A": 1, "B": 1}),
        (TrueFalseKey(True), 1),
        (TrueFalseKey(True), "true"),
        (NumericKey(value=Decimal(1)), 1),
        (NumericKey(value=Decimal(1)), True),
        (NumericKey(value=Decimal(1)), "一"),
    ],
)
def test_the_wrong_kind_of_json_is_malformed_not_wrong(key: Any, answer: object) -> None:
    assert score(key, answer).verdict is Verdict.MALFORMED


@pytest.mark.parametrize(
    "key",
    [
        ChoiceKey("A", ("A", "B")),
        MultipleKey(frozenset("AB"), tuple("ABC")),
        TrueFalseKey(False),
        NumericKey(value=Decimal(0)),
    ],
)
@pytest.mark.parametrize("answer", [None, "", " \n\u3000", []])
def test_nothing_said_is_empty_even_where_false_or_zero_is_right(key: Any, answer: object) -> None:
    assert score(key, answer).verdict is Verdict.EMPTY


@pytest.mark.parametrize(("answer", "verdict"), [(["A"], Verdict.WRONG), (["A", "B", "C"], Verdict.WRONG)])
def test_all_or_nothing(answer: list[str], verdict: Verdict) -> None:
    assert score(MultipleKey(frozenset("AB"), tuple("ABC"), Rule.EXACT), answer).verdict is verdict
