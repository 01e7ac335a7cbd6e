"""The records of received files; their bytes are stored in separate files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.errors import RecordDamaged, Rejected
from lianbing.store.border import read_all
from lianbing.store.drill_events import DrillEvents
from lianbing.store.seals import Seals
from lianbing.store.tables import SubmissionRow

_TIME_LENGTH = 40
_IN_ORDER = select(SubmissionRow).order_by(SubmissionRow.place)


class Submissions:
    """The repository of submissions in one transaction."""

    def __init__(self, session: Session, seals: Seals, events: DrillEvents) -> None:
        self._session, self._seals, self._events = session, seals, events

    def get(self, drill_id: str, digest: str) -> StoredSubmission | None:
        """The record of a file, if there is one."""
        query = _IN_ORDER.where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return next(iter(self._submissions(query)), None)

    def add(self, drill_id: str, digest: str, file_name: str, received_at: str) -> None:
        """Records a stored file that was not checked yet."""
        row = SubmissionRow(
            drill=drill_id,
            digest=digest,
            file_name=file_name,
            received_at=received_at,
            state=SubmissionState.STORED.value,
        )
        self._session.add(row)

    def accept(self, drill_id: str, digest: str, paper_id: str, submitted_at: str) -> None:
        """Accepts a submission as the answer to a paper."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.paper, row.submitted_at = (
                SubmissionState.ACCEPTED.value,
                paper_id,
                storable_time(submitted_at),
            )
            row.code = row.reason = ""

    def quarantine(self, drill_id: str, digest: str, code: Rejected, reason: str) -> None:
        """Quarantines a submission with the reason."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.code, row.reason = SubmissionState.QUARANTINED.value, code.value, reason

    def of(self, drill_id: str, state: SubmissionState | None = None) -> list[StoredSubmission]:
        """Files of a drill in order of arrival."""
        return _in_state(self._submissions(_IN_ORDER.where(SubmissionRow.drill == drill_id)), state)

    def accepted_for(self, paper_id: str) -> list[StoredSubmission]:
        """The accepted submissions for one paper; the last one counts.

        That is the one that a person chose. If nobody did, its own time decides, not its arrival: a folder may hold
        an older version under a later name.
        """
        query = _IN_ORDER.where(SubmissionRow.paper == paper_id)
        accepted = _in_state(self._submissions(query), SubmissionState.ACCEPTED)
        return _ranked(accepted, self._events.chosen_for(paper_id))

    def current_for(self, paper_id: str) -> StoredSubmission | None:
        """The submission that counts for one paper."""
        accepted = self.accepted_for(paper_id)
        return accepted[-1] if accepted else None

    def current(self, drill_id: str) -> dict[str, StoredSubmission]:
        """The submission that counts for each answered paper of a drill."""
        accepted = _ranked(self.of(drill_id, SubmissionState.ACCEPTED), self._events.in_force(drill_id).chosen)
        return {submission.paper: submission for submission in accepted if submission.paper}

    def not_accepted(self) -> list[StoredSubmission]:
        """The files of all drills that are in quarantine or were not checked yet, in order of arrival."""
        return self._submissions(_IN_ORDER.where(SubmissionRow.state != SubmissionState.ACCEPTED.value))

    def all(self, damaged: list[RecordDamaged]) -> list[StoredSubmission]:
        """Every file in order of arrival; ``damaged`` as in :func:`read_all`."""
        return self._submissions(_IN_ORDER, damaged)

    def _submissions(
        self, query: Select[SubmissionRow], damaged: list[RecordDamaged] | None = None
    ) -> list[StoredSubmission]:
        return [*read_all(self._seals.sealed(query, SubmissionRow), _name, self._submission, damaged)]

    def _submission(self, row: SubmissionRow) -> StoredSubmission:
        self._seals.check(row)
        return StoredSubmission(
            place=row.place,
            drill=row.drill,
            digest=row.digest,
            file_name=row.file_name,
            received_at=row.received_at,
            state=SubmissionState(row.state),
            paper=row.paper,
            submitted_at=row.submitted_at,
            code=Rejected(row.code) if row.code else None,
            reason=row.reason,
        )

    def _row(self, drill_id: str, digest: str) -> SubmissionRow | None:
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return self._session.scalars(query).one_or_none()


def _name(row: SubmissionRow) -> str:
    return f"第 {row.place} 份收到的文件（{row.file_name}）的登记"


def _in_state(submissions: Iterable[StoredSubmission], state: SubmissionState | None) -> list[StoredSubmission]:
    return [submission for submission in submissions if state in (None, submission.state)]


def _ranked(accepted: Iterable[StoredSubmission], chosen: Mapping[str, str]) -> list[StoredSubmission]:
    """Sorts submissions so that the last one of each paper counts; ``chosen`` digests, by paper, come last."""
    return sorted(accepted, key=lambda each: (chosen.get(each.paper or "") == each.digest, *_rank(each)))


def _rank(submission: StoredSubmission) -> tuple[float, int]:
    return _moment(submission.submitted_at), submission.place


def storable_time(time: str) -> str:
    """Makes a time from a learner's file storable in any database: limits its length and removes NULs."""
    return time.replace("\0", "")[:_TIME_LENGTH]


def _moment(time: str) -> float:
    """A submission's time in seconds; an invalid time counts as the earliest."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
