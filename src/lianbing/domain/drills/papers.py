"""试卷: a person's items with their keys, as issued, complete enough to justify a mark years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, Skill


@dataclass(frozen=True, kw_only=True)
class Employee:
    """A line of the roster; ``id`` is the company's employee number."""

    id: str
    name: str
    team: str


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A clause or fact as it stood when the paper was issued."""

    title: str
    text: str
    status: str


def paper_id(drill: str, employee: str, withdrawn: int = 0) -> str:
    """The id of an employee's paper in a drill.

    ``withdrawn`` papers of the person are out already: the new one has another id, so that nothing is mixed up.
    """
    return f"{drill}-{employee}" + (f".{withdrawn + 1}" if withdrawn else "")


class Withdrawal(StrEnum):
    """How a withdrawn item is scored: full points for every submission, or left out of the paper's total."""

    FULL = "full"
    DROP = "drop"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Withdrawal.FULL: "全员给分", Withdrawal.DROP: "不计入总分"}[self]


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A correction of an issued item: the digest of its round, the reason, and the scoring if withdrawn."""

    round: str
    why: str
    withdrawn: Withdrawal | None = None

    @property
    def label(self) -> str:
        """The label that is shown beside the item."""
        return f"作废，{self.withdrawn.label}" if self.withdrawn else "答案已更正"


@dataclass(frozen=True)
class PaperItem:
    """An item with its number and points on the paper; ``amended`` is set by a correction after issue."""

    number: int
    worth: Decimal
    item: Item
    amended: Amendment | None = None

    @property
    def withdrawn(self) -> Withdrawal | None:
        """How the item is scored if it was withdrawn; ``None`` otherwise."""
        return self.amended.withdrawn if self.amended else None


@dataclass(frozen=True)
class PaperSection:
    """A group of items under one heading, all of one skill."""

    title: str
    skill: Skill
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, kw_only=True)
class ProvedItem:
    """What counts of an item where a paper is held against its blueprint, as it was at issue."""

    id: str
    difficulty: int
    topic: str
    importance: str
    unseen: bool


class CellKind(StrEnum):
    """What a cell of a blueprint asks of its section: how many items, and at least how many of a kind."""

    COUNT = "count"
    RESERVED = "reserved"
    ITEM = "item"
    CLAUSE = "clause"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            CellKind.COUNT: "题数",
            CellKind.RESERVED: "只用于练兵的题",
            CellKind.ITEM: "指定的题",
            CellKind.CLAUSE: "考条款的题",
        }[self]


@dataclass(frozen=True, kw_only=True)
class ProvedCell:
    """A cell of the blueprint and how many items of a paper fulfil it; ``section`` is its number, from 1.

    ``name`` is the item or clause that is meant.
    """

    section: int
    kind: CellKind
    name: str = ""
    wanted: int
    achieved: int


@dataclass(frozen=True, kw_only=True)
class ProvedDifficulty:
    """The points that a paper is expected to give, and between which numbers every paper of the drill lies.

    ``rates`` is, by difficulty, the share of its points that an item is expected to give.
    """

    rates: Mapping[str, Decimal]
    expected: Decimal
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a paper fulfils its blueprint, to be checked again by anybody with the paper.

    ``edition`` is the SHA-256 of the blueprint, ``seed`` that of the drill's seed, which itself stays secret. ``form``
    is the number of the form, or 0 where everybody has a paper of their own. ``near`` and ``earlier`` count, by paper,
    the items in common with the papers of neighbours and with the person's own papers of earlier drills.
    """

    blueprint: str
    edition: str
    seed: str
    form: int
    items: tuple[ProvedItem, ...]
    cells: tuple[ProvedCell, ...]
    difficulty: ProvedDifficulty | None = None
    near: Mapping[str, int] = field(default_factory=dict)
    earlier: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One person's paper of one drill; ``basis`` holds every clause and fact that its items refer to.

    ``short_answers`` are the drill's settings for marking short answers, from its blueprint at issue. ``proof`` is
    ``None`` for papers that were issued before papers had one.
    """

    id: str
    drill: str
    employee: Employee
    sections: tuple[PaperSection, ...]
    basis: Mapping[str, Basis] = field(default_factory=dict)
    short_answers: ShortAnswers = field(default_factory=ShortAnswers)
    proof: Proof | None = None

    @property
    def items(self) -> tuple[PaperItem, ...]:
        """All items in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def worth(self) -> Decimal:
        """The maximum score of the paper."""
        return sum((item.worth for item in self.items), Decimal(0))
