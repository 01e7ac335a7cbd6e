"""考评: combining marks, totals of shorter periods and ratings into parts, a total and a level, by a scheme."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.assessment.makeups import (
    CountedSittings,
    Makeup,
    Sitting,
    SittingResult,
    SittingUse,
    count_sittings,
)
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
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
from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up
from lianbing.domain.kernel.periods import Period, Span


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


class ResultState(StrEnum):
    """Whether a person has a result; the value is the text that users see."""

    COMPLETE = "已定"
    INCOMPLETE = "未定（有题待判）"
    UNMARKED = "未定（答卷还没有判分）"
    ABSENT = "未交答卷"
    PARTLY_ABSENT = "未定（有练兵未交）"
    LACKING = "未定（有分期考评或评定还没有）"
    UNCOVERED = "未定（有部分没有考）"
    POSTPONED = Excuse.POSTPONED.label
    MAKE_UP = f"待{Excuse.MAKE_UP.label}"
    EXEMPT = Excuse.EXEMPT.label
    ON_LOAN = Excuse.ON_LOAN.label
    LEFT = Excuse.LEFT.label

    @property
    def is_excused(self) -> bool:
        """Whether there is no result because of an excuse."""
        return self.name in Excuse.__members__


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A person with all data that a scheme may use.

    ``sittings`` has every paper of the person, in the order in which the drills were issued, ``marks`` the items of
    those that were handed in. ``totals`` holds one for every period that the scheme asks for, ``ratings`` those in
    force by their name.
    """

    employee: Employee
    marks: tuple[MarkedItem, ...]
    sittings: tuple[Sitting, ...]
    totals: tuple[PeriodTotal, ...] = ()
    ratings: Mapping[str, Rating] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """The result of one part: points earned, maximum points, rate in percent, and contribution to the total.

    ``skill`` is there for a part that takes the items of one skill alone; ``taken`` are the figures of a part that
    takes totals or a rating.
    """

    title: str
    skill: Skill | None
    weight: Decimal
    earned: Decimal
    worth: Decimal
    ungraded: int
    rate: Decimal | None
    contribution: Decimal | None
    taken: tuple[SourceScore, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The figures that are still missing."""
        return tuple(figure.label for figure in self.taken if figure.earned is None)


@dataclass(frozen=True, kw_only=True)
class PersonResult:
    """One line of the assessment. ``total``, ``level`` and ``rank`` exist only where ``state`` is complete.

    ``sittings`` accounts for every paper, ``marks`` has the items of all that were handed in. ``deduction`` is what
    the cap of a make-up takes from the total.
    """

    employee: Employee
    parts: tuple[PartResult, ...]
    state: ResultState
    total: Decimal | None
    level: str | None
    rank: int | None
    marks: tuple[MarkedItem, ...]
    sittings: tuple[SittingResult, ...]
    deduction: Decimal = ZERO

    @property
    def missing(self) -> tuple[str, ...]:
        """The drills without a submission, where nothing excuses that."""
        return tuple(sitting.drill for sitting in self.sittings if sitting.use is SittingUse.MISSING)

    @property
    def counted(self) -> tuple[MarkedItem, ...]:
        """The items of the sittings that count."""
        drills = {sitting.drill for sitting in self.sittings if sitting.counts}
        return tuple(mark for mark in self.marks if mark.drill in drills)


@dataclass(frozen=True, kw_only=True)
class EarlierAssessment:
    """A kept assessment of a shorter period that totals were taken from."""

    period: str
    scheme: str
    made_at: str


@dataclass(frozen=True)
class Assessment:
    """考评: the assessment of a period, with everything that its reports show.

    ``drills`` maps ids to titles; ``basis`` holds every clause and fact that a marked item refers to;
    ``ledger_sequence`` and ``ledger_digest`` are the end of the ledger at that moment; ``earlier`` are the kept
    assessments whose totals were taken. ``purged`` are the totals of people who were purged since, without a name: the
    ranks of the others count them.
    """

    period: Period
    made_at: str
    scheme: Scheme
    drills: Mapping[str, str]
    results: tuple[PersonResult, ...]
    basis: Mapping[str, Basis]
    ledger_sequence: int
    ledger_digest: str
    earlier: tuple[EarlierAssessment, ...] = ()
    purged: tuple[Decimal | None, ...] = ()


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


def clause_rates(results: Iterable[PersonResult]) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Returns the points earned and the maximum points of all graded items that count and refer to each clause."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for result in results:
        for mark in result.counted:
            if mark.earned is None:
                continue
            for clause in mark.clauses:
                earned, worth = sums.get(clause, (ZERO, ZERO))
                sums[clause] = (earned + mark.earned, worth + mark.worth)
    return sums
