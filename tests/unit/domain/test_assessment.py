from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.assessment.assessment import Candidate, PersonResult, ResultState, clause_rates
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.ranking import level_for
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import (
    DrillSource,
    PeriodTotal,
    Rating,
    RatingSource,
    ResultSource,
    SchemePart,
    Source,
    skill_part,
)
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span
from tests.unit.objects import candidate, marked, scheme

FOUR_PARTS = {"knowledge": "40", "systems": "20", "tools": "20", "analysis": "20"}
LEVELS = (
    Level(title="优秀", minimum=Decimal(90), part_minimum=Decimal(60)),
    Level(title="良好", minimum=Decimal(80), part_minimum=Decimal(60)),
    Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
    Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
)


def one(*candidates: Candidate, **weights: str) -> PersonResult:
    (result,) = assess(scheme(LEVELS, **(weights or FOUR_PARTS)), candidates)
    return result


def whole(points: str, employee: str = "C0001") -> Candidate:
    """A candidate for a scheme of knowledge alone, with ``points`` of 100."""
    return candidate(marked("knowledge", "100", points), employee=employee)


def test_the_formula_by_hand() -> None:
    result = one(
        candidate(
            marked("knowledge", "3", "3"),
            marked("knowledge", "3", "1"),
            marked("systems", "7", "5"),
            marked("tools", "8", "8"),
            marked("analysis", "12", "1.5"),
        )
    )
    # 4/6 = 66.666… → 66.67 → 26.668 → 26.67; 5/7 = 71.428… → 71.43 → 14.286 → 14.29; 100 → 20; 12.5 → 2.5
    assert [(part.earned, part.worth) for part in result.parts] == [
        (Decimal(4), Decimal(6)),
        (Decimal(5), Decimal(7)),
        (Decimal(8), Decimal(8)),
        (Decimal("1.5"), Decimal(12)),
    ]
    assert [part.rate for part in result.parts] == [Decimal(rate) for rate in ("66.67", "71.43", "100", "12.5")]
    assert [part.contribution for part in result.parts] == [Decimal(c) for c in ("26.67", "14.29", "20", "2.5")]
    assert result.total == Decimal("63.46")
    assert (result.state, result.level, result.rank) == (ResultState.COMPLETE, "合格", 1)


@pytest.mark.parametrize(
    ("worth", "points", "rate"),
    [
        ("200", "0.01", "0.01"),  # 0.005 exactly: up
        ("200", "0.03", "0.02"),  # 0.015: up, though half-to-even says 0.02 as well
        ("200", "0.05", "0.03"),  # 0.025: up, half-to-even says 0.02
        ("2000", "49.89", "2.49"),  # 2.4945 rounded once, not by way of 2.495
    ],
)
def test_rates_are_rounded_half_up_at_the_third_place(worth: str, points: str, rate: str) -> None:
    result = one(candidate(marked("knowledge", worth, points)), knowledge="100")
    assert result.parts[0].rate == Decimal(rate)


def test_contributions_are_rounded_half_up_from_the_rate_that_is_shown() -> None:
    # rate 0.05, weight 10: 0.005 → 0.01; rate 100, weight 90 → 90
    result = one(candidate(marked("tools", "2000", "1"), marked("systems", "1", "1")), tools="10", systems="90")
    assert [part.contribution for part in result.parts] == [Decimal("0.01"), Decimal(90)]
    assert result.total == Decimal("90.01")


def test_an_unweighted_skill_counts_for_nothing() -> None:
    result = one(candidate(marked("knowledge", "2", "1"), marked("tools", "2", "2")), knowledge="100")
    assert result.total == 50


@pytest.mark.parametrize(
    ("total", "rates", "level"),
    [
        ("90", ["60", "100"], "优秀"),
        ("89.99", ["60", "100"], "良好"),
        ("95", ["59.99", "100"], "合格"),  # a weak part costs both levels that ask 60 of each part
        ("80", ["60"], "良好"),
        ("60", ["0", "80"], "合格"),
        ("59.99", ["50"], "待提高"),
        ("0", ["0"], "待提高"),
    ],
)
def test_a_level_asks_for_a_total_and_for_a_rate_in_each_part(total: str, rates: list[str], level: str) -> None:
    assert level_for(LEVELS, Decimal(total), [Decimal(rate) for rate in rates]) == level


