"""What the store holds of each person: papers, numbers, names and periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lianbing.domain.drills.issued import Cover
from lianbing.domain.kernel.periods import Period
from lianbing.domain.privacy.traces import Traces
from lianbing.errors import RecordDamaged
from lianbing.store.records import Records


@dataclass(kw_only=True)
class PersonHeld:
    """A person by the number of today, with everything by which the person is found.

    ``covers`` are those of all papers, withdrawn ones too; ``periods`` those that any record of the person is about.
    ``months`` are those of sessions that expected the person, or where the person was.
    """

    number: str
    names: list[str] = field(default_factory=list)
    unit: str = ""
    covers: list[Cover] = field(default_factory=list)
    periods: set[Period] = field(default_factory=set)
    months: set[Period] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The newest name."""
        return self.names[-1] if self.names else ""

    @property
    def last_period(self) -> Period | None:
        """The period that ended last; ``None`` for somebody of whom only the name is known."""
        return max(self.periods | self.months, key=lambda period: (period.last, period.first), default=None)


def people_held(records: Records) -> dict[str, PersonHeld]:
    """Everybody whom any record is about, by number."""
    people = _People()
    for number, person in records.people.all().items():
        people.of(number).names += [name.value for name in person.names]
        people.of(number).unit = person.unit
    for drill in records.drills.all():
        for cover, name in _covers(records, drill.id):
            people.of(cover.number).covers.append(cover)
            people.of(cover.number).names.append(name)
            people.of(cover.number).periods.add(drill.period)
    damaged: list[RecordDamaged] = []
    for rating in records.ratings.every(damaged):
        people.of(rating.employee).periods.add(Period.parse(rating.period))
    for assessment in records.assessments.all(damaged):
        for result in assessment.results:
            people.of(result.employee.id).names.append(result.employee.name)
            people.of(result.employee.id).periods.add(assessment.period)
    for event in records.period_events.all(damaged):
        if event.employee:
            people.of(event.employee).periods.add(Period.parse(event.period))
    for damage in damaged:
        raise damage
    return people.by_number


class _People:
    def __init__(self) -> None:
        self.by_number: dict[str, PersonHeld] = {}

    def of(self, number: str) -> PersonHeld:
        return self.by_number.setdefault(number, PersonHeld(number=number))


def _covers(records: Records, drill_id: str) -> Iterator[tuple[Cover, str]]:
    """The covers of a drill's papers, withdrawn ones too, with the name of the person."""
    names = records.drills.people(drill_id)
    for cover in records.drills.covers(drill_id):
        yield cover, names[cover.paper].name
    later = records.events.in_force(drill_id).numbers
    for cover, person in zip(records.withdrawn.of(drill_id), records.withdrawn.people(drill_id), strict=True):
        yield replace(cover, later=later.get(cover.paper, ())), person.name


def traces_of(chosen: list[PersonHeld], everybody: dict[str, PersonHeld]) -> Traces:
    """By what these people are found. A number that somebody else had by mistake, or has now, is not theirs."""
    numbers = {person.number for person in chosen}
    others = {
        number
        for person in everybody.values()
        if person.number not in numbers
        for number in (person.number, *(n for cover in person.covers for n in cover.numbers))
        if person.covers or person.periods
    }
    former = {number for person in chosen for cover in person.covers for number in cover.numbers}
    return Traces(
        numbers=frozenset(numbers | (former - others)),
        names=frozenset(name for person in chosen for name in person.names if name),
        papers=frozenset(cover.paper for person in chosen for cover in person.covers),
    )
