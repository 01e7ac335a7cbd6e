"""Drills and their papers."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.domain.drills.issued import Drill, IssuedPaper
from lianbing.domain.drills.papers import Paper
from lianbing.domain.ledger.corrections import RecordedRound, amend, corrections_in_force
from lianbing.store.corrections import Corrections
from lianbing.store.tables import DrillRow, PaperRow
from lianbing.wire.canonical import canonical
from lianbing.wire.papers import paper_digest, paper_from_json, paper_to_json


class Drills:
    """Drills and papers as one transaction sees them. A paper is read with the corrections since."""

    def __init__(self, session: Session, corrections: Corrections) -> None:
        self._session, self._acts = session, corrections

    def get(self, drill_id: str) -> Drill | None:
        """A drill by id."""
        row = self._session.get(DrillRow, drill_id)
        return _drill(row) if row else None

    def all(self, period: str | None = None) -> list[Drill]:
        """Drills in the order of their ids, of one period or all."""
        query = select(DrillRow)
        if period is not None:
            query = query.where(DrillRow.period == period)
        rows = sorted(self._session.scalars(query), key=lambda row: row.id)  # databases sort letters otherwise
        return [_drill(row) for row in rows]

    def add(self, drill: Drill) -> None:
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
        return _issued(row, _InForce(self._acts.of(row.drill))) if row else None

    def papers(self, drill_id: str) -> list[IssuedPaper]:
        """A drill's papers by employee number."""
        query = select(PaperRow).where(PaperRow.drill == drill_id)
        corrections = _InForce(self._acts.of(drill_id))
        rows = sorted(self._session.scalars(query), key=lambda row: row.employee)  # databases sort letters otherwise
        return [_issued(row, corrections) for row in rows]


def _drill(row: DrillRow) -> Drill:
    return Drill(
        id=row.id, title=row.title, period=row.period, minutes=row.minutes, seed=row.seed, issued_at=row.issued_at
    )


class _InForce:
    """What a drill's acts say of each paper."""

    def __init__(self, acts: list[RecordedRound]) -> None:
        self.newest = acts[-1].digest if acts else ""
        self.of = corrections_in_force((recorded.digest, recorded.round) for recorded in acts)


def _issued(row: PaperRow, corrections: _InForce) -> IssuedPaper:
    paper = paper_from_json(json.loads(row.content))
    amended = amend(paper, corrections.of[row.id]) if row.id in corrections.of else None
    return IssuedPaper(paper=paper, token=row.token, digest=row.digest, amended=amended, round=corrections.newest)
