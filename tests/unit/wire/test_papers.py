from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.drills.assembly import QuestionPool, assemble
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.papers import Paper
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import Skill
from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.domain.workbook import Workbook
from lianbing.wire.canonical import canonical
from lianbing.wire.keys import key_to_json
from lianbing.wire.papers import DrillHead, booklet, paper_digest, paper_from_json, paper_to_json
from tests.unit.objects import EMPLOYEE, FOUR, drill, item, paper

BARE: dict[str, Any] = {"options": {}, "why": {}, "origin": {}}
HEAD = DrillHead(id="2026H2-skill", title="练兵", period="2026H2", minutes=60)


def mixed() -> Paper:
    return paper(
        [
            item("one"),
            item(
                "two",
                MultipleKey(frozenset("AC"), tuple(FOUR), Rule.HALF),
                type=MULTIPLE,
                origin=dict(zip("ABCD", "DCBA", strict=True)),
            ),
            item("three", TrueFalseKey(True), type=TRUE_FALSE, **BARE),
            item(
                "four",
                NumericKey(value=Decimal("0.5"), absolute=Decimal("0.05"), unit="元"),
                type=NUMERIC,
                unit="元",
                decimals=1,
                **BARE,
            ),
        ],
        points="2.5",
    )


def test_a_paper_comes_back_whole() -> None:
    assert paper_from_json(json.loads(json.dumps(paper_to_json(mixed()), ensure_ascii=False))) == mixed()


def test_the_digest_of_a_paper_covers_key_points_and_basis() -> None:
    first = paper_digest(mixed())
    assert first == paper_digest(paper_from_json(paper_to_json(mixed())))
    section = mixed().sections[0]
    dearer = replace(section.items[0], worth=Decimal(3))
    rekeyed = replace(section.items[0], item=item("one", TrueFalseKey(True)))
    others = [
        replace(mixed(), sections=(replace(section, items=(dearer, *section.items[1:])),)),
        replace(mixed(), sections=(replace(section, items=(rekeyed, *section.items[1:])),)),
        replace(mixed(), basis={}),
        replace(mixed(), employee=replace(EMPLOYEE, id="C0002")),
    ]
    assert first not in {paper_digest(other) for other in others}
    assert len({paper_digest(other) for other in others}) == 4


def broken_papers() -> Iterator[tuple[str, Any]]:
    def fresh() -> dict[str, Any]:
        return json.loads(json.dumps(paper_to_json(mixed())))  # type: ignore[no-any-return]

    for name in fresh():
        data = fresh()
        del data[name]
        yield f"without {name}", data
    yield "foreign", fresh() | {"schema": "lianbing/paper@3"}
    yield "stranger in employee", fresh() | {"employee": {"id": "C1", "name": "甲", "team": "乙", "boss": "丙"}}
    yield "half an employee", fresh() | {"employee": {"id": "C1"}}
    yield "half a basis", fresh() | {"basis": {"VIS-01": {"title": "甲"}}}
    data = fresh()
    data["sections"][0]["items"][0]["worth"] = "three"
    yield "points no number", data
    data = fresh()
    data["sections"][0]["skill"] = "magic"
    yield "unknown skill", data


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in broken_papers()])
def test_what_is_no_paper_is_refused(data: Any) -> None:
    with pytest.raises((KeyError, ValueError)):
        paper_from_json(data)


def test_a_booklet_is_what_the_format_says_and_no_more() -> None:
    opened = booklet(mixed(), HEAD, "token")
    assert set(opened) == {"schema", "drill", "paper", "employee", "token", "sections"}
    sections: Any = opened["sections"]
    assert set(sections[0]) == {"title", "items"}
    allowed = {"kind", "id", "type", "stem", "worth", "options", "rule", "unit", "decimals"}
    assert all(set(view) <= allowed for view in sections[0]["items"])


def all_of_the_bank(workbook: Workbook) -> Iterator[Paper]:
    """Papers that together hold every reviewed question of the real bank."""
    bank = QuestionPool(tuple(workbook.questions.values()), workbook.sources, workbook.basis)
    for skill in Skill:
        for kind in SHIPPED:
            wanted = BlueprintSection(title="全部", skill=skill, type=kind, count=1, worth=Decimal(1))
            count = sum(wanted.takes(question) for question in bank.questions)
            if count:
                whole = Blueprint(
                    id="all",
                    title="全部",
                    kind="all",
                    minutes=60,
                    sections=(replace(wanted, count=count),),
                )
                yield assemble(drill("all"), whole, bank, EMPLOYEE)


def test_no_booklet_tells_key_explanation_reason_or_clause_of_any_question(workbook: Workbook) -> None:
    met = set()
    for made in all_of_the_bank(workbook):
        text = canonical(booklet(made, HEAD, "token"))
        for word in (
            '"key"',
            '"correct"',
            '"explain"',
            '"why"',
            '"rests_on"',
            '"practice"',
            '"clauses"',
            '"origin"',
            '"basis"',
        ):
            assert word not in text
        for one in (numbered.item for numbered in made.items):
            met.add(one.id)
            assert canonical(key_to_json(one.key)) not in text, one.id
            for secret in (one.explain, *one.why.values(), *one.rests_on):
                assert canonical(secret)[1:-1] not in text, f"{one.id}: {secret}"
    assert met == {
        question.id for question in workbook.questions.values() if question.classification.status == "reviewed"
    }


def test_a_booklet_of_a_numeric_question_does_not_hold_its_tolerance() -> None:
    key = NumericKey(value=Decimal("77123"), absolute=Decimal("0.0321"), relative=Decimal("0.0456"), unit="元")
    text = canonical(booklet(paper([item("n", key, type=NUMERIC, unit="元", **BARE)]), HEAD, "token"))
    assert not any(number in text for number in ("77123", "0.0321", "0.0456"))


def test_how_short_answers_are_marked_travels_with_the_paper() -> None:
    rules = ShortAnswers(automatic=True, confidence=Decimal("0.75"), longest=Decimal("2.5"), densest=Decimal("0.4"))
    made = replace(mixed(), short_answers=rules)
    sent = json.loads(json.dumps(paper_to_json(made)))
    assert paper_from_json(sent) == made
    assert paper_digest(made) != paper_digest(mixed())


def test_a_paper_that_leaves_them_to_people_is_written_as_it_always_was() -> None:
    assert "short_answers" not in paper_to_json(mixed())
