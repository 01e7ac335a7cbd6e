"""The preview of a regrading, which a person checks before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CorrectionKind(StrEnum):
    """How an item is corrected; the value is the text that users see."""

    KEY = "答案更正"
    RULES = "评分规则更正"
    FULL = "作废，全员给分"
    DROP = "作废，不计入总分"
    RESTORED = "恢复计分"


@dataclass(frozen=True)
class CorrectedItem:
    """An item whose key, rubric or status changed in the bank, and the number of papers with it."""

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
    """A mark before and after regrading; ``worth`` is the item's maximum score after it."""

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
    """A reviewer's mark that is kept although its item was corrected, so that it should be checked again."""

    employee: str
    name: str
    number: int
    item: str
    earned: Decimal | None
    entry: int


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """A person's totals before and after regrading, and the number of items that then need review."""

    employee: str
    name: str
    before: Decimal
    worth_before: Decimal
    after: Decimal
    worth_after: Decimal
    waiting: int


@dataclass(frozen=True, kw_only=True)
class SparedMark:
    """A mark that would have fallen to ``regraded`` and keeps ``earned``, since marks only rise (就高)."""

    employee: str
    name: str
    number: int
    item: str
    earned: Decimal
    regraded: Decimal


@dataclass(frozen=True, kw_only=True)
class LevelChange:
    """A person's total and level in the assessment of a period by a scheme, before and after; ``None``: not final."""

    employee: str
    name: str
    period: str
    scheme: str
    total_before: Decimal | None
    total_after: Decimal | None
    level_before: str | None
    level_after: str | None


@dataclass(frozen=True, kw_only=True)
class Regrading:
    """All changes of a regrading. ``code`` identifies exactly these changes; empty if there are none.

    ``same`` counts marks that keep their points under the corrected key; ``ungraded`` counts submissions that will be
    graded by it. ``levels`` has the people whose level changes.
    """

    drill: str
    items: tuple[CorrectedItem, ...]
    refused: tuple[RefusedItem, ...]
    changes: tuple[MarkChange, ...]
    people: tuple[PersonChange, ...]
    kept: tuple[KeptMark, ...]
    spared: tuple[SparedMark, ...]
    levels: tuple[LevelChange, ...]
    same: int
    ungraded: int
    code: str

    @property
    def up(self) -> int:
        """The number of people whose total rises."""
        return sum(person.after > person.before for person in self.people)

    @property
    def down(self) -> int:
        """The number of people whose total falls."""
        return sum(person.after < person.before for person in self.people)
