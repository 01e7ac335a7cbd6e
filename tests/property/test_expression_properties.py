from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.expressions import Names, evaluate, evaluate_number
from lianbing.errors import ExpressionFault
from tests.strategies import decimals

NAMES: Names = {"a": Decimal(3), "b": Decimal("0.1"), "t": "07:30", "yes": True}

WORDS = """
// ** << >= == 1 0 1e999 2.5 1j 0x a b t yes min max abs ceil floor round if_else
lambda if else not in for await yield None True __class__ 户 １
"""
tokens = st.sampled_from([*"+-*/%()<>=!,.[]{}:;@&|^~'\"\\# \n\t", "\\\n", *WORDS.split()])


@settings(max_examples=400)
@given(st.text(max_size=40) | st.lists(tokens, max_size=14).map("".join) | st.lists(tokens, max_size=10).map(" ".join))
@example("1\x0c+0.1")
@example("(\r0.1)")
@example("'\\d'")
@example("a\u2028b")
def test_no_text_raises_anything_but_an_expression_fault(text: str) -> None:
    with suppress(ExpressionFault):
        assert isinstance(evaluate(text, NAMES), Decimal | bool | str)


@given(st.characters(), st.integers(1, 320))
def test_nor_does_any_character_repeated(character: str, times: int) -> None:
    with suppress(ExpressionFault):
        evaluate(character * times, NAMES)


@given(decimals(), decimals(), decimals())
def test_sums_and_products_obey_algebra_exactly(x: Decimal, y: Decimal, z: Decimal) -> None:
    names = {"x": x, "y": y, "z": z}
    assert evaluate("(x + y) + z == x + (y + z)", names) is True
    assert evaluate("x * (y + z) == x * y + x * z", names) is True
    assert evaluate("x - y + y == x", names) is True


@given(decimals(), decimals().filter(bool))
def test_quotient_and_remainder_make_up_the_whole(x: Decimal, y: Decimal) -> None:
    names = {"x": x, "y": y}
    assert evaluate("x // y * y + x % y == x", names) is True
    assert evaluate("0 <= x % y", names) is (y > 0 or evaluate("x % y == 0", names))


@given(decimals(0))
def test_a_written_number_is_that_number(x: Decimal) -> None:
    assert evaluate_number(plain(x), {}) == x
