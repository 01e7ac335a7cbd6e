"""Writes the booklets of a drill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.drills.booklets import booklet_page
from lianbing.drills.naming import person_stem
from lianbing.files import write_if_changed
from lianbing.sandbox.versions import runs_on
from lianbing.wire.papers import DrillHead, booklet

_FOLDER = "答题册"


def write_booklets(
    workspace: Workspace, drill: Drill, papers: Sequence[IssuedPaper], minutes: Mapping[str, int]
) -> None:
    """Writes the booklet of each paper; ``minutes`` are the extra minutes of some papers, by id."""
    folder = workspace.drill_folder(drill.id)
    for place, issued in enumerate(papers, 1):
        longer = replace(drill, minutes=drill.minutes + minutes.get(issued.paper.id, 0))
        _write_booklet(folder, longer, issued)
        workspace.progress.step("写答题册", place, len(papers))


def remove_booklet(workspace: Workspace, drill_id: str, employee: Employee) -> None:
    """Removes the booklet of a person, as it was named with this number and name, if it is there."""
    (workspace.drill_folder(drill_id) / _FOLDER / _name(employee)).unlink(missing_ok=True)


def booklet_file(drill: Drill, issued: IssuedPaper) -> tuple[str, bytes]:
    """The name and the bytes of a person's booklet."""
    employee = issued.person
    data = booklet(replace(issued.paper, employee=employee), _head(drill, issued), issued.token)
    page = booklet_page(data, f"{drill.title} {employee.id} {employee.name}")
    return _name(employee), page.encode()


def _head(drill: Drill, issued: IssuedPaper) -> DrillHead:
    """What the booklet says of its drill; people with code on their paper are told what runs it."""
    has_code = any(item.item.type.is_run for item in issued.paper.items)
    return DrillHead.of(drill, runs_on() if has_code else "")


def _write_booklet(folder: Path, drill: Drill, issued: IssuedPaper) -> None:
    name, content = booklet_file(drill, issued)
    write_if_changed(folder / _FOLDER / name, content)


def _name(employee: Employee) -> str:
    return f"{person_stem(employee)}.html"
