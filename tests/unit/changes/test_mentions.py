"""Numbers and times of day are found as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.changes.mentions import mentions, minutes_of
from lianbing.domain.changes.units import counted, in_other_units, per_words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一天走三十户", ["1", "30"]),
        ("每户 12 分钟，共 1,200 元", ["12", "1200"]),
        ("换个分法：6 户细谈，16.5 元", ["6", "16.5"]),
        ("约百分之三十，或 30%", ["30", "30"]),
        ("半小时、六个半小时", ["0.5", "6.5"]),
        ("VIS-06、K080、2013-06-06 都不是数", []),
        ("第 50 条、第五十条", []),
        ("{{VIS-06}} 户", []),
        ("三五户、第三户、过一半", []),
    ],
)
def test_numbers(text: str, values: list[str]) -> None:
    assert [one.value for one in mentions(text) if not one.clock] == [*map(Decimal, values)]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7:30 集合", "07:30"),
        ("07：30 到岗", "07:30"),
        ("早上七点半到岗", "07:30"),
        ("7 点 30 分", "07:30"),
        ("七点四十出门", "07:40"),
        ("下午两点回来", "14:00"),
        ("十七点二十分", "17:20"),
        ("比分 3：05：10", None),
    ],
)
def test_times_of_day(text: str, clock: str | None) -> None:
    assert [one.value for one in mentions(text) if one.clock] == ([minutes_of(clock)] if clock else [])


def test_what_is_counted_is_known_by_its_words() -> None:
    assert [bool(counted(after, "户")) for after in ("户", "家店", "个店", "户次", "家庭")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert set(in_other_units(Decimal(6), "小时")) == {(Decimal(360), "分钟")}
    assert "一天" in per_words("户/天")
    assert not per_words("小时")
