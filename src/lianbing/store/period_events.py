"""What people did to periods."""

from __future__ import annotations

import json

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.kernel.canonical import canonical
from lianbing.domain.ledger.period_events import PeriodContent, PeriodEvent
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import PeriodEventRow
from lianbing.wire.periods.events import event_from_json, event_to_json

_IN_ORDER = select(PeriodEventRow).order_by(PeriodEventRow.sequence)


class PeriodEvents:
    """The repository of period events in one transaction; events are added, never changed."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def add(
        self, period: str, content: PeriodContent, *, by: str, at: str, reason: str = "", employee: str = ""
    ) -> PeriodEvent:
        """Adds an event; ``by`` whom, ``at`` which time, for what ``reason``. Belongs into a writing transaction."""
        last = self._session.scalar(select(func.max(PeriodEventRow.sequence))) or 0
        event = PeriodEvent(
            sequence=last + 1, period=period, employee=employee, content=content, reason=reason, by=by, at=at
        )
        columns = {**vars(event), "kind": content.kind, "content": canonical(event_to_json(content))}
        self._session.add(PeriodEventRow(**columns))
        self._session.flush()
        return event

    def of(self, period: str) -> list[PeriodEvent]:
        """The events of exactly this period, in order."""
        return self._events(_IN_ORDER.where(PeriodEventRow.period == period))

    def of_kinds(self, *kinds: str) -> list[PeriodEvent]:
        """The events of some kinds, of all periods, in order."""
        return self._events(_IN_ORDER.where(PeriodEventRow.kind.in_(kinds)))

    def all(self, damaged: list[RecordDamaged]) -> list[PeriodEvent]:
        """The events of all periods in order; ``damaged`` as in :func:`read_all`."""
        return self._events(_IN_ORDER, damaged)

    def _events(self, query: Select[PeriodEventRow], damaged: list[RecordDamaged] | None = None) -> list[PeriodEvent]:
        return [*read_all(self._seals.sealed(query, PeriodEventRow), _name, self._event, damaged)]

    def _event(self, row: PeriodEventRow) -> PeriodEvent:
        self._seals.check(row)
        content = event_from_json(json.loads(row.content))
        if content.kind != row.kind:
            raise ValueError("filed under another kind")
        return PeriodEvent(
            sequence=row.sequence,
            period=row.period,
            employee=row.employee,
            content=content,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )


def _name(row: PeriodEventRow) -> str:
    return f"考评期记事第 {row.sequence} 条"
