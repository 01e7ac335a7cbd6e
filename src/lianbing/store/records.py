"""What a transaction can read and write, in domain terms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.papers import Paper
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.corrections import CorrectionRound, amend, corrections_in_force
from lianbing.domain.ledger.ledger import Cause, Change, Entry
from lianbing.errors import StoreFault
from lianbing.store.tables import AssessmentRow, CorrectionRow, DrillRow, LedgerRow, PaperRow, SubmissionRow
from lianbing.wire.canonical import canonical
from lianbing.wire.corrections import round_digest, round_from_json, round_to_json
from lianbing.wire.papers import paper_digest, paper_from_json, paper_to_json

_TIME_LENGTH = 40


class SubmissionState(StrEnum):
    """Where a submission stands."""

    STORED = "stored"
    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, kw_only=True)
class Drill:
    """An issued drill."""

    id: str
    title: str
    period: str
    minutes: int
    seed: str
    issued_at: str


@dataclass(frozen=True, kw_only=True)
class IssuedPaper:
    """A paper as it was issued, with its token and digest.

    ``amended`` is there if items of it were corrected since, ``round`` the digest of the drill's newest act (or empty).
    """

    paper: Paper
    token: str
    digest: str
    amended: Paper | None = None
    round: str = ""

    @property
    def corrected(self) -> Paper:
        """The paper as it is to be marked: as issued, with every correction since."""
        return self.amended or self.paper


@dataclass(frozen=True)
class RecordedRound:
    """An act of correction in its place; ``digest`` is what the store says, for marks to name and audits to check."""

    sequence: int
    digest: str
    round: CorrectionRound


@dataclass(frozen=True, kw_only=True)
class StoredSubmission:
    """A file that came in; ``code`` and ``reason`` are set in quarantine."""

    place: int
    drill: str
    digest: str
    file_name: str
    received_at: str
    state: SubmissionState
    paper: str | None = None
    submitted_at: str = ""
    code: str = ""
    reason: str = ""


class Records:
    """One transaction's view of the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Drills and papers

    def drill(self, drill_id: str) -> Drill | None:
        """A drill by id."""
        row = self._session.get(DrillRow, drill_id)
        return _drill(row) if row else None

    def drills(self, period: str | None = None) -> list[Drill]:
        """Drills in the order of their ids, of one period or all."""
        query = select(DrillRow)
        if period is not None:
            query = query.where(DrillRow.period == period)
        rows = sorted(self._session.scalars(query), key=lambda row: row.id)  # databases sort letters otherwise
        return [_drill(row) for row in rows]

    def add_drill(self, drill: Drill) -> None:
        """Adds a drill; its id must be new."""
        self._session.add(DrillRow(**vars(drill)))
        self._session.flush()

    def add_paper(self, paper: Paper, token: str) -> None:
        """Adds a paper of an added drill."""
        self._session.add(
            PaperRow(
                id=paper.id,
                drill=paper.drill,
                employee=paper.employee.id,
                token=token,
                digest=paper_digest(paper),
                content=canonical(paper_to_json(paper)),
            )
        )

    def paper(self, paper_id: str) -> IssuedPaper | None:
        """A paper by id."""
        row = self._session.get(PaperRow, paper_id)
        return _issued(row, _Corrections(self.rounds(row.drill))) if row else None

    def papers(self, drill_id: str) -> list[IssuedPaper]:
        """A drill's papers by employee number."""
        query = select(PaperRow).where(PaperRow.drill == drill_id)
        corrections = _Corrections(self.rounds(drill_id))
        rows = sorted(self._session.scalars(query), key=lambda row: row.employee)  # databases sort letters otherwise
        return [_issued(row, corrections) for row in rows]

    # Corrections

    def add_round(self, act: CorrectionRound) -> RecordedRound:
        """Adds an act that was made after :meth:`last_act`."""
        last = self.last_round()
        recorded = RecordedRound(last.sequence + 1 if last else 1, round_digest(act), act)
        content = canonical(round_to_json(act))
        row = CorrectionRow(sequence=recorded.sequence, drill=act.drill, digest=recorded.digest, content=content)
        self._session.add(row)
        self._session.flush()
        return recorded

    def rounds(self, drill_id: str | None = None) -> list[RecordedRound]:
        """Acts in order, of one drill or all."""
        query = select(CorrectionRow).order_by(CorrectionRow.sequence)
        if drill_id is not None:
            query = query.where(CorrectionRow.drill == drill_id)
        return [_act(row) for row in self._session.scalars(query)]

    def last_round(self) -> RecordedRound | None:
        """The newest act of any drill."""
        newest = select(func.max(CorrectionRow.sequence)).scalar_subquery()
        row = self._session.scalars(select(CorrectionRow).where(CorrectionRow.sequence == newest)).one_or_none()
        return _act(row) if row else None

    def newest_round(self, drill_id: str) -> str:
        """The digest of a drill's newest act; empty without one. Where it differs, papers were corrected meanwhile."""
        query = select(CorrectionRow.digest).where(CorrectionRow.drill == drill_id)
        return self._session.scalars(query.order_by(CorrectionRow.sequence.desc()).limit(1)).one_or_none() or ""

    # Submissions

    def submission(self, drill_id: str, digest: str) -> StoredSubmission | None:
        """What is known of a file."""
        row = self._submission_row(drill_id, digest)
        return _submission(row) if row else None

    def add_submission(self, drill_id: str, digest: str, file_name: str, received_at: str) -> None:
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
        row = self._submission_row(drill_id, digest)
        if row:
            row.state, row.paper, row.submitted_at = SubmissionState.ACCEPTED.value, paper_id, _storable(submitted_at)
            row.code = row.reason = ""

    def quarantine(self, drill_id: str, digest: str, code: str, reason: str) -> None:
        """Sets a submission aside with the reason."""
        row = self._submission_row(drill_id, digest)
        if row:
            row.state, row.code, row.reason = SubmissionState.QUARANTINED.value, code, reason

    def submissions(self, drill_id: str, state: SubmissionState | None = None) -> list[StoredSubmission]:
        """Files of a drill in order of arrival."""
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id).order_by(SubmissionRow.place)
        if state is not None:
            query = query.where(SubmissionRow.state == state.value)
        return [_submission(row) for row in self._session.scalars(query)]

    def current_submissions(self, drill_id: str) -> dict[str, StoredSubmission]:
        """For each paper that was answered, the accepted submission that was handed in last.

        Its own time decides, not its arrival: a folder may hold an older version under a later name.
        """
        accepted = self.submissions(drill_id, SubmissionState.ACCEPTED)
        accepted.sort(key=lambda submission: (_moment(submission.submitted_at), submission.place))
        return {submission.paper: submission for submission in accepted if submission.paper}

    def _submission_row(self, drill_id: str, digest: str) -> SubmissionRow | None:
        query = select(SubmissionRow).where(SubmissionRow.drill == drill_id, SubmissionRow.digest == digest)
        return self._session.scalars(query).one_or_none()

    # Ledger

    def append(self, entries: Iterable[Entry]) -> None:
        """Adds entries that :func:`lianbing.domain.ledger.ledger.chain` made after :meth:`last_entry`."""
        for entry in entries:
            change = entry.change
            self._session.add(
                LedgerRow(
                    sequence=entry.sequence,
                    drill=change.drill,
                    paper=change.paper,
                    employee=change.employee,
                    item=change.item,
                    worth=plain(change.worth),
                    before=None if change.before is None else plain(change.before),
                    after=None if change.after is None else plain(change.after),
                    cause=change.cause.value,
                    reason=change.reason,
                    evidence=canonical(change.evidence),
                    by=entry.by,
                    at=entry.at,
                    previous=entry.previous,
                    digest=entry.digest,
                )
            )

    def last_entry(self) -> Entry | None:
        """The end of the chain."""
        newest = select(func.max(LedgerRow.sequence)).scalar_subquery()
        row = self._session.scalars(select(LedgerRow).where(LedgerRow.sequence == newest)).one_or_none()
        return _entry(row) if row else None

    def entries(self, drill_id: str | None = None, paper_id: str | None = None) -> Iterator[Entry]:
        """Entries in order, of one drill, one paper, or all."""
        query = select(LedgerRow).order_by(LedgerRow.sequence)
        if drill_id is not None:
            query = query.where(LedgerRow.drill == drill_id)
        if paper_id is not None:
            query = query.where(LedgerRow.paper == paper_id)
        for row in self._session.scalars(query):
            yield _entry(row)

    def current_entries(self, paper_id: str) -> dict[str, Entry]:
        """For each item of a paper, its newest entry."""
        return {entry.change.item: entry for entry in self.entries(paper_id=paper_id)}

    # Assessments

    def add_assessment(self, period: str, made_at: str, content: Mapping[str, object]) -> None:
        """Keeps an assessment as made."""
        self._session.add(AssessmentRow(period=period, made_at=made_at, content=canonical(content)))

    def anchors(self) -> list[tuple[int, str]]:
        """Where the ledger ended when each assessment was made: sequence and digest."""
        contents = [json.loads(row.content) for row in self._session.scalars(select(AssessmentRow))]
        return [(content["ledger_sequence"], content["ledger_digest"]) for content in contents]

    def newest_assessment(self, period: str) -> tuple[str, dict[str, object]] | None:
        """When the newest assessment of a period was made, and what it says."""
        query = select(AssessmentRow).where(AssessmentRow.period == period).order_by(AssessmentRow.id.desc()).limit(1)
        row = self._session.scalars(query).one_or_none()
        return (row.made_at, json.loads(row.content)) if row else None


