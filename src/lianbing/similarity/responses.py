"""Who chose what: the answers of a cohort as text, and as columns of a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.intp]

ABSENT = -1
"""The code of an item that a person didn't have or left blank."""


RIGHT = ""
"""The right answer to an item, however it was worded."""


@dataclass(frozen=True)
class Responses:
    """What people chose, by person and item, in any order; an item left out was not had, or left blank.

    Options are compared and never shown: ``RIGHT``, or any text that is equal for equal wrong answers.
    """

    chosen: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The answers to all items, side by side: where each item's columns start, and which column is the right answer."""

    starts: Codes
    right: NDArray[np.bool_]

    @cached_property
    def item(self) -> Codes:
        """The item of each column."""
        sizes = np.diff(np.append(self.starts, len(self.right)))
        return np.repeat(np.arange(len(self.starts)), sizes)


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Answers as codes: ``codes[person, item]`` is a column, or ``ABSENT``."""

    people: tuple[str, ...]
    items: tuple[str, ...]
    columns: Columns = field(repr=False)
    codes: Codes = field(repr=False)

    @cached_property
    def chosen(self) -> Floats:
        """1 where a person chose the option of a column; people × columns."""
        table = np.zeros((len(self.people), len(self.columns.right)), np.float32)
        person, item = np.nonzero(self.codes != ABSENT)
        table[person, self.codes[person, item]] = 1
        return table

    @cached_property
    def shared(self) -> Floats:
        """How many items both of two people answered; people × people."""
        had = (self.codes != ABSENT).astype(np.float32)
        return np.asarray(had @ had.T)


def encode(responses: Responses, *, least_answers: int, least_items: int) -> Cohort:
    """Encodes the answers, in the order of the ids.

    Items with fewer than ``least_answers`` answers say nothing about what is usual, and people with fewer than
    ``least_items`` of the others can't be compared; both are left out.
    """
    answered = Counter(item for chosen in responses.chosen.values() for item in chosen)
    items = tuple(sorted(item for item, count in answered.items() if count >= least_answers))
    kept = set(items)
    enough = {who for who, chosen in responses.chosen.items() if len(kept.intersection(chosen)) >= least_items}
    people = tuple(sorted(enough))
    codes = np.full((len(people), len(items)), ABSENT, np.intp)
    starts: list[int] = []
    right: list[bool] = []
    for place, item in enumerate(items):
        given = [responses.chosen[who].get(item) for who in people]
        options = _options(given)
        numbers = {option: len(right) + number for number, option in enumerate(options)}
        codes[:, place] = [ABSENT if option is None else numbers[option] for option in given]
        starts.append(len(right))
        right += [option == RIGHT for option in options]
    columns = Columns(starts=np.array(starts, np.intp), right=np.array(right))
    return Cohort(people=people, items=items, columns=columns, codes=codes)


def _options(given: Sequence[str | None]) -> list[str]:
    """The right option and the chosen wrong ones, ordered by who chose them, not by their names."""
    choosers: dict[str, list[int]] = {}
    for place, option in enumerate(given):
        if option:
            choosers.setdefault(option, []).append(place)
    return [RIGHT, *sorted(choosers, key=choosers.__getitem__)]
