"""The ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.kernel.decimals import number, plain
from lianbing.domain.ledger.evidence import evidence_from_plain, evidence_to_plain
from lianbing.domain.ledger.ledger import Cause, Change, Entry, Link, is_as_written
from lianbing.errors import RecordDamaged
from lianbing.store.border import NotAsWritten, read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import LedgerRow, PurgedEntryRow
from lianbing.wire.canonical import canonical

_IN_ORDER = select(LedgerRow).order_by(LedgerRow.sequence)
_PURGED = select(PurgedEntryRow).order_by(PurgedEntryRow.sequence)


class Ledger:
    """The repository of ledger entries in one transaction; entries are added, never changed.

    Of a purged entry only its link in the chain is left, and it counts nowhere else.
    """

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def append(self, entries: Iterable[Entry]) -> None:
        """Adds entries that :func:`lianbing.domain.ledger.ledger.chain` made after :meth:`last`."""
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
                    evidence=canonical(evidence_to_plain(change.evidence)),
                    by=entry.by,
                    at=entry.at,
                    previous=entry.previous,
                    digest=entry.digest,
                )
            )
            self._seals.move_end_of_ledger(entry.digest)

    def get(self, sequence: int) -> Entry | None:
        """An entry by its number."""
        return next(self._entries(_IN_ORDER.where(LedgerRow.sequence == sequence)), None)

    def last(self) -> Link | None:
        """The end of the chain."""
        newest = select(func.max(LedgerRow.sequence)).scalar_subquery()
        links = [entry.link for entry in self._entries(_IN_ORDER.where(LedgerRow.sequence == newest))]
        newest = select(func.max(PurgedEntryRow.sequence)).scalar_subquery()
        links += self._links(_PURGED.where(PurgedEntryRow.sequence == newest))
        return max(links, key=lambda link: link.sequence, default=None)

    def last_digest(self) -> str | None:
        """The digest of the last entry in the chain, even if that entry can't be decoded."""
        ends = [
            (sequence, digest)
            for table in (LedgerRow, PurgedEntryRow)
            for sequence, digest in self._session.execute(
                select(table.sequence, table.digest).order_by(table.sequence.desc()).limit(1)
            )
        ]
        return max(ends)[1] if ends else None

    def purged(self, damaged: list[RecordDamaged] | None = None) -> list[Link]:
        """The links of all purged entries in order; ``damaged`` as in :func:`read_all`."""
        return self._links(_PURGED, damaged)

    def entries(self, damaged: list[RecordDamaged] | None = None) -> Iterator[Entry]:
        """All entries in order; ``damaged`` as in :func:`read_all`."""
        return self._entries(_IN_ORDER, damaged)

    def of_paper(self, paper_id: str) -> list[Entry]:
        """All entries of a paper, in order."""
        return [*self._entries(_IN_ORDER.where(LedgerRow.paper == paper_id))]

    def current(self, paper_id: str) -> dict[str, Entry]:
        """The newest entry of each item of a paper."""
        return {entry.change.item: entry for entry in self.of_paper(paper_id)}

    def newest(self, drill_id: str) -> dict[str, Entry]:
        """The last entry of each paper of a drill that has entries."""
        last = select(func.max(LedgerRow.sequence)).where(LedgerRow.drill == drill_id).group_by(LedgerRow.paper)
        return {entry.change.paper: entry for entry in self._entries(_IN_ORDER.where(LedgerRow.sequence.in_(last)))}

    def after(self, drill_id: str, sequence: int) -> list[int]:
        """The numbers of a drill's entries that come after an entry."""
        query = select(LedgerRow.sequence).where(LedgerRow.drill == drill_id, LedgerRow.sequence > sequence)
        return [*self._session.scalars(query)]

    def _entries(self, query: Select[LedgerRow], damaged: list[RecordDamaged] | None = None) -> Iterator[Entry]:
        return read_all(self._session.scalars(query), _name, _entry, damaged)

    def _links(self, query: Select[PurgedEntryRow], damaged: list[RecordDamaged] | None = None) -> list[Link]:
        return [*read_all(self._session.scalars(query), _name, _link, damaged)]


def _link(row: PurgedEntryRow) -> Link:
    return Link(sequence=row.sequence, drill=row.drill, previous=row.previous, digest=row.digest)


def _name(row: LedgerRow | PurgedEntryRow) -> str:
    return f"台账第 {row.sequence} 条"


def _entry(row: LedgerRow) -> Entry:
    """Decodes an entry after checking its digest."""
    entry = _read_entry(row)
    if not is_as_written(entry):
        raise NotAsWritten("the entry has another digest")
    return entry


def _read_entry(row: LedgerRow) -> Entry:
    change = Change(
        drill=row.drill,
        paper=row.paper,
        employee=row.employee,
        item=row.item,
        worth=number(row.worth),
        before=None if row.before is None else number(row.before),
        after=None if row.after is None else number(row.after),
        cause=Cause(row.cause),
        reason=row.reason,
        evidence=evidence_from_plain(dict(json.loads(row.evidence))),
    )
    return Entry(sequence=row.sequence, change=change, by=row.by, at=row.at, previous=row.previous, digest=row.digest)
