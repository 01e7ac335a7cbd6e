"""Assessing 60,000 people by the schemes that come with the workbook: a month, a quarter, a half-year and the year.

Scores are drawn around an ability of each person. Seconds are those of the processor, of the computation alone, and
then of the JSON of the year.
"""

from __future__ import annotations

import json
import random
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from lianbing.content.loader import read_schemes
from lianbing.domain.assessment.assessment import Assessment, Candidate, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import PeriodTotal, Rating, ResultSource
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.canonical import canonical
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.ledger import GENESIS
from lianbing.wire.assessments import assessment_from_json, assessment_to_json

PEOPLE, UNITS = 60_000, 300
PERIODS = ("2026-12", "2026Q4", "2026H2", "2026")
T = TypeVar("T")


def main() -> None:
    """Prints seconds and megabytes."""
    schemes = {scheme.id: scheme for scheme in read_schemes(Path())}
    draw = random.Random(7)
    people = [Employee(id=f"C{n:05}", name=f"样例{n}", team=f"第 {n % UNITS} 部") for n in range(PEOPLE)]
    abilities = [draw.gauss(82, 8) for _ in people]
    results: Sequence[PersonResult] = ()
    for code, name in zip(PERIODS, ("month", "quarter", "half-year", "year"), strict=True):
        period, scheme = Period.parse(code), schemes[name]
        candidates = [_candidate(draw, *pair, period, scheme) for pair in zip(people, abilities, strict=True)]
        results, seconds = _timed(assess, scheme, candidates)
        lowered = sum(bool(result.lowered) for result in results)
        print(f"{name}: {PEOPLE} people in {seconds:.1f} s; {lowered} over a cap")
    _kept(Period.parse("2026"), schemes["year"], tuple(results))
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _kept(period: Period, scheme: Scheme, results: tuple[PersonResult, ...]) -> None:
    assessment = Assessment(
        period=period,
        made_at="2026-12-31T18:00:00+08:00",
        scheme=scheme,
        drills={},
        results=results,
        basis={},
        ledger_sequence=0,
        ledger_digest=GENESIS,
    )
    text, writing = _timed(lambda: canonical(assessment_to_json(assessment)))
    again, reading = _timed(lambda: assessment_from_json(json.loads(text)))
    if again != assessment:
        raise AssertionError("what was read is not what was written")
    print(f"the year as JSON: {len(text.encode()) >> 20} MB, written in {writing:.1f} s, read in {reading:.1f} s")


def _candidate(draw: random.Random, person: Employee, ability: float, period: Period, scheme: Scheme) -> Candidate:
    return Candidate(
        employee=person,
        marks=(),
        sittings=(),
        totals=tuple(_totals(draw, ability, period, scheme)),
        ratings=_ratings(draw, person, ability, period, scheme),
    )


def _totals(draw: random.Random, ability: float, period: Period, scheme: Scheme) -> Iterator[PeriodTotal]:
    for source in scheme.sources:
        if isinstance(source, ResultSource):
            for part in source.periods(period):
                yield PeriodTotal(period=part, scheme=source.scheme, total=_score(draw, ability))


def _ratings(
    draw: random.Random, person: Employee, ability: float, period: Period, scheme: Scheme
) -> Mapping[str, Rating]:
    columns = [column for column in scheme.ratings() if column.needed or draw.random() < 0.1]
    return {
        column.rating: Rating(
            sequence=1,
            period=period.code,
            rating=column.rating,
            employee=person.id,
            score=min(_score(draw, ability), column.full),
            by="",
            at="",
            file="",
        )
        for column in columns
    }


def _score(draw: random.Random, ability: float) -> Decimal:
    return Decimal(min(max(round(100 * draw.gauss(ability, 6)), 0), 10_000)).scaleb(-2)


def _timed(function: Callable[..., T], *given: object) -> tuple[T, float]:
    start = time.process_time()
    value = function(*given)
    return value, time.process_time() - start
