"""The ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianbing.domain.kernel.decimals import number, plain
from lianbing.domain.ledger.evidence import evidence_from_plain, evidence_to_plain
from lianbing.domain.ledger.ledger import Cause, Change, Entry
from lianbing.errors import StoreFault
from lianbing.store.tables import LedgerRow
from lianbing.wire.canonical import canonical


class Ledger:
    """The ledger as one transaction sees it; entries are added, never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

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

    def last(self) -> Entry | None:
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

    def current(self, paper_id: str) -> dict[str, Entry]:
        """For each item of a paper, its newest entry."""
        return {entry.change.item: entry for entry in self.entries(paper_id=paper_id)}


def _entry(row: LedgerRow) -> Entry:
    try:
        return _read_entry(row)
    except (ArithmeticError, KeyError, ValueError, TypeError) as error:
        raise StoreFault(f"台账第 {row.sequence} 条读不出来：这一条被改动过，请从备份核对") from error


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
