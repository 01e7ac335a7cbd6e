from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from lianbing.domain.kernel.decimals import plain, ratio, read_number, round_half_up


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),  # half to even and binary floats both say otherwise for one of these two
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.1249999999999999999999999999999999", 2, "0.12"),
        ("1250", -2, "1300"),
        ("88", 2, "88.00"),
    ],
)
def test_rounding_takes_a_half_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert round_half_up(Decimal(value), places) == Decimal(rounded)


def test_rounding_does_not_depend_on_the_context_of_the_thread() -> None:
    with localcontext() as context:
        context.prec = 3
        assert round_half_up(Decimal("12345.675"), 2) == Decimal("12345.68")


def test_a_ratio_keeps_far_more_digits_than_any_mark_needs() -> None:
    assert abs(ratio(Decimal(2), Decimal(3)) * 3 - 2) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("600", "600"),
        ("6E+2", "600"),
        ("88.50", "88.5"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain_is_the_shortest_ordinary_notation(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("600", "", "600"),
        (" 1,200 户 ", "户", "1200"),
        ("１，２００．５　户", "户", "1200.5"),
        ("−3", "", "-3"),
        ("–3", "", "-3"),
        ("+3", "", "3"),
        (".5", "", "0.5"),
        ("35%", "", "0.35"),
        ("35%", "%", "35"),
        ("35％", "%", "35"),
        ("12 户次", "户次", "12"),
    ],
)
def test_a_number_is_read_as_a_person_types_it(typed: str, unit: str, number: str) -> None:
    assert read_number(typed, unit) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "户",
        "%",
        "abc",
        "5.",
        "1,20",
        "1,2000",
        "1 200",
        "1e3",
        "NaN",
        "Infinity",
        "--1",
        "٣",
        "二十",
        "1_000",
        "0x10",
    ],
)
def test_other_text_is_no_number(typed: str) -> None:
    assert read_number(typed, "户") is None


def test_text_longer_than_any_honest_number_is_refused() -> None:
    assert read_number("1" * 40) == Decimal("1" * 40)
    assert read_number("1" * 41) is None
