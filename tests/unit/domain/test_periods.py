from __future__ import annotations

import pytest

from lianbing.domain.kernel.periods import Period, Span
from lianbing.errors import WrongUsage


@pytest.mark.parametrize(
    ("code", "span", "title"),
    [
        ("2026-11", Span.MONTH, "2026 年 11 月"),
        ("2026Q3", Span.QUARTER, "2026 年第 3 季度"),
        ("2026H1", Span.HALF_YEAR, "2026 年上半年"),
        ("2026H2", Span.HALF_YEAR, "2026 年下半年"),
        ("2026", Span.YEAR, "2026 年"),
    ],
)
def test_the_four_spans(code: str, span: Span, title: str) -> None:
    period = Period.parse(code)
    assert (period.code, period.span, period.title) == (code, span, title)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026H3",
        "2026H0",
        "2026Q5",
        "2026-13",
        "2026-00",
        "2026-1",
        "26H1",
        "2026h2",
        "2026H2 ",
        "2026H2\n",
        "２０２６",
    ],
)
def test_other_codes_are_wrong_usage_that_shows_the_right_forms(code: str) -> None:
    with pytest.raises(WrongUsage, match="2026H2"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2026Q1", "2026-01-01", "2026-03-31"),
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026H1", "2026-01-01", "2026-06-30"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_first_and_last_day(code: str, first: str, last: str) -> None:
    assert (Period.parse(code).first, Period.parse(code).last) == (first, last)


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("2026H2", ("2026-07", "2026-12", "2026Q3", "2026H2"), ("2026-06", "2026Q2", "2026H1", "2026", "2027-07")),
        ("2026Q4", ("2026-10", "2026-11", "2026-12"), ("2026-09", "2026H2", "2025-10")),
        ("2026-11", ("2026-11",), ("2026-10", "2026Q4")),
    ],
)
def test_a_period_contains_the_shorter_ones_in_it(code: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    period = Period.parse(code)
    assert all(period.contains(Period.parse(other)) for other in inside)
    assert not any(period.contains(Period.parse(other)) for other in outside)


def test_a_period_contains_its_days_and_the_times_on_them() -> None:
    november = Period.parse("2026-11")
    assert november.contains("2026-11-01")
    assert november.contains("2026-11-30T23:59:59+08:00")
    assert not november.contains("2026-12-01T00:00:00+08:00")
    assert not november.contains("2026-10-31")


@pytest.mark.parametrize(
    ("code", "span", "parts"),
    [
        ("2026Q4", Span.MONTH, ["2026-10", "2026-11", "2026-12"]),
        ("2026H1", Span.QUARTER, ["2026Q1", "2026Q2"]),
        ("2026", Span.HALF_YEAR, ["2026H1", "2026H2"]),
        ("2026", Span.MONTH, [f"2026-{month:02}" for month in range(1, 13)]),
        ("2026H2", Span.HALF_YEAR, ["2026H2"]),
        ("2026-11", Span.QUARTER, []),
    ],
)
def test_the_shorter_periods_that_one_is_made_of(code: str, span: Span, parts: list[str]) -> None:
    assert [part.code for part in Period.parse(code).parts(span)] == parts


@pytest.mark.parametrize(
    ("code", "span", "around"),
    [
        ("2026-05", Span.MONTH, "2026-05"),
        ("2026-05", Span.QUARTER, "2026Q2"),
        ("2026-06", Span.HALF_YEAR, "2026H1"),
        ("2026-07", Span.HALF_YEAR, "2026H2"),
        ("2026Q3", Span.HALF_YEAR, "2026H2"),
        ("2026H2", Span.YEAR, "2026"),
    ],
)
def test_the_period_of_a_longer_span_around(code: str, span: Span, around: str) -> None:
    period = Period.parse(code).around(span)
    assert period == Period.parse(around)
    assert period.contains(Period.parse(code))
    assert Period.parse(around).around(Span.MONTH) is None or span is Span.MONTH
