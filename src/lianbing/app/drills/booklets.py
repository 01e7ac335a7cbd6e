"""Writes the booklets of a drill."""

from __future__ import annotations

from collections.abc import Sequence

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.drills.booklets import booklet_page
from lianbing.files import write_if_changed
from lianbing.naming import person_stem
from lianbing.sandbox.versions import runs_on
from lianbing.wire.papers import DrillHead, PaperEncoder

FOLDER = "答题册"


class BookletMaker:
    """Makes the booklets of one drill; what they share is written once."""

    def __init__(self, drill: Drill) -> None:
        self._drill = drill
        self._encoder = PaperEncoder()

    def file(self, paper: Paper, token: str, extra_minutes: int = 0) -> tuple[str, bytes]:
        """The name and the bytes of the booklet for the person whom the paper names."""
        employee = paper.employee
        # People with code on their paper are told what runs it.
        has_code = any(item.item.type.is_run for item in paper.items)
        head = DrillHead.of(self._drill, extra_minutes=extra_minutes, runs_on=runs_on() if has_code else "")
        page = booklet_page(self._encoder.booklet(paper, head, token), f"{head.title} {employee.id} {employee.name}")
        return booklet_name(employee), page.encode()

    def of(self, issued: IssuedPaper) -> tuple[str, bytes]:
        """The same for an issued paper, its person as corrected since, and the time that they have."""
        return self.file(issued.handed_out, issued.token, issued.extra_minutes)


def write_booklets(workspace: Workspace, drill: Drill, papers: Sequence[IssuedPaper]) -> None:
    """Writes the booklet of each paper."""
    maker = BookletMaker(drill)
    for place, issued in enumerate(papers, 1):
        name, content = maker.of(issued)
        write_if_changed(workspace.drill_folder(drill.id) / FOLDER / name, content)
        workspace.progress.step("写答题册", place, len(papers))


def remove_booklet(workspace: Workspace, drill_id: str, employee: Employee) -> None:
    """Removes the booklet of a person, as it was named with this number and name, if it is there."""
    (workspace.drill_folder(drill_id) / FOLDER / booklet_name(employee)).unlink(missing_ok=True)


def booklet_file(drill: Drill, issued: IssuedPaper) -> tuple[str, bytes]:
    """The name and the bytes of a person's booklet."""
    return BookletMaker(drill).of(issued)


def booklet_name(employee: Employee) -> str:
    """The file name of a person's booklet."""
    return f"{person_stem(employee)}.html"
