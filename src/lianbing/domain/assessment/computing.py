"""考评: combining marks, totals of shorter periods and ratings into parts, a total and a level, by a scheme."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Candidate, PartResult, PersonResult, ResultState
from lianbing.domain.assessment.makeups import CountedSittings, Sitting, SittingResult, SittingUse, count_sittings
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.ranking import level_for, ranked
from lianbing.domain.assessment.rules import Adjustment, AdjustmentResult, AdjustmentSign, Rounding
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import (
    DrillSource,
    FigureUse,
    MissingRule,
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
    scheme: Scheme, candidates: Iterable[Candidate], others: Iterable[PersonResult] = ()
) -> tuple[PersonResult, ...]:
    """Computes the results in the order of ``candidates``; ``others`` count for ranks and caps alone.

    Formula: rate = earned ÷ worth × 100; contribution = rate × weight ÷ 100; total = (Σ contributions − what the caps
    of make-ups take) × 100 ÷ the weights that count + adjustments, within 0 and 100. Rates, contributions and totals
    are rounded half up once each, to the places of the scheme, so that what is shown adds up. Ranks and the caps on
    levels come last: see :func:`~lianbing.domain.assessment.ranking.ranked`.
    """
    own = [_person(scheme, candidate) for candidate in candidates]
    return ranked(scheme, [*own, *others])[: len(own)]


def _person(scheme: Scheme, candidate: Candidate) -> PersonResult:
    counted = count_sittings(candidate.sittings, candidate.marks, scheme.makeup)
    parts = tuple([_part(part, counted, candidate, scheme.rounding) for part in scheme.parts])
    state = _state(scheme, parts, counted)
    carried = sum((part.weight for part in parts if not part.left_out), ZERO)
    adjustments = tuple(adjusted(scheme.adjustments, candidate.ratings))
    total, level, deduction = None, None, ZERO
    if state is ResultState.COMPLETE:
        deduction = _deduction(parts, counted, scheme)
        points = sum((part.contribution or ZERO for part in parts), -deduction)
        total = _total(points, carried, adjustments, scheme.rounding)
        level = level_for(scheme.levels, total, [part.rate or ZERO for part in parts if not part.left_out])
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
        carried=carried,
        adjustments=adjustments,
    )


def _total(points: Decimal, carried: Decimal, adjustments: Sequence[AdjustmentResult], rounding: Rounding) -> Decimal:
    scaled = points if carried == HUNDRED else ratio(points * HUNDRED, carried)
    total = sum((each.points for each in adjustments), scaled)
    return round_half_up(min(max(total, ZERO), HUNDRED), rounding.totals)


def _deduction(parts: Sequence[PartResult], counted: CountedSittings, scheme: Scheme) -> Decimal:
    """Returns what capped make-ups give beyond their cap, over all parts together.

    Formula for one make-up: Σ contributions of its items − cap ÷ 100 × Σ contributions of full marks, if positive.
    """
    places = scheme.rounding.rates
    excess = ZERO
    for drill in counted.capped:
        earned, most = ZERO, ZERO
        for rule, part in _counting(scheme, parts):
            own = _taken_by(rule.source, counted.marks)
            share = [mark for mark in own if mark.drill == drill]
            if len(share) == len(own) and share:
                earned, most = earned + (part.contribution or ZERO), most + part.weight
            elif share:
                earned += _contribution(part, sum((mark.earned or ZERO for mark in share), ZERO), places)
                most += _contribution(part, sum((mark.worth for mark in share), ZERO), places)
        limit = round_half_up(ratio(most * scheme.makeup.cap, HUNDRED), places)
        excess += max(earned - limit, ZERO)
    return excess


def _counting(scheme: Scheme, parts: Sequence[PartResult]) -> Iterator[tuple[SchemePart, PartResult]]:
    return ((rule, part) for rule, part in zip(scheme.parts, parts, strict=True) if not part.left_out)


def _contribution(part: PartResult, points: Decimal, places: int) -> Decimal:
    return round_half_up(ratio(points * part.weight, part.worth), places)


def _part(part: SchemePart, counted: CountedSittings, candidate: Candidate, rounding: Rounding) -> PartResult:
    match part.source:
        case DrillSource() as source:
            return _of_drills(part, source, counted, rounding)
        case ResultSource() as source:
            return _of_figures(part, _totals(source, candidate.totals), source.least, rounding)
        case RatingSource() as source:
            figure = _rated(part.title, source, candidate.ratings.get(source.rating))
            return _of_figures(part, (figure,), 0, rounding)


def _of_drills(part: SchemePart, source: DrillSource, counted: CountedSittings, rounding: Rounding) -> PartResult:
    own = _taken_by(source, counted.marks)
    absent = [each for each in counted.sittings if each.use is SittingUse.MISSING and source.takes_kind(each.kind)]
    nought = sum((_worth(each, source) for each in absent), ZERO) if part.missing is MissingRule.ZERO else ZERO
    earned = sum((mark.earned for mark in own if mark.earned is not None), ZERO)
    worth = sum((mark.worth for mark in own), nought)
    ungraded = sum(mark.earned is None for mark in own)
    rate, contribution = (None, None) if ungraded else _weighed(earned, worth, part, rounding)
    return PartResult(
        title=part.title,
        skill=source.skill,
        weight=part.weight,
        earned=earned,
        worth=worth,
        ungraded=ungraded,
        rate=rate,
        contribution=contribution,
        not_handed_in=nought,
        left_out=part.missing is MissingRule.REDISTRIBUTE and not own and not absent,
    )


def _worth(sitting: Sitting, source: DrillSource) -> Decimal:
    own = (worth for skill, worth in sitting.worths.items() if source.skill in (None, skill))
    return sum(own, ZERO)


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


def _of_figures(part: SchemePart, taken: tuple[SourceScore, ...], least: int, rounding: Rounding) -> PartResult:
    missing = [figure for figure in taken if figure.earned is None]
    if missing:
        taken = _with_uses(part.missing, taken, enough=len(taken) - len(missing) >= least)
    earned, worth, lacking = ZERO, ZERO, False
    for figure in taken:  # one loop: this runs for each part of each person
        if figure.use is not FigureUse.LEFT_OUT:
            worth += figure.worth
            earned += figure.earned or ZERO
            lacking = lacking or (figure.earned is None and figure.use is FigureUse.COUNTED)
    rate, contribution = (None, None) if lacking else _weighed(earned, worth, part, rounding)
    return PartResult(
        title=part.title,
        skill=None,
        weight=part.weight,
        earned=earned,
        worth=worth,
        ungraded=0,
        rate=rate,
        contribution=contribution,
        taken=taken,
        left_out=bool(missing) and all(figure.use is FigureUse.LEFT_OUT for figure in taken),
    )


def _with_uses(rule: MissingRule, taken: tuple[SourceScore, ...], *, enough: bool) -> tuple[SourceScore, ...]:
    """The figures, and what becomes of those that are missing."""
    use = FigureUse.COUNTED
    if rule is MissingRule.ZERO:
        use = FigureUse.ZERO
    elif rule is MissingRule.REDISTRIBUTE and enough:
        use = FigureUse.LEFT_OUT
    return tuple(replace(figure, use=use) if figure.earned is None else figure for figure in taken)


def _weighed(
    earned: Decimal, worth: Decimal, part: SchemePart, rounding: Rounding
) -> tuple[Decimal | None, Decimal | None]:
    """The rate and contribution of a part of which nothing is missing; ``None`` of one that is worth nothing."""
    if not worth:
        return None, None
    rate = round_half_up(ratio(earned * HUNDRED, worth), rounding.rates)
    return rate, round_half_up(ratio(rate * part.weight, HUNDRED), rounding.rates)


def adjusted(rules: Iterable[Adjustment], ratings: Mapping[str, Rating]) -> Iterator[AdjustmentResult]:
    """What is added to and taken from a total, by the ratings in force of a person."""
    for rule in rules:
        rating = ratings.get(rule.rating)
        if rating is not None:
            points = min(rating.score * rule.each, rule.most)
            signed = -points if rule.sign is AdjustmentSign.DEDUCTION else points
            yield AdjustmentResult(title=rule.title, given=rating.score, points=signed, entry=rating.sequence)


def _state(scheme: Scheme, parts: Sequence[PartResult], counted: CountedSittings) -> ResultState:
    marks = counted.marks
    missing = _waited_for(scheme, counted)
    if Excuse.LEFT in counted.excuses:
        return ResultState.LEFT
    if not marks and all(figure.earned is None for part in parts for figure in part.taken):
        excused = None if counted.missing else _of_excuses(counted.excuses)
        return excused or ResultState.ABSENT
    if missing:
        return ResultState.PARTLY_ABSENT
    if due := _of_excuses(counted.excuses & {Excuse.POSTPONED, Excuse.MAKE_UP}):
        return due
    if marks and all(mark.entry is None and mark.earned is None for mark in marks):
        return ResultState.UNMARKED
    if any(part.ungraded for part in parts):
        return ResultState.INCOMPLETE
    if any(part.lacking for part in parts):
        return ResultState.LACKING
    if any(part.rate is None and not part.left_out for part in parts):
        return _of_excuses(counted.excuses) or ResultState.UNCOVERED
    return ResultState.COMPLETE


def _waited_for(scheme: Scheme, counted: CountedSittings) -> list[SittingResult]:
    """The sittings without a submission, but for those that every part which takes them counts as nought."""
    absent = [sitting for sitting in counted.sittings if sitting.use is SittingUse.MISSING]
    return [sitting for sitting in absent if {*_rules_for(scheme, sitting)} != {MissingRule.ZERO}]


def _rules_for(scheme: Scheme, sitting: Sitting) -> Iterator[MissingRule]:
    for part in scheme.parts:
        if isinstance(part.source, DrillSource) and part.source.takes_kind(sitting.kind):
            yield part.missing


_MOST_TO_DO = (Excuse.MAKE_UP, Excuse.POSTPONED, Excuse.ON_LOAN, Excuse.EXEMPT, Excuse.LEFT)


def _of_excuses(excuses: Collection[Excuse]) -> ResultState | None:
    """The state of somebody who is excused from a drill: the excuse that leaves most to be done."""
    return next((ResultState[excuse.name] for excuse in _MOST_TO_DO if excuse in excuses), None)
