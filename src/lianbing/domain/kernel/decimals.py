"""Exact decimal numbers: reading, rounding and writing them. Scores are never binary floats."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

ZERO = Decimal(0)
HUNDRED = Decimal(100)
_MAX_TYPED_LENGTH = 40
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""A precision of 80 digits, so that no typed number (40 characters at most) is ever rounded."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?", re.ASCII)
_WRITTEN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_POWERS = {"%": -2, "万": 4, "亿": 8}
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0x2013: 0x2D}


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Rounds half away from zero (四舍五入) to ``places`` decimal places; -1 rounds to tens."""
    return value.quantize(_unit(places), rounding=ROUND_HALF_UP, context=EXACT)


@cache
def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """``part / whole`` with 80 significant digits; ``whole`` must not be zero."""
    return EXACT.divide(part, whole)


def plain(value: Decimal) -> str:
    """The shortest ordinary notation of a number: no exponent, trailing zeros or negative zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def number(text: str) -> Decimal:
    """Reads what :func:`plain` wrote; raises ValueError for anything else (``NaN``, exponents, blanks)."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError(f"not a decimal: {text!r}")
    return Decimal(text)


def fold_width(text: str) -> str:
    """Replaces full-width ASCII and spaces by half-width ones, and dashes by the minus ``-``."""
    return text.translate(_FOLD)


def read_number(text: str, unit: str = "") -> Decimal | None:
    """Reads a number as a person types it, e.g. ``"1,200 户"`` with the unit ``户``.

    Returns ``None`` where the text is no number. The rules are in ``docs/wire-format.md``;
    ``scoring.js`` follows the same ones.
    """
    rest = fold_width(text).strip()
    folded_unit = fold_width(unit).strip()
    if folded_unit and rest.endswith(folded_unit):
        rest = rest[: -len(folded_unit)].strip()
    power = _power(rest[-1:], folded_unit)
    if power:
        rest = rest[:-1].strip()
    if len(rest) > _MAX_TYPED_LENGTH or not _NUMBER.fullmatch(rest) or not re.search(r"\d", rest, re.ASCII):
        return None
    return Decimal(rest.replace(",", "")).scaleb(power, context=EXACT)


def _power(sign: str, unit: str) -> int:
    """The power of ten that the last character of a number means; 0 for any other character.

    ``%`` counts only where the question has no unit (12% is 0.12), and 万 and 亿 only where the unit
    holds neither, because 1.2万 in the unit 万元 may mean either.
    """
    allowed = unit == "" if sign == "%" else not set(unit) & {"万", "亿"}
    return _POWERS.get(sign, 0) if allowed else 0
