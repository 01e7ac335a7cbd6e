"""Drills and their papers."""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.drills.drill import Drill, Roster, Window
from lianbing.domain.drills.events import Decisions, EventKind, decisions
from lianbing.domain.drills.issued import Cover, IssuedPaper
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.corrections import RecordedRound, amend, corrections_in_force
from lianbing.errors import RecordDamaged
from lianbing.store.border import check_text, read, read_all
from lianbing.store.corrections import Corrections
from lianbing.store.drill_events import DrillEvents
from lianbing.store.seals import Seals
from lianbing.store.tables import DrillRow, PaperRow, RosterRow, WithdrawnPaperRow
from lianbing.wire.papers import PaperEncoder, paper_from_json


class Drills:
    """The repository of drills and papers in one transaction. Papers are read with their later corrections.

    People are found and listed by the number that they have now.
    """

    def __init__(self, session: Session, seals: Seals, corrections: Corrections, events: DrillEvents) -> None:
        self._session, self._seals, self._acts, self._events = session, seals, corrections, events
        self._encoder = PaperEncoder()

    def get(self, drill_id: str) -> Drill | None:
        """A drill by id."""
        return next(self._drills(select(DrillRow).where(DrillRow.id == drill_id)), None)

    def all(self, damaged: list[RecordDamaged] | None = None) -> list[Drill]:
        """Drills in the order of their ids; ``damaged`` as in :func:`read_all`."""
        drills = self._drills(select(DrillRow), damaged)
        return sorted(drills, key=lambda drill: drill.id)  # databases sort differently

    def within(self, period: Period) -> list[Drill]:
        """The drills whose period lies in this one, in the order of their ids."""
        return [drill for drill in self.all() if period.contains(drill.period)]

    def _drills(self, query: Select[DrillRow], damaged: list[RecordDamaged] | None = None) -> Iterator[Drill]:
        return read_all(self._seals.sealed(query, DrillRow), _drill_name, self._drill, damaged)

    def _drill(self, row: DrillRow) -> Drill:
        self._seals.check(row)
        return Drill(
            id=row.id,
            title=row.title,
            kind=row.kind,
            period=Period.parse(row.period),
            window=Window(opens=row.opens, closes=row.closes),
            minutes=row.minutes,
            blueprint=row.blueprint,
            edition=row.edition,
            seed=row.seed,
            issued_at=row.issued_at,
            makes_up=row.makes_up,
        )

    def add(self, drill: Drill) -> None:
        """Adds a drill; its id must be new."""
        columns = {**vars(drill), "period": drill.period.code, **vars(drill.window)}
        columns.pop("window")
        self._session.add(DrillRow(**columns))
        self._session.flush()

    def add_roster(self, roster: Roster) -> None:
        """Adds a roster unless it equals the newest one."""
        last = self.roster(roster.drill)
        if last is None or last.employees != roster.employees:
            content = canonical([[each.id, each.name, each.team] for each in roster.employees])
            self._session.add(RosterRow(drill=roster.drill, listed_at=roster.listed_at, content=content))
            self._session.flush()

    def roster(self, drill_id: str) -> Roster | None:
        """The newest roster of a drill."""
        query = select(RosterRow).where(RosterRow.drill == drill_id).order_by(RosterRow.id.desc()).limit(1)
        return next(self._rosters(query), None)

    def rosters(self, damaged: list[RecordDamaged]) -> list[Roster]:
        """All rosters of all drills; ``damaged`` as in :func:`read_all`."""
        return [*self._rosters(select(RosterRow).order_by(RosterRow.id), damaged)]

    def _rosters(self, query: Select[RosterRow], damaged: list[RecordDamaged] | None = None) -> Iterator[Roster]:
        return read_all(self._seals.sealed(query, RosterRow), _roster_name, self._roster, damaged)

    def _roster(self, row: RosterRow) -> Roster:
        self._seals.check(row)
        listed = json.loads(row.content)
        employees = tuple(Employee(id=number, name=name, team=team) for number, name, team in listed)
        return Roster(drill=row.drill, listed_at=row.listed_at, employees=employees)

    def add_paper(self, paper: Paper, token: str) -> None:
        """Adds a paper of an added drill, and keeps nothing of it in memory but parts that other papers share."""
        content = self._encoder.paper(paper)
        self._seals.add(
            PaperRow,
            {
                "id": paper.id,
                "drill": paper.drill,
                "employee": paper.employee.id,
                "token": token,
                "digest": digest_of_text(content),
                "content": content,
            },
        )

    def others(self, drill_id: str) -> list[str]:
        """The ids of all other drills, the one issued last first."""
        query = select(DrillRow.issued_at, DrillRow.id).where(DrillRow.id != drill_id)
        return [str(drill) for _, drill in sorted(self._session.execute(query), reverse=True)]

    def earlier_items(self, drills: Sequence[str], employee: str, count: int) -> dict[str, tuple[str, ...]]:
        """By paper, the ids of the items on an employee's papers of the first ``count`` of ``drills`` that have one.

        A paper that can't be read is left out: :meth:`examined_covers` names it.
        """
        if not drills:
            return {}
        query = select(PaperRow.drill, PaperRow.id).where(PaperRow.drill.in_(drills), PaperRow.employee == employee)
        had = {str(drill): str(paper) for drill, paper in self._session.execute(query)}
        papers = [had[drill] for drill in drills if drill in had][:count]
        return {paper: items for paper in papers if (items := self.items_on(paper))}

    def items_of(self, drill_id: str) -> dict[str, tuple[str, ...]]:
        """By employee, the ids of the items on a drill's papers; damaged papers are left out."""
        return {cover.number: self.items_on(cover.paper) for cover in self.covers(drill_id)}

    def items_on(self, paper: str) -> tuple[str, ...]:
        """The ids of the items on a paper; none if there is no such paper or it can't be read."""
        content = self._session.scalars(select(PaperRow.content).where(PaperRow.id == paper)).first()
        try:
            sections = json.loads(content or "")["sections"]
            return tuple(sys.intern(item["id"]) for section in sections for item in section["items"])
        except (LookupError, TypeError, ValueError):
            return ()

    def paper(self, paper_id: str) -> IssuedPaper | None:
        """A paper by id."""
        return self._one(select(PaperRow).where(PaperRow.id == paper_id))

    def paper_of(self, drill_id: str, employee: str) -> IssuedPaper | None:
        """The paper of an employee in a drill."""
        cover = self.cover_of(drill_id, employee)
        return self.paper(cover.paper) if cover else None

    def _one(self, query: Select[PaperRow]) -> IssuedPaper | None:
        row = self._session.scalars(query).first()
        return read(row, _paper_name, self._reader(row.drill)) if row else None

    def _reader(self, drill_id: str) -> _Issued:
        decided = self._events.in_force(drill_id, [EventKind.CORRECTED, EventKind.EXTRA_TIME])
        return _Issued(self._acts.of(drill_id), decided)

    def _renamed(self, drill_id: str) -> Decisions:
        return self._events.in_force(drill_id, [EventKind.CORRECTED])

    def papers(self, drill_id: str) -> list[IssuedPaper]:
        """A drill's papers by employee number, all at once."""
        return [*self.each_paper(drill_id)]

    def each_paper(
        self, drill_id: str, only: Container[str] | None = None, damaged: list[RecordDamaged] | None = None
    ) -> Iterator[IssuedPaper]:
        """Reads a drill's papers, or ``only`` those listed, one at a time; ``damaged`` as in :func:`read_all`."""
        covers = self.covers(drill_id)
        issued = self._reader(drill_id) if covers else None
        for cover in covers:
            row = self._session.get(PaperRow, cover.paper) if only is None or cover.paper in only else None
            if row and issued:
                yield from read_all([row], _paper_name, issued, damaged)
                self._session.expunge(row)

    def cover(self, paper_id: str) -> Cover | None:
        """The cover of a paper, without the paper's items."""
        renamed = decisions(self._events.of_paper(paper_id, [EventKind.CORRECTED]))
        return next(self._covers(_COVERS.where(PaperRow.id == paper_id), renamed), None)

    def cover_of(self, drill_id: str, employee: str) -> Cover | None:
        """The cover of an employee's paper in a drill, without the paper's items."""
        renamed = self._renamed(drill_id)
        now_so = [paper for paper, person in renamed.people.items() if person.id == employee]
        query = _COVERS.where(PaperRow.drill == drill_id, (PaperRow.employee == employee) | PaperRow.id.in_(now_so))
        return next((cover for cover in self._covers(query, renamed) if cover.number == employee), None)

    def any_cover(self, drill_id: str) -> Cover | None:
        """The cover of any paper of a drill; ``None`` if no paper was issued."""
        return next(self._covers(_COVERS.where(PaperRow.drill == drill_id).limit(1), self._renamed(drill_id)), None)

    def covers(self, drill_id: str) -> list[Cover]:
        """The covers of all papers of a drill by employee number, without the papers' items."""
        covers = self._covers(_COVERS.where(PaperRow.drill == drill_id), self._renamed(drill_id))
        return sorted(covers, key=lambda cover: str(cover.number))  # databases sort differently

    def _covers(self, query: Select[str, str, str, str, str], renamed: Decisions) -> Iterator[Cover]:
        for paper, drill, employee, token, digest in self._session.execute(query):
            later = renamed.numbers.get(paper, ())
            yield Cover(paper=paper, drill=drill, employee=employee, token=token, digest=digest, later=later)

    def count_papers(self, drill_id: str) -> int:
        """How many papers were issued."""
        return self._session.scalar(select(func.count()).where(PaperRow.drill == drill_id)) or 0

    def numbers_among(self, drill_id: str, candidates: Iterable[str]) -> set[str]:
        """The numbers, also former ones, of a drill's people among ``candidates``, as written or in another case.

        By an index, so that it takes no longer in a larger drill.
        """
        written = [f(each) for each in candidates for f in (str, str.upper, str.lower, str.capitalize)]
        query = select(PaperRow.employee).where(PaperRow.drill == drill_id, PaperRow.employee.in_({*written}))
        later = {number for numbers in self._renamed(drill_id).numbers.values() for number in numbers}
        return {*self._session.scalars(query), *later.intersection(written)}

    def people(self, drill_id: str) -> dict[str, Employee]:
        """The employees of a drill by paper, in the order of their numbers."""
        renamed = self._renamed(drill_id).people
        papers = [cover.paper for cover in self.covers(drill_id)]
        return {paper: renamed.get(paper) or self._person(paper) for paper in papers}

    def _person(self, paper_id: str) -> Employee:
        """The person of a paper as it was issued."""
        row = self._session.get_one(PaperRow, paper_id)
        person = read(row, _paper_name, lambda row: Employee(**paper_content(row)["employee"]))
        self._session.expunge(row)
        return person

    def examined_covers(self, damaged: list[RecordDamaged]) -> Iterator[Cover]:
        """The covers of all papers that are as they were issued; the others go into ``damaged``."""
        for paper_id in self._session.scalars(select(PaperRow.id).order_by(PaperRow.id)).all():
            rows = self._seals.sealed(select(PaperRow).where(PaperRow.id == paper_id), PaperRow)
            yield from read_all(rows, _paper_name, self._cover, damaged)
            for row in rows:
                self._session.expunge(row)

    def _cover(self, row: PaperRow) -> Cover:
        paper_content(row)
        self._seals.check(row)
        return Cover(paper=row.id, drill=row.drill, employee=row.employee, token=row.token, digest=row.digest)


