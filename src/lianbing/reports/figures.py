"""The figures that reports show besides those of the assessment itself: counts, averages, mastery of clauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PersonResult, ResultState, clause_rates
from lianbing.domain.assessment.marked_items import PLACES
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import SchemePart
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up


@dataclass(frozen=True, kw_only=True)
class Headcount:
    """How many people are in the assessment, and how they stand; the last four add up to the first.

    ``excused`` are people without a result for whom 缓考, 待补考, 免考, 借调 or 离职 is recorded.
    """

    expected: int
    final: int
    pending: int
    absent: int
    excused: int


@dataclass(frozen=True)
class BarGroup:
    """People of one level (or of none) with their share of everybody in percent."""

    title: str
    count: int
    share: Decimal
    final: bool


@dataclass(frozen=True)
class PartAverage:
    """The mean rate of a part, in percent; ``None`` if nobody's result is final."""

    part: SchemePart
    rate: Decimal | None


@dataclass(frozen=True, kw_only=True)
class ClauseTally:
    """What the marked items say about one clause or fact.

    ``earned``, ``worth`` and ``rate`` (percent) count graded answers only; ``rate`` is ``None`` where there is none.
    ``answers`` are graded answers, ``ungraded`` answers that wait, ``items`` different items behind them.
    """

    reference: str
    earned: Decimal
    worth: Decimal
    rate: Decimal | None
    answers: int
    ungraded: int
    items: int


@dataclass(frozen=True)
class Shortfall:
    """What separates a final result from the next level up, e.g. ``("总分", 8.75)``."""

    level: Level
    gaps: tuple[tuple[str, Decimal], ...]


def by_rank(results: Iterable[PersonResult]) -> tuple[PersonResult, ...]:
    """Settled results from the first rank on, then the others; ties stay in the order of the roster."""
    return tuple(sorted(results, key=lambda result: (result.rank is None, result.rank or 0)))


def final_results(results: Iterable[PersonResult]) -> tuple[PersonResult, ...]:
    """The results that have a total."""
    return tuple(result for result in results if result.state is ResultState.COMPLETE)


def headcount(results: Sequence[PersonResult]) -> Headcount:
    """Counts of people by state."""
    done = len(final_results(results))
    absent = sum(result.state is ResultState.ABSENT for result in results)
    excused = sum(result.state.is_excused for result in results)
    pending = len(results) - done - absent - excused
    return Headcount(expected=len(results), final=done, pending=pending, absent=absent, excused=excused)


def groups(assessment: Assessment) -> tuple[BarGroup, ...]:
    """People by level in the order of the scheme, then those without one; the counts add up to everybody."""
    results = assessment.results
    held = Counter(result.level for result in results)
    count = headcount(results)
    rows = [(level.title, held[level.title], True) for level in assessment.scheme.levels]
    rows += [("未定", count.pending, False), ("未交", count.absent, False)]
    if count.excused:
        rows.append(("缓考、免考等", count.excused, False))
    return tuple(
        BarGroup(title, number, percent(Decimal(number), Decimal(len(results))), has) for title, number, has in rows
    )


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in percent, two places; zero of nothing is zero."""
    return round_half_up(ratio(part * HUNDRED, whole), PLACES) if whole else ZERO


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean with two places; ``None`` of nothing."""
    return round_half_up(ratio(sum(values, ZERO), Decimal(len(values))), PLACES) if values else None


def average_total(results: Iterable[PersonResult]) -> Decimal | None:
    """The mean total of those who have one."""
    return mean([result.total for result in results if result.total is not None])


def part_averages(assessment: Assessment) -> tuple[PartAverage, ...]:
    """The mean rate of each part over the people whose total counts in :func:`average_total`."""
    done = final_results(assessment.results)
    rates: dict[str, list[Decimal]] = defaultdict(list)
    for result in done:
        for part in result.parts:
            if part.rate is not None:
                rates[part.title].append(part.rate)
    return tuple(PartAverage(part, mean(rates[part.title])) for part in assessment.scheme.parts)


def clause_tallies(results: Sequence[PersonResult]) -> tuple[ClauseTally, ...]:
    """Every clause and fact that an item rests on, the weakest first; those without a graded answer come last.

    Of two equal rates the one with more points behind it stands first: it says more.
    """
    sums = clause_rates(results)
    graded: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    items: dict[str, set[str]] = defaultdict(set)
    for mark in (mark for result in results for mark in result.counted):
        (waiting if mark.earned is None else graded).update(mark.clauses)
        for clause in mark.clauses:
            items[clause].add(mark.item)
    tallies = []
    for clause, names in items.items():
        earned, worth = sums.get(clause, (ZERO, ZERO))
        rate = percent(earned, worth) if worth else None
        tallies.append(
            ClauseTally(
                reference=clause,
                earned=earned,
                worth=worth,
                rate=rate,
                answers=graded[clause],
                ungraded=waiting[clause],
                items=len(names),
            )
        )
    return tuple(sorted(tallies, key=_weakness))


def _weakness(tally: ClauseTally) -> tuple[bool, Decimal, Decimal, str]:
    exact = ratio(tally.earned, tally.worth) if tally.worth else ZERO
    return (not tally.worth, exact, -tally.worth, tally.reference)


def result_of(assessment: Assessment, employee: str) -> PersonResult:
    """The result of a person by the person's number."""
    return next(result for result in assessment.results if result.employee.id == employee)


def shortfall(scheme: Scheme, result: PersonResult) -> Shortfall | None:
    """What a person with a final result lacks for the next level up; ``None`` at the top or without a level."""
    titles = [level.title for level in scheme.levels]
    if result.total is None or result.level not in titles or result.level == titles[0]:
        return None
    level = scheme.levels[titles.index(result.level) - 1]
    gaps = [("总分", level.minimum - result.total)]
    gaps += [(f"{part.title}得分率", level.part_minimum - (part.rate or ZERO)) for part in result.parts]
    return Shortfall(level, tuple((name, gap) for name, gap in gaps if gap > 0))
