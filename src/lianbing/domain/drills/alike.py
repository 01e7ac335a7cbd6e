"""Keeping the papers of one drill apart: none shares too much with any that was drawn shortly before it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Question

MOST_ALIKE = Fraction(2, 5)
"""The share of items that two papers of a drill may have in common."""
REACH = 500
"""With how many papers before it a paper is compared: more people than sit a drill together."""
_ATTEMPTS = 24


class RecentPapers:
    """The latest papers of a drill, by the questions on them."""

    def __init__(self, stock: Stock) -> None:
        self._numbers = stock.numbers
        self._papers: deque[int] = deque(maxlen=REACH)

    def add(self, items: Iterable[str]) -> None:
        """Adds a paper by the ids of its items; those that the bank no longer has are passed over."""
        self._papers.append(self._mask(items))

    def most_shared(self, items: Iterable[str]) -> int:
        """The greatest number of ``items`` that one of the papers has as well."""
        mask = self._mask(items)
        return max(((mask & other).bit_count() for other in self._papers), default=0)

    def _mask(self, items: Iterable[str]) -> int:
        """A paper as a number with a bit for each question, so that two are compared in one step."""
        return sum(1 << self._numbers[item] for item in set(items) if item in self._numbers)


ItemsByPaper = Mapping[str, Collection[str]]
"""The ids of the items on other papers, by paper."""


@dataclass(frozen=True, kw_only=True)
class PapersAround:
    """What a paper keeps apart from: neighbours' papers, the person's own of earlier drills, and recent ones."""

    near: ItemsByPaper = field(default_factory=dict)
    earlier: ItemsByPaper = field(default_factory=dict)
    recent: RecentPapers | None = None

    @property
    def levels(self) -> Mapping[str, int]:
        """By item, how many papers of neighbours and earlier drills hold it."""
        return Counter(item for papers in (self.near, self.earlier) for items in papers.values() for item in items)

    def draw(self, stock: Stock, seed: str) -> list[list[Question]]:
        """The questions of each section, drawn again if a recent paper is too much like them.

        Where the stock is so small that every draw is, the one that shares least is taken. Raises BlueprintShort.
        """
        avoided = self.levels
        return draw(stock, seed, avoided) if self.recent is None else _apart(stock, seed, avoided, self.recent)


def _apart(stock: Stock, seed: str, avoided: Mapping[str, int], recent: RecentPapers) -> list[list[Question]]:
    best = draw(stock, seed, avoided)
    least = recent.most_shared(_ids(best))
    for attempt in range(1, _ATTEMPTS):
        if least <= MOST_ALIKE * stock.blueprint.count:
            break
        other = draw(stock, f"{seed}/{attempt}", avoided)
        shared = recent.most_shared(_ids(other))
        if shared < least:
            best, least = other, shared
    return best


def _ids(drawn: Sequence[Sequence[Question]]) -> list[str]:
    return [question.id for section in drawn for question in section]