_COVERS = select(PaperRow.id, PaperRow.drill, PaperRow.employee, PaperRow.token, PaperRow.digest)


def _drill_name(row: DrillRow) -> str:
    return f"练兵 {row.id} 的登记"


def _roster_name(row: RosterRow) -> str:
    return f"练兵 {row.drill} 在 {row.listed_at} 的名单"


def _paper_name(row: PaperRow) -> str:
    return f"试卷 {row.id} "


def paper_content(row: PaperRow | WithdrawnPaperRow) -> dict[str, Any]:
    """A paper as JSON; raises ValueError if its text or its ids differ from the issued paper."""
    check_text(row.content, row.remaining or row.digest)
    content = json.loads(row.content)
    if (content["id"], content["drill"], content["employee"]["id"]) != (row.id, row.drill, row.employee):
        raise ValueError("filed under another name")
    return dict(content)


class _Issued:
    """Reads a drill's papers together with their corrections."""

    def __init__(self, rounds: list[RecordedRound], decided: Decisions) -> None:
        self._decided = decided
        self._newest = rounds[-1].digest if rounds else ""
        self._corrections = corrections_in_force((recorded.digest, recorded.round) for recorded in rounds)

    def __call__(self, row: PaperRow) -> IssuedPaper:
        paper = paper_from_json(paper_content(row))
        amended = amend(paper, self._corrections.get(row.id, {}))
        if person := self._decided.people.get(row.id):
            amended = replace(amended, employee=person)
        return IssuedPaper(
            paper=paper,
            token=row.token,
            digest=row.digest,
            amended=None if amended is paper else amended,
            round=self._newest,
            extra_minutes=self._decided.minutes.get(row.id, 0),
        )
