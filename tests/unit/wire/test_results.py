from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.assessment.assessment import Assessment, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.assessment.sources import (
    DrillSource,
    PeriodTotal,
    RatingSource,
    ResultSource,
    SchemePart,
    skill_part,
)
from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.marking.answer_text import TextSpan
from lianbing.domain.marking.suggestions import Finding, Suggestion
from lianbing.errors import ResultRejected
from lianbing.wire.assessments import assessment_from_json, assessment_to_json
from lianbing.wire.results import result_from_json, result_to_json
from tests.unit.objects import candidate, mark, marked, record, scheme

RECORD = record(mark("q-1", "1.50"), mark("q-2", None), mark("q-3", "0"))


def sent() -> dict[str, Any]:
    return json.loads(json.dumps(result_to_json(RECORD)))  # type: ignore[no-any-return]


def test_a_result_comes_back_whole() -> None:
    assert result_from_json(json.dumps(result_to_json(RECORD))) == RECORD


def test_ungraded_is_null_and_zero_is_zero() -> None:
    assert [made["earned"] for made in sent()["marks"]] == ["1.5", None, "0"]


@pytest.mark.parametrize("name", sent())
def test_a_result_with_a_field_missing_is_refused(name: str) -> None:
    data = sent()
    del data[name]
    with pytest.raises(ResultRejected):
        result_from_json(json.dumps(data))


@pytest.mark.parametrize("name", sent()["marks"][0])
def test_a_mark_with_a_field_missing_is_refused(name: str) -> None:
    data = sent()
    del data["marks"][1][name]
    with pytest.raises(ResultRejected):
        result_from_json(json.dumps(data))


