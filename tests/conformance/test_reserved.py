"""What is kept for drills stands nowhere in the generated book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import Exposure, Question, realise
from lianbing.domain.kernel.bindings import PLACEHOLDER
from lianbing.domain.workbook import Workbook

TELLING = 12
"""A run of this many characters between two numbers of a stem is enough to know the question by."""


@pytest.fixture(scope="module")
def chapters(root: Path) -> dict[str, str]:
    """What stands in each generated notebook, metadata and outputs included."""
    found = {}
    for path in sorted((root / "book" / "chapters").glob("*.ipynb")):
        raw = path.read_text(encoding="utf-8")
        sources = ("".join(cell["source"]) for cell in json.loads(raw)["cells"])
        found[path.name] = raw + "\n".join(sources)
    assert found, "no chapters have been generated: run `lianbing generate`"
    return found


def kept(workbook: Workbook) -> list[Question]:
    found = [q for q in workbook.questions.values() if q.classification.exposure is Exposure.RESERVED]
    assert found, "the bank holds no reserved question: this test would show nothing"
    return found


def test_no_chapter_names_a_reserved_question(workbook: Workbook, chapters: dict[str, str]) -> None:
    for question in kept(workbook):
        assert [name for name, text in chapters.items() if question.id in text] == [], question.id


def test_no_chapter_holds_the_stem_of_a_reserved_question(workbook: Workbook, chapters: dict[str, str]) -> None:
    for question in kept(workbook):
        stem = realise(question, workbook.sources, practice_seed(question.id)).stem
        pieces = [piece.strip() for piece in PLACEHOLDER.split(question.stem)[::2]]
        for piece in (stem, *(piece for piece in pieces if len(piece) >= TELLING)):
            assert [name for name, text in chapters.items() if piece in text] == [], (question.id, piece)


def test_no_chapter_names_a_question_that_has_not_been_reviewed(workbook: Workbook, chapters: dict[str, str]) -> None:
    for question in workbook.questions.values():
        if not question.practisable:
            assert not any(question.id in text for text in chapters.values()), question.id
