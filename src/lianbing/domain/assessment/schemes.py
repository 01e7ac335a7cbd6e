"""考评方案: the parts, weights and levels by which the results of a period come about."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.assessment.makeups import Makeup
from lianbing.domain.assessment.sources import DrillSource, SchemePart, Source
from lianbing.domain.kernel.periods import Span


@dataclass(frozen=True, kw_only=True)
class Level:
    """技能等级: reached with a total of at least ``minimum`` and a rate of at least ``part_minimum`` in each part."""

    title: str
    minimum: Decimal
    part_minimum: Decimal


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """考评方案 for periods of one span. Weights sum to 100; levels go from high to low, the last with minimum 0."""

    id: str
    title: str
    span: Span
    parts: tuple[SchemePart, ...]
    levels: tuple[Level, ...]
    makeup: Makeup = field(default_factory=Makeup)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all parts."""
        return tuple(part.source for part in self.parts)

    @property
    def drills_alone(self) -> bool:
        """Whether the result depends on marks of drills alone."""
        return all(isinstance(source, DrillSource) for source in self.sources)

    def counts(self, kind: str) -> bool:
        """Whether drills of this kind affect the result."""
        return any(isinstance(source, DrillSource) and source.takes_kind(kind) for source in self.sources)
