"""Months of sessions: ids, and the months that went by without one."""

from __future__ import annotations

import pytest

from lianbing.domain.sessions.calendar import is_session, month_of, months_later, months_named, order_of, short_months
from lianbing.errors import WrongUsage


def test_the_month_of_a_session() -> None:
    assert month_of("2026-12") == month_of("2026-12-2") == month_of("2026-12-10") == "2026-12"


@pytest.mark.parametrize(
    "name", ["2026-13", "2026-1", "2026-12-1", "2026-12-0", "2026-12-02", "2026", "2026-12-", "十二月"]
)
def test_other_names_are_refused_with_an_example(name: str) -> None:
    assert not is_session(name)
    with pytest.raises(WrongUsage, match="2026-12"):
        month_of(name)


def test_sessions_are_in_the_order_of_their_numbers() -> None:
    names = ["2027-01", "2026-12-10", "2026-12-2", "2026-12"]
    assert sorted(names, key=order_of) == ["2026-12", "2026-12-2", "2026-12-10", "2027-01"]


def test_months_go_over_the_year() -> None:
    assert months_later("2026-11", 2) == "2027-01"
    assert months_later("2027-01", -13) == "2025-12"


def test_months_without_a_session_are_named_from_the_first_one_on() -> None:
    assert [*short_months(["2026-09", "2026-11"], "2027-01")] == ["2026-10", "2026-12"]
    assert short_months(["2026-12"], "2026-12") == {}
    assert short_months((), "2026-12") == {}
    assert short_months(["2026-10", "2026-10", "2026-11"], "2026-12", 2) == {"2026-11": 1}
    assert months_named(["2026-10", "2027-01"], "2027") == "2026 年 10 月、1 月"
