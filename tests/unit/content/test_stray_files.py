"""A file of content that nothing reads is named, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.content.stray_files import READ
from tests.unit.content.small_workbook import SmallWorkbook


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("quizzes/more.yaml", "more.yml"),
        ("quizzes/more.yml.txt", "more.yml"),
        ("quizzes/more.YML", "more.yml"),
        ("quizzes/law/more.yml", "quizzes/*.yml"),
        ("standards/local.yaml", "local.yml"),
        ("quizzes/more.ymal", "more.yml"),
        ("syllabus/chapters/more.markdown", "more.md"),
        ("syllabus/chapters/extra.md.txt", "extra.md"),
        ("syllabus/more.yml", "syllabus/glossary.yml"),
        ("exercises/more.yml", "exercises/tasks/*.yml"),
        ("grading/schemes/old/more.yml", "grading/schemes/*.yml"),
    ],
)
def test_a_file_that_is_not_read_is_a_fault(tmp_path: Path, name: str, advice: str) -> None:
    small = SmallWorkbook(tmp_path)
    path = small.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("topic: nonsense\n", encoding="utf-8")
    fault = small.fault()
    assert fault.file == name
    assert "没有读" in fault.message
    assert advice in fault.message


@pytest.mark.parametrize("name", ["quizzes/README.md", "quizzes/.more.yaml", "quizzes/notes.txt", "quizzes/law.yml~"])
def test_what_is_no_content_may_lie_there(tmp_path: Path, name: str) -> None:
    small = SmallWorkbook(tmp_path)
    (small.root / name).write_text("x", encoding="utf-8")
    assert small.faults() == ()


def test_what_is_named_as_read_is_there(root: Path) -> None:
    unmatched = [
        f"{folder}/{pattern}"
        for folder, patterns in READ.items()
        for pattern in patterns
        if not [*(root / folder).glob(pattern)]
    ]
    assert unmatched == []
