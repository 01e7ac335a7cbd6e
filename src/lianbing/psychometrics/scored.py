"""Marked answers side by side, as columns of numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


class Answer(NamedTuple):
    """One marked answer; ``share`` is what it earned of its ``worth``, from 0 to 1.

    ``part`` is the place of the score that the answer counts for. Items of one ``stratum`` were drawn for one purpose:
    a paper always has as many of them.
    """

    person: int
    part: int
    item: Hashable
    stratum: Hashable
    share: float
    worth: float


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Answers to be looked at together: one entry each in ``person``, ``part``, ``item``, ``stratum`` and ``share``.

    ``weight`` is the share of the person's score in that part that the item carries: they sum to 1 in each part.
    """

    people: int
    parts: int
    person: Codes
    part: Codes
    item: Codes
    stratum: Codes
    share: Floats
    weight: Floats

    @property
    def rates(self) -> Floats:
        """What each person earned of each part, from 0 to 1; people × parts, 0 where a person had none of it."""
        return by_part(self, self.weight * self.share)

    @property
    def counts(self) -> Codes:
        """How many answers each person has."""
        return np.bincount(self.person, minlength=self.people)


def by_part(scored: Scored, values: Floats) -> Floats:
    """The sum of a value per answer; people × parts."""
    place = scored.person * scored.parts + scored.part
    return sums(place, values, scored.people * scored.parts).reshape(scored.people, scored.parts)


def sums(place: Codes, values: Floats, count: int) -> Floats:
    """The sum of the values at each of ``count`` places."""
    return np.bincount(place, values, count).astype(np.float64)


def scored_of(answers: Iterable[Answer], *, people: int, parts: int = 1) -> Scored:
    """Puts answers side by side; items and strata are numbered as they come."""
    items: dict[Hashable, int] = {}
    strata: dict[Hashable, int] = {}
    rows = [
        (person, part, items.setdefault(item, len(items)), strata.setdefault(stratum, len(strata)), share, worth)
        for person, part, item, stratum, share, worth in answers
    ]
    person, part, item, stratum, share, worth = (
        _column(rows, place, kind) for place, kind in enumerate((np.intp,) * 4 + (np.float64,) * 2)
    )
    place = person * parts + part
    whole = sums(place, worth, people * parts)
    return Scored(
        people=people,
        parts=parts,
        person=person,
        part=part,
        item=item,
        stratum=stratum,
        share=share,
        weight=worth / whole[place],
    )


def _column(rows: list[tuple[Any, ...]], place: int, kind: type) -> NDArray[Any]:
    return np.fromiter((row[place] for row in rows), kind, len(rows))
