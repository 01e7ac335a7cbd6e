"""实操评分细则: the criteria of a practical drill, each with levels worth points, and how assessors are settled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.decimals import ZERO


@dataclass(frozen=True, kw_only=True)
class CriterionLevel:
    """档: a level of a criterion, by what an assessor sees, with its points."""

    title: str
    text: str
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """要点: one thing to watch for. ``levels`` go from the most points to the fewest; ``rests_on`` are clause ids."""

    id: str
    title: str
    levels: tuple[CriterionLevel, ...]
    rests_on: tuple[str, ...]

    @property
    def worth(self) -> Decimal:
        """The most points that it gives."""
        return self.levels[0].points


class Beyond(StrEnum):
    """What settles a person whose assessors are further apart than allowed."""

    CHIEF = "chief"
    NEAREST = "nearest"

    @property
    def label(self) -> str:
        """What users see."""
        return {Beyond.CHIEF: "由首席评委定", Beyond.NEAREST: "取最接近的两个的平均"}[self]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """评委组: how many assessors there have to be at least, how far totals may lie apart, and what settles the rest."""

    assessors: int
    allowed: Decimal
    beyond: Beyond
    source: str


@dataclass(frozen=True, kw_only=True)
class PracticalRubric:
    """实操评分细则; its id is the name of the rating that it yields. ``note`` says where its points come from."""

    id: str
    title: str
    note: str
    criteria: tuple[Criterion, ...]
    panel: Panel

    @property
    def worth(self) -> Decimal:
        """The most points in all."""
        return sum((criterion.worth for criterion in self.criteria), ZERO)