def change(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update({name: value})


def change_mark(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["marks"][0].update({name: value})


@pytest.mark.parametrize(
    "spoil",
    [
        change("bonus", 1),
        change("schema", "lianbing/result@4"),
        change("marks", {}),
        change("marks", [None]),
        change("nonce", None),
        change("paper", 7),
        change_mark("bonus", 1),
        change_mark("earned", 3),
        change_mark("earned", 1.5),
        change_mark("earned", "full"),
        change_mark("earned", ""),
        change_mark("earned", "NaN"),
        change_mark("earned", "sNaN"),
        change_mark("earned", "Infinity"),
        change_mark("worth", None),
        change_mark("worth", "NaN"),
        change_mark("number", "1"),
        change_mark("number", True),
        change_mark("skill", "magic"),
        change_mark("verdict", "perfect"),
    ],
)
def test_a_result_with_anything_wrong_or_extra_is_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    data = sent()
    spoil(data)
    with pytest.raises(ResultRejected, match="lianbing grade"):
        result_from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "{}", '"text"', "NaN"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(ResultRejected):
        result_from_json(text)


def assessment() -> Assessment:
    people = [
        candidate(marked("knowledge", "3", "1.5", ("VIS-01",)), marked("tools", "4", "4")),
        candidate(marked("knowledge", "3", None), marked("tools", "4", "4"), employee="C0002"),
        candidate(missing=("drill",), employee="C0003"),
    ]
    used = scheme(
        [
            Level(title="优秀", minimum=Decimal("90.5"), part_minimum=Decimal(60)),
            Level(title="其他", minimum=Decimal(0), part_minimum=Decimal(0)),
        ],
        knowledge="60",
        tools="40",
    )
    return Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-31T18:00:00+08:00",
        scheme=used,
        drills={"drill": "练兵"},
        results=assess(used, people),
        basis={"VIS-01": Basis(title="每天走访户数", text="不少于 30 户", status="重建")},
        ledger_sequence=7,
        ledger_digest="f" * 64,
    )


def test_an_assessment_comes_back_whole() -> None:
    made = assessment()
    assert {result.state for result in made.results} == {
        ResultState.COMPLETE,
        ResultState.INCOMPLETE,
        ResultState.ABSENT,
    }
    assert assessment_from_json(json.loads(json.dumps(assessment_to_json(made), ensure_ascii=False))) == made


def test_all_sources_come_back_with_what_was_taken_from_them() -> None:
    parts = (
        skill_part(Skill.KNOWLEDGE, Decimal(20), ("skill",)),
        SchemePart(title="主题练兵", weight=Decimal(20), source=DrillSource(kinds=("theme", "code"))),
        SchemePart(title="各月考评", weight=Decimal(40), source=ResultSource(span=Span.MONTH, scheme="m")),
        SchemePart(title="评定", weight=Decimal(20), source=RatingSource(rating="r", full=Decimal("7.5"))),
    )
    made = assessment()
    rules = replace(made.scheme, parts=parts)
    total = PeriodTotal(period=Period.parse("2026-11"), scheme="m", total=Decimal("61.5"))
    people = [replace(candidate(replace(marked("knowledge", "3", "1.5"), kind="skill")), totals=(total,))]
    made = replace(made, scheme=rules, results=assess(rules, people))
    assert made.results[0].parts[2].taken[0].earned == Decimal("61.5")
    assert assessment_from_json(json.loads(json.dumps(assessment_to_json(made)))) == made


def test_no_number_of_an_assessment_travels_as_a_float() -> None:
    def refuse(text: str) -> float:
        raise AssertionError(f"a float: {text}")

    json.loads(json.dumps(assessment_to_json(assessment())), parse_float=refuse)


@pytest.mark.parametrize("name", ["schema", "period", "scheme", "results", "ledger_digest"])
def test_what_is_no_assessment_is_refused(name: str) -> None:
    data = json.loads(json.dumps(assessment_to_json(assessment())))
    del data[name]
    with pytest.raises((KeyError, ValueError)):
        assessment_from_json(data)
    with pytest.raises((KeyError, ValueError)):
        assessment_from_json({**json.loads(json.dumps(assessment_to_json(assessment()))), "schema": "other"})


def suggested(points: str | None = "1", confidence: str = "0.9375", worth: str = "1") -> Suggestion:
    finding = Finding(
        "讲依据",
        Decimal(worth),
        None if points is None else Decimal(points),
        (TextSpan(start=0, end=4),),
        ("公示",),
        Decimal(confidence),
        ("是一个问句",),
    )
    return Suggestion((finding,), Decimal("0.9"))


@pytest.mark.parametrize(
    ("points", "found"), [("1", suggested()), (None, suggested()), (None, suggested(None)), ("0", suggested("0"))]
)
def test_a_suggestion_comes_back_whole(points: str | None, found: Suggestion) -> None:
    made = record(mark("q-1", points, suggestion=found))
    assert result_from_json(json.dumps(result_to_json(made))) == made


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("0", suggested()),
        ("0.5", suggested()),
        ("1", suggested(confidence="0.5")),
        ("1", suggested(None)),
        (None, suggested("0.5")),
        (None, suggested(confidence="1.1")),
        (None, suggested("2", worth="1")),
    ],
)
def test_points_that_a_suggestion_does_not_give_are_refused(points: str | None, found: Suggestion) -> None:
    made = record(mark("q-1", points, suggestion=found))
    with pytest.raises(ResultRejected):
        result_from_json(json.dumps(result_to_json(made)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("spans", [[4, 0]]),
        ("spans", [[0]]),
        ("spans", [[-1, 2]]),
        ("confidence", 0.9),
        ("earned", 1),
        ("doubts", [1]),
        ("x", 1),
    ],
)
def test_a_spoilt_finding_is_refused(name: str, value: object) -> None:
    data = json.loads(json.dumps(result_to_json(record(mark("q-1", None, suggestion=suggested())))))
    data["marks"][0]["suggestion"]["findings"][0][name] = value
    with pytest.raises(ResultRejected):
        result_from_json(json.dumps(data))
