"""The sources of the parts of a scheme: marks of drills, totals of shorter periods, ratings by people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span


@dataclass(frozen=True, kw_only=True)
class DrillSource:
    """Marks of the drills whose period lies in the assessed one.

    ``kinds`` empty means drills of any kind, ``skill`` ``None`` the items of all skills together.
    """

    kinds: tuple[str, ...] = ()
    skill: Skill | None = None

    def takes_kind(self, kind: str) -> bool:
        """Whether the marks of drills of this kind count."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, kw_only=True)
class ResultSource:
    """The kept totals of the periods of a span that make up the assessed one; ``scheme`` empty means of any scheme.

    The span may be that of the assessed period itself: then the total is that of another scheme for the same period.
    ``least`` is how many totals there must be where the part may do without some.
    """

    span: Span
    scheme: str = ""
    least: int = 1

    def periods(self, assessed: Period) -> tuple[Period, ...]:
        """The periods whose totals are asked for."""
        return assessed.parts(self.span)


@dataclass(frozen=True, kw_only=True)
class RatingSource:
    """Ratings that people enter for exactly the assessed period, from 0 to ``full``."""

    rating: str
    full: Decimal


Source = DrillSource | ResultSource | RatingSource


class MissingRule(StrEnum):
    """What becomes of a part of which something is missing for good.

    INCOMPLETE: there is no total. REDISTRIBUTE: what is missing is left out, and if that is the whole part, the other
    parts carry its weight; an exam without an excuse is never left out. ZERO: it counts as nought; an excused person
    never gets nought.
    """

    INCOMPLETE = "incomplete"
    REDISTRIBUTE = "redistribute"
    ZERO = "zero"


@dataclass(frozen=True, kw_only=True)
class SchemePart:
    """A part of the total: its name, its source and its weight out of 100 points."""

    title: str
    weight: Decimal
    source: Source
    missing: MissingRule = MissingRule.INCOMPLETE


def skill_part(skill: Skill, weight: Decimal, kinds: tuple[str, ...] = ()) -> SchemePart:
    """The part of one skill, named after it."""
    return SchemePart(title=skill.label, weight=weight, source=DrillSource(kinds=kinds, skill=skill))


@dataclass(frozen=True, kw_only=True)
class PeriodTotal:
    """A person's total in a shorter period, out of 100; ``total`` is ``None`` if there is no final result.

    ``scheme`` is what the source asks for: empty where any will do.
    """

    period: Period
    scheme: str
    total: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Rating:
    """A rating that somebody entered; of several of one person and period the newest is in force.

    ``file`` is where it was read from, ``why`` the reason where it changes an earlier one.
    """

    sequence: int
    period: str
    rating: str
    employee: str
    score: Decimal
    by: str
    at: str
    file: str
    why: str = ""


class FigureUse(StrEnum):
    """What becomes of a figure; the value is the text that users see. A missing one that counts is waited for."""

    COUNTED = "计入"
    LEFT_OUT = "缺，不计"
    ZERO = "缺，按 0 分"


@dataclass(frozen=True, kw_only=True)
class SourceScore:
    """A figure that a part takes from a total or a rating; ``earned`` is ``None`` while it is missing.

    ``entry`` is the sequence of the rating behind it, ``use`` what becomes of it.
    """

    label: str
    earned: Decimal | None
    worth: Decimal
    entry: int | None = None
    use: FigureUse = FigureUse.COUNTED
