"""考评方案: the parts, weights and levels by which the results of a period come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.makeups import Makeup
from lianbing.domain.assessment.rules import Adjustment, LevelCap, ProposalRule, Rounding, SchemeNote
from lianbing.domain.assessment.sources import DrillSource, RatingSource, SchemePart, Source
from lianbing.domain.kernel.periods import Span


@dataclass(frozen=True, kw_only=True)
class Level:
    """技能等级: reached with a total of at least ``minimum`` and a rate of at least ``part_minimum`` in each part."""

    title: str
    minimum: Decimal
    part_minimum: Decimal


@dataclass(frozen=True, kw_only=True)
class RatingColumn:
    """A rating as people enter it: from 0 to ``full``. ``needed``: a person without it lacks a part."""

    rating: str
    title: str
    full: Decimal
    needed: bool = True


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """考评方案 for periods of one span. Weights sum to 100; levels go from high to low, the last with minimum 0.

    ``edition`` says which version it is. ``is_default`` chooses it where several schemes fit a period; in a
    kept assessment it says that this was the usual one. Of equal totals
    the one with the better rates in the parts of ``tie_break`` ranks first, in their order.
    """

    id: str
    title: str
    span: Span
    parts: tuple[SchemePart, ...]
    levels: tuple[Level, ...]
    makeup: Makeup = field(default_factory=Makeup)
    edition: str = ""
    is_default: bool = True
    notes: tuple[SchemeNote, ...] = ()
    rounding: Rounding = field(default_factory=Rounding)
    tie_break: tuple[str, ...] = ()
    caps: tuple[LevelCap, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    proposals: tuple[ProposalRule, ...] = ()
    certainty: CertaintyRule = field(default_factory=CertaintyRule)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all parts."""
        return tuple(part.source for part in self.parts)

    @property
    def rules(self) -> Scheme:
        """What the results depend on: the scheme without its title, edition and notes."""
        return replace(self, title="", edition="", notes=(), is_default=False)

    @property
    def drills_alone(self) -> bool:
        """Whether the result of a person depends on marks of drills alone, and on nobody else's."""
        return not (self.adjustments or self.caps) and all(isinstance(each, DrillSource) for each in self.sources)

    def ratings(self) -> Iterator[RatingColumn]:
        """Every rating that people enter for it, those of parts before those of adjustments."""
        for part in self.parts:
            if isinstance(part.source, RatingSource):
                yield RatingColumn(rating=part.source.rating, title=part.title, full=part.source.full)
        for each in self.adjustments:
            yield RatingColumn(rating=each.rating, title=each.title, full=each.full, needed=False)

    def counts(self, kind: str) -> bool:
        """Whether drills of this kind affect the result."""
        return any(isinstance(source, DrillSource) and source.takes_kind(kind) for source in self.sources)


def usual_scheme(schemes: Iterable[Scheme], span: Span) -> Scheme | None:
    """The scheme for periods of a span where none is named: the only one, or of several the default one."""
    fitting = [scheme for scheme in schemes if scheme.span is span]
    return next((scheme for scheme in fitting if scheme.is_default or len(fitting) == 1), None)
