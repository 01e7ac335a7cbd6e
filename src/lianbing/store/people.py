"""People across drills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.domain.drills.papers import Employee
from lianbing.domain.people.person import Person, Since, newcomer
from lianbing.store.tables import PersonNameRow, PersonRow, PersonUnitRow


class People:
    """People as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, Person]:
        """Everybody by employee number."""
        names: dict[str, list[Since]] = defaultdict(list)
        units: dict[str, list[Since]] = defaultdict(list)
        for named in self._session.scalars(select(PersonNameRow).order_by(PersonNameRow.id)):
            names[named.person].append(Since(value=named.name, time=named.since))
        for placed in self._session.scalars(select(PersonUnitRow).order_by(PersonUnitRow.id)):
            units[placed.person].append(Since(value=placed.unit, time=placed.since))
        return {
            number: Person(number=number, names=tuple(names[number]), units=tuple(units[number]))
            for number in sorted(names)
        }

    def record(self, employees: Iterable[Employee], time: str) -> None:
        """Notes who is new, and whose name or unit a roster of ``time`` gives otherwise than before."""
        known = self.all()
        for employee in employees:
            before = known.get(employee.id)
            if before is None:
                self._add(newcomer(employee.id, employee.name, employee.team, time))
            else:
                self._extend(before, before.listed(employee.name, employee.team, time))

    def _add(self, person: Person) -> None:
        self._session.add(PersonRow(number=person.number))
        self._session.flush()
        self._note(person.number, person.names, person.units)

    def _extend(self, before: Person, now: Person) -> None:
        self._note(now.number, now.names[len(before.names) :], now.units[len(before.units) :])

    def _note(self, number: str, names: Iterable[Since], units: Iterable[Since]) -> None:
        for name in names:
            self._session.add(PersonNameRow(person=number, name=name.value, since=name.time))
        for unit in units:
            self._session.add(PersonUnitRow(person=number, unit=unit.value, since=unit.time))
