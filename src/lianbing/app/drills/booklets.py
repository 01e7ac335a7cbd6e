"""Writes the booklets of a drill."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.drills.booklets import booklet_page
from lianbing.drills.naming import person_stem
from lianbing.files import write_if_changed
from lianbing.wire.papers import DrillHead, booklet


def write_booklets(workspace: Workspace, drill: Drill, papers: Sequence[IssuedPaper]) -> None:
    """Writes the booklet of each paper."""
    folder = workspace.drill_folder(drill.id)
    for place, issued in enumerate(papers, 1):
        _write_booklet(folder, drill, issued)
        workspace.progress.step("写答题册", place, len(papers))


def remove_booklet(workspace: Workspace, drill_id: str, employee: Employee) -> None:
    """Removes the booklet of a person, as it was named with this number and name, if it is there."""
    _file(workspace.drill_folder(drill_id), employee).unlink(missing_ok=True)


def booklet_file(drill: Drill, issued: IssuedPaper) -> tuple[str, bytes]:
    """The name and the bytes of a person's booklet."""
    employee = issued.person
    data = booklet(issued.handed_out, DrillHead.of(drill, issued.extra_minutes), issued.token)
    page = booklet_page(data, f"{drill.title} {employee.id} {employee.name}")
    return f"{person_stem(employee)}.html", page.encode()


def _file(folder: Path, employee: Employee) -> Path:
    return folder / "答题册" / f"{person_stem(employee)}.html"


def _write_booklet(folder: Path, drill: Drill, issued: IssuedPaper) -> None:
    name, content = booklet_file(drill, issued)
    write_if_changed(folder / "答题册" / name, content)
