"""Papers that were withdrawn before anybody answered them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.papers import Employee
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.drill_events import DrillEvents
from lianbing.store.drills import paper_content
from lianbing.store.seals import Seals
from lianbing.store.tables import PaperRow, WithdrawnPaperRow

_IN_ORDER = select(WithdrawnPaperRow).order_by(WithdrawnPaperRow.id)


class WithdrawnPapers:
    """The repository of withdrawn papers in one transaction. They stand apart from papers, so none counts as issued."""

    def __init__(self, session: Session, seals: Seals, events: DrillEvents) -> None:
        self._session, self._seals, self._events = session, seals, events

    def withdraw(self, paper_id: str) -> None:
        """Moves a paper that has neither submissions nor marks here, as it was issued."""
        row = self._session.get_one(PaperRow, paper_id)
        self._session.add(WithdrawnPaperRow(**{column.key: getattr(row, column.key) for column in row.columns()}))
        self._seals.lift(row)
        self._session.delete(row)
        self._session.flush()

    def cover(self, paper_id: str) -> Cover | None:
        """The cover of a withdrawn paper; ``None`` if there is none of this id."""
        return next(self._covers(_IN_ORDER.where(WithdrawnPaperRow.id == paper_id)), None)

    def any_cover(self, drill_id: str) -> Cover | None:
        """The cover of any withdrawn paper of a drill."""
        return next(self._covers(_IN_ORDER.where(WithdrawnPaperRow.drill == drill_id).limit(1)), None)

    def of(self, drill_id: str) -> list[Cover]:
        """The covers of the withdrawn papers of a drill."""
        return [*self._covers(_IN_ORDER.where(WithdrawnPaperRow.drill == drill_id))]

    def covers(self, damaged: list[RecordDamaged]) -> list[Cover]:
        """The covers of all withdrawn papers; ``damaged`` as in :func:`read_all`."""
        return [*self._covers(_IN_ORDER, damaged)]

    def counts(self, drill_id: str) -> Counter[str]:
        """How many papers of a drill were withdrawn, by the employee number that they were issued to."""
        query = select(WithdrawnPaperRow.employee).where(WithdrawnPaperRow.drill == drill_id)
        return Counter(self._session.scalars(query))

    def people(self, drill_id: str) -> list[Employee]:
        """The people of the withdrawn papers of a drill, as they were shown when these were withdrawn."""
        corrected = self._events.in_force(drill_id).people
        rows = self._seals.sealed(_IN_ORDER.where(WithdrawnPaperRow.drill == drill_id), WithdrawnPaperRow)
        return [*read_all(rows, _name, lambda row: corrected.get(row.id) or Employee(**paper_content(row)["employee"]))]

    def _covers(self, query: Select[WithdrawnPaperRow], damaged: list[RecordDamaged] | None = None) -> Iterator[Cover]:
        return read_all(self._seals.sealed(query, WithdrawnPaperRow), _name, self._cover, damaged)

    def _cover(self, row: WithdrawnPaperRow) -> Cover:
        paper_content(row)
        self._seals.check(row)
        return Cover(paper=row.id, drill=row.drill, employee=row.employee, token=row.token, digest=row.digest)


def _name(row: WithdrawnPaperRow) -> str:
    return f"撤回的试卷 {row.id} "
