"""人: a person across drills, with the dated names and units from rosters."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class DatedValue:
    """A value and the time from which it is valid, until the next value of its kind."""

    value: str
    time: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person by employee number; ``names`` and ``units`` are not empty, oldest first."""

    number: str
    names: tuple[DatedValue, ...]
    units: tuple[DatedValue, ...]

    @property
    def name(self) -> str:
        """The current name."""
        return self.names[-1].value

    @property
    def unit(self) -> str:
        """The current unit."""
        return self.units[-1].value

    def listed(self, name: str, unit: str, time: str) -> Person:
        """Returns the person with the name and unit of a roster of ``time``; unchanged if both are current."""
        return replace(self, names=_now(self.names, name, time), units=_now(self.units, unit, time))


def newcomer(number: str, name: str, unit: str, time: str) -> Person:
    """Creates a person who is listed in a roster for the first time."""
    first = (DatedValue(value=name, time=time),)
    return Person(number=number, names=first, units=(DatedValue(value=unit, time=time),))


def _now(history: tuple[DatedValue, ...], value: str, time: str) -> tuple[DatedValue, ...]:
    return history if history[-1].value == value else (*history, DatedValue(value=value, time=time))
