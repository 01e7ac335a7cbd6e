"""试卷: one person's items with their keys, as issued. What is here is enough to defend a mark years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.items import Item, Skill


@dataclass(frozen=True)
class Employee:
    """A line of the roster; ``id`` is the employee number as the company has it."""

    id: str
    name: str
    team: str


@dataclass(frozen=True)
class Basis:
    """A clause or fact as it stood when the paper was issued."""

    title: str
    text: str
    status: str


@dataclass(frozen=True)
class PaperItem:
    """An item with its number on the paper and what it is worth."""

    number: int
    points: Decimal
    item: Item


@dataclass(frozen=True)
class PaperSection:
    """A run of items under one heading, all of one skill."""

    title: str
    skill: Skill
    items: tuple[PaperItem, ...]


@dataclass(frozen=True)
class Paper:
    """One person's paper of one drill; ``basis`` holds every clause and fact that its items rest on."""

    id: str
    drill: str
    employee: Employee
    sections: tuple[PaperSection, ...]
    basis: Mapping[str, Basis] = field(default_factory=dict)

    @property
    def items(self) -> tuple[PaperItem, ...]:
        """All items in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> Decimal:
        """The full score."""
        return sum((item.points for item in self.items), Decimal(0))
