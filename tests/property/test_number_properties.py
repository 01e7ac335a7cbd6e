from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.kernel.decimals import plain, read_number, round_half_up
from tests.strategies import UNITS, decimals

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
units = st.sampled_from(UNITS)


@given(decimals(), units)
def test_what_plain_wrote_is_read_back(number: Decimal, unit: str) -> None:
    assert read_number(plain(number) + unit, unit) == number


@given(decimals(places=2), units)
def test_separators_and_full_width_change_nothing(number: Decimal, unit: str) -> None:
    typed = f"{number:,f}{unit}"
    assert read_number(typed, unit) == number
    assert read_number(typed.translate(FULL_WIDTH), unit) == number
    assert read_number(f" \u3000{typed}\n", unit) == number


@given(decimals())
def test_minus_may_be_a_dash(number: Decimal) -> None:
    for dash in "−–":
        assert read_number(plain(number).replace("-", dash)) == number


@given(decimals())
def test_percent_divides_by_a_hundred(number: Decimal) -> None:
    assert read_number(f"{plain(number)}%") == number / 100


@given(st.text(max_size=60), units)
def test_any_text_is_a_finite_number_or_none(text: str, unit: str) -> None:
    number = read_number(text, unit)
    assert number is None or number.is_finite()


@given(st.text(alphabet="0123456789.,+-%eE_ 户，．－", max_size=45), units)
def test_texts_that_look_like_numbers_are_read_or_refused(text: str, unit: str) -> None:
    number = read_number(text, unit)
    if number is not None:
        assert any(character.isdigit() for character in text)
        assert read_number(plain(number)) == number or len(plain(number)) > 40


@given(decimals(), st.integers(-3, 3))
def test_rounding_moves_a_number_by_half_a_last_place_at_most(number: Decimal, places: int) -> None:
    rounded = round_half_up(number, places)
    step = Decimal(1).scaleb(-places)
    assert rounded % step == 0
    assert abs(rounded - number) <= step / 2
    assert round_half_up(-number, places) == -rounded
