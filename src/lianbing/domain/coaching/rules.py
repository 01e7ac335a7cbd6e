"""七型辅导: the types that a manager may choose from, with what to look for and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CoachingType:
    """A type of people, ``signs`` that a manager may see, and the clauses that say what to do."""

    id: str
    title: str
    signs: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeakRule:
    """A clause is weak with at least so many marked answers and a rate below so many per cent; ``most`` are listed."""

    answers: int
    below: Decimal
    most: int
    note: str


@dataclass(frozen=True, kw_only=True)
class CoachingRules:
    """The types in the order of the file, when a clause is weak, and after how many days to look again."""

    types: tuple[CoachingType, ...]
    weak: WeakRule
    follow_up_days: int
    follow_up_note: str

    @property
    def by_name(self) -> Mapping[str, CoachingType]:
        """The types by their id and by their title."""
        return {name: each for each in self.types for name in (each.id, each.title)}
