"""Bounds of formulas hold for every point of their ranges."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.kernel.expressions import evaluate
from lianbing.domain.kernel.intervals import Interval, MayFail, hull
from lianbing.errors import ExpressionFault

NUMBERS = st.integers(-30, 30).map(lambda tenths: Decimal(tenths) / 10)
ATOMS = st.sampled_from(["a", "b", "2", "0.5", "-3"])
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%"]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        inner.map(lambda x: f"abs({x})"),
        inner.map(lambda x: f"ceil({x})"),
        inner.map(lambda x: f"floor({x})"),
        inner.map(lambda x: f"round({x}, 1)"),
        st.tuples(inner, inner).map(lambda t: f"min({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"max({t[0]}, {t[1]})"),
        st.tuples(inner, st.sampled_from([">", ">=", "<", "<=", "==", "!="]), inner, inner).map(
            lambda t: f"if_else({t[0]} {t[1]} {t[2]}, {t[3]}, {t[0]})"
        ),
    ),
    max_leaves=6,
)


@given(FORMULAS, st.tuples(NUMBERS, NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_a_value_lies_within_the_bounds_and_fails_only_where_that_was_foreseen(
    formula: str, a: tuple[Decimal, Decimal, Decimal], b: tuple[Decimal, Decimal, Decimal]
) -> None:
    names = {name: Interval(low=min(three), high=max(three)) for name, three in (("a", a), ("b", b))}
    try:
        bounds = hull(formula, names)
    except MayFail:
        return
    for x in a:
        for y in b:
            try:
                value = evaluate(formula, {"a": x, "b": y})
            except ExpressionFault:
                raise AssertionError(f"{formula} fails at {x}, {y}") from None
            assert bounds is None or (isinstance(bounds, Interval) and bounds.low <= value <= bounds.high)  # type: ignore[operator]
