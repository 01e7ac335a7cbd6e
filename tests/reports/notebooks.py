"""The shipped notebooks of reports, run on an assessment."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.background import Background
from lianbing.domain.book_map import BookMap
from lianbing.reports.desk import lay_out
from lianbing.reports.notebooks import WARMED_PDF, NotebookRun, read_notebook, run_notebook

NOTEBOOKS = Path(__file__).parents[2] / "grading" / "reports"
BOOK = Background(
    map=BookMap(chapters={"c04": "走访客户"}, lessons={"VIS-04": "c04", "K035": "c04"}, clauses={"VIS-04": "VIS"})
)


def paths() -> dict[str, Path]:
    """Every notebook by the name of its report."""
    return {path.stem: path for path in sorted(NOTEBOOKS.rglob("*.ipynb"))}


def run_one(path: Path, assessment: Assessment, **parameters: Any) -> NotebookRun:
    """What one notebook writes."""
    with tempfile.TemporaryDirectory() as desk:
        lay_out(Path(desk), assessment, BOOK)
        return run_notebook(read_notebook(path), Path(desk), parameters, WARMED_PDF)


def run_all(assessment: Assessment, folder: Path, marked: Mapping[str, str]) -> None:
    """Writes what all notebooks write into ``folder``."""
    for path in paths().values():
        for name, content in run_one(path, assessment, marked=dict(marked)).files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
