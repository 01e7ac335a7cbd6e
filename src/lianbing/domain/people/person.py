"""人: somebody across drills, with the names and units that rosters gave and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class DatedValue:
    """A value and the time from which it is valid, until the next value of its kind."""

    value: str
    time: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody by employee number; ``names`` and ``units`` from the oldest to the newest, at least one of each."""

    number: str
    names: tuple[DatedValue, ...]
    units: tuple[DatedValue, ...]

    @property
    def name(self) -> str:
        """The name now."""
        return self.names[-1].value

    @property
    def unit(self) -> str:
        """The unit now."""
        return self.units[-1].value

    def listed(self, name: str, unit: str, time: str) -> Person:
        """The person after a roster of ``time`` gave this name and unit; the same one where nothing changed."""
        return replace(self, names=_now(self.names, name, time), units=_now(self.units, unit, time))


def newcomer(number: str, name: str, unit: str, time: str) -> Person:
    """Somebody whom a roster names for the first time."""
    first = (DatedValue(value=name, time=time),)
    return Person(number=number, names=first, units=(DatedValue(value=unit, time=time),))


def _now(history: tuple[DatedValue, ...], value: str, time: str) -> tuple[DatedValue, ...]:
    return history if history[-1].value == value else (*history, DatedValue(value=value, time=time))
