"""drill status: how far a drill has come, who is missing, and what lies in quarantine."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.drills.receiving import Rejection
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.submissions import SubmissionState
from lianbing.domain.ledger.ledger import rests_on
from lianbing.errors import NothingToDo


@dataclass(frozen=True, kw_only=True)
class DrillStatus:
    """The progress of a drill. ``missing`` are the employees without an accepted submission."""

    drill: str
    title: str
    issued: int
    received: int
    graded: int
    missing: tuple[Employee, ...]
    quarantined: tuple[Rejection, ...]


def status(workspace: Workspace, drill_id: str) -> DrillStatus:
    """Returns missing employees, quarantined files and grading progress; raises NothingToDo."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        current = records.submissions.current(drill_id)
        aside = records.submissions.of(drill_id, SubmissionState.QUARANTINED)
        newest = records.ledger.newest(drill_id)
        return DrillStatus(
            drill=drill_id,
            title=drill.title,
            issued=records.drills.count_papers(drill_id),
            received=len(current),
            # Grading writes all marks of a submission or none, so the last entry stands for the others.
            graded=sum(rests_on(newest.get(paper), submission.digest) for paper, submission in current.items()),
            missing=tuple(records.drills.people_without(drill_id, current)),
            quarantined=tuple(
                Rejection(file_name=s.file_name, digest=s.digest, code=s.code, reason=s.reason) for s in aside if s.code
            ),
        )
