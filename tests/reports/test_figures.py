"""The figures besides those of the assessment: counts that add up, exact averages, mastery of clauses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment
from lianbing.reports import figures, wording
from lianbing.reports.wording import contribution_working, explanation, rate_working, total_working
from tests.reports.objects import candidate


def test_counts_add_up_to_everybody(assessment: Assessment) -> None:
    count = figures.headcount(assessment.results)
    assert (count.expected, count.final, count.pending, count.absent) == (6, 3, 2, 1)
    groups = figures.groups(assessment)
    assert [(group.title, group.count) for group in groups] == [
        ("优秀", 1),
        ("良好", 0),
        ("合格", 1),
        ("待提高", 1),
        ("未定", 2),
        ("未交", 1),
    ]


def test_averages_count_final_results_alone(assessment: Assessment) -> None:
    totals = [result.total for result in assessment.results if result.total is not None]
    assert totals == [Decimal("70.29"), Decimal("97.14"), Decimal("52.96")]
    assert figures.average_total(assessment.results) == Decimal("73.46")  # 220.39 ÷ 3 = 73.4633…
    rates = [average.rate for average in figures.part_averages(assessment)]
    assert rates == [Decimal("71.11"), Decimal("60.00"), Decimal("88.89"), Decimal("76.19")]


def test_a_mean_is_rounded_half_up() -> None:
    assert figures.mean([Decimal("0.01"), Decimal("0.02")]) == Decimal("0.02")
    assert figures.mean([]) is None


def test_an_ungraded_answer_counts_neither_as_points_nor_as_worth(assessment: Assessment) -> None:
    tallies = {tally.reference: tally for tally in figures.clause_tallies(assessment.results)}
    stock = tallies["K034"]
    assert (stock.earned, stock.worth, stock.rate) == (Decimal(21), Decimal(24), Decimal("87.50"))
    assert (stock.answers, stock.ungraded, stock.items) == (7, 1, 2)


def test_clauses_without_a_graded_answer_have_no_rate_and_come_last(with_people: Callable[..., Assessment]) -> None:
    results = with_people(candidate("C0003", "样例丁", "2 0 ? 5 3 4 3", 1)).results
    tallies = figures.clause_tallies(results)
    assert [tally.reference for tally in tallies[:2]] == ["VIS-04", "VIS-06"]
    assert (tallies[-1].reference, tallies[-1].rate, tallies[-1].ungraded) == ("MAN-11", None, 1)


def test_the_working_is_shown_with_its_rounding(assessment: Assessment) -> None:
    third = assessment.results[0]
    assert rate_working(third.parts[0]) == "5 ÷ 7.5 × 100 ≈ 66.67"
    assert contribution_working(third.parts[0]) == "66.67 × 40 ÷ 100 ≈ 26.67"
    assert rate_working(third.parts[1]) == "4 ÷ 5 × 100 = 80.00"
    assert total_working(third) == "26.67 + 16.00 + 13.33 + 14.29 = 70.29"


def test_the_way_to_the_next_level_names_every_gap(assessment: Assessment) -> None:
    by_number = {result.employee.id: result for result in assessment.results}
    assert figures.shortfall(assessment.scheme, by_number["C0001"]) is None
    assert figures.shortfall(assessment.scheme, by_number["C0003"]) is None
    near = figures.shortfall(assessment.scheme, by_number["0007"])
    assert near is not None
    assert (near.level.title, near.gaps) == ("良好", (("总分", Decimal("9.71")),))


def test_each_standing_is_explained(assessment: Assessment, with_people: Callable[..., Assessment]) -> None:
    said = {result.employee.id: explanation(assessment, result) for result in assessment.results}
    assert said["C0001"] == "答卷已交齐，各题已判完。"
    assert said["C0003"] == "待判 1 题：2026 下半年练兵（二）第 2 题。"
    assert said["C0004"] == "没有收到答卷：2026 下半年练兵（一）、2026 下半年练兵（二）。"
    assert said["C0005"] == "没有收到：2026 下半年练兵（二）。"
    uncovered = with_people(candidate("C0009", "样例辛", "2 3 2.5 x 3 4 3", 1))
    assert explanation(uncovered, uncovered.results[0]) == "没有考到：信息系统操作。"


def test_times_are_shown_in_the_zone_they_were_written_in() -> None:
    assert wording.shown_time("2026-12-28T17:05:00+08:00") == "2026 年 12 月 28 日 17:05（UTC+08:00）"
    assert wording.moment("2026-12-28T17:05:00+08:00").isoformat() == "2026-12-28T09:05:00"
