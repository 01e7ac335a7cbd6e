"""The marked items of an assessment as columns: each different item is described once, each mark is three numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.items.question import Skill
from lianbing.psychometrics.scored import Codes, Floats


class ItemAsked(NamedTuple):
    """What all marks of one item in one drill have in common."""

    drill: str
    item: str
    worth: Decimal
    clauses: tuple[str, ...]
    topic: str
    skill: Skill
    kind: str


@dataclass(frozen=True, kw_only=True)
class MarkColumns:
    """One entry per mark that counts: who, which of ``items``, and the share that it earned (NaN: not marked)."""

    people: int
    items: tuple[ItemAsked, ...]
    person: Codes
    item: Codes
    share: Floats

    def where(self, mask: NDArray[np.bool_]) -> MarkColumns:
        """The marks that are meant, with all people and items."""
        return replace(self, person=self.person[mask], item=self.item[mask], share=self.share[mask])

    def of_people(self, people: Sequence[int]) -> MarkColumns:
        """The marks of some people, who are numbered anew in their order."""
        numbers = np.full(self.people, -1, np.intp)
        numbers[list(people)] = np.arange(len(people))
        own = self.where(numbers[self.person] >= 0)
        return replace(own, people=len(people), person=numbers[own.person])

    def of_items(self, value: Callable[[ItemAsked], float]) -> Floats:
        """A number of each item, by item."""
        return np.array([value(item) for item in self.items], np.float64)

    def codes_of_items(self, key: Callable[[ItemAsked], Hashable]) -> Codes:
        """By item, the number of its key; keys are numbered as they come."""
        numbers: dict[Hashable, int] = {}
        return np.array([numbers.setdefault(key(item), len(numbers)) for item in self.items], np.intp)


def columns_of(results: Iterable[PersonResult]) -> MarkColumns:
    """Reads the marks that count; items that were taken out of the total are left out."""
    numbers: dict[ItemAsked, int] = {}
    person: list[int] = []
    item: list[int] = []
    share: list[float] = []
    people = 0
    for result in results:
        for mark in result.counted:
            if mark.worth:
                asked = ItemAsked(mark.drill, mark.item, mark.worth, mark.clauses, mark.topic, mark.skill, mark.kind)
                person.append(people)
                item.append(numbers.setdefault(asked, len(numbers)))
                share.append(float("nan") if mark.earned is None else float(mark.earned) / float(mark.worth))
        people += 1
    return MarkColumns(
        people=people,
        items=tuple(numbers),
        person=np.array(person, np.intp),
        item=np.array(item, np.intp),
        share=np.array(share, np.float64),
    )
