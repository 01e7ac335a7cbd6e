"""Formulas over whole ranges: between which bounds their values lie, and whether one of them may fail.

Interval arithmetic (Moore, Interval Analysis, 1966): the bounds are never too narrow, but may be too wide, so "may
fail" is to be proved by a point, while "can't fail" is certain.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, DecimalException
from itertools import product

from lianbing.domain.kernel.decimals import EXACT, ratio
from lianbing.domain.kernel.expressions import parsed
from lianbing.errors import ExpressionFault


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


Hull = Interval | bool | str | None
"""Between which bounds a value lies; a text or truth value that is certain; ``None`` for anything."""

_ZERO = Interval(low=Decimal(0), high=Decimal(0))


def point(value: Decimal | bool | str) -> Hull:
    """The hull of one value."""
    return Interval(low=value, high=value) if isinstance(value, Decimal) else value


class MayFail(Exception):
    """Somewhere in the ranges the formula may divide by zero or have no value for another reason."""


def hull(formula: str, names: Mapping[str, Hull]) -> Hull:
    """The bounds of a formula's value while each name is within its own.

    Raises:
        MayFail: no value is certain everywhere.
    """
    try:
        return _hull(parsed(formula), names)
    except (ExpressionFault, DecimalException, TypeError) as error:
        raise MayFail from error


def _hull(node: ast.expr, names: Mapping[str, Hull]) -> Hull:
    match node:
        case ast.Constant(value=bool(value)):
            return value
        case ast.Constant(value=int() | float()):
            return point(Decimal(str(node.value)))
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _of_numbers(_negative, _hull(operand, names))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _arithmetic(type(op), _hull(left, names), _hull(right, names))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(type(op), _hull(left, names), _hull(right, names))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, args, names)
    raise MayFail


def _of_numbers(function: Callable[..., Hull], *parts: Hull) -> Hull:
    """What ``function`` makes of the parts; anything if one of them may be anything."""
    numbers = [part for part in parts if isinstance(part, Interval)]
    if len(numbers) == len(parts):
        return function(*numbers)
    if any(isinstance(part, bool | str) for part in parts):
        raise MayFail
    return None


def _negative(a: Interval) -> Interval:
    return Interval(low=-a.high, high=-a.low)


def _add(a: Interval, b: Interval) -> Interval:
    return Interval(low=EXACT.add(a.low, b.low), high=EXACT.add(a.high, b.high))


def _multiply(a: Interval, b: Interval) -> Interval:
    corners = [EXACT.multiply(x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
    return Interval(low=min(corners), high=max(corners))


def _divide(a: Interval, b: Interval) -> Interval:
    corners = [ratio(x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
    return Interval(low=min(corners), high=max(corners))


def _whole(a: Interval, rounding: str) -> Interval:
    low, high = (bound.to_integral_value(rounding) for bound in (a.low, a.high))
    return Interval(low=low, high=high)


def _quotient(a: Interval, b: Interval) -> Interval:
    return _whole(_divide(a, b), ROUND_FLOOR)


def _remainder(a: Interval, b: Interval) -> Interval:
    """The remainder, exact where it is one number, otherwise between 0 and the divisor."""
    quotient = _quotient(a, b)
    if quotient.low == quotient.high:
        return _add(a, _negative(_multiply(b, quotient)))
    return Interval(low=min(b.low, Decimal(0)), high=max(b.high, Decimal(0)))


_ARITHMETIC: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: _add,
    ast.Sub: lambda a, b: _add(a, _negative(b)),
    ast.Mult: _multiply,
    ast.Div: _divide,
    ast.FloorDiv: _quotient,
    ast.Mod: _remainder,
}


def _arithmetic(op: type[ast.operator], a: Hull, b: Hull) -> Hull:
    if op in (ast.Div, ast.FloorDiv, ast.Mod) and (not isinstance(b, Interval) or b.meets(_ZERO)):
        raise MayFail
    return _of_numbers(_ARITHMETIC[op], a, b)


def _comparison(op: type[ast.cmpop], a: Hull, b: Hull) -> bool | None:
    """Whether the comparison holds everywhere or nowhere; ``None`` where that differs."""
    if not isinstance(a, Interval) or not isinstance(b, Interval):
        return None
    less, more = a.high < b.low, a.low > b.high
    at_most, at_least = a.high <= b.low, a.low >= b.high
    equal = at_most and at_least
    holds, fails = {
        ast.Gt: (more, at_most),
        ast.GtE: (at_least, less),
        ast.Lt: (less, at_least),
        ast.LtE: (at_most, more),
        ast.Eq: (equal, less or more),
        ast.NotEq: (less or more, equal),
    }.get(op, (False, False))
    return True if holds else False if fails else None


def _call(name: str, args: list[ast.expr], names: Mapping[str, Hull]) -> Hull:
    if name == "if_else" and len(args) == 3:
        condition = _hull(args[0], names)
        if isinstance(condition, bool):
            return _hull(args[1] if condition else args[2], names)
        return _either(_hull(args[1], names), _hull(args[2], names))
    if name == "equals":
        return None
    if name not in _FUNCTIONS:
        raise MayFail
    return _of_numbers(_FUNCTIONS[name], *(_hull(arg, names) for arg in args))


def _either(a: Hull, b: Hull) -> Hull:
    if isinstance(a, Interval) and isinstance(b, Interval):
        return Interval(low=min(a.low, b.low), high=max(a.high, b.high))
    return a if a == b else None


def _absolute(a: Interval) -> Interval:
    bounds = (abs(a.low), abs(a.high))
    return Interval(low=Decimal(0) if a.meets(_ZERO) else min(bounds), high=max(bounds))


def _least(*parts: Interval) -> Interval:
    return Interval(low=min(part.low for part in parts), high=min(part.high for part in parts))


def _largest(*parts: Interval) -> Interval:
    return Interval(low=max(part.low for part in parts), high=max(part.high for part in parts))


def _rounded(a: Interval, places: Interval = _ZERO) -> Interval:
    """Within half a unit of the last place; the number of places has to be certain."""
    if places.low != places.high:
        raise MayFail
    half = Decimal("0.5").scaleb(-int(places.low))
    return Interval(low=EXACT.subtract(a.low, half), high=EXACT.add(a.high, half))


_FUNCTIONS: dict[str, Callable[..., Hull]] = {
    "min": _least,
    "max": _largest,
    "abs": _absolute,
    "ceil": lambda a: _whole(a, ROUND_CEILING),
    "floor": lambda a: _whole(a, ROUND_FLOOR),
    "round": _rounded,
}
