"""The study page's files hold every question that may be practised, once, and none that is kept for drills."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from lianbing.book.practice_files import MOCK_SETS, practice_files
from lianbing.domain.items.types.code import CODE
from lianbing.domain.workbook import Workbook


@pytest.fixture(scope="module")
def files(workbook: Workbook) -> dict[PurePosixPath, bytes]:
    return practice_files(workbook)


@pytest.fixture(scope="module")
def loaded(files: dict[PurePosixPath, bytes]) -> dict[str, Any]:
    return {path.stem: _received(path.stem, content.decode()) for path, content in files.items()}


def _received(name: str, text: str) -> Any:
    start = 'dispatchEvent(new CustomEvent("lb-data",{detail:'
    assert text.startswith(start)
    assert text.endswith("}));\n")
    handed_over = json.loads(text[len(start) : -5])
    assert handed_over["name"] == name
    return handed_over["data"]


def test_every_question_for_practice_stands_in_one_chapter(workbook: Workbook, loaded: dict[str, Any]) -> None:
    catalogue = loaded["catalogue"]["chapters"]
    listed = [item["id"] for chapter in catalogue.values() for item in chapter["items"]]
    assert sorted(listed) == sorted(q.id for q in workbook.questions.values() if q.practisable)
    for name, chapter in catalogue.items():
        held = loaded[name]["items"]
        assert [(item["id"], item["practice"]["digest"]) for item in held] == [
            (item["id"], item["digest"]) for item in chapter["items"]
        ]


def test_no_file_names_what_is_kept_for_drills(workbook: Workbook, files: dict[PurePosixPath, bytes]) -> None:
    whole = b"".join(files.values()).decode()
    kept = [question.id for question in workbook.questions.values() if not question.practisable]
    assert kept
    assert [name for name in kept if f'"{name}"' in whole] == []


def test_every_clause_of_a_bank_comes_with_it(loaded: dict[str, Any]) -> None:
    for name in loaded["catalogue"]["chapters"]:
        bank = loaded[name]
        assert {ref for item in bank["items"] for ref in item["practice"]["clauses"]} == set(bank["clauses"])


def test_every_blueprint_has_its_mock_exam(workbook: Workbook, loaded: dict[str, Any]) -> None:
    known = {item["id"] for chapter in loaded["catalogue"]["chapters"].values() for item in chapter["items"]}
    coded = [name for name, b in workbook.blueprints.items() if any(s.type is CODE for s in b.sections)]
    assert coded == ["code"]  # no page of the book can run code
    assert [exam["id"] for exam in loaded["exams"]] == [name for name in workbook.blueprints if name not in coded]
    for exam in loaded["exams"]:
        assert len(exam["sets"]) == MOCK_SETS
        for drawn in exam["sets"]:
            asked = [name for section in drawn["sections"] for name in section["items"]]
            assert len(asked) == len(set(asked))
            assert set(asked) <= known


def test_the_edition_changes_with_what_is_asked(workbook: Workbook, loaded: dict[str, Any]) -> None:
    again = practice_files(workbook)[PurePosixPath("practice/catalogue.js")]
    assert _received("catalogue", again.decode())["edition"] == loaded["catalogue"]["edition"]
