"""Marked answers side by side, as columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Answers to be looked at together: one entry each in all columns.

    ``part`` is the place of the score that an answer counts for, ``share`` what it earned of its ``worth``, from 0 to
    1. Items of one ``stratum`` were drawn for one purpose: a paper always has as many of them. ``people`` and ``parts``
    are how many there are.
    """

    people: int
    parts: int = 1
    person: Codes
    part: Codes
    item: Codes
    stratum: Codes
    share: Floats
    worth: Floats

    @cached_property
    def weight(self) -> Floats:
        """The share of the person's score in the part that each answer carries: they sum to 1 in each part."""
        whole = by_part(self, self.worth)
        return np.asarray(self.worth / whole[self.person, self.part])

    @cached_property
    def rates(self) -> Floats:
        """What each person earned of each part, from 0 to 1; people × parts, 0 where a person had none of it."""
        return by_part(self, self.weight * self.share)


def by_part(scored: Scored, values: Floats) -> Floats:
    """The sum of a value per answer; people × parts."""
    place = scored.person * scored.parts + scored.part
    return sums(place, values, scored.people * scored.parts).reshape(scored.people, scored.parts)


def sums(place: Codes, values: Floats, count: int) -> Floats:
    """The sum of the values at each of ``count`` places."""
    return np.bincount(place, values, count).astype(np.float64)
