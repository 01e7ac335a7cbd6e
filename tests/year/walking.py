"""Walks a guide from its first command to its last: each must end as the page says, and print what it shows."""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.reporting.choosing import ReportsAsked
from lianbing.app.reporting.writing import WrittenReports
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.assessment import Assessment
from lianbing.grading.jobs import BACKGROUND, PAPER, RECORD, SUBMISSION
from lianbing.grading.marked import MarkedPaper
from lianbing.grading.work import Assignment, Product
from tests.app.kit import Ran
from tests.docs.test_snippets import pattern, plain

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FAULTS = "退出码 1"
"""Written in a comment behind a command that finds what it is to find."""
_DROPPED = ("", "…")
_CODE, _PRINTED_CODE = "校验号", re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b")
"""A word of a command that stands for the code that the command before printed last."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command of a page, the exit code that it ends with, and the lines that the page shows below it."""

    words: Sequence[str]
    code: int
    shown: Sequence[str]


def steps(page: str) -> Iterator[Step]:
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *printed = part.splitlines()
            shown = [text for text in printed if text.strip() not in _DROPPED]
            yield Step(words=shlex.split(line, comments=True), code=int(_FAULTS in line), shown=shown)


def walk(page: str, run: Callable[..., Ran], enter: Callable[[str], None], *, compare: bool = True) -> None:
    """Runs every command of a page; ``enter`` is told the folders that it changes into.

    With ``compare``, each has to print what the page shows.
    """
    printed = ""
    for step in steps(page):
        program, *words = (_code(printed) if word == _CODE else word for word in step.words)
        if program == "cd":
            enter(words[0])
            continue
        assert program == "lianbing", step.words
        ran = run(*words)
        said = f"$ {' '.join(step.words)}\n{ran.said}"
        printed = ran.said
        assert ran.code == step.code, said
        assert "Traceback" not in ran.said, said
        lines = [*map(plain, ran.said.splitlines())]
        for line in step.shown if compare else ():
            assert any(re.fullmatch(pattern(line, words), each) for each in lines), f"{said}\nnot printed: {line}"


def _code(printed: str) -> str:
    return str(_PRINTED_CODE.findall(printed)[-1])


def marked_here(assignment: Assignment) -> Product:
    """What a worker hands back, by the function that the grading notebook calls, without the notebook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / PAPER).write_text(assignment.paper, encoding="utf-8")
        (folder / BACKGROUND).write_text(assignment.background, encoding="utf-8")
        (folder / SUBMISSION).write_bytes(assignment.submission)
        MarkedPaper.grade(name, assignment.nonce).hand_out(name)
        return Product(record=(folder / RECORD).read_bytes(), marked=b"{}")


def no_reports(workspace: Workspace, assessment: Assessment, _: ReportsAsked) -> WrittenReports:
    """Says that a report was written, and writes none."""
    folder = workspace.data / "reports" / assessment.period.code
    return WrittenReports(folder=folder, files=(folder / "考评表.xlsx",))
