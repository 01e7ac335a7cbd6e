"""Drills and their papers."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.domain.drills.drill import Drill, Roster, Window
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.corrections import RecordedRound, amend, corrections_in_force
from lianbing.errors import StoreFault, WrongUsage
from lianbing.store.corrections import Corrections
from lianbing.store.tables import DrillRow, PaperRow, RosterRow
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

    def all(self) -> list[Drill]:
        """Drills in the order of their ids."""
        rows = self._session.scalars(select(DrillRow))
        return [_drill(row) for row in sorted(rows, key=lambda row: row.id)]  # databases sort letters otherwise

    def within(self, period: Period) -> list[Drill]:
        """The drills whose period lies in this one, in the order of their ids."""
        return [drill for drill in self.all() if period.contains(drill.period)]

    def add(self, drill: Drill) -> None:
        """Adds a drill; its id must be new."""
        said = {**vars(drill), "period": drill.period.code, **vars(drill.window)}
        said.pop("window")
        self._session.add(DrillRow(**said))
        self._session.flush()

    def add_roster(self, roster: Roster) -> None:
        """Keeps a list of employees, unless it is the one that was kept last."""
        last = self.roster(roster.drill)
        if last is None or last.employees != roster.employees:
            content = canonical([[each.id, each.name, each.team] for each in roster.employees])
            self._session.add(RosterRow(drill=roster.drill, listed_at=roster.listed_at, content=content))
            self._session.flush()

    def roster(self, drill_id: str) -> Roster | None:
        """The newest list of a drill."""
        query = select(RosterRow).where(RosterRow.drill == drill_id).order_by(RosterRow.id.desc()).limit(1)
        row = self._session.scalars(query).one_or_none()
        return _roster(row) if row else None

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
    try:
        period = Period.parse(row.period)
    except WrongUsage as error:
        raise StoreFault(f"练兵 {row.id} 的考评期“{row.period}”读不出来：它被改动过，请从备份核对") from error
    return Drill(
        id=row.id,
        title=row.title,
        kind=row.kind,
        period=period,
        window=Window(opens=row.opens, closes=row.closes),
        minutes=row.minutes,
        blueprint=row.blueprint,
        edition=row.edition,
        seed=row.seed,
        issued_at=row.issued_at,
    )


def _roster(row: RosterRow) -> Roster:
    try:
        employees = tuple(Employee(id=number, name=name, team=team) for number, name, team in json.loads(row.content))
    except (ValueError, TypeError) as error:
        raise StoreFault(f"练兵 {row.drill} 的名单读不出来：它被改动过，请从备份核对") from error
    return Roster(drill=row.drill, listed_at=row.listed_at, employees=employees)


class _InForce:
    """What a drill's acts say of each paper."""

    def __init__(self, acts: list[RecordedRound]) -> None:
        self.newest = acts[-1].digest if acts else ""
        self.of = corrections_in_force((recorded.digest, recorded.round) for recorded in acts)


def _issued(row: PaperRow, corrections: _InForce) -> IssuedPaper:
    paper = paper_from_json(json.loads(row.content))
    amended = amend(paper, corrections.of[row.id]) if row.id in corrections.of else None
    return IssuedPaper(paper=paper, token=row.token, digest=row.digest, amended=amended, round=corrections.newest)
