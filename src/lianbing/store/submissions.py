"""The records of received files; their bytes are stored in separate files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.counting import ChosenSubmission, Counted, counted
from lianbing.domain.drills.events import Decisions, EventKind
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.errors import RecordDamaged, Rejected
from lianbing.store.border import read_all
from lianbing.store.drill_events import DrillEvents
from lianbing.store.seals import Seals
from lianbing.store.tables import DrillRow, SubmissionRow
from lianbing.wire.submissions import SubmissionHead

_TIME_LENGTH = 40
_LARGEST = 2**31 - 1
_DECIDING = (EventKind.CHOSEN, EventKind.TERMS, EventKind.CLOSED, EventKind.REOPENED)
_IN_ORDER = select(SubmissionRow).order_by(SubmissionRow.place)


class Submissions:
    """The repository of submissions in one transaction."""

    def __init__(self, session: Session, seals: Seals, events: DrillEvents) -> None:
        self._session, self._seals, self._events = session, seals, events

    def get(self, drill_id: str, digest: str) -> StoredSubmission | None:
        """The record of a file, if there is one."""
        query = _IN_ORDER.where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return next(iter(self._submissions(query)), None)

    def add(self, drill_id: str, digest: str, file_name: str, received_at: str, run: int | None = None) -> None:
        """Records a stored file that was not checked yet, and the run of collecting that it came in."""
        row = SubmissionRow(
            drill=drill_id,
            digest=digest,
            file_name=file_name,
            received_at=received_at,
            state=SubmissionState.STORED.value,
            run=run,
        )
        self._session.add(row)

    def accept(self, drill_id: str, digest: str, head: SubmissionHead, items: int) -> None:
        """Accepts a submission with ``items`` answers to the paper that its head names."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.paper, row.code, row.reason = SubmissionState.ACCEPTED.value, head.paper, "", ""
            row.started_at, row.submitted_at = storable_time(head.started_at), storable_time(head.submitted_at)
            row.elapsed, row.handin, row.items = _storable(head.elapsed), _storable(head.handin), items

    def last_run(self, drill_id: str) -> int:
        """The number of the last run of collecting; 0 before the first."""
        return self._session.scalar(select(func.max(SubmissionRow.run)).where(SubmissionRow.drill == drill_id)) or 0

    def quarantine(self, drill_id: str, digest: str, code: Rejected, reason: str) -> None:
        """Quarantines a submission with the reason."""
        row = self._row(drill_id, digest)
        if row:
            row.state, row.code, row.reason = SubmissionState.QUARANTINED.value, code.value, reason

    def of(self, drill_id: str, state: SubmissionState | None = None) -> list[StoredSubmission]:
        """Files of a drill in order of arrival."""
        return _in_state(self._submissions(_IN_ORDER.where(SubmissionRow.drill == drill_id)), state)

    def counted(self, drill_id: str) -> dict[str, Counted]:
        """All accepted submissions of each answered paper of a drill, and which one of them counts."""
        accepted = _in_state(self._submissions(_IN_ORDER.where(SubmissionRow.drill == drill_id)))
        return self._decided(drill_id, accepted)

    def counted_for(self, paper_id: str) -> Counted | None:
        """The same for one paper; ``None`` if it was not answered."""
        accepted = _in_state(self._submissions(_IN_ORDER.where(SubmissionRow.paper == paper_id)))
        if not accepted:
            return None
        return self._decided(accepted[0].drill, accepted)[paper_id]

    def _decided(self, drill_id: str, accepted: Iterable[StoredSubmission]) -> dict[str, Counted]:
        decided = self._events.in_force(drill_id, _DECIDING)
        issued_at = self._session.scalar(select(DrillRow.issued_at).where(DrillRow.id == drill_id)) or ""
        closed_at = decided.closed.at if decided.closed else ""
        by_paper: dict[str, list[StoredSubmission]] = defaultdict(list)
        for each in accepted:
            by_paper[each.paper or ""].append(each)
        return {
            paper: counted(handed, decided.terms, issued_at, _choice(decided, paper), closed_at)
            for paper, handed in by_paper.items()
        }

    def accepted_for(self, paper_id: str) -> list[StoredSubmission]:
        """The accepted submissions for one paper in their order, but the one that counts at the end."""
        one = self.counted_for(paper_id)
        return [*(each for each in one.handed if each != one.counting), one.counting] if one else []

    def current_for(self, paper_id: str) -> StoredSubmission | None:
        """The submission that counts for one paper."""
        one = self.counted_for(paper_id)
        return one.counting if one else None

    def current(self, drill_id: str) -> dict[str, StoredSubmission]:
        """The submission that counts for each answered paper of a drill."""
        return {paper: each.counting for paper, each in self.counted(drill_id).items()}

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
            run=row.run or 0,
            started_at=row.started_at,
            elapsed=row.elapsed,
            handin=row.handin,
            items=row.items or 0,
            code=Rejected(row.code) if row.code else None,
            reason=row.reason,
        )

    def _row(self, drill_id: str, digest: str) -> SubmissionRow | None:
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return self._session.scalars(query).one_or_none()


def _choice(decided: Decisions, paper: str) -> ChosenSubmission:
    return ChosenSubmission(digest=decided.chosen.get(paper, ""), compared=decided.compared.get(paper, ()))


def _name(row: SubmissionRow) -> str:
    return f"第 {row.place} 份收到的文件（{row.file_name}）的登记"


def _in_state(
    submissions: Iterable[StoredSubmission], state: SubmissionState | None = SubmissionState.ACCEPTED
) -> list[StoredSubmission]:
    return [submission for submission in submissions if state in (None, submission.state)]


def storable_time(time: str) -> str:
    """Makes a time from a learner's file storable in any database: limits its length and removes NULs."""
    return time.replace("\0", "")[:_TIME_LENGTH]


def _storable(number: int | None) -> int | None:
    """A number from a learner's file, if any database can store it."""
    return number if number is not None and 0 <= number <= _LARGEST else None
