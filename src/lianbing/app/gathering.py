"""Collects the data of a scheme's sources for a period, grouped by person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, Candidate, EarlierAssessment
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import PeriodTotal, Rating, ResultSource
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.events import DrillEvent, Excusal, Excuse
from lianbing.domain.drills.papers import Basis, Employee, Paper
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.ledger import Entry, rests_on
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The input of an assessment; ``absent`` are the required periods that were never assessed.

    ``kept`` are the assessments of other periods that totals were taken from, ``earlier`` their names.
    """

    drills: tuple[Drill, ...]
    candidates: tuple[Candidate, ...]
    basis: Mapping[str, Basis]
    kept: tuple[Assessment, ...]
    earlier: tuple[EarlierAssessment, ...]
    absent: tuple[Period, ...]


def gather(records: Records, period: Period, scheme: Scheme) -> Gathered:
    """Reads drills, kept results and ratings. Everybody who appears in any of them is a candidate."""
    results = _Results(records, period, scheme)
    in_force = records.ratings.in_force_by_name(period.code)
    ratings = {column.rating: in_force.get(column.rating, {}) for column in scheme.ratings()}
    counting = (drill for drill in records.drills.within(period) if scheme.counts(drill.kind))
    drills = tuple(sorted(counting, key=lambda drill: (drill.issued_at, drill.id)))
    papers = _Papers()
    for drill in drills:
        papers.add(records, drill)
    employees = {**_rated(records, ratings), **results.employees, **papers.employees}
    return Gathered(
        drills=drills,
        candidates=tuple(
            Candidate(
                employee=employees[number],
                marks=tuple(papers.marks.get(number, ())),
                sittings=tuple(papers.sittings.get(number, ())),
                totals=results.totals(number),
                ratings={name: by_number[number] for name, by_number in ratings.items() if number in by_number},
            )
            for number in sorted(employees)
        ),
        basis=papers.basis,
        kept=results.kept,
        earlier=results.earlier,
        absent=results.absent,
    )


def _rated(records: Records, ratings: Mapping[str, Mapping[str, Rating]]) -> dict[str, Employee]:
    numbers = {number for by_number in ratings.values() for number in by_number}
    if not numbers:
        return {}
    people = records.people.all()
    return {number: Employee(id=number, name=people[number].name, team=people[number].unit) for number in numbers}


class _Results:
    """The newest kept assessments of the shorter periods that the scheme refers to."""

    def __init__(self, records: Records, period: Period, scheme: Scheme) -> None:
        self._asked = [
            (source, part)
            for source in scheme.sources
            if isinstance(source, ResultSource)
            for part in source.periods(period)
        ]
        self._kept: dict[tuple[str, str], Assessment] = {}
        for source, part in self._asked:
            kept = records.assessments.newest(part.code, source.scheme)
            if kept is not None:
                self._kept[part.code, source.scheme] = kept
        self._people = {
            key: {result.employee.id: result for result in kept.results} for key, kept in self._kept.items()
        }

    @property
    def employees(self) -> dict[str, Employee]:
        """Everybody in these assessments, with name and unit from the latest period."""
        return {number: result.employee for results in self._people.values() for number, result in results.items()}

    @property
    def kept(self) -> tuple[Assessment, ...]:
        """The assessments that were read."""
        return tuple(self._kept.values())

    @property
    def earlier(self) -> tuple[EarlierAssessment, ...]:
        """Returns references to the assessments that were read."""
        return tuple(
            EarlierAssessment(period=kept.period.code, scheme=kept.scheme.id, made_at=kept.made_at)
            for kept in self._kept.values()
        )

    @property
    def absent(self) -> tuple[Period, ...]:
        """Returns the periods without an assessment."""
        return tuple(part for source, part in self._asked if (part.code, source.scheme) not in self._kept)

    def totals(self, number: str) -> tuple[PeriodTotal, ...]:
        """Returns a person's total in every required period."""
        return tuple(
            PeriodTotal(period=part, scheme=source.scheme, total=self._total(number, part.code, source.scheme))
            for source, part in self._asked
        )

    def _total(self, number: str, period: str, scheme: str) -> Decimal | None:
        result = self._people.get((period, scheme), {}).get(number)
        return result.total if result else None


class _Papers:
    """Papers of several drills, grouped by employee number."""

    def __init__(self) -> None:
        self.basis: dict[str, Basis] = {}
        self.employees: dict[str, Employee] = {}
        self.marks: dict[str, list[MarkedItem]] = {}
        self.sittings: dict[str, list[Sitting]] = {}

    def add(self, records: Records, drill: Drill) -> None:
        """Adds the papers of a drill, of those that were handed in with their marks."""
        current = records.submissions.current(drill.id)
        decided = records.events.in_force(drill.id)
        for issued in records.drills.each_paper(drill.id):
            paper, submission = issued.corrected, current.get(issued.paper.id)
            employee = issued.person
            self.employees[employee.id] = employee
            self.basis.update(paper.basis)
            sitting = Sitting(
                drill=drill.id,
                makes_up=drill.makes_up,
                handed_in=submission is not None,
                excuse=_excuse(decided.excused.get(paper.id)),
            )
            if submission is None:
                sitting = replace(sitting, kind=drill.kind, worths=_worths(paper))
            self.sittings.setdefault(employee.id, []).append(sitting)
            if submission:
                entries = records.ledger.current(paper.id)
                self.marks.setdefault(employee.id, []).extend(_marked_items(drill, paper, submission.digest, entries))


def _worths(paper: Paper) -> Mapping[Skill, Decimal]:
    """What each skill of a paper could have given."""
    worths: dict[Skill, Decimal] = {}
    for item in paper.items:
        worths[item.item.skill] = worths.get(item.item.skill, ZERO) + item.worth
    return worths


def _excuse(event: DrillEvent | None) -> Excuse | None:
    return event.content.excuse if event and isinstance(event.content, Excusal) else None


def _marked_items(drill: Drill, paper: Paper, submission: str, entries: Mapping[str, Entry]) -> list[MarkedItem]:
    """Returns items with their marks; entries made from an earlier submission are ignored."""
    topics = {proved.id: proved.topic for proved in paper.proof.items} if paper.proof else {}
    items = []
    for paper_item in paper.items:
        item = paper_item.item
        entry = entries.get(item.id)
        unmarked = MarkedItem(
            drill=paper.drill,
            paper=paper.id,
            item=item.id,
            number=paper_item.number,
            skill=item.skill,
            worth=paper_item.worth,
            earned=None,
            entry=None,
            clauses=item.rests_on,
            note=paper_item.amended.label if paper_item.amended else "",
            kind=drill.kind,
            topic=topics.get(item.id, ""),
        )
        items.append(_entered(unmarked, entry) if entry and rests_on(entry, submission) else unmarked)
    return items


def _entered(mark: MarkedItem, entry: Entry) -> MarkedItem:
    change = entry.change
    return replace(
        mark,
        earned=change.after,
        entry=entry.sequence,
        cause=change.cause,
        reason=change.reason,
        by=entry.by,
        before=change.before,
    )
