"""What is left of JSON without a person, and until when records are kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.kernel.periods import Period
from lianbing.domain.privacy.purges import ranges
from lianbing.domain.privacy.retention import Medium, RetentionRule
from lianbing.domain.privacy.traces import TAKEN_OUT, Traces, without

TRACES = Traces(numbers=frozenset({"3"}), names=frozenset({"样例丙"}), papers=frozenset({"D-3"}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"corrections": [{"paper": "D-3"}, {"paper": "D-4"}]}, {"corrections": [{"paper": "D-4"}]}),
        ({"results": [{"employee": {"id": "3"}}, {"employee": {"id": "4"}}]}, {"results": [{"employee": {"id": "4"}}]}),
        ({"near": {"D-3": 2, "D-4": 1}}, {"near": {"D-4": 1}}),
        ({"people": ["3", "4"], "worth": "3"}, {"people": ["4"], "worth": "3"}),
        ({"employee": "3", "number": 3}, {"employee": TAKEN_OUT, "number": 3}),
        ({"units": [{"title": "一部", "people": ["3", "4"]}]}, {"units": [{"title": "一部", "people": ["4"]}]}),
    ],
)
def test_what_names_the_person_goes_and_the_figure_3_stays(before: Any, after: Any) -> None:
    assert without(before, TRACES) == after


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_just_the_numbers_and_none_touches_the_next(numbers: set[int]) -> None:
    found = ranges(numbers)
    assert [n for each in found for n in range(each.first, each.last + 1)] == sorted(numbers)
    assert all(a.last + 1 < b.first for a, b in pairwise(found))


def test_records_are_kept_for_whole_years_after_the_last_period() -> None:
    rule = RetentionRule(medium=Medium.ELECTRONIC, years=5, source="x", note="y")
    assert rule.kept_until(Period.parse("2026H2")) == "2031-12-31"
    assert rule.kept_until(Period.parse("2024-02")) == "2029-02-28"
    assert not rule.is_over(Period.parse("2026H2"), "2031-12-31")
    assert rule.is_over(Period.parse("2026H2"), "2032-01-01")
