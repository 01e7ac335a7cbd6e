"""Schemes of ratings with every rule: what holds whatever their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.assessment.assessment import Candidate, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.level_reasons import level_reason
from lianbing.domain.assessment.rules import (
    Adjustment,
    AdjustmentSign,
    CapBase,
    CapGroup,
    LevelCap,
    Rounding,
    TiesAtCap,
)
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import MissingRule, Rating, RatingSource, SchemePart
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.periods import Span
from lianbing.wire.assessments import SCHEME
from tests.strategies import decimals

NAMES = ("甲", "乙", "丙")
LEVELS = ("优秀", "良好", "合格", "待提高")
scores = decimals(0, 100, 2)


@st.composite
def rated_schemes(draw: st.DrawFn) -> Scheme:
    """Three parts, up to three caps, and any of the other rules."""
    cuts = sorted(draw(st.sets(st.integers(1, 9999), min_size=2, max_size=2)))
    weights = [Decimal(high - low).scaleb(-2) for low, high in pairwise([0, *cuts, 10_000])]
    minima = sorted(draw(st.sets(st.integers(1, 99), min_size=3, max_size=3)), reverse=True)
    bars = [*(draw(st.integers(0, 70)) for _ in minima), 0]
    rule = st.sampled_from([MissingRule.INCOMPLETE, MissingRule.REDISTRIBUTE, MissingRule.ZERO])
    return Scheme(
        id="s",
        title="方案",
        span=Span.MONTH,
        parts=tuple(
            SchemePart(title=n, weight=w, source=RatingSource(rating=n, full=Decimal(100)), missing=draw(rule))
            for n, w in zip(NAMES, weights, strict=True)
        ),
        levels=tuple(
            Level(title=title, minimum=Decimal(low), part_minimum=Decimal(bar))
            for title, low, bar in zip(LEVELS, [*minima, 0], bars, strict=True)
        ),
        rounding=Rounding(rates=2, totals=draw(st.integers(0, 2))),
        tie_break=tuple(draw(st.lists(st.sampled_from(NAMES), unique=True))),
        caps=tuple(draw(st.lists(caps(), max_size=3))),
        adjustments=tuple(draw(st.lists(adjustments(), max_size=1))),
    )


@st.composite
def caps(draw: st.DrawFn) -> LevelCap:
    return LevelCap(
        level=draw(st.sampled_from(LEVELS[:-1])),
        share=draw(decimals(1, 100, 0)),
        group=draw(st.sampled_from(list(CapGroup))),
        base=draw(st.sampled_from(list(CapBase))),
        ties=draw(st.sampled_from(list(TiesAtCap))),
        least=draw(st.integers(0, 1)),
    )


@st.composite
def adjustments(draw: st.DrawFn) -> Adjustment:
    sign = draw(st.sampled_from(list(AdjustmentSign)))
    return Adjustment(
        title="加减", rating="more", sign=sign, most=draw(decimals(1, 20, 1)), each=draw(decimals(1, 3, 2))
    )


@st.composite
def rated_people(draw: st.DrawFn) -> list[Candidate]:
    return [
        person(f"C{place}", draw(st.sampled_from(["一部", "二部"])), draw(ratings))
        for place in range(draw(st.integers(1, 8)))
    ]


some_equal = st.sampled_from([Decimal(60), Decimal(85), Decimal(95)]) | scores
ratings: st.SearchStrategy[dict[str, Decimal]] = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(NAMES, some_equal), "more": scores}
)


def person(number: str, team: str, given_: Mapping[str, Decimal]) -> Candidate:
    said: dict[str, Any] = {"sequence": 1, "period": "2026-11", "employee": number, "by": "", "at": "", "file": ""}
    return Candidate(
        employee=Employee(id=number, name=number, team=team),
        marks=(),
        sittings=(),
        ratings={name: Rating(rating=name, score=score, **said) for name, score in given_.items()},
    )


def rank_of(level: str | None) -> int:
    return LEVELS.index(level) if level else len(LEVELS)


@given(rated_schemes(), rated_people())
def test_a_total_follows_from_what_is_shown(scheme: Scheme, people: list[Candidate]) -> None:
    for result in assess(scheme, people):
        assert result.carried == sum(part.weight for part in result.parts if not part.left_out)
        if result.total is not None:
            points = sum((part.contribution or Decimal(0) for part in result.parts), Decimal(0))
            exact = points * 100 / result.carried + sum(each.points for each in result.adjustments)
            unit = Decimal(1).scaleb(-scheme.rounding.totals)
            assert result.total == min(max(exact, Decimal(0)), Decimal(100)).quantize(unit, ROUND_HALF_UP)


@given(rated_schemes(), rated_people(), st.sampled_from(NAMES), scores)
def test_a_better_score_never_lowers_a_total_and_takes_no_rank_away(
    scheme: Scheme, people: list[Candidate], name: str, more: Decimal
) -> None:
    first = people[0]
    old = first.ratings.get(name)
    better = replace(old, score=min(old.score + more, Decimal(100))) if old else None
    after = replace(first, ratings={**first.ratings, name: better}) if better else first
    before, now = assess(scheme, people)[0], assess(scheme, [after, *people[1:]])[0]
    assert (before.total is None) == (now.total is None)
    if before.total is not None and now.total is not None and before.rank and now.rank:
        assert now.total >= before.total
        assert now.rank <= before.rank
        assert rank_of(now.reached) <= rank_of(before.reached)


@given(rated_schemes(), rated_people())
def test_a_cap_never_lifts_and_is_never_exceeded(scheme: Scheme, people: list[Candidate]) -> None:
    free = assess(replace(scheme, caps=()), people)
    results = assess(scheme, people)
    for before, after in zip(free, results, strict=True):
        assert (before.total, before.rank, before.level) == (after.total, after.rank, after.reached)
        assert rank_of(after.level) >= rank_of(before.level)
    for cap in (cap for cap in scheme.caps if cap.ties is TiesAtCap.OUT):
        for group in groups(cap, results):
            base = len(group) if cap.base is CapBase.EXPECTED else sum(r.total is not None for r in group)
            assert sum(r.level == cap.level for r in group) <= max(int(base * cap.share / 100), cap.least)


def groups(cap: LevelCap, results: Sequence[PersonResult]) -> list[list[PersonResult]]:
    units = {result.employee.team for result in results} if cap.group is CapGroup.UNIT else {""}
    return [[r for r in results if unit in ("", r.employee.team)] for unit in units]


@given(rated_schemes(), rated_people())
def test_equals_have_one_rank_and_one_level_and_nobody_below_has_a_better_one(
    scheme: Scheme, people: list[Candidate]
) -> None:
    ranked = [result for result in assess(replace(scheme, caps=scheme.caps[:1]), people) if result.rank]
    everybody = [cap for cap in scheme.caps[:1] if cap.group is CapGroup.EVERYBODY]
    for one in ranked:
        ahead = sum((other.rank or 0) < (one.rank or 0) for other in ranked)
        assert one.rank == 1 + ahead
        for other in ranked:
            same_rates = [p.rate for p in one.parts] == [p.rate for p in other.parts]
            if one.total == other.total and same_rates:
                assert one.rank == other.rank
                assert one.level == other.level or not everybody


@given(rated_schemes(), rated_people())
def test_every_level_has_its_reason(scheme: Scheme, people: list[Candidate]) -> None:
    for result in assess(scheme, people):
        reason = level_reason(scheme, result)
        assert (reason is None) == (result.total is None)
        if reason is not None:
            assert reason.reasons
            assert reason.sentence.endswith(f"定为{result.level}。")


@given(rated_schemes())
def test_a_scheme_is_read_as_it_was_written(scheme: Scheme) -> None:
    assert SCHEME.decode(SCHEME.encode(scheme)) == scheme
