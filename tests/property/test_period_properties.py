"""The arithmetic of periods against the calendar of the standard library."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.kernel.periods import Period, Span

years = st.integers(1, 9998)
periods = st.builds(
    lambda year, span, place: Period(year, span, 1 + place % (12 // span.months)),
    years,
    st.sampled_from(Span),
    st.integers(0, 11),
)


@given(periods)
def test_a_code_reads_as_the_period_that_wrote_it(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(periods)
def test_the_days_before_and_after_lie_outside(period: Period) -> None:
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    assert first.day == 1
    assert last.day == calendar.monthrange(last.year, last.month)[1]
    assert period.contains(period.first)
    assert period.contains(period.last)
    assert not period.contains((last + timedelta(days=1)).isoformat())
    if first > date.min:
        assert not period.contains((first - timedelta(days=1)).isoformat())


@given(periods, st.sampled_from(Span))
def test_parts_follow_each_other_and_fill_the_whole(period: Period, span: Span) -> None:
    parts = period.parts(span)
    if span.months > period.span.months:
        assert parts == ()
        return
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    for before, after in pairwise(parts):
        assert date.fromisoformat(before.last) + timedelta(days=1) == date.fromisoformat(after.first)
    assert all(period.contains(part) for part in parts)
