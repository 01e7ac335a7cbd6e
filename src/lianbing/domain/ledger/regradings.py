"""What regrading would change, as it is shown to a person before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What becomes of an item; the value is what people read."""

    KEY = "答案更正"
    RULES = "评分规则更正"
    FULL = "作废，全员给分"
    DROP = "作废，不计入总分"
    RESTORED = "恢复计分"


@dataclass(frozen=True)
class CorrectedItem:
    """An item whose key, rubric or status the bank now has otherwise, and how many papers ask it."""

    item: str
    kind: CorrectionKind
    people: int


@dataclass(frozen=True)
class RefusedItem:
    """An item that can't be regraded, and why."""

    item: str
    people: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class MarkChange:
    """A mark before and after; ``worth`` is what the item is worth after."""

    employee: str
    name: str
    number: int
    item: str
    before: Decimal | None
    after: Decimal | None
    worth: Decimal
    reason: str
    reviewed: bool


@dataclass(frozen=True, kw_only=True)
class KeptMark:
    """A person's mark that stands although its item was corrected: somebody should look again."""

    employee: str
    name: str
    number: int
    item: str
    earned: Decimal | None
    entry: int


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """Totals before and after, and how many items then wait for a person."""

    employee: str
    name: str
    before: Decimal
    worth_before: Decimal
    after: Decimal
    worth_after: Decimal
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Regrading:
    """Everything that regrading would change. ``code`` stands for exactly this; empty where there is nothing.

    ``same`` marks stay as they are but rest on the corrected key from now on; ``ungraded`` submissions will be graded
    by it.
    """

    drill: str
    items: tuple[CorrectedItem, ...]
    refused: tuple[RefusedItem, ...]
    changes: tuple[MarkChange, ...]
    people: tuple[PersonChange, ...]
    kept: tuple[KeptMark, ...]
    same: int
    ungraded: int
    code: str

    @property
    def up(self) -> int:
        """How many people gain."""
        return sum(person.after > person.before for person in self.people)

    @property
    def down(self) -> int:
        """How many people lose."""
        return sum(person.after < person.before for person in self.people)
