"""Turns a sheet of answers that were given on paper into submissions, which are then received like any other."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.drills.intake import Incoming
from lianbing.drills.typed_sheets.reading import CellFault, KnownPaper, SheetReader, TypedAnswers
from lianbing.errors import NothingToDo
from lianbing.files import write_if_changed
from lianbing.store.records import Records
from lianbing.wire.papers import DrillHead, opened
from lianbing.wire.submission_files import write_submission
from lianbing.wire.submissions import receipt


@dataclass(frozen=True, kw_only=True)
class TypedIn:
    """The submissions of the rows that can be taken, and the faults of the others."""

    submissions: tuple[Incoming, ...]
    faults: tuple[CellFault, ...]


def typed_in(workspace: Workspace, drill_id: str, sheet: Incoming) -> TypedIn:
    """Reads a sheet and keeps its file. The same row always gives the same submission, whoever reads it and when.

    Raises:
        SubmissionRejected: the file is no sheet for typing in answers.
        NothingToDo: the drill was not issued here.
    """
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        reader = SheetReader(drill=drill_id, papers=_Papers(records, drill), now=workspace.clock())
        read = reader.read(sheet.content)
    write_if_changed(workspace.sheet_file(sheet.digest), sheet.content)
    return TypedIn(submissions=tuple(_submission(sheet, row) for row in read.rows), faults=read.faults)


def _submission(sheet: Incoming, row: TypedAnswers) -> Incoming:
    """The submission of a row, named after its person, the sheet that it stands in, and its place there."""
    times = (row.head.started_at, row.head.handed_in_at)
    content = write_submission(row.booklet, row.answers, times, typed_by=row.head.typed_by)
    return Incoming(f"{row.booklet.employee.id} {sheet.name}（{receipt(sheet.digest)}）{row.place}", content)


class _Papers:
    """The papers of a drill, read one at a time."""

    def __init__(self, records: Records, drill: Drill) -> None:
        self._records, self._drill = records, drill

    def known(self, paper: str) -> KnownPaper | None:
        issued = self._records.drills.paper(paper)
        if issued is None or issued.paper.drill != self._drill.id:
            return None
        booklet = opened(issued.paper, DrillHead.of(self._drill), issued.token)
        return KnownPaper(booklet=booklet, person=issued.person)
