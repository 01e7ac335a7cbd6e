"""What is known of the files that came in; their bytes lie in files of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.store.tables import SubmissionRow

_TIME_LENGTH = 40


class Submissions:
    """Submissions as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, drill_id: str, digest: str) -> StoredSubmission | None:
        """What is known of a file."""
        row = self._row(drill_id, digest)
        return _submission(row) if row else None

    def add(self, drill_id: str, digest: str, file_name: str, received_at: str) -> None:
        """Notes a file whose bytes are stored, before anything has looked at them."""
        row = SubmissionRow(
            drill=drill_id,
            digest=digest,
            file_name=file_name,
            received_at=received_at,
            state=SubmissionState.STORED.value,
        )
        self._session.add(row)

    def accept(self, drill_id: str, digest: str, paper_id: str, submitted_at: str) -> None:
        """Takes a submission as the answer to a paper."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.paper, row.submitted_at = SubmissionState.ACCEPTED.value, paper_id, _storable(submitted_at)
            row.code = row.reason = ""

    def quarantine(self, drill_id: str, digest: str, code: str, reason: str) -> None:
        """Sets a submission aside with the reason."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.code, row.reason = SubmissionState.QUARANTINED.value, code, reason

    def of(self, drill_id: str, state: SubmissionState | None = None) -> list[StoredSubmission]:
        """Files of a drill in order of arrival."""
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id).order_by(SubmissionRow.place)
        if state is not None:
            query = query.where(SubmissionRow.state == state.value)
        return [_submission(row) for row in self._session.scalars(query)]

    def current(self, drill_id: str) -> dict[str, StoredSubmission]:
        """For each paper that was answered, the accepted submission that was handed in last.

        Its own time decides, not its arrival: a folder may hold an older version under a later name.
        """
        accepted = self.of(drill_id, SubmissionState.ACCEPTED)
        accepted.sort(key=lambda submission: (_moment(submission.submitted_at), submission.place))
        return {submission.paper: submission for submission in accepted if submission.paper}

    def _row(self, drill_id: str, digest: str) -> SubmissionRow | None:
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return self._session.scalars(query).one_or_none()


def _storable(said: str) -> str:
    """A time as a learner's file says it, so that any database takes it: no longer than times are, and no NUL."""
    return said.replace("\0", "")[:_TIME_LENGTH]


def _moment(said: str) -> float:
    """A submission's time as seconds; what is no time counts as the earliest."""
    try:
        return datetime.fromisoformat(said).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _submission(row: SubmissionRow) -> StoredSubmission:
    return StoredSubmission(
        place=row.place,
        drill=row.drill,
        digest=row.digest,
        file_name=row.file_name,
        received_at=row.received_at,
        state=SubmissionState(row.state),
        paper=row.paper,
        submitted_at=row.submitted_at,
        code=row.code,
        reason=row.reason,
    )
