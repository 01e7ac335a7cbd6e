"""impact: compares the content with an edition before, lists what it touches, and every line that may be stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lianbing.app.impact.shortages import shortages
from lianbing.app.workspace import Workspace
from lianbing.content.editions.prose import passages
from lianbing.content.editions.records import read_records
from lianbing.content.loader import read_workbook
from lianbing.content.roots import is_root
from lianbing.domain.changes.comparing import EditionChange, How, compare
from lianbing.domain.changes.holding import held
from lianbing.domain.changes.needles import needles
from lianbing.domain.changes.report import Affected, ImpactReport
from lianbing.domain.changes.scanning import scan
from lianbing.domain.changes.snapshots import Snapshot, snapshot_of
from lianbing.domain.changes.traces import trace_change
from lianbing.domain.changes.worked_out import worked_out
from lianbing.domain.workbook import Workbook
from lianbing.errors import ContentFaults, Fault, NothingToDo, WrongUsage


def impact(workspace: Workspace, old_root: Path | None) -> ImpactReport:
    """Compares with the edition in ``old_root``, or with the one that is kept in ``standards/editions``.

    The content need not be without fault: what a change breaks is one of the things to be seen.

    Raises:
        WrongUsage: a folder is no root.
        NothingToDo: no old root was given and none is kept.
        ContentFaults: a file can't be read.
    """
    book = present(workspace)
    before, name = earlier(workspace, old_root)
    now = snapshot_of(book)
    changes = compare(before, now)
    looked_for = (*needles(changes, now), *worked_out(book, changes))
    waiting = held(book, before, now, read_records(workspace.root).ticks)
    return ImpactReport(
        old=name,
        changes=tuple(_affected(book, changes, old_root)),
        stale=scan(passages(workspace.root), looked_for),
        held=waiting,
        shortages=shortages(book, waiting),
    )


def present(workspace: Workspace) -> Workbook:
    """The content as it is, unchecked; raises WrongUsage and ContentFaults."""
    if not is_root(workspace.root):
        raise WrongUsage(f"{workspace.root} 不是工作簿的文件夹：里面要有 standards/ 和 syllabus/syllabus.yml")
    return read_workbook(workspace.root).workbook


def earlier(workspace: Workspace, old_root: Path | None) -> tuple[Snapshot, str]:
    """The edition to compare with, and what it is called; raises as :func:`impact` does."""
    if old_root is not None:
        if not is_root(old_root):
            raise WrongUsage(f"{old_root} 不是工作簿的文件夹：请指向旧版的根目录（里面有 standards/ 和 syllabus/）")
        return snapshot_of(_read_old(old_root)), old_root.name
    baseline = read_records(workspace.root).baseline
    if baseline is None:
        raise NothingToDo("没有存着上一版：写上旧版目录，或者先用 lianbing impact --keep 版名 把现在的内容存成一版")
    return baseline.snapshot, baseline.name


def _read_old(root: Path) -> Workbook:
    """The content of an earlier edition; raises ContentFaults, whose files name the folder."""
    try:
        return read_workbook(root).workbook
    except ContentFaults as error:
        faults = [Fault((root / one.file).as_posix(), one.line, f"旧版的内容：{one.message}") for one in error.faults]
        raise ContentFaults(faults) from error


def _affected(book: Workbook, changes: tuple[EditionChange, ...], old_root: Path | None) -> Iterator[Affected]:
    """Each change with what refers to it; of what is gone, the old content tells, where it is at hand."""
    old = _read_old(old_root) if old_root and any(c.how is How.REMOVED for c in changes) else book
    for change in changes:
        yield Affected(change=change, trace=trace_change(old if change.how is How.REMOVED else book, change))
