"""Brings booklets up to what was decided since they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianbing.app.drills.booklets import booklet_name, remove_booklet, write_booklets
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import DrillEvent, ExtraTime, PersonCorrection
from lianbing.domain.drills.papers import Employee
from lianbing.store.records import Records


def revise_booklets(workspace: Workspace, drill_id: str) -> None:
    """Removes booklets of withdrawn papers and under former names; writes those of corrected people and extra time.

    It goes by all decisions on the drill, so that it also does what an interrupted command has left undone.
    """
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            return
        events = records.events.of(drill_id)
        former = [*_former_people(records, drill_id, events)]
        papers = {e.subject.paper for e in events if isinstance(e.content, PersonCorrection | ExtraTime)}
        revised = [*records.drills.each_paper(drill_id, papers)] if papers else []
    for employee in former:
        remove_booklet(workspace, drill_id, employee)
    write_booklets(workspace, drill, revised)


def _former_people(records: Records, drill_id: str, events: Iterable[DrillEvent]) -> Iterator[Employee]:
    """People under names and numbers whose booklets are no longer to be there."""
    corrected = [event.content.before for event in events if isinstance(event.content, PersonCorrection)]
    for employee in (*records.withdrawn.people(drill_id), *corrected):
        issued = records.drills.paper_of(drill_id, employee.id)
        if issued is None or booklet_name(issued.person) != booklet_name(employee):
            yield employee
