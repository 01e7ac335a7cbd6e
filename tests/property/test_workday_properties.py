"""Days against the calendar of the standard library; working days by counting them one by one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.content.office.holiday_files import read_calendar
from lianbing.domain.appeals.rules import Mask
from lianbing.domain.kernel.days import day_of, number_of, weekday
from lianbing.domain.kernel.workdays import HolidayYear, WorkCalendar
from lianbing.errors import WrongUsage

REPO = Path(__file__).parents[2]
SHIPPED = read_calendar(REPO)
days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
counts = st.integers(0, 40)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any holidays and worked weekends in 2026, and no other year."""
    within = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    off = draw(st.sets(within, max_size=40))
    worked = {day for day in draw(st.sets(within, max_size=20)) - off if day.weekday() >= 5}
    year = HolidayYear(
        year=2026,
        off={day.isoformat(): "节" for day in off},
        worked={day.isoformat(): "节" for day in worked},
        source="测试",
    )
    return WorkCalendar({2026: year})


@given(st.dates())
def test_days_are_numbered_as_the_calendar_does(day: date) -> None:
    number = number_of(day.isoformat())
    assert number == (day - date(1970, 1, 1)).days
    assert day_of(number) == day.isoformat()
    assert weekday(number) == day.weekday()


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01", "今天", ""])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(WrongUsage, match="2026-11-02"):
        number_of(text)


def test_no_day_lies_after_the_last_year() -> None:
    with pytest.raises(WrongUsage, match="9999"):
        WorkCalendar().after("9999-12-30", 7)


@given(calendars(), days, counts)
def test_counting_back_gives_the_count(calendar: WorkCalendar, day: date, count: int) -> None:
    assert calendar.between(day.isoformat(), calendar.after(day.isoformat(), count)) == count


@given(calendars(), days, counts)
def test_a_deadline_is_a_working_day_and_no_holiday(calendar: WorkCalendar, day: date, count: int) -> None:
    due = calendar.after(day.isoformat(), count)
    if count:
        assert calendar.is_workday(due)
        assert due not in calendar.years[2026].off


@given(calendars(), days, counts)
def test_later_days_and_longer_terms_end_later(calendar: WorkCalendar, day: date, count: int) -> None:
    start, next_day = day.isoformat(), (day + timedelta(days=1)).isoformat()
    assert calendar.after(start, count) < calendar.after(start, count + 1)
    assert calendar.after(start, count) <= calendar.after(next_day, count)


@given(calendars(), days, days)
def test_between_counts_one_by_one(calendar: WorkCalendar, first: date, last: date) -> None:
    each = ((first + timedelta(days=n + 1)).isoformat() for n in range(max((last - first).days, 0)))
    assert calendar.between(first.isoformat(), last.isoformat()) == sum(map(calendar.is_workday, each))


def test_the_shipped_year_works_as_arranged() -> None:
    assert SHIPPED.after("2026-09-30", 1) == "2026-10-08"  # past the National Day holiday
    assert SHIPPED.after("2026-10-09", 1) == "2026-10-10"  # a Saturday that is worked
    assert not SHIPPED.is_workday("2026-02-23")
    assert SHIPPED.is_workday("2026-02-14")
    assert SHIPPED.between("2025-12-31", "2026-12-31") == 365 - 104 - 19 + 6  # 19 of the 33 days off are no weekends


def test_a_year_without_arrangement_is_named() -> None:
    assert SHIPPED.doubts("2026-01-01", "2026-12-31") == ()
    (sentence,) = SHIPPED.doubts("2026-12-25", "2027-01-06")
    assert "grading/holidays/2027.yml" in sentence


@given(st.text(max_size=20), st.integers(0, 8), st.integers(0, 8))
def test_a_mask_keeps_the_length_and_hides_something(text: str, head: int, tail: int) -> None:
    masked = Mask(head=head, tail=tail).of(text)
    assert len(masked) == len(text)
    hidden = [
        place for place, (shown, real) in enumerate(zip(masked, text, strict=True)) if shown == "*" or shown != real
    ]
    assert bool(hidden) is bool(text)
    assert all(masked[place] == "*" for place in hidden)
    assert len(text) - len(hidden) <= head + tail
