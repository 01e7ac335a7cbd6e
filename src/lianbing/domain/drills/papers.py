"""试卷: one person's items with their keys, as issued. What is here is enough to defend a mark years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, Skill


@dataclass(frozen=True, kw_only=True)
class Employee:
    """A line of the roster; ``id`` is the employee number as the company has it."""

    id: str
    name: str
    team: str


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A clause or fact as it stood when the paper was issued."""

    title: str
    text: str
    status: str


class Withdrawal(StrEnum):
    """What becomes of a withdrawn item: everybody who handed in gets its points, or it is worth nothing."""

    FULL = "full"
    DROP = "drop"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Withdrawal.FULL: "全员给分", Withdrawal.DROP: "不计入总分"}[self]


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """That an item is marked otherwise than it was issued: by which act (its digest), why, and whether at all."""

    round: str
    why: str
    withdrawn: Withdrawal | None = None

    @property
    def label(self) -> str:
        """What people read beside the item."""
        return f"作废，{self.withdrawn.label}" if self.withdrawn else "答案已更正"


@dataclass(frozen=True)
class PaperItem:
    """An item with its number on the paper and what it is worth; ``amended`` only after issue, by a correction."""

    number: int
    worth: Decimal
    item: Item
    amended: Amendment | None = None

    @property
    def withdrawn(self) -> Withdrawal | None:
        """What becomes of the item if it was withdrawn."""
        return self.amended.withdrawn if self.amended else None


@dataclass(frozen=True)
class PaperSection:
    """A run of items under one heading, all of one skill."""

    title: str
    skill: Skill
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One person's paper of one drill; ``basis`` holds every clause and fact that its items rest on.

    ``short_answers`` is how the drill marks them, as its blueprint said at issue.
    """

    id: str
    drill: str
    employee: Employee
    sections: tuple[PaperSection, ...]
    basis: Mapping[str, Basis] = field(default_factory=dict)
    short_answers: ShortAnswers = field(default_factory=ShortAnswers)

    @property
    def items(self) -> tuple[PaperItem, ...]:
        """All items in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def worth(self) -> Decimal:
        """The full score."""
        return sum((item.worth for item in self.items), Decimal(0))
