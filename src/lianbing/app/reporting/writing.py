"""report: the kept assessment → files to print, sign and send, by the notebooks in ``grading/reports``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lianbing.app.auditing import verify_ledger
from lianbing.app.reporting.choosing import NotebookFault, ReportsAsked, chosen_notebooks
from lianbing.app.workspace import Workspace
from lianbing.content.book_files import published_at, read_map
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.background import Background
from lianbing.domain.kernel.periods import Period
from lianbing.errors import NothingToDo
from lianbing.files import write_whole
from lianbing.grading.jobs import MARKED_PAGE
from lianbing.reports.desk import check_asked, lay_out
from lianbing.reports.notebooks import NotebookBroken, run_notebook, warmed_for


@dataclass(frozen=True, kw_only=True)
class WrittenReports:
    """The files that were written, the notebooks that failed, and what to know."""

    folder: Path
    files: tuple[Path, ...]
    faults: tuple[NotebookFault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(kw_only=True)
class _Writing:
    """What was written so far, by file with the notebook that wrote it."""

    folder: Path
    written: dict[str, str] = field(default_factory=dict)
    faults: list[NotebookFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def report(workspace: Workspace, period_code: str, asked: ReportsAsked, scheme: str = "") -> WrittenReports:
    """Writes reports of the newest assessment of a period, of one scheme or of any, again, from the stored assessment.

    Raises:
        NothingToDo: there is no assessment. DataChanged: it, or data behind it, was changed since.
        UnknownReference, WrongUsage: as :func:`write_reports`.
    """
    return write_reports(workspace, kept_assessment(workspace, period_code, scheme), asked)


def set_desk(workspace: Workspace, period_code: str, folder: Path, scheme: str = "") -> None:
    """Puts what notebooks read into a folder, for somebody who wants to try one; raises as :func:`report`."""
    assessment = kept_assessment(workspace, period_code, scheme)
    lay_out(folder, assessment, _book(workspace, assessment))


def kept_assessment(workspace: Workspace, period_code: str, scheme: str = "") -> Assessment:
    """The newest assessment of a period, of one scheme or of any, checked; raises NothingToDo or DataChanged."""
    period = Period.parse(period_code)
    verify_ledger(workspace)
    with workspace.store.transaction() as records:
        kept = records.assessments.newest(period.code, scheme)
    if kept is None:
        raise NothingToDo(f"{period.title}还没有考评过：先运行 lianbing assess {period.code}")
    return kept


def write_reports(workspace: Workspace, assessment: Assessment, asked: ReportsAsked) -> WrittenReports:
    """Runs the notebooks that are asked for; one that fails stops no other and leaves its old files as they are.

    Raises:
        UnknownReference: there is no such report, unit or person. WrongUsage: a report can't be had as asked for.
        OSError: a file can't be written, e.g. because it is open in Excel on Windows.
    """
    check_asked(assessment, asked.units, asked.people)
    chosen = chosen_notebooks(workspace.root, asked, assessment.period.span)
    folder = _folder(workspace, assessment)
    writing = _Writing(folder=folder, faults=[*chosen.faults])
    if not chosen.notebooks and not chosen.faults:
        writing.notes.append("grading/reports/ 里没有写报告的笔记本，没有写报告：从安装包或别的单位拷一份来")
    parameters = {**asked.parameters, "marked": dict(_marked_papers(workspace, assessment, folder))}
    warmed = warmed_for(chosen.notebooks)
    with tempfile.TemporaryDirectory(prefix="lianbing-") as scratch:
        lay_out(Path(scratch), assessment, _book(workspace, assessment))
        for place, notebook in enumerate(chosen.notebooks, 1):
            try:
                run = run_notebook(notebook, Path(scratch), parameters, warmed)
            except NotebookBroken as broken:
                writing.faults.append(NotebookFault.of(workspace.root, notebook.path, str(broken)))
            else:
                writing.notes += run.notes
                _write(writing, NotebookFault.of(workspace.root, notebook.path, ""), run.files)
            workspace.progress.step("写报告", place, len(chosen.notebooks))
    return WrittenReports(
        folder=folder,
        files=tuple(folder / name for name in writing.written),
        faults=tuple(writing.faults),
        notes=tuple(dict.fromkeys(writing.notes)),
    )


def _folder(workspace: Workspace, assessment: Assessment) -> Path:
    """Where the reports of an assessment are: those of another scheme than the usual one have a folder of their own."""
    period, scheme = assessment.period.code, assessment.scheme
    return workspace.data / "reports" / (period if scheme.is_default else f"{period}-{scheme.id}")


def _write(writing: _Writing, by: NotebookFault, files: Mapping[str, bytes]) -> None:
    """Writes what a notebook made, unless another one has written a file of the same name."""
    for name, content in files.items():
        if name in writing.written:
            what = f"要写 {name}，{writing.written[name]} 已经写了，没有覆盖：给它另起一个名字"
            writing.faults.append(NotebookFault(notebook=by.notebook, what=what))
            continue
        write_whole(writing.folder / name, content)
        writing.written[name] = by.notebook


def _book(workspace: Workspace, assessment: Assessment) -> Background:
    """Where the book teaches what the assessment is about, and its web address if it is published."""
    book = read_map(workspace.root).around(assessment.basis)
    return Background(period=assessment.period.title, book=published_at(workspace.root), map=book)


def _marked_papers(workspace: Workspace, assessment: Assessment, folder: Path) -> Iterator[tuple[str, str]]:
    """The marked papers that are there, by paper, as paths from the folder of reports."""
    papers = dict.fromkeys((mark.drill, mark.paper) for result in assessment.results for mark in result.marks)
    for drill, paper in papers:
        page = workspace.run_folder(drill, paper) / MARKED_PAGE
        if page.exists():
            yield paper, Path(os.path.relpath(page, folder)).as_posix()
