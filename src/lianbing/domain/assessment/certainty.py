"""等级的把握: how far papers, totals and levels can be trusted. Figures alone; ``psychometrics`` works them out.

All of them are ``None`` or empty where there is too little to say, and then ``unsaid`` tells why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class CertaintyRule:
    """What a scheme asks before anything is said. The defaults are the program's own, no public rule.

    ``least_people`` with a final result, ``least_items`` on a paper; a person is looked at again whose level has a
    probability below ``look_again`` (per cent). Of a clause or topic nothing is said before ``least_answers``; it is
    weak if its rate lies ``margin`` percentage points below that of all answers with a probability of ``sure``.
    """

    least_people: int = 30
    least_items: int = 8
    look_again: Decimal = Decimal(50)
    least_answers: int = 10
    margin: Decimal = Decimal(5)
    sure: Decimal = Decimal(90)


class ReliabilityForm(StrEnum):
    """The form of a coefficient of reliability; the value is the name that users see."""

    KR20 = "KR-20"
    ALPHA = "Cronbach α"
    DRAWN = "概化系数"


class Unsaid(StrEnum):
    """Why nothing is said; the value is the text that users see."""

    PEOPLE = "人太少，不下结论"
    ITEMS = "题太少，不下结论"
    ALIKE = "各人得分的差别没有超出误差，不下结论"
    EXACT = "没有练兵的分，估不出误差"


@dataclass(frozen=True, kw_only=True)
class PaperReliability:
    """The reliability of the papers of one drill, from 0 to 1, and the standard error of a score in points of 100.

    ``people`` are those with a submission that counts and is wholly marked, ``items`` the fewest items on a paper of
    theirs, ``same_items`` whether all had the same ones.
    """

    drill: str
    people: int
    items: int
    same_items: bool
    form: ReliabilityForm | None = None
    value: Decimal | None = None
    error: Decimal | None = None
    unsaid: Unsaid | None = None


@dataclass(frozen=True, kw_only=True)
class PersonCertainty:
    """How certain one person's level is.

    ``probabilities`` (per cent, they sum to 100) are those of the levels of the scheme, from high to low, given what
    the person and everybody else scored; ``held`` is the place of the level that the person's own scores reach.
    ``error`` is the standard error of the total in points, ``low`` to ``high`` hold the person's true total nine times
    out of ten.
    """

    employee: str
    held: int
    probabilities: tuple[Decimal, ...]
    error: Decimal
    low: Decimal
    high: Decimal
    look_again: bool

    @property
    def of_held(self) -> Decimal:
        """The probability of the level that the person's scores reach."""
        return self.probabilities[self.held]

    @property
    def of_next_higher(self) -> Decimal | None:
        """The probability of the next higher level; ``None`` at the top."""
        return self.probabilities[self.held - 1] if self.held else None

    @property
    def of_next_lower(self) -> Decimal | None:
        """The probability of the next lower level; ``None`` at the bottom."""
        return self.probabilities[self.held + 1] if self.held + 1 < len(self.probabilities) else None


@dataclass(frozen=True, kw_only=True)
class CutAccuracy:
    """Livingston and Lewis on the thresholds of the total alone, in per cent.

    ``accuracy``: people on the level where their true score lies. ``consistency``: people on the same level in two
    equally good assessments; ``kappa``: the same beyond chance, at most 1, ``None`` where all are expected on one
    level. ``length`` is the effective test length.
    """

    accuracy: Decimal
    consistency: Decimal
    kappa: Decimal | None
    length: int


@dataclass(frozen=True, kw_only=True)
class LevelCertainty:
    """How certain the levels of an assessment are.

    ``papers`` has one for each drill. ``reliability`` and ``error`` are those of the total; ``mean_probability`` (per
    cent) is what people's levels come to on average, with the minimum of each part respected; ``cuts`` looks at the
    total alone. ``exact`` are the titles of parts without data on their error: they count as free of error.
    """

    papers: tuple[PaperReliability, ...] = ()
    reliability: Decimal | None = None
    error: Decimal | None = None
    mean_probability: Decimal | None = None
    cuts: CutAccuracy | None = None
    people: tuple[PersonCertainty, ...] = ()
    exact: tuple[str, ...] = ()
    final: int
    unsaid: Unsaid | None = None

    @cached_property
    def by_employee(self) -> Mapping[str, PersonCertainty]:
        """The people by their number."""
        return {person.employee: person for person in self.people}

    @property
    def second_look(self) -> Sequence[PersonCertainty]:
        """需再看: people whose level is doubtful, the most doubtful first."""
        doubtful = (person for person in self.people if person.look_again)
        return sorted(doubtful, key=lambda person: (person.of_held, person.employee))
