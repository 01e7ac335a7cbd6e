"""考评: combining marks into the four skill parts, a total and a level, by a scheme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up
from lianbing.domain.kernel.periods import Period, Span

PLACES = 2
"""Decimal places of rates and totals, rounded half up once each."""


@dataclass(frozen=True)
class PartWeight:
    """How many of the 100 points a skill part carries."""

    skill: Skill
    weight: Decimal


@dataclass(frozen=True, kw_only=True)
class Level:
    """技能等级: reached with a total of at least ``minimum`` and a rate of at least ``part_minimum`` in each part."""

    title: str
    minimum: Decimal
    part_minimum: Decimal


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """考评方案. Weights sum to 100; levels stand from high to low and the last is reached by anyone."""

    id: str
    title: str
    span: Span
    parts: tuple[PartWeight, ...]
    levels: tuple[Level, ...]


class ResultState(StrEnum):
    """Whether a person has a result; the value is what people read."""

    COMPLETE = "已定"
    INCOMPLETE = "未定（有题待判）"
    UNMARKED = "未定（答卷还没有判分）"
    ABSENT = "未交答卷"
    PARTLY_ABSENT = "未定（有练兵未交）"
    UNCOVERED = "未定（有部分没有考）"


@dataclass(frozen=True, kw_only=True)
class MarkedItem:
    """An item of a person with the ledger entry that its points come from; ``entry`` ``None``: not graded at all.

    ``note`` says what was corrected since the paper was issued; empty where nothing was.
    """

    drill: str
    paper: str
    item: str
    number: int
    skill: Skill
    worth: Decimal
    earned: Decimal | None
    entry: int | None
    clauses: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Candidate:
    """A person with all papers of the period; ``missing`` names the drills without a submission."""

    employee: Employee
    marks: tuple[MarkedItem, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """One skill part: points earned of points possible, the rate in percent, and what it adds to the total."""

    skill: Skill
    weight: Decimal
    earned: Decimal
    worth: Decimal
    ungraded: int
    rate: Decimal | None
    contribution: Decimal | None


@dataclass(frozen=True)
class PersonResult:
    """One line of the assessment. ``total``, ``level`` and ``rank`` exist only where ``state`` is complete."""

    employee: Employee
    parts: tuple[PartResult, ...]
    state: ResultState
    total: Decimal | None
    level: str | None
    rank: int | None
    marks: tuple[MarkedItem, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """半年考评 of a period as made: everything that its reports show.

    ``drills`` maps ids to titles; ``basis`` holds every clause and fact that a marked item rests on;
    ``ledger_sequence`` and ``ledger_digest`` are the end of the ledger at that moment.
    """

    period: Period
    made_at: str
    scheme: Scheme
    drills: Mapping[str, str]
    results: tuple[PersonResult, ...]
    basis: Mapping[str, Basis]
    ledger_sequence: int
    ledger_digest: str


def assess(scheme: Scheme, candidates: Iterable[Candidate]) -> tuple[PersonResult, ...]:
    """Results in the order of ``candidates``.

    Formula: rate = earned ÷ possible × 100; contribution = rate × weight ÷ 100; total = Σ contributions. Rates and
    contributions are rounded half up to two places once each, so that what is shown adds up.
    """
    results = [_person(scheme, candidate) for candidate in candidates]
    totals = [result.total for result in results if result.total is not None]
    return tuple(_ranked(result, totals) for result in results)


def _person(scheme: Scheme, candidate: Candidate) -> PersonResult:
    parts = tuple(_part(part, candidate.marks) for part in scheme.parts)
    state = _state(parts, candidate)
    total = None
    if state is ResultState.COMPLETE:
        total = sum((part.contribution or ZERO for part in parts), ZERO)
    level = None if total is None else level_for(scheme.levels, total, [part.rate or ZERO for part in parts])
    return PersonResult(candidate.employee, parts, state, total, level, None, candidate.marks, candidate.missing)


def _part(part: PartWeight, marks: Sequence[MarkedItem]) -> PartResult:
    own = [mark for mark in marks if mark.skill is part.skill]
    possible = sum((mark.worth for mark in own), ZERO)
    earned = sum((mark.earned for mark in own if mark.earned is not None), ZERO)
    ungraded = sum(mark.earned is None for mark in own)
    rate = contribution = None
    if possible and not ungraded:
        rate = round_half_up(ratio(earned * HUNDRED, possible), PLACES)
        contribution = round_half_up(ratio(rate * part.weight, HUNDRED), PLACES)
    return PartResult(
        skill=part.skill,
        weight=part.weight,
        earned=earned,
        worth=possible,
        ungraded=ungraded,
        rate=rate,
        contribution=contribution,
    )


def _state(parts: Sequence[PartResult], candidate: Candidate) -> ResultState:
    if not candidate.marks:
        return ResultState.ABSENT
    if candidate.missing:
        return ResultState.PARTLY_ABSENT
    if all(mark.entry is None and mark.earned is None for mark in candidate.marks):
        return ResultState.UNMARKED
    if any(part.ungraded for part in parts):
        return ResultState.INCOMPLETE
    if any(part.rate is None for part in parts):
        return ResultState.UNCOVERED
    return ResultState.COMPLETE


def level_for(levels: Sequence[Level], total: Decimal, rates: Sequence[Decimal]) -> str:
    """The highest level whose two thresholds are met."""
    for level in levels:
        if total >= level.minimum and all(rate >= level.part_minimum for rate in rates):
            return level.title
    return levels[-1].title


def _ranked(result: PersonResult, totals: Sequence[Decimal]) -> PersonResult:
    if result.total is None:
        return result
    rank = 1 + sum(total > result.total for total in totals)
    return PersonResult(
        result.employee, result.parts, result.state, result.total, result.level, rank, result.marks, result.missing
    )


def clause_rates(results: Iterable[PersonResult]) -> Mapping[str, tuple[Decimal, Decimal]]:
    """For each clause, points earned and points possible over all graded items that rest on it."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for result in results:
        for mark in result.marks:
            if mark.earned is None:
                continue
            for clause in mark.clauses:
                earned, possible = sums.get(clause, (ZERO, ZERO))
                sums[clause] = (earned + mark.earned, possible + mark.worth)
    return sums
