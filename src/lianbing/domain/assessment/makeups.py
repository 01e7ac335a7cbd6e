"""补考: which of a person's sittings of a drill counts in an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.drills.events import Excuse
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up


class MakeupRule(StrEnum):
    """How a make-up counts beside the first sitting."""

    REPLACES = "replaces"
    BEST = "best"
    CAPPED = "capped"


@dataclass(frozen=True, kw_only=True)
class Makeup:
    """The rule of a scheme. ``cap`` is the most that a capped make-up can give, in percent of its maximum."""

    rule: MakeupRule = MakeupRule.REPLACES
    cap: Decimal = HUNDRED


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A person's paper in a drill; ``makes_up`` is the drill whose make-up this one is, or empty.

    ``excuse`` says why there need not be a submission. Of one that is not there, ``kind`` is the kind of the drill and
    ``worths`` what each skill could have given.
    """

    drill: str
    makes_up: str = ""
    handed_in: bool
    excuse: Excuse | None = None
    kind: str = ""
    worths: Mapping[Skill, Decimal] = field(default_factory=dict)


class SittingUse(StrEnum):
    """What became of a sitting; the value is the text that users see."""

    COUNTED = "计入"
    CAPPED = "计入（补考封顶）"
    REPLACED = "不计（以补考为准）"
    LOWER = "不计（取分高的一次）"
    MADE_UP = "未交（另有补考）"
    MISSING = "未交"
    POSTPONED = Excuse.POSTPONED.label
    MAKE_UP = f"待{Excuse.MAKE_UP.label}"
    EXEMPT = Excuse.EXEMPT.label
    ON_LOAN = Excuse.ON_LOAN.label
    LEFT = Excuse.LEFT.label


@dataclass(frozen=True, kw_only=True)
class SittingResult(Sitting):
    """A sitting, and what became of it."""

    use: SittingUse

    @property
    def counts(self) -> bool:
        """Whether its marks count."""
        return self.use in (SittingUse.COUNTED, SittingUse.CAPPED)


@dataclass(frozen=True, kw_only=True)
class CountedSittings:
    """What a person's sittings give to an assessment; ``sittings`` accounts for each of them.

    ``marks`` are those that count, ``missing`` drills without a submission and without an excuse, ``capped`` make-ups
    whose points are capped, in order.
    """

    marks: tuple[MarkedItem, ...]
    missing: tuple[str, ...]
    excuses: frozenset[Excuse]
    capped: tuple[str, ...]
    sittings: tuple[SittingResult, ...]


def count_sittings(sittings: Iterable[Sitting], marks: Sequence[MarkedItem], makeup: Makeup) -> CountedSittings:
    """Chooses one sitting of each drill and its make-ups.

    Args:
        sittings: a person's papers, in the order in which the drills were issued.
        marks: the items of those that were handed in.
        makeup: the rule of the scheme.
    """
    by_drill: dict[str, list[MarkedItem]] = {}
    for mark in marks:
        by_drill.setdefault(mark.drill, []).append(mark)
    choosing = _Choosing({drill: rate_of(own) for drill, own in by_drill.items()}, makeup)
    groups = [tuple(choosing.results(group)) for group in _groups(sittings)]
    results = tuple(result for group in groups for result in group)
    counted = {result.drill for result in results if result.counts}
    return CountedSittings(
        marks=tuple(mark for mark in marks if mark.drill in counted),
        missing=tuple(result.drill for result in results if result.use is SittingUse.MISSING),
        excuses=frozenset(excuse for group in groups if (excuse := _excuse_in_force(group))),
        capped=tuple(result.drill for result in results if result.use is SittingUse.CAPPED),
        sittings=results,
    )


def _groups(sittings: Iterable[Sitting]) -> list[list[Sitting]]:
    """The sittings of each drill together with those that make it up, also by way of another make-up."""
    groups: dict[str, list[Sitting]] = {}
    origin: dict[str, str] = {}
    for sitting in sittings:
        origin[sitting.drill] = origin.get(sitting.makes_up, sitting.makes_up) or sitting.drill
        groups.setdefault(origin[sitting.drill], []).append(sitting)
    return list(groups.values())


def _excuse_in_force(group: Sequence[SittingResult]) -> Excuse | None:
    """The excuse from a drill and its make-ups: leaving is for good, any other lasts until the next sitting."""
    left = any(sitting.excuse is Excuse.LEFT for sitting in group)
    return Excuse.LEFT if left else group[-1].excuse if not any(sitting.counts for sitting in group) else None


def rate_of(marks: Sequence[MarkedItem]) -> Decimal | None:
    """The points in percent, rounded half up to two places; ``None`` if not all of them are there."""
    worth = sum((mark.worth for mark in marks), ZERO)
    earned = [mark.earned for mark in marks if mark.earned is not None]
    if not worth or len(earned) < len(marks):
        return None
    return round_half_up(ratio(sum(earned, ZERO) * HUNDRED, worth), PLACES)


class _Choosing:
    """The choice among the sittings of one person, whose rates are given by drill."""

    def __init__(self, rates: Mapping[str, Decimal | None], makeup: Makeup) -> None:
        self._rates, self._makeup = rates, makeup

    def results(self, group: Sequence[Sitting]) -> Iterator[SittingResult]:
        """What becomes of each sitting of a drill and its make-ups."""
        chosen = self._chosen([sitting for sitting in group if sitting.handed_in])
        for sitting in group:
            use = self._use(sitting, chosen, is_last=sitting is group[-1])
            yield SittingResult(**vars(sitting), use=use)

    def _chosen(self, handed_in: Sequence[Sitting]) -> Sitting | None:
        """Of equal sittings the first. One that is not wholly marked is waited for."""
        if not handed_in:
            return None
        if self._makeup.rule is MakeupRule.REPLACES:
            return handed_in[-1]
        unmarked = [sitting for sitting in handed_in if self._rates.get(sitting.drill) is None]
        return unmarked[-1] if unmarked else max(handed_in, key=self._value)

    def _value(self, sitting: Sitting) -> Decimal:
        rate = self._rates.get(sitting.drill) or ZERO
        return min(rate, self._makeup.cap) if self._is_capped(sitting) else rate

    def _is_capped(self, sitting: Sitting) -> bool:
        return self._makeup.rule is MakeupRule.CAPPED and bool(sitting.makes_up)

    def _use(self, sitting: Sitting, chosen: Sitting | None, is_last: bool) -> SittingUse:
        if sitting is chosen:
            return SittingUse.CAPPED if self._is_capped(sitting) else SittingUse.COUNTED
        if sitting.handed_in:
            return SittingUse.REPLACED if self._makeup.rule is MakeupRule.REPLACES else SittingUse.LOWER
        if sitting.excuse:
            return SittingUse[sitting.excuse.name]
        return SittingUse.MADE_UP if chosen or not is_last else SittingUse.MISSING
