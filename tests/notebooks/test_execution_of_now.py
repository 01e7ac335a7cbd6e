"""Chapters are executed over the workbook as it is when the run begins, though their kernels are forked."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from lianbing.content.loader import read_workbook
from lianbing.domain.kernel.progress import Silent
from lianbing.press.execution import execute

QUESTION = "pro-0001"


def _shown(root: Path, cache: Path) -> str:
    chapter = root / "book" / "chapters" / "now.ipynb"
    cell = nbformat.v4.new_code_cell(f"from lianbing.notebook import quiz\nquiz({QUESTION!r}).data['stem']", id="only")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), chapter)
    executed = nbformat.read(execute([chapter], cache, Silent()).copies[chapter], as_version=4)
    return str(executed.cells[0].outputs[0].data["text/plain"])


def test_a_question_that_changed_between_two_runs_is_shown_as_it_is_now(copied_root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(copied_root, tmp_path / "root", ignore=shutil.ignore_patterns("_build", "var"))
    stem = read_workbook(root).workbook.questions[QUESTION].stem
    assert stem in _shown(root, tmp_path / "first")

    (bank,) = (path for path in (root / "quizzes").glob("*.yml") if f"id: {QUESTION}\n" in path.read_text("utf-8"))
    bank.write_text(bank.read_text("utf-8").replace(stem[:8], "现在的问法"), encoding="utf-8")

    assert "现在的问法" in _shown(root, tmp_path / "second")
