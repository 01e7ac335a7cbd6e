"""drill status: how far a drill has come, who is missing, and what lies in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianbing.app.drills.receiving import Rejection
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import Decisions, DrillEvent, EventKind, Excusal, decisions
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.submissions import SubmissionState
from lianbing.domain.ledger.ledger import rests_on
from lianbing.errors import NothingToDo
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class ExcusedPerson:
    """A person who is excused from a drill, with the Chinese name of the excuse, who decided it and why."""

    employee: Employee
    excuse: str
    label: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LastEvent:
    """Who did something last, and when."""

    kind: EventKind
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class DrillStatus:
    """The progress of a drill.

    ``missing`` are the employees without an accepted submission who are not excused, ``excused`` those who are.
    ``last`` says of each kind of event who caused it last; ``closed_at`` is empty while the drill goes on.
    """

    drill: str
    title: str
    issued: int
    received: int
    graded: int
    missing: tuple[Employee, ...]
    quarantined: tuple[Rejection, ...]
    excused: tuple[ExcusedPerson, ...]
    closed_at: str
    last: tuple[LastEvent, ...]


def status(workspace: Workspace, drill_id: str) -> DrillStatus:
    """Returns missing employees, quarantined files and grading progress; raises NothingToDo."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        current = records.submissions.current(drill_id)
        aside = records.submissions.of(drill_id, SubmissionState.QUARANTINED)
        newest = records.ledger.newest(drill_id)
        events = records.events.of(drill_id)
        decided = decisions(events)
        return DrillStatus(
            drill=drill_id,
            title=drill.title,
            issued=records.drills.count_papers(drill_id),
            received=len(current),
            # Grading writes all marks of a submission or none, so the last entry stands for the others.
            graded=sum(rests_on(newest.get(paper), submission.digest) for paper, submission in current.items()),
            missing=tuple(records.drills.people_without(drill_id, {*current, *decided.excused})),
            quarantined=tuple(
                Rejection(file_name=s.file_name, digest=s.digest, code=s.code, reason=s.reason) for s in aside if s.code
            ),
            excused=tuple(_excused(records, drill_id, decided)),
            closed_at=decided.closed.at if decided.closed else "",
            last=tuple(_last(events)),
        )


def _excused(records: Records, drill_id: str, decided: Decisions) -> Iterator[ExcusedPerson]:
    for paper, employee in records.drills.people_of(drill_id, decided.excused).items():
        event = decided.excused[paper]
        if isinstance(event.content, Excusal) and event.content.excuse:
            why = event.content.excuse
            yield ExcusedPerson(employee=employee, excuse=why.value, label=why.label, reason=event.reason, by=event.by)


def _last(events: Iterable[DrillEvent]) -> Iterator[LastEvent]:
    newest = {event.content.kind: event for event in events}
    for kind, event in newest.items():
        yield LastEvent(kind=kind, by=event.by, at=event.at)
