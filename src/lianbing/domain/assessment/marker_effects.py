"""What the choice of a marker does to levels: the assessment with the marks of each of them, and as they are final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Candidate, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.drills.papers import Employee

MarksByItem = Mapping[tuple[str, str], Decimal]
"""Points by paper and item."""


@dataclass(frozen=True, kw_only=True)
class LevelOutcome:
    """A person's total and level; both are ``None`` where marks are still missing."""

    total: Decimal | None
    level: str | None


@dataclass(frozen=True, kw_only=True)
class LevelByMarker:
    """A person whose level depends on who marks; ``by_marker`` has an outcome for each marker, in their order."""

    employee: Employee
    final: LevelOutcome
    by_marker: tuple[LevelOutcome, ...]


def levels_by_marker(
    scheme: Scheme, candidates: Iterable[Candidate], markers: Sequence[MarksByItem]
) -> tuple[LevelByMarker, ...]:
    """Assesses everybody as it is final and once for each marker, and returns those with more than one level.

    Where a marker has not marked an answer, it counts as it is final. Ranks play no part.
    """
    everybody = tuple(candidates)
    final = assess(scheme, everybody)
    others = [assess(scheme, [with_marks(candidate, own) for candidate in everybody]) for own in markers]
    spreads = (
        LevelByMarker(
            employee=results[0].employee,
            final=_outcome(results[0]),
            by_marker=tuple(_outcome(result) for result in results[1:]),
        )
        for results in zip(final, *others, strict=True)
    )
    return tuple(spread for spread in spreads if _differs(spread))


def with_marks(candidate: Candidate, marks: MarksByItem) -> Candidate:
    """The candidate with other points for some items."""
    return replace(
        candidate,
        marks=tuple(replace(mark, earned=marks.get((mark.paper, mark.item), mark.earned)) for mark in candidate.marks),
    )


def _outcome(result: PersonResult) -> LevelOutcome:
    return LevelOutcome(total=result.total, level=result.level)


def _differs(spread: LevelByMarker) -> bool:
    return len({outcome.level for outcome in (spread.final, *spread.by_marker)} - {None}) > 1
