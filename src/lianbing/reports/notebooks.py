"""The notebooks that write reports: HR may change them, so whatever is wrong with one is told and stops no other."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from lianbing.domain.kernel.periods import Span
from lianbing.engine.papermill_engine import LianbingEngine, why_not_forked
from lianbing.engine.quiet import quiet_papermill
from lianbing.reports.desk import NOTES, WRITTEN

PARAMETERS, FORMATS, SPANS = "parameters", "formats", "spans"
"""The tag of the cell with the parameters, and the parameter of notebooks that write documents."""
_KERNEL = "python3"
_NEEDED = ("lianbing.reports.desk",)
"""What a kernel imports that is started for one notebook."""
WARMED, WARMED_PDF = ("lianbing.reports.warmed",), ("lianbing.reports.warmed_pdf",)
"""What the parent of forked kernels imports; the second takes a second longer, and saves it with each document."""
_SECONDS = 600
"""How long a cell may take."""
_SHOWN = 30
_CHINESE = re.compile(r"[\u4e00-\u9fff]")

papermill_engines.register("lianbing", LianbingEngine)  # also without its entry point


class NotebookBroken(Exception):
    """A notebook that can't be run, or failed; the message is a Chinese sentence that says where."""


@dataclass(frozen=True, kw_only=True)
class ReportNotebook:
    """A notebook, the names of its parameters, and the spans of periods that it is for; empty: for every period."""

    path: Path
    parameters: frozenset[str]
    spans: frozenset[Span]

    @property
    def name(self) -> str:
        """What its report is called."""
        return self.path.stem


@dataclass(frozen=True, kw_only=True)
class NotebookRun:
    """What a notebook wrote, by names of files, and what the person who ran it has to be told."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def read_notebook(path: Path) -> ReportNotebook:
    """The notebook in a file; raises NotebookBroken if it is none or has no cell of parameters."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise NotebookBroken("打不开，不是完整的笔记本") from error
    for place, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and PARAMETERS in cell.metadata.get("tags", []):
            assigned = _assigned(cell.source, place)
            return ReportNotebook(
                path=path, parameters=frozenset(assigned), spans=_spans(assigned.get(SPANS), _cell(place, cell.source))
            )
    raise NotebookBroken(f"没有一格带着 {PARAMETERS} 标签，不知道参数写在哪里")


def _assigned(source: str, place: int) -> dict[str, ast.expr]:
    """What a cell assigns, by name."""
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        raise NotebookBroken(f"{_cell(place, source)}写得不对：{error.msg}") from error
    pairs = ((target, line.value) for line in lines if isinstance(line, ast.Assign) for target in line.targets)
    return {target.id: value for target, value in pairs if isinstance(target, ast.Name)}


def _spans(written: ast.expr | None, cell: str) -> frozenset[Span]:
    """The spans that a notebook says; raises NotebookBroken for what is no list of them."""
    try:
        return frozenset(Span(name) for name in ast.literal_eval(written)) if written else frozenset()
    except (TypeError, ValueError) as error:
        known = "、".join(f'"{span}"' for span in Span)
        raise NotebookBroken(f'{cell}里的 {SPANS} 写得不对：要写成 ["half-year", "year"] 这样，有 {known}') from error


def warmed_for(notebooks: Iterable[ReportNotebook]) -> tuple[str, ...]:
    """What to import once for these notebooks."""
    return WARMED_PDF if any(FORMATS in notebook.parameters for notebook in notebooks) else WARMED


def run_notebook(
    notebook: ReportNotebook, desk: Path, parameters: Mapping[str, Any], warmed: tuple[str, ...] = WARMED
) -> NotebookRun:
    """Runs a notebook in its own folder.

    Args:
        notebook: which.
        desk: the folder with what it reads; what it writes is taken from there and removed.
        parameters: values; those that it doesn't have are not passed.
        warmed: what was imported once for this notebook and others.

    Raises:
        NotebookBroken: it failed, or wrote nothing.
    """
    given = {name: value for name, value in parameters.items() if name in notebook.parameters}
    written, notes = desk / WRITTEN, desk / NOTES
    try:
        _execute(notebook, desk, {**given, "folder": str(desk)}, warmed)
        files = {
            path.relative_to(written).as_posix(): path.read_bytes()
            for path in sorted(written.rglob("*"))
            if path.is_file()
        }
        lines = tuple(notes.read_text(encoding="utf-8").splitlines()) if notes.is_file() else ()
    finally:
        shutil.rmtree(written, ignore_errors=True)
        notes.unlink(missing_ok=True)
    if not files:
        raise NotebookBroken("运行完了，没有写出文件：最后一格要有 desk.write(…)")
    return NotebookRun(files=files, notes=lines)


def _execute(notebook: ReportNotebook, desk: Path, parameters: Mapping[str, Any], warmed: tuple[str, ...]) -> None:
    try:
        with quiet_papermill():
            papermill.execute_notebook(
                str(notebook.path.resolve()),
                str(desk / "executed.ipynb"),
                parameters=dict(parameters),
                engine_name="lianbing",
                kernel_name=_KERNEL,
                progress_bar=False,
                request_save_on_cell_execute=False,
                execution_timeout=_SECONDS,
                cwd=str(notebook.path.parent.resolve()),
                preload=_NEEDED if why_not_forked(_KERNEL) else warmed,
            )
    except PapermillExecutionError as error:
        raise NotebookBroken(_failure(notebook, error)) from error
    except TimeoutError as error:
        raise NotebookBroken(f"有一格 {_SECONDS} 秒还没有运行完，停下了") from error
    except Exception as error:
        raise NotebookBroken(f"没有运行完：{type(error).__name__} {error}") from error


def _failure(notebook: ReportNotebook, error: PapermillExecutionError) -> str:
    """Which cell failed and how. Papermill has put a cell of its own after the parameters, which people don't see."""
    cells = nbformat.read(notebook.path, as_version=4).cells
    own = next((place for place, cell in enumerate(cells, 1) if cell.source == error.source), error.cell_index)
    what = str(error.evalue).strip() or error.ename
    message = what if _CHINESE.search(what) else f"{error.ename}: {what}"
    return f"{_cell(own, error.source)}出错：{message}"


def _cell(place: int, source: str) -> str:
    """A cell by its place from the top and how it begins, since people don't count cells."""
    first = next((line.strip() for line in source.splitlines() if line.strip()), "")
    shown = first if len(first) <= _SHOWN else first[:_SHOWN] + "…"
    return f"第 {place} 格（“{shown}”，从上往下数，说明也算一格）"
