"""成绩台账: the append-only record of every mark, each entry chained to the one before by SHA-256."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.papers import Paper
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.canonical import digest as canonical_digest
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.evidence import Evidence, evidence_of, evidence_to_plain
from lianbing.domain.marking.marks import GradingRecord, Mark, MarkStatus

GENESIS = "0" * 64


class Cause(StrEnum):
    """Why an entry was written; the value is the text that users see."""

    GRADED = "判分"
    RESUBMITTED = "重交答卷后判分"
    CHOSEN = "指定答卷后判分"
    REGRADED = "重新判分"
    MARKED = "人工评分"
    REVIEWED = "人工复核"
    APPEALED = "申诉复核"
    NOT_LOWERED = "就高不降"

    @property
    def is_by_person(self) -> bool:
        """Whether a person gave the points."""
        return self in (Cause.MARKED, Cause.REVIEWED, Cause.APPEALED)

    @property
    def holds(self) -> bool:
        """Whether grading again leaves such a mark as it is: a person decided on it."""
        return self.is_by_person or self is Cause.NOT_LOWERED


def cause_of_person(before: Decimal | None) -> Cause:
    """Why a person's points are entered: the first ones of an item, or others than it had ``before``.

    Versions that knew one cause wrote :attr:`Cause.REVIEWED` for both.
    """
    return Cause.MARKED if before is None else Cause.REVIEWED


@dataclass(frozen=True, kw_only=True)
class Change:
    """A new or changed mark that is not in the ledger yet.

    ``before`` and ``after`` are points, ``None`` where there was or is no mark; ``evidence`` is the basis of the mark.
    """

    drill: str
    paper: str
    employee: str
    item: str
    worth: Decimal
    before: Decimal | None
    after: Decimal | None
    cause: Cause
    reason: str
    evidence: Evidence

    @property
    def status(self) -> MarkStatus:
        """The state of the mark after the change."""
        return MarkStatus.UNGRADED if self.after is None else MarkStatus.GRADED


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A ledger entry: a change with its author, time, number and link to the previous entry."""

    sequence: int
    change: Change
    by: str
    at: str
    previous: str
    digest: str

    @property
    def link(self) -> Link:
        """Its place in the chain."""
        return Link(sequence=self.sequence, drill=self.change.drill, previous=self.previous, digest=self.digest)


@dataclass(frozen=True, kw_only=True)
class Link:
    """The place of an entry in the chain. Of an entry that was purged it is all that is left."""

    sequence: int
    drill: str
    previous: str
    digest: str


def chain(changes: Iterable[Change], by: str, at: str, last: Entry | Link | None) -> tuple[Entry, ...]:
    """Returns chained entries for ``changes`` that follow ``last``; ``at`` is an ISO 8601 time."""
    entries: list[Entry] = []
    for change in changes:
        before: Entry | Link | None = entries[-1] if entries else last
        sequence = before.sequence + 1 if before else 1
        previous = before.digest if before else GENESIS
        entries.append(
            Entry(
                sequence=sequence,
                change=change,
                by=by,
                at=at,
                previous=previous,
                digest=digest(sequence, change, by, at, previous),
            )
        )
    return tuple(entries)


def digest(sequence: int, change: Change, by: str, at: str, previous: str) -> str:
    """Computes the SHA-256 of the canonical JSON of all fields of an entry except its digest."""
    return canonical_digest(
        {"sequence": sequence, "by": by, "at": at, "previous": previous, "change": _content(change)}
    )


def _content(change: Change) -> dict[str, object]:
    return {
        **vars(change),
        **{name: _points(getattr(change, name)) for name in ("worth", "before", "after")},
        "evidence": evidence_to_plain(change.evidence),
    }


def _points(points: Decimal | None) -> str | None:
    return None if points is None else plain(points)


def is_as_written(entry: Entry) -> bool:
    """Whether an entry matches its digest."""
    return entry.digest == digest(entry.sequence, entry.change, entry.by, entry.at, entry.previous)


def first_break(entries: Iterable[Entry | Link]) -> Entry | Link | None:
    """The first of :func:`breaks`; ``None`` if the chain holds."""
    return next(breaks(entries), None)


def breaks(entries: Iterable[Entry | Link], unreadable: Collection[int] = ()) -> Iterator[Entry | Link]:
    """Entries whose digest, place or link is not what it should be.

    Args:
        entries: the ledger from its first entry on, without unreadable ones; of purged ones the links.
        unreadable: the sequence numbers of unreadable entries; links to them can't be checked.
    """
    previous: str | None = GENESIS
    expected = 1
    for entry in entries:
        while expected in unreadable:
            previous, expected = None, expected + 1
        linked = previous is None or entry.previous == previous
        if entry.sequence != expected or not linked or (isinstance(entry, Entry) and not is_as_written(entry)):
            yield entry
        previous, expected = entry.digest, entry.sequence + 1


def items_without_mark(paper: Paper, submission: str, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the items of ``paper`` that have no entry made from this submission (by SHA-256)."""
    return tuple(item.item.id for item in paper.items if not rests_on(entries.get(item.item.id), submission))


def rests_on(entry: Entry | None, submission: str) -> bool:
    """Whether an entry was made from this submission; marks of earlier submissions don't count."""
    return entry is not None and entry.change.evidence.submission == submission


def was_not_run(submission: str, entries: Mapping[str, Entry]) -> bool:
    """Whether some code of this submission is unmarked because it was not run, and can be run later."""
    return any(is_unrun(entry) for entry in entries.values() if rests_on(entry, submission))


def is_unrun(entry: Entry) -> bool:
    """Whether an entry records that code is unmarked because it was not run."""
    return entry.change.after is None and entry.change.evidence.verdict is Verdict.UNRUN


def changes_from(
    record: GradingRecord, drill: str, current: Mapping[str, Entry], *, chosen: bool = False
) -> tuple[Change, ...]:
    """Returns the changes of a grading record against the current entries; none if it was recorded before.

    A mark that a person decided on is kept unless another submission counts now: a newer one, or one that a person has
    ``chosen``.
    """
    another = Cause.CHOSEN if chosen else Cause.RESUBMITTED
    return tuple(
        _change(record, drill, mark, current.get(mark.item), another)
        for mark in record.marks
        if _is_news(record, mark, current.get(mark.item))
    )


def _is_news(record: GradingRecord, mark: Mark, current: Entry | None) -> bool:
    if current is None:
        return True
    if not rests_on(current, record.submission):
        return True
    if current.change.cause.holds:
        return False
    same_paper = current.change.evidence.paper_digest == record.paper_digest
    return not (same_paper and current.change.after == mark.earned)


def _change(record: GradingRecord, drill: str, mark: Mark, current: Entry | None, another: Cause) -> Change:
    return Change(
        drill=drill,
        paper=record.paper,
        employee=record.employee,
        item=mark.item,
        worth=mark.worth,
        before=current.change.after if current else None,
        after=mark.earned,
        cause=_cause(record, current, another),
        reason=mark.reason,
        evidence=evidence_of(mark, record.submission, record.paper_digest),
    )


def _cause(record: GradingRecord, current: Entry | None, another: Cause) -> Cause:
    """Why there is an entry; ``another`` says why another submission counts, if one does."""
    if current is None:
        return Cause.GRADED
    return Cause.REGRADED if rests_on(current, record.submission) else another
