"""The same items and answers as an nbgrader course: one answer cell and one autograder test for each item."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import nbformat

from benchmarks.cohort import Handed
from lianbing.domain.drills.papers import PaperItem
from lianbing.wire.submissions import read_submission

ASSIGNMENT = "drill"


@dataclass(frozen=True)
class NbgraderCourse:
    """A course folder with an assignment that was generated, and a submission for each person."""

    command: str
    folder: Path
    people: ClassVar[int] = 4

    @classmethod
    def where_installed(cls, folder: Path, handed: Sequence[Handed]) -> NbgraderCourse | None:
        """A course in ``folder``, if there is an ``nbgrader`` on the path or where ``NBGRADER`` says."""
        command = os.environ.get("NBGRADER") or shutil.which("nbgrader")
        if not command:
            return None
        course = cls(command, folder / "course")
        course._lay_out(handed)
        return course

    def autograde(self) -> None:
        """Grades all submissions anew, in one call."""
        self._run("autograde", ASSIGNMENT, "--force")

    def _lay_out(self, handed: Sequence[Handed]) -> None:
        # All learners get the first one's paper: a course has one notebook for everybody.
        items = handed[0].issued.paper.items
        source = self.folder / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (self.folder / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.CourseDirectory.root = {str(self.folder)!r}\n", encoding="utf-8"
        )
        nbformat.write(_notebook(items), source / "paper.ipynb")
        self._run("generate_assignment", ASSIGNMENT)
        released = nbformat.read(self.folder / "release" / ASSIGNMENT / "paper.ipynb", as_version=4)
        answers = read_submission(handed[0].content).answers
        for one in handed[: self.people]:
            place = self.folder / "submitted" / one.issued.paper.employee.id / ASSIGNMENT
            place.mkdir(parents=True)
            nbformat.write(_answered(released, answers), place / "paper.ipynb")

    def _run(self, *words: str) -> None:
        # nbgrader calls alembic by name.
        path = f"{Path(self.command).parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            [self.command, *words], cwd=self.folder, check=True, capture_output=True, env={**os.environ, "PATH": path}
        )


def _notebook(items: Sequence[PaperItem]) -> nbformat.NotebookNode:
    cells = []
    for place, item in enumerate(items):
        cells += [
            nbformat.v4.new_markdown_cell(item.item.stem, id=f"stem-{place}"),
            _cell(f"answer_{place} = ...", f"answer-{place}", grade=False, solution=True, locked=False),
            _cell(
                f"assert answer_{place} == {item.item.key.right_answer()!r}", f"test-{place}",
                grade=True, solution=False, locked=True, points=float(item.worth),
            ),
        ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return made


def _cell(source: str, name: str, **said: Any) -> nbformat.NotebookNode:
    marks = {"schema_version": 3, "grade_id": name, "task": False, **said}
    made: nbformat.NotebookNode = nbformat.v4.new_code_cell(source, id=name, metadata={"nbgrader": marks})
    return made


def _answered(released: nbformat.NotebookNode, answers: Mapping[str, object]) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.from_dict(released)
    given = iter(answers.values())
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = f"{cell.metadata.nbgrader.grade_id.replace('-', '_')} = {next(given)!r}"
    return notebook
