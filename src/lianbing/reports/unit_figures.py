"""The figures of units beside those of everybody: people by level, averages, how many pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.schemes import Scheme
from lianbing.errors import WrongUsage
from lianbing.reports.desk import unit_of, units_of
from lianbing.reports.figures import Headcount, average_total, final_results, headcount, mean, percent

EVERYBODY = "全体"


@dataclass(frozen=True, kw_only=True)
class UnitTally:
    """The figures of a unit, or of everybody.

    ``held`` are people by level; ``passed`` those at the passing level or above, ``pass_rate`` their share of those
    with a final result, in percent; ``rates`` the mean rates of the parts over the same people. What nobody has a
    figure for is ``None``.
    """

    unit: str
    count: Headcount
    held: dict[str, int]
    average: Decimal | None
    passed: int
    pass_rate: Decimal | None
    rates: tuple[Decimal | None, ...]


def passing_levels(scheme: Scheme, passing: str = "") -> tuple[str, ...]:
    """The levels with which somebody passes: ``passing`` and those above, or all but the last.

    Raises:
        WrongUsage: the scheme has no level of that name.
    """
    titles = [level.title for level in scheme.levels]
    if passing and passing not in titles:
        raise WrongUsage(f"考评方案里没有等级“{passing}”：有 {'、'.join(titles)}")
    return tuple(titles[: titles.index(passing) + 1] if passing else titles[:-1])


def unit_tally(assessment: Assessment, unit: str, results: Sequence[PersonResult], passing: str = "") -> UnitTally:
    """The figures of these people."""
    final = final_results(results)
    held = Counter(result.level for result in final)
    passed = sum(held[title] for title in passing_levels(assessment.scheme, passing))
    parts = range(len(assessment.scheme.parts))
    rates = [[rate for result in final if (rate := result.parts[place].rate) is not None] for place in parts]
    return UnitTally(
        unit=unit,
        count=headcount(results),
        held={level.title: held[level.title] for level in assessment.scheme.levels},
        average=average_total(results),
        passed=passed,
        pass_rate=percent(Decimal(passed), Decimal(len(final))) if final else None,
        rates=tuple(map(mean, rates)),
    )


def unit_tallies(assessment: Assessment, passing: str = "") -> tuple[UnitTally, ...]:
    """The figures of every unit in the order of the roster, those of everybody last."""
    groups: dict[str, list[PersonResult]] = {unit: [] for unit in units_of(assessment.results)}
    for result in assessment.results:
        groups[unit_of(result)].append(result)
    tallies = [unit_tally(assessment, unit, own, passing) for unit, own in groups.items()]
    return (*tallies, unit_tally(assessment, EVERYBODY, assessment.results, passing))
