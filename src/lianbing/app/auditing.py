"""Verifies that the ledger and all data behind marks and results are unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lianbing.app.originals import lost_originals, unnoted_files, unproven_papers
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.audits import misplaced_steps, unfounded_appeal_marks, unkept_publications
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.audits import MarkSources, differences
from lianbing.domain.assessment.sources import Rating
from lianbing.domain.drills.audits import unexplained_withdrawals, unfounded_events
from lianbing.domain.drills.events import DrillEvent, decisions
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.ledger import audits
from lianbing.domain.ledger.corrections import RecordedRound
from lianbing.domain.ledger.ledger import Entry, Link
from lianbing.domain.ledger.period_events import PeriodEvent
from lianbing.domain.privacy.audits import RecordedPurge, Remains, unfounded_purges
from lianbing.domain.privacy.purges import Purge
from lianbing.domain.reviewing.audits import contradicted_entries, unfounded_marks
from lianbing.domain.reviewing.rounds import RawMark, ReviewRound
from lianbing.errors import DataChanged, RecordDamaged, StoreFault
from lianbing.store.records import Records
from lianbing.wire.corrections import key_digest


@dataclass(frozen=True, kw_only=True)
class SoundLedger:
    """How many entries the ledger has, and how many of them are purged."""

    entries: int
    purged: int


def verify_ledger(workspace: Workspace) -> SoundLedger:
    """Verifies the ledger and all data behind marks and results.

    Raises:
        DataChanged: with a sentence for everything that is gone or not as it was written.
    """
    problems: list[str] = []
    holdings = None
    try:
        with workspace.store.transaction() as records:
            problems += records.structure()
            holdings = _Holdings.read(records)
            problems += records.removed()
        problems = [*_contradictions(holdings), *problems]
        problems += lost_originals(workspace, holdings.submissions, holdings.covers)
        problems += unnoted_files(workspace, holdings.submissions)
        problems += unproven_papers(workspace, holdings.covers.values())
    except StoreFault as fault:  # so broken that it can't be read to its end
        problems.append(fault.message)
    if workspace.purge_list.exists():
        problems.append("上一次清除没有做完：再运行一次 lianbing purge，它会接着做完")
    if problems or holdings is None:
        raise DataChanged(tuple(dict.fromkeys(problems)))
    return SoundLedger(entries=len(holdings.chained), purged=len(holdings.links))


@dataclass(frozen=True, kw_only=True)
class _Holdings:
    """All readable records of the store, and descriptions of the damaged ones."""

    entries: Sequence[Entry]
    links: Sequence[Link]
    rounds: Sequence[RecordedRound]
    covers: Mapping[str, Cover]
    events: Sequence[DrillEvent]
    period_events: Sequence[PeriodEvent]
    kept: Mapping[tuple[str, str], set[str]]
    withdrawn: frozenset[str]
    submissions: Sequence[StoredSubmission]
    assessments: Sequence[Assessment]
    ratings: Sequence[Rating]
    review_rounds: Sequence[ReviewRound]
    review_marks: Sequence[RawMark]
    purges: Sequence[RecordedPurge]
    seals: Mapping[tuple[str, str], str]
    shortened: frozenset[tuple[str, str]]
    damaged_entries: Sequence[RecordDamaged]
    damaged_rounds: Sequence[RecordDamaged]
    damaged: Sequence[RecordDamaged]

    @classmethod
    def read(cls, records: Records) -> _Holdings:
        damaged_entries: list[RecordDamaged] = []
        damaged_rounds: list[RecordDamaged] = []
        damaged: list[RecordDamaged] = []
        records.drills.all(damaged)
        records.drills.rosters(damaged)
        records.people.all(damaged)
        events, period_events = records.events.all(damaged), records.period_events.all(damaged)
        purges = [*_purges(period_events)]
        issued = [*records.drills.examined_covers(damaged)]
        withdrawn = records.withdrawn.covers(damaged)
        return cls(
            entries=[*records.ledger.entries(damaged_entries)],
            links=records.ledger.purged(damaged_entries),
            rounds=records.corrections.all(damaged_rounds),
            covers={cover.paper: cover for cover in _with_numbers((*issued, *withdrawn), events)},
            events=events,
            period_events=period_events,
            kept=records.assessments.digests(),
            withdrawn=frozenset(cover.paper for cover in withdrawn),
            submissions=records.submissions.all(damaged),
            assessments=records.assessments.all(damaged),
            ratings=records.ratings.every(damaged),
            review_rounds=records.reviews.all_rounds(damaged),
            review_marks=records.reviews.all_marks(damaged),
            purges=purges,
            seals=records.purging.seals() if purges else {},
            shortened=frozenset(records.purging.shortened()),
            damaged_entries=damaged_entries,
            damaged_rounds=damaged_rounds,
            damaged=damaged,
        )

    @property
    def chained(self) -> list[Entry | Link]:
        """All entries in order, of purged ones the links."""
        return sorted((*self.entries, *self.links), key=lambda each: each.sequence)


def _purges(events: Iterable[PeriodEvent]) -> Iterator[RecordedPurge]:
    for event in events:
        if isinstance(event.content, Purge):
            yield RecordedPurge(name=f"考评期记事第 {event.sequence} 条（清除）", purge=event.content)


def _with_numbers(covers: Iterable[Cover], events: Iterable[DrillEvent]) -> Iterator[Cover]:
    """The covers with the numbers that their people were corrected to."""
    later = decisions(events).numbers
    for cover in covers:
        yield replace(cover, later=later.get(cover.paper, ()))


def _contradictions(held: _Holdings) -> Iterator[str]:
    """Describes contradictions between readable records."""
    yield from audits.broken_links(held.chained, _sentences(held.damaged_entries))
    yield from (damage.message for damage in held.damaged)
    if not held.damaged:  # else papers and submissions may seem to be gone that are only unreadable
        yield from _of_events(held)
        yield from _of_marks(held)
        yield from unfounded_purges(held.purges, _remains(held))
        yield from _of_appeals(held)
    papers = {cover.paper: cover.digest for cover in held.covers.values()}
    ends = audits.ends_of(held.chained)
    yield from audits.broken_rounds(held.rounds, _sentences(held.damaged_rounds), papers, ends)
    yield from audits.changed_papers(held.entries, papers)
    yield from audits.missing_submissions(held.entries, held.submissions)
    yield from audits.without_correction(held.entries, _claims(held.rounds))
    sources = MarkSources(held.entries, held.assessments, {rating.sequence: rating for rating in held.ratings})
    for assessment in held.assessments:
        yield from audits.moved_end(assessment.ledger_sequence, assessment.ledger_digest, ends)
        yield from differences(assessment, sources)


def _of_events(held: _Holdings) -> Iterator[str]:
    accepted = {(each.paper or "", each.digest) for each in held.submissions if each.state is SubmissionState.ACCEPTED}
    issued = held.covers.keys() - held.withdrawn
    yield from unfounded_events(held.events, issued, held.withdrawn, accepted)
    yield from unexplained_withdrawals(held.events, sorted(held.withdrawn))


def _of_marks(held: _Holdings) -> Iterator[str]:
    yield from unfounded_marks(held.review_marks, {each.sequence: each for each in held.review_rounds}, held.covers)
    yield from contradicted_entries(held.entries, {mark.sequence: mark for mark in held.review_marks})


def _remains(held: _Holdings) -> Remains:
    return Remains(
        entries={entry.sequence for entry in held.entries},
        links=held.links,
        changed=held.seals,
        shortened=held.shortened,
    )


def _of_appeals(held: _Holdings) -> Iterator[str]:
    yield from unkept_publications(held.period_events, held.kept)
    yield from misplaced_steps(held.period_events)
    yield from unfounded_appeal_marks(held.entries, held.period_events)


def _sentences(damaged: Iterable[RecordDamaged]) -> dict[int, str]:
    return {damage.record: damage.message for damage in damaged if isinstance(damage.record, int)}


def _claims(rounds: Iterable[RecordedRound]) -> dict[tuple[str, str, str], audits.Claim]:
    return {
        (recorded.digest, correction.paper, correction.item): (correction.withdrawn, key_digest(correction.key))
        for recorded in rounds
        for correction in recorded.round.corrections
    }