def test_the_part_threshold_looks_at_the_rate_not_at_the_contribution() -> None:
    result = one(candidate(marked("knowledge", "1", "1"), marked("tools", "100", "59.99")), knowledge="90", tools="10")
    assert result.total == Decimal("96")
    assert result.level == "合格"


COMPLETE = (marked("knowledge", "3", "3"), marked("systems", "3", "3"), marked("tools", "3", "3"))


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        (candidate(), ResultState.ABSENT),
        (candidate(missing=("drill",)), ResultState.ABSENT),
        (candidate(*COMPLETE, marked("analysis", "3", "3"), missing=("drill-2",)), ResultState.PARTLY_ABSENT),
        (candidate(*COMPLETE, marked("analysis", "3", None)), ResultState.INCOMPLETE),
        (candidate(*COMPLETE, marked("analysis", "3", "3"), marked("tools", "1", None)), ResultState.INCOMPLETE),
        (candidate(*COMPLETE), ResultState.UNCOVERED),
    ],
)
def test_without_every_mark_there_is_no_total_level_or_rank(person: Candidate, standing: ResultState) -> None:
    result = one(person)
    assert result.state is standing
    assert (result.total, result.level, result.rank) == (None, None, None)


def test_an_ungraded_item_leaves_its_part_without_a_rate_but_not_the_others() -> None:
    result = one(candidate(marked("knowledge", "3", "3"), marked("knowledge", "3", None), marked("tools", "4", "1")))
    by_skill = {part.skill: part for part in result.parts}
    assert (by_skill[Skill.KNOWLEDGE].rate, by_skill[Skill.KNOWLEDGE].ungraded) == (None, 1)
    assert by_skill[Skill.TOOLS].rate == 25


def test_zero_points_are_a_result() -> None:
    result = one(whole("0"), knowledge="100")
    assert (result.total, result.level, result.rank) == (Decimal(0), "待提高", 1)


def test_equal_totals_share_a_rank_and_the_next_one_counts_them_all() -> None:
    people = [whole("70", "C1"), whole("90", "C2"), whole("70", "C3"), whole("90.00", "C4"), whole("50", "C5")]
    results = assess(scheme(LEVELS, knowledge="100"), people)
    assert [(result.employee.id, result.rank) for result in results] == [
        ("C1", 3),
        ("C2", 1),
        ("C3", 3),
        ("C4", 1),
        ("C5", 5),
    ]


def test_people_without_a_result_take_no_rank_from_others() -> None:
    waiting = candidate(marked("knowledge", "100", None), employee="C1")
    results = assess(scheme(LEVELS, knowledge="100"), [waiting, whole("10", "C2")])
    assert [result.rank for result in results] == [None, 1]


def test_clause_rates_sum_over_people_and_leave_out_what_is_ungraded() -> None:
    results = assess(
        scheme(LEVELS, knowledge="100"),
        [
            candidate(marked("knowledge", "3", "3", ("VIS-01", "VIS-02")), marked("knowledge", "2", None, ("VIS-01",))),
            candidate(marked("knowledge", "3", "1.5", ("VIS-01",)), employee="C2"),
        ],
    )
    assert clause_rates(results) == {"VIS-01": (Decimal("4.5"), Decimal(6)), "VIS-02": (Decimal(3), Decimal(3))}


def combined(*parts: SchemePart) -> Scheme:
    return replace(scheme(LEVELS), parts=parts, span=Span.QUARTER)


def part(title: str, weight: str, source: Source) -> SchemePart:
    return SchemePart(title=title, weight=Decimal(weight), source=source)


