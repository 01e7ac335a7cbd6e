"""What is odd about the times of submissions, held against what a drill and its events allow."""

from __future__ import annotations

from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.events import Decisions
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.drills.timing import ClockFault, Remark, TimeLimits, clock_faults, remarks


def remarks_on(submission: StoredSubmission, drill: Drill, decided: Decisions) -> tuple[Remark, ...]:
    """What is unusual about when a submission was made."""
    limits = TimeLimits(
        issued_at=drill.issued_at,
        minutes=drill.minutes + decided.minutes.get(submission.paper or "", 0),
        window=drill.window,
        closed_at=decided.closed.at if decided.closed else "",
    )
    return remarks(submission, limits, decided.terms)


def faults_of(submission: StoredSubmission, drill: Drill, decided: Decisions) -> tuple[ClockFault, ...]:
    """Why the time of its hand-in is not believed."""
    return clock_faults(submission, drill.issued_at, decided.terms)


def notes_on(submission: StoredSubmission, drill: Drill, decided: Decisions) -> tuple[str, ...]:
    """Both in Chinese words."""
    remarked = (remark.label for remark in remarks_on(submission, drill, decided))
    return (*remarked, *(fault.label for fault in faults_of(submission, drill, decided)))
