"""What is missing, caps, adjustments, tie-breaks and rounding: each rule of a scheme by an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.assessment.assessment import Candidate, PersonResult, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.level_reasons import level_reason
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.method import method
from lianbing.domain.assessment.rules import (
    Adjustment,
    AdjustmentSign,
    CapBase,
    CapGroup,
    LevelCap,
    Rounding,
    TiesAtCap,
)
from lianbing.domain.assessment.schemes import Level, Scheme, usual_scheme
from lianbing.domain.assessment.sources import (
    DrillSource,
    MissingRule,
    PeriodTotal,
    Rating,
    RatingSource,
    ResultSource,
    SchemePart,
)
from lianbing.domain.drills.events import Excuse
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span
from tests.unit.objects import marked

LEVELS = (
    Level(title="优秀", minimum=Decimal(90), part_minimum=Decimal(0)),
    Level(title="良好", minimum=Decimal(80), part_minimum=Decimal(0)),
    Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
    Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
)


def rated(name: str, weight: str, missing: MissingRule = MissingRule.INCOMPLETE) -> SchemePart:
    source = RatingSource(rating=name, full=Decimal(100))
    return SchemePart(title=name, weight=Decimal(weight), source=source, missing=missing)


def scheme(*parts: SchemePart, **more: Any) -> Scheme:
    given: dict[str, Any] = {"id": "s", "title": "方案", "span": Span.MONTH, "levels": LEVELS, **more}
    return Scheme(parts=parts, **given)


def person(number: str, team: str = "一部", **scores: str) -> Candidate:
    ratings = {
        name: Rating(
            sequence=place, period="2026-11", rating=name, employee=number, score=Decimal(score), by="", at="", file=""
        )
        for place, (name, score) in enumerate(scores.items(), 1)
    }
    return Candidate(employee=Employee(id=number, name=number, team=team), marks=(), sittings=(), ratings=ratings)


def totals_of(results: Sequence[PersonResult]) -> list[str | None]:
    return [None if result.total is None else str(result.total) for result in results]


@pytest.mark.parametrize(
    ("rule", "total", "state"),
    [
        (MissingRule.INCOMPLETE, None, ResultState.LACKING),
        (MissingRule.ZERO, "40.00", ResultState.COMPLETE),
        (MissingRule.REDISTRIBUTE, "80.00", ResultState.COMPLETE),
    ],
)
def test_a_missing_part_is_waited_for_nought_or_left_to_the_others(
    rule: MissingRule, total: str | None, state: ResultState
) -> None:
    (result,) = assess(scheme(rated("a", "50"), rated("b", "50", rule)), [person("C1", a="80")])
    assert (totals_of([result]), result.state) == ([total], state)


def test_a_total_is_scaled_to_the_weights_that_count() -> None:
    parts = (rated("a", "30"), rated("b", "30"), rated("c", "40", MissingRule.REDISTRIBUTE))
    (result,) = assess(scheme(*parts), [person("C1", a="100", b="99.99")])
    assert result.carried == 60
    assert str(result.total) == "100.00"  # (30 + 30.00) × 100 ÷ 60


@pytest.mark.parametrize(("months", "total"), [("80 90 -", "85.00"), ("80 - -", None), ("80 90 70", "80.00")])
def test_so_many_periods_must_be_there(months: str, total: str | None) -> None:
    source = ResultSource(span=Span.MONTH, scheme="month", least=2)
    part = SchemePart(title="各月", weight=Decimal(100), source=source, missing=MissingRule.REDISTRIBUTE)
    kept = tuple(
        PeriodTotal(period=period, scheme="month", total=None if text == "-" else Decimal(text))
        for period, text in zip(Period.parse("2026Q1").parts(Span.MONTH), months.split(), strict=True)
    )
    (result,) = assess(scheme(part, span=Span.QUARTER), [replace(person("C1"), totals=kept)])
    assert totals_of([result]) == [total]


def drilled(rule: MissingRule, sitting: Sitting) -> PersonResult:
    parts = (rated("a", "60"), SchemePart(title="练兵", weight=Decimal(40), source=DrillSource(), missing=rule))
    (result,) = assess(scheme(*parts), [replace(person("C1", a="90"), sittings=(sitting,))])
    return result


def test_an_exam_without_an_excuse_is_never_left_out() -> None:
    absent = Sitting(drill="d", handed_in=False, kind="skill", worths={Skill.TOOLS: Decimal(50)})
    assert drilled(MissingRule.REDISTRIBUTE, absent).state is ResultState.PARTLY_ABSENT
    assert drilled(MissingRule.INCOMPLETE, absent).state is ResultState.PARTLY_ABSENT
    nought = drilled(MissingRule.ZERO, absent)
    assert (str(nought.total), nought.parts[1].not_handed_in) == ("54.00", 50)


def test_an_excused_person_never_gets_nought() -> None:
    excused = Sitting(drill="d", handed_in=False, excuse=Excuse.EXEMPT)
    assert str(drilled(MissingRule.REDISTRIBUTE, excused).total) == "90.00"
    assert drilled(MissingRule.ZERO, excused).state is ResultState.EXEMPT


def test_half_of_a_drill_that_was_missed_is_nought() -> None:
    part = SchemePart(title="练兵", weight=Decimal(100), source=DrillSource(), missing=MissingRule.ZERO)
    sittings = (
        Sitting(drill="drill", handed_in=True),
        Sitting(drill="d", handed_in=False, kind="skill", worths={Skill.TOOLS: Decimal(30)}),
    )
    taken = replace(person("C1"), marks=(marked("tools", "10", "8"),), sittings=sittings)
    (result,) = assess(scheme(part), [taken])
    assert str(result.total) == "20.00"  # 8 of 40


def adjustments() -> tuple[Adjustment, ...]:
    return (
        Adjustment(title="加", rating="plus", sign=AdjustmentSign.BONUS, most=Decimal(5)),
        Adjustment(title="扣", rating="minus", sign=AdjustmentSign.DEDUCTION, most=Decimal(20), each=Decimal("0.5")),
    )


@pytest.mark.parametrize(
    ("scores", "total"),
    [
        ({"a": "80"}, "80.00"),
        ({"a": "80", "minus": "3"}, "78.50"),
        ({"a": "80", "minus": "90"}, "60.00"),
        ({"a": "80", "plus": "9"}, "85.00"),
        ({"a": "98", "plus": "5"}, "100.00"),
        ({"a": "10", "minus": "90"}, "0.00"),
    ],
)
def test_points_are_added_and_taken_within_their_limits(scores: dict[str, str], total: str) -> None:
    (result,) = assess(scheme(rated("a", "100"), adjustments=adjustments()), [person("C1", **scores)])
    assert totals_of([result]) == [total]


def test_a_deduction_that_costs_the_level_is_named() -> None:
    rules = scheme(rated("a", "100"), adjustments=adjustments())
    (result,) = assess(rules, [person("C1", a="91", minus="4")])
    reason = level_reason(rules, result)
    assert reason is not None
    assert reason.sentence == "总分 89，低于优秀的 90；扣扣了 2 分，不扣够优秀：定为良好。"


@pytest.mark.parametrize(("places", "total"), [(2, "84.50"), (1, "84.5"), (0, "85")])
def test_totals_are_rounded_half_up_to_the_places_of_the_scheme(places: int, total: str) -> None:
    rules = scheme(rated("a", "100"), rounding=Rounding(rates=2, totals=places))
    assert totals_of(assess(rules, [person("C1", a="84.5")])) == [total]


def test_equal_totals_are_told_apart_by_the_parts_that_say_so() -> None:
    rules = scheme(rated("a", "50"), rated("b", "50"), tie_break=("b",))
    results = assess(rules, [person("C1", a="90", b="80"), person("C2", a="80", b="90"), person("C3", a="90", b="80")])
    assert [result.rank for result in results] == [2, 1, 2]


def capped(totals: str, **cap: Any) -> list[str | None]:
    given: dict[str, Any] = {"level": "优秀", "share": Decimal(20), **cap}
    rules = scheme(rated("a", "100"), caps=(LevelCap(**given),))
    people = [person(f"C{place}", f"{place % 2}部", a=text) for place, text in enumerate(totals.split())]
    return [result.level for result in assess(rules, people)]


@pytest.mark.parametrize(
    ("totals", "cap", "top"),
    [
        ("99 98 97 96 95 94 93 92 91 90", {}, 2),
        ("99 98 97 96 95 94 93 92 91", {}, 1),  # 20 % of 9 is 1.8
        ("99 98 98 96 95 94 93 92 91 90", {}, 1),  # two are equal for the second place: neither
        ("99 98 98 96 95 94 93 92 91 90", {"ties": TiesAtCap.IN}, 3),
        ("99 98 97 96", {}, 0),
        ("99 98 97 96", {"least": 1}, 1),
        ("99 98 97 96 95 94 93 92 91 90", {"group": CapGroup.UNIT}, 2),  # one of five in each unit
        ("99 89 88 87 86 85 84 83 82 81", {}, 1),
        ("99 98 97 96 95 94 93 92 91 0", {"share": Decimal(100)}, 9),
    ],
)
def test_at_most_so_many_have_a_level(totals: str, cap: dict[str, Any], top: int) -> None:
    assert capped(totals, **cap).count("优秀") == top


def test_a_share_may_be_of_all_who_are_assessed() -> None:
    rules = scheme(rated("a", "100"), caps=(LevelCap(level="优秀", share=Decimal(50), base=CapBase.EXPECTED),))
    people = [person("C1", a="95"), person("C2", a="94"), person("C3"), person("C4")]
    assert [result.level for result in assess(rules, people)] == ["优秀", "优秀", None, None]


def test_who_is_over_a_cap_is_told_why() -> None:
    rules = scheme(rated("a", "100"), caps=(LevelCap(level="优秀", share=Decimal(20)),))
    results = assess(rules, [person(f"C{place}", a=str(95 - place)) for place in range(6)])
    reason = level_reason(rules, results[1])
    assert reason is not None
    assert reason.surprising
    assert reason.sentence == ("总分 94；够优秀，但优秀在全体 6 人里最多 1 人（20%，取整），名次在名额以后：定为良好。")
    assert (results[1].reached, results[0].reached) == ("优秀", "优秀")


def test_a_cap_on_a_lower_level_counts_those_who_come_down() -> None:
    caps = (LevelCap(level="优秀", share=Decimal(20)), LevelCap(level="良好", share=Decimal(20)))
    rules = scheme(rated("a", "100"), caps=caps)
    results = assess(rules, [person(f"C{place}", a=str(95 - place)) for place in range(5)])
    assert [result.level for result in results] == ["优秀", "良好", "合格", "合格", "合格"]
    assert [cap.level for cap in results[2].lowered] == ["优秀", "良好"]


def test_the_usual_scheme_is_the_only_one_or_the_default_one() -> None:
    one, other = (scheme(rated("a", "100"), id=name, is_default=False) for name in "st")
    assert usual_scheme([one], Span.MONTH) is one
    assert usual_scheme([one], Span.YEAR) is None
    assert usual_scheme([one, other], Span.MONTH) is None
    default = replace(other, is_default=True)
    assert usual_scheme([one, default], Span.MONTH) is default


def test_the_method_tells_every_weight_threshold_cap_and_limit() -> None:
    rules = scheme(
        rated("甲", "37.5", MissingRule.REDISTRIBUTE),
        rated("乙", "62.5"),
        adjustments=adjustments(),
        caps=(LevelCap(level="优秀", share=Decimal(17), least=1),),
        rounding=Rounding(rates=2, totals=1),
        tie_break=("乙",),
        edition="2026-12",
    )
    text = "\n".join(line for section in method(rules) for line in section.lines)
    for piece in ("37.5", "62.5", "90", "80", "60", "17%", "不足 1 人", "0.5 分", "20 分", "1 位小数", "2026-12 版"):
        assert piece in text
