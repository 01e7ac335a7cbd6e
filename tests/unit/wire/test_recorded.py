"""What was written by earlier versions is still read, to the last field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lianbing.wire.assessments import assessment_from_json
from lianbing.wire.background import background_from_json, map_from_json
from lianbing.wire.code_runs import code_runs_from_text
from lianbing.wire.corrections import key_digest, round_from_json
from lianbing.wire.items import item_digest
from lianbing.wire.papers import paper_from_json
from lianbing.wire.records import RECORD
from lianbing.wire.results import result_from_json
from lianbing.wire.shapes.json_schema import document_schema
from lianbing.wire.shapes.kinds import ShapeFault
from tests.unit.wire import samples

RECORDED = Path(__file__).parent / "recorded"
DIGESTS = json.loads((RECORDED / "digests.json").read_text(encoding="utf-8"))

READ: list[tuple[str, Callable[[Any], object], object]] = [
    ("paper-1", paper_from_json, samples.PAPER),
    ("paper-1-amended", paper_from_json, samples.AMENDED),
    ("correction-1", round_from_json, samples.ROUND),
    ("assessment-1", assessment_from_json, samples.ASSESSMENT),
    ("assessment-2", assessment_from_json, samples.HALF_YEAR),
    ("assessment-4", assessment_from_json, samples.HALF_YEAR),
    ("background-1", background_from_json, samples.BACKGROUND),
    ("background-1-sources", background_from_json, samples.SOURCED),
    ("book-map-1", map_from_json, samples.BACKGROUND.map),
]


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "read", "meant"), READ, ids=[name for name, _, _ in READ])
def test_what_was_stored_is_read(name: str, read: Callable[[Any], object], meant: object) -> None:
    assert read(recorded(name)) == meant


@pytest.mark.parametrize("name", ["result-1", "result-2"])
def test_results_are_read(name: str) -> None:
    found = result_from_json(json.dumps(recorded(name)))
    without = [mark.suggestion for mark in found.marks] if name == "result-1" else []
    assert not any(without)
    assert found == samples.RESULT or name == "result-1"


def test_code_runs_are_read() -> None:
    assert code_runs_from_text(json.dumps(recorded("code-runs-1"))) == samples.CODE_RUNS


def test_a_learners_record_is_read_to_the_last_field() -> None:
    exported = recorded("record-1")
    assert RECORD.encode(RECORD.decode(exported)) == exported
    Draft202012Validator(document_schema(RECORD)).validate(exported)


@pytest.mark.parametrize(
    "forge",
    [
        lambda data: data["items"]["vis-0001"].update(verdict="empty"),
        lambda data: data["items"]["vis-0001"].update(answer={"1": {"2": "B"}}),
        lambda data: data["items"]["vis-0001"].update(answer=[True]),
        lambda data: data["items"]["vis-0001"].update(fraction=1.5),
        lambda data: data["items"]["vis-0001"]["card"].update(stability=0),
        lambda data: data["items"]["vis-0001"]["card"].update(difficulty=True),
        lambda data: data["exams"]["half"][0].update(minutes="40"),
    ],
)
def test_a_record_of_another_shape_is_none(forge: Callable[[Any], object]) -> None:
    exported = recorded("record-1")
    forge(exported)
    with pytest.raises(ShapeFault):
        RECORD.decode(exported)
    assert not Draft202012Validator(document_schema(RECORD)).is_valid(exported)


@pytest.mark.parametrize("paper_item", samples.PAPER.items, ids=lambda one: one.item.id)
def test_an_item_keeps_the_digests_that_records_and_marks_name(paper_item: Any) -> None:
    item = paper_item.item
    assert {"item": item_digest(item), "key": key_digest(item.key)} == DIGESTS["items"][item.id]