def total(month: str, value: str | None, scheme_id: str = "") -> PeriodTotal:
    found = None if value is None else Decimal(value)
    return PeriodTotal(period=Period.parse(month), scheme=scheme_id, total=found)


def rating(score: str) -> Rating:
    return Rating(
        sequence=4,
        period="2026Q4",
        rating="competence",
        employee="C0001",
        score=Decimal(score),
        by="陈人力",
        at="2026-12-31T10:00:00+08:00",
        file="评定.csv",
    )


MONTHS = part("各月考评", "60", ResultSource(span=Span.MONTH))
COMPETENCE = part("能力评定", "40", RatingSource(rating="competence", full=Decimal(8)))
THREE_MONTHS = (total("2026-10", "80.01"), total("2026-11", "85"), total("2026-12", "90"))


def test_a_quarter_from_its_months_and_a_rating() -> None:
    person = replace(candidate(), totals=THREE_MONTHS, ratings={"competence": rating("7")})
    (result,) = assess(combined(MONTHS, COMPETENCE), [person])
    # 255.01 ÷ 300 × 100 = 85.00333… → 85.00 → 51; 7 ÷ 8 × 100 = 87.5 → 35
    assert [(each.earned, each.worth) for each in result.parts] == [(Decimal("255.01"), 300), (7, 8)]
    assert [each.rate for each in result.parts] == [85, Decimal("87.5")]
    assert (result.state, result.total, result.level) == (ResultState.COMPLETE, 86, "良好")
    assert [figure.entry for figure in result.parts[1].taken] == [4]


def test_a_rate_of_totals_is_rounded_half_up() -> None:
    person = replace(candidate(), totals=(total("2026-10", "80"), total("2026-11", "80.01")))
    (result,) = assess(combined(part("各月考评", "100", ResultSource(span=Span.MONTH))), [person])
    assert result.total == Decimal("80.01")  # 80.005 exactly


def test_what_is_not_there_yet_is_named_and_makes_no_total() -> None:
    person = replace(candidate(), totals=(*THREE_MONTHS[:2], total("2026-12", None)))
    (result,) = assess(combined(MONTHS, COMPETENCE), [person])
    assert [each.lacking for each in result.parts] == [("2026 年 12 月考评",), ("能力评定",)]
    assert [each.rate for each in result.parts] == [None, None]
    assert (result.state, result.total, result.rank) == (ResultState.LACKING, None, None)


def test_who_has_nothing_at_all_is_absent() -> None:
    person = replace(candidate(), totals=tuple(total(each.period.code, None) for each in THREE_MONTHS))
    (result,) = assess(combined(MONTHS, COMPETENCE), [person])
    assert result.state is ResultState.ABSENT


def test_a_rating_of_nought_counts() -> None:
    person = replace(candidate(), totals=THREE_MONTHS, ratings={"competence": rating("0")})
    (result,) = assess(combined(MONTHS, COMPETENCE), [person])
    assert (result.state, result.total) == (ResultState.COMPLETE, 51)


def test_each_part_takes_its_own_kinds_of_drills() -> None:
    rules = combined(
        skill_part(Skill.KNOWLEDGE, Decimal(70), ("skill",)),
        part("主题练兵", "30", DrillSource(kinds=("theme",))),
    )
    marks = [
        replace(marked("knowledge", "10", "10"), kind="skill"),
        replace(marked("knowledge", "10", "0"), kind="theme"),
        replace(marked("analysis", "10", "5"), kind="theme"),
        replace(marked("knowledge", "10", "0"), kind="code"),
    ]
    (result,) = assess(rules, [candidate(*marks)])
    assert [(each.earned, each.worth) for each in result.parts] == [(10, 10), (5, 20)]
    assert result.total == Decimal("77.5")


def test_totals_of_the_scheme_that_is_asked_for() -> None:
    asked = part("各月考评", "100", ResultSource(span=Span.MONTH, scheme="six"))
    person = replace(candidate(), totals=(total("2026-10", "70", "six"), total("2026-10", "20")))
    (result,) = assess(combined(asked), [person])
    assert result.total == 70
