from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.book.figures.axes import AxisScale, round_ticks
from lianbing.book.figures.lettering import ems, wrap

NUMBERS = st.lists(st.decimals(-99999, 99999, places=2), min_size=1, max_size=20)
TEXTS = st.text("客户经理走访，。、（）“”？07:3%ab Wholesale", min_size=1, max_size=24)


@given(NUMBERS, st.booleans())
def test_ticks_are_few_and_even_and_hold_all_numbers(values: list[Decimal], from_zero: bool) -> None:
    ticks = round_ticks(values, from_zero)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= min(values)
    assert max(values) <= ticks[-1]
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert not from_zero or 0 in ticks


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["120", "150", "126"], ["120", "130", "140", "150"]),
        (["3", "48"], ["0", "10", "20", "30", "40", "50"]),
        (["0"], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (["-8", "12"], ["-10", "-5", "0", "5", "10", "15"]),
    ],
)
def test_ticks_are_round(values: list[str], ticks: list[str]) -> None:
    assert round_ticks(map(Decimal, values), from_zero=False) == tuple(map(Decimal, ticks))


def test_a_scale_runs_between_its_ends() -> None:
    scale = AxisScale(ticks=(Decimal(0), Decimal(10)), start=200, end=100)
    assert [scale.at(Decimal(value)) for value in (0, 5, 10)] == [200, 150, 100]


@given(TEXTS, st.floats(40, 300))
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrap(text, width, 15)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(ems(line) * 15 <= width + 1e-6 for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("听完、记下", 200, ("听完、记下",)),
        ("查余额、签约、网络，客户补足后再扣", 232, ("查余额、签约、网络，", "客户补足后再扣")),
        ("一二三四五六，七八", 90, ("一二三四五", "六，七八")),
        ("拨打 12313 热线", 90, ("拨打", "12313 热线")),
        ("abcdefghijklmnop", 60, ("abcdef", "ghijkl", "mnop")),
        ("停营 1 年以上", 70, ("停营", "1 年以上")),
        ("12 月", 24, ("12", "月")),
        ("甲乙丙（丁）", 60, ("甲乙丙", "（丁）")),
    ],
)
def test_lines_break_where_a_reader_would(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, width, 15) == lines
