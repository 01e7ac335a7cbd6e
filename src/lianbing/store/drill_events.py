"""What was done to drills."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.events import Decisions, DrillEvent, EventKind, Occurrence, Subject, decisions
from lianbing.domain.kernel.canonical import canonical
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import DrillEventRow
from lianbing.wire.drills.events import event_from_json, event_to_json

_IN_ORDER = select(DrillEventRow).order_by(DrillEventRow.sequence)
_DECIDED = (
    EventKind.CORRECTED,
    EventKind.CHOSEN,
    EventKind.CLOSED,
    EventKind.REOPENED,
    EventKind.EXCUSED,
    EventKind.EXTRA_TIME,
    EventKind.TERMS,
)
"""The kinds of events that :func:`decisions` sums up; the others would only take time to read."""
_WHOLE_DRILL = Subject()


class DrillEvents:
    """The repository of drill events in one transaction; events are added, never changed."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def add(
        self, drill_id: str, content: Occurrence, *, by: str, at: str, reason: str = "", subject: Subject = _WHOLE_DRILL
    ) -> DrillEvent:
        """Adds an event; ``by`` whom, ``at`` which time, for what ``reason``. Belongs into a writing transaction."""
        last = self._session.scalar(select(func.max(DrillEventRow.sequence))) or 0
        event = DrillEvent(
            sequence=last + 1, drill=drill_id, subject=subject, content=content, reason=reason, by=by, at=at
        )
        columns = {**vars(event), **vars(subject), "kind": content.kind.value}
        columns.pop("subject")
        self._session.add(DrillEventRow(**{**columns, "content": canonical(event_to_json(content))}))
        self._session.flush()
        return event

    def of(self, drill_id: str) -> list[DrillEvent]:
        """The events of a drill in order."""
        return self._events(_IN_ORDER.where(DrillEventRow.drill == drill_id))

    def all(self, damaged: list[RecordDamaged]) -> list[DrillEvent]:
        """The events of all drills in order; ``damaged`` as in :func:`read_all`."""
        return self._events(_IN_ORDER, damaged)

    def in_force(self, drill_id: str, kinds: Collection[EventKind] = _DECIDED) -> Decisions:
        """What the events of a drill amount to, or those of some ``kinds``."""
        return decisions(self._events(_IN_ORDER.where(DrillEventRow.drill == drill_id, _is_one_of(kinds))))

    def of_paper(self, paper_id: str, kinds: Collection[EventKind]) -> list[DrillEvent]:
        """The events of some ``kinds`` that concern a paper, in order."""
        return self._events(_IN_ORDER.where(DrillEventRow.paper == paper_id, _is_one_of(kinds)))

    def chosen_for(self, paper_id: str) -> Mapping[str, str]:
        """The digest of the submission that a person chose for a paper, by the paper's id; else nothing."""
        decided = decisions(self.of_paper(paper_id, [EventKind.CHOSEN]))
        return {paper: digest for paper, digest in decided.chosen.items() if paper not in decided.compared}

    def _events(self, query: Select[DrillEventRow], damaged: list[RecordDamaged] | None = None) -> list[DrillEvent]:
        return [*read_all(self._seals.sealed(query, DrillEventRow), _name, self._event, damaged)]

    def _event(self, row: DrillEventRow) -> DrillEvent:
        self._seals.check(row)
        content = event_from_json(json.loads(row.content))
        if content.kind != row.kind:
            raise ValueError("filed under another kind")
        return DrillEvent(
            sequence=row.sequence,
            drill=row.drill,
            subject=Subject(paper=row.paper, employee=row.employee),
            content=content,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )


def _is_one_of(kinds: Collection[EventKind]) -> ColumnElement[bool]:
    return DrillEventRow.kind.in_([kind.value for kind in kinds])


def _name(row: DrillEventRow) -> str:
    return f"练兵记事第 {row.sequence} 条"