def _storable(said: str) -> str:
    """A time as a learner's file says it, so that any database takes it: no longer than times are, and no NUL."""
    return said.replace("\0", "")[:_TIME_LENGTH]


def _moment(said: str) -> float:
    """A submission's time as seconds; what is no time counts as the earliest."""
    try:
        return datetime.fromisoformat(said).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _drill(row: DrillRow) -> Drill:
    return Drill(
        id=row.id, title=row.title, period=row.period, minutes=row.minutes, seed=row.seed, issued_at=row.issued_at
    )


class _Corrections:
    """What a drill's acts say of each paper."""

    def __init__(self, acts: list[RecordedRound]) -> None:
        self.newest = acts[-1].digest if acts else ""
        self.of = corrections_in_force((recorded.digest, recorded.round) for recorded in acts)


def _issued(row: PaperRow, corrections: _Corrections) -> IssuedPaper:
    paper = paper_from_json(json.loads(row.content))
    amended = amend(paper, corrections.of[row.id]) if row.id in corrections.of else None
    return IssuedPaper(paper=paper, token=row.token, digest=row.digest, amended=amended, round=corrections.newest)


def _act(row: CorrectionRow) -> RecordedRound:
    try:
        act = round_from_json(json.loads(row.content))
        if act.drill != row.drill:
            raise ValueError("filed under another drill")
        return RecordedRound(row.sequence, row.digest, act)
    except (KeyError, ValueError, TypeError) as error:
        raise StoreFault(f"第 {row.sequence} 次更正的记录读不出来：它被改动过，请从备份核对") from error


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


def _entry(row: LedgerRow) -> Entry:
    try:
        return _read_entry(row)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise StoreFault(f"台账第 {row.sequence} 条读不出来：这一条被改动过，请从备份核对") from error


def _read_entry(row: LedgerRow) -> Entry:
    change = Change(
        drill=row.drill,
        paper=row.paper,
        employee=row.employee,
        item=row.item,
        worth=Decimal(row.worth),
        before=None if row.before is None else Decimal(row.before),
        after=None if row.after is None else Decimal(row.after),
        cause=Cause(row.cause),
        reason=row.reason,
        evidence=dict(json.loads(row.evidence)),
    )
    return Entry(sequence=row.sequence, change=change, by=row.by, at=row.at, previous=row.previous, digest=row.digest)
