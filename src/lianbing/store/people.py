"""The stored people, who may take part in many drills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.domain.drills.papers import Employee
from lianbing.domain.people.person import DatedValue, Person, newcomer
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import PersonNameRow, PersonRow, PersonUnitRow


class People:
    """The repository of people in one transaction."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def all(self, damaged: list[RecordDamaged] | None = None) -> dict[str, Person]:
        """All people by employee number; ``damaged`` as in :func:`read_all`."""
        names: dict[str, list[DatedValue]] = defaultdict(list)
        units: dict[str, list[DatedValue]] = defaultdict(list)
        everybody = self._seals.sealed(select(PersonRow), PersonRow)
        numbers = sorted(read_all(everybody, _name_of_person, self._number, damaged))
        named = self._seals.sealed(select(PersonNameRow).order_by(PersonNameRow.id), PersonNameRow)
        for person, name in read_all(named, _name_of_name, self._name, damaged):
            names[person].append(name)
        placed = self._seals.sealed(select(PersonUnitRow).order_by(PersonUnitRow.id), PersonUnitRow)
        for person, unit in read_all(placed, _name_of_unit, self._unit, damaged):
            units[person].append(unit)
        return {
            number: Person(number=number, names=tuple(names[number]), units=tuple(units[number]))
            for number in numbers
            if number in names
        }

    def _number(self, row: PersonRow) -> str:
        self._seals.check(row)
        return row.number

    def _name(self, row: PersonNameRow) -> tuple[str, DatedValue]:
        self._seals.check(row)
        return row.person, DatedValue(value=row.name, time=row.since)

    def _unit(self, row: PersonUnitRow) -> tuple[str, DatedValue]:
        self._seals.check(row)
        return row.person, DatedValue(value=row.unit, time=row.since)

    def record(self, employees: Iterable[Employee], time: str) -> None:
        """Adds new people, and the names and units that changed in a roster of ``time``."""
        known, employees = self.all(), [*employees]
        new = [employee for employee in employees if employee.id not in known]
        self._session.add_all(PersonRow(number=employee.id) for employee in new)
        self._session.flush()  # all at once, before the rows that refer to them
        for employee in new:
            person = newcomer(employee.id, employee.name, employee.team, time)
            self._note(person.number, person.names, person.units)
        for employee in employees:
            before = known.get(employee.id)
            if before:
                self._extend(before, before.listed(employee.name, employee.team, time))

    def _extend(self, before: Person, now: Person) -> None:
        self._note(now.number, now.names[len(before.names) :], now.units[len(before.units) :])

    def _note(self, number: str, names: Iterable[DatedValue], units: Iterable[DatedValue]) -> None:
        for name in names:
            self._session.add(PersonNameRow(person=number, name=name.value, since=name.time))
        for unit in units:
            self._session.add(PersonUnitRow(person=number, unit=unit.value, since=unit.time))


def _name_of_person(row: PersonRow) -> str:
    return f"工号 {row.number} 的登记"


def _name_of_name(row: PersonNameRow) -> str:
    return f"工号 {row.person} 的姓名登记"


def _name_of_unit(row: PersonUnitRow) -> str:
    return f"工号 {row.person} 的部门登记"
