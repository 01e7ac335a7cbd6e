"""考评: combining marks, totals of shorter periods and ratings into parts, a total and a level, by a scheme."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Candidate, PartResult, PersonResult, ResultState
from lianbing.domain.assessment.makeups import CountedSittings, count_sittings
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import (
    DrillSource,
    PeriodTotal,
    Rating,
    RatingSource,
    ResultSource,
    SchemePart,
    Source,
    SourceScore,
)
from lianbing.domain.drills.events import Excuse
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up


def assess(
    scheme: Scheme, candidates: Iterable[Candidate], others: Iterable[Decimal | None] = ()
) -> tuple[PersonResult, ...]:
    """Computes the results in the order of ``candidates``; ``others`` are totals that only ranks count.

    Formula: rate = earned ÷ worth × 100; contribution = rate × weight ÷ 100; total = Σ contributions − what the caps
    of make-ups take. Rates and contributions are rounded half up to two places once each, so that what is shown adds
    up.
    """
    results = [_person(scheme, candidate) for candidate in candidates]
    everybody = (*(result.total for result in results), *others)
    totals = sorted(total for total in everybody if total is not None)
    return tuple(_ranked(result, totals) for result in results)


def _person(scheme: Scheme, candidate: Candidate) -> PersonResult:
    counted = count_sittings(candidate.sittings, candidate.marks, scheme.makeup)
    parts = tuple(_part(part, counted.marks, candidate) for part in scheme.parts)
    state = _state(parts, counted)
    total, level, deduction = None, None, ZERO
    if state is ResultState.COMPLETE:
        deduction = _deduction(parts, counted, scheme)
        total = sum((part.contribution or ZERO for part in parts), -deduction)
        level = level_for(scheme.levels, total, [part.rate or ZERO for part in parts])
    return PersonResult(
        employee=candidate.employee,
        parts=parts,
        state=state,
        total=total,
        level=level,
        rank=None,
        marks=candidate.marks,
        sittings=counted.sittings,
        deduction=deduction,
    )


def _deduction(parts: Sequence[PartResult], counted: CountedSittings, scheme: Scheme) -> Decimal:
    """Returns what capped make-ups give beyond their cap, over all parts together.

    Formula for one make-up: Σ contributions of its items − cap ÷ 100 × Σ contributions of full marks, if positive.
    """
    excess = ZERO
    for drill in counted.capped:
        earned, most = ZERO, ZERO
        for rule, part in zip(scheme.parts, parts, strict=True):
            own = _taken_by(rule.source, counted.marks)
            share = [mark for mark in own if mark.drill == drill]
            if len(share) == len(own) and share:
                earned, most = earned + (part.contribution or ZERO), most + part.weight
            elif share:
                earned += _contribution(part, sum((mark.earned or ZERO for mark in share), ZERO))
                most += _contribution(part, sum((mark.worth for mark in share), ZERO))
        limit = round_half_up(ratio(most * scheme.makeup.cap, HUNDRED), PLACES)
        excess += max(earned - limit, ZERO)
    return excess


def _contribution(part: PartResult, points: Decimal) -> Decimal:
    return round_half_up(ratio(points * part.weight, part.worth), PLACES)


def _part(part: SchemePart, marks: Sequence[MarkedItem], candidate: Candidate) -> PartResult:
    match part.source:
        case DrillSource() as source:
            return _of_drills(part, source, marks)
        case ResultSource() as source:
            return _of_figures(part, _totals(source, candidate.totals))
        case RatingSource() as source:
            return _of_figures(part, (_rated(part.title, source, candidate.ratings.get(source.rating)),))


def _of_drills(part: SchemePart, source: DrillSource, marks: Sequence[MarkedItem]) -> PartResult:
    own = _taken_by(source, marks)
    return _weighed(
        PartResult(
            title=part.title,
            skill=source.skill,
            weight=part.weight,
            earned=sum((mark.earned for mark in own if mark.earned is not None), ZERO),
            worth=sum((mark.worth for mark in own), ZERO),
            ungraded=sum(mark.earned is None for mark in own),
            rate=None,
            contribution=None,
        )
    )


def _taken_by(source: Source, marks: Sequence[MarkedItem]) -> list[MarkedItem]:
    """The marks that a source takes; none for totals and ratings."""
    if not isinstance(source, DrillSource):
        return []
    return [m for m in marks if source.takes_kind(m.kind) and source.skill in (None, m.skill)]


def _totals(source: ResultSource, totals: Sequence[PeriodTotal]) -> tuple[SourceScore, ...]:
    own = (t for t in totals if (t.period.span, t.scheme) == (source.span, source.scheme))
    return tuple(SourceScore(label=f"{t.period.title}考评", earned=t.total, worth=HUNDRED) for t in own)


def _rated(title: str, source: RatingSource, rating: Rating | None) -> SourceScore:
    if rating is None:
        return SourceScore(label=title, earned=None, worth=source.full)
    return SourceScore(label=title, earned=rating.score, worth=source.full, entry=rating.sequence)


def _of_figures(part: SchemePart, taken: tuple[SourceScore, ...]) -> PartResult:
    return _weighed(
        PartResult(
            title=part.title,
            skill=None,
            weight=part.weight,
            earned=sum((figure.earned for figure in taken if figure.earned is not None), ZERO),
            worth=sum((figure.worth for figure in taken), ZERO),
            ungraded=0,
            rate=None,
            contribution=None,
            taken=taken,
        )
    )


def _weighed(part: PartResult) -> PartResult:
    """Adds the rate and contribution of a part if it is complete."""
    if not part.worth or part.ungraded or part.lacking:
        return part
    rate = round_half_up(ratio(part.earned * HUNDRED, part.worth), PLACES)
    return replace(part, rate=rate, contribution=round_half_up(ratio(rate * part.weight, HUNDRED), PLACES))


def _state(parts: Sequence[PartResult], counted: CountedSittings) -> ResultState:
    marks = counted.marks
    if Excuse.LEFT in counted.excuses:
        return ResultState.LEFT
    if not marks and all(figure.earned is None for part in parts for figure in part.taken):
        excused = None if counted.missing else _of_excuses(counted.excuses)
        return excused or ResultState.ABSENT
    if counted.missing:
        return ResultState.PARTLY_ABSENT
    if due := _of_excuses(counted.excuses & {Excuse.POSTPONED, Excuse.MAKE_UP}):
        return due
    if marks and all(mark.entry is None and mark.earned is None for mark in marks):
        return ResultState.UNMARKED
    if any(part.ungraded for part in parts):
        return ResultState.INCOMPLETE
    if any(part.lacking for part in parts):
        return ResultState.LACKING
    if any(part.rate is None for part in parts):
        return _of_excuses(counted.excuses) or ResultState.UNCOVERED
    return ResultState.COMPLETE


_MOST_TO_DO = (Excuse.MAKE_UP, Excuse.POSTPONED, Excuse.ON_LOAN, Excuse.EXEMPT, Excuse.LEFT)


def _of_excuses(excuses: Collection[Excuse]) -> ResultState | None:
    """The state of somebody who is excused from a drill: the excuse that leaves most to be done."""
    return next((ResultState[excuse.name] for excuse in _MOST_TO_DO if excuse in excuses), None)


def level_for(levels: Sequence[Level], total: Decimal, rates: Sequence[Decimal]) -> str:
    """Returns the highest level whose two thresholds are reached."""
    for level in levels:
        if total >= level.minimum and all(rate >= level.part_minimum for rate in rates):
            return level.title
    return levels[-1].title


def _ranked(result: PersonResult, totals: Sequence[Decimal]) -> PersonResult:
    """Adds the rank; ``totals`` are those of everybody, from low to high."""
    if result.total is None:
        return result
    return replace(result, rank=1 + len(totals) - bisect_right(totals, result.total))
