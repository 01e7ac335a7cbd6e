"""Limits that differ are told in words, each by its name."""

from __future__ import annotations

import pytest

from lianbing.domain.changes.spoken_limits import spoken_limits, spoken_value


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("≥ 30 户/天", "≥ 25 户/天", "限额由 不少于 30 户/天 改为 不少于 25 户/天"),
        ("≥ 30 户/天", "≥ 30 户/天 、农村 ≥ 25 户/天", "农村：新增 不少于 25 户/天"),
        ("≥ 30 户/天", "城区 ≥ 30 户/天 、农村 ≥ 25 户/天", "农村：新增 不少于 25 户/天"),
        (
            "城区 ≥ 30 户/天 、农村 ≥ 25 户/天",
            "城区 ≥ 28 户/天 、农村 ≥ 20 户/天",
            "城区：由 不少于 30 户/天 改为 不少于 28 户/天；农村：由 不少于 25 户/天 改为 不少于 20 户/天",
        ),
        ("≥ 30 户/天 、农村 ≥ 25 户/天", "≥ 30 户/天", "农村：删去 不少于 25 户/天"),
        ("= 07:30 时刻", "= 08:00 时刻", "限额由 07:30 改为 08:00"),
        ("≤ 3 天", "≤ 5 天", "限额由 不超过 3 天 改为 不超过 5 天"),
        ("约 15 %", "约 12 %", "限额由 约 15% 改为 约 12%"),
        ("", "≥ 1 次", "限额新增 不少于 1 次"),
        ("≥ 30 户/天", "城区 ≥ 30 户/天", "限额由 不少于 30 户/天 改为 城区 不少于 30 户/天"),
    ],
)
def test_limits_are_told_by_name_and_in_words(old: str, new: str, told: str) -> None:
    assert spoken_limits("限额", old, new) == told


def test_a_time_of_day_needs_no_unit() -> None:
    assert spoken_value("07:30 时刻") == "07:30"
    assert spoken_value("30 户/天") == "30 户/天"
