"""The form of a 培训记录: what is ticked and checked, who signs, and which clauses ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.domain.sessions.hours import HoursRule


@dataclass(frozen=True, kw_only=True)
class TickLine:
    """A line of the record where people tick what applies; ``clause`` says whose words these are."""

    title: str
    options: tuple[str, ...]
    clause: str


@dataclass(frozen=True, kw_only=True)
class RecordForm:
    """The form of the record.

    Attributes:
        ticks: lines to tick.
        checks: what is checked of each document that is filed.
        checked_by: the clause that says so.
        followed_by: the clause by which it is checked whether people do what was agreed.
        signatures: who signs.
        rests_on: the clauses that ask for sessions and records.
        years: so many years is a record kept.
        note: what that rests on, for people.
    """

    ticks: tuple[TickLine, ...]
    checks: tuple[str, ...]
    checked_by: str
    followed_by: str
    signatures: tuple[str, ...]
    rests_on: tuple[str, ...]
    years: int
    note: str

    @property
    def clauses(self) -> tuple[str, ...]:
        """All clauses that it names, without repetition."""
        named = (*self.rests_on, *(line.clause for line in self.ticks), self.checked_by, self.followed_by)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True)
class TrainingRules:
    """How a unit counts hours and writes records of sessions."""

    hours: HoursRule
    record: RecordForm
