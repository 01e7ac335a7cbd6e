"""The canonical JSON of browsers: the same text as ``canonical`` in ``transfer.js``, of which checksums are taken."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal

_HALF = re.compile("[\ud800-\udfff]")
_WHOLE_DIGITS, _LEAST_EXPONENT = 21, -6


def browser_canonical(data: object) -> str:
    """The text that a browser writes for what :func:`parsed` gave; raises ValueError for numbers that it has not."""
    match data:
        case None | bool() | str():
            return _escaped(json.dumps(data, ensure_ascii=False))
        case int() | float():
            return _number(data)
        case list():
            return f"[{','.join(map(browser_canonical, data))}]"
        case dict():
            names = sorted(data, key=_by_code_units)
            return "{" + ",".join(f"{browser_canonical(name)}:{browser_canonical(data[name])}" for name in names) + "}"
    raise ValueError(f"no JSON: {data!r}")


def parsed(text: str) -> object:
    """JSON as browsers accept it; raises ValueError or RecursionError."""
    return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


def _by_code_units(name: str) -> bytes:
    """Browsers sort by UTF-16, in which some signs beyond the first 65,536 come earlier."""
    return name.encode("utf-16-be", "surrogatepass")


def _escaped(text: str) -> str:
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _number(value: float) -> str:
    """ECMAScript's Number::toString: the shortest digits that give the number again, and its own rules for exponents.

    Source: ECMA-262, section 6.1.6.1.20.
    """
    try:
        value = float(value)
    except OverflowError as error:
        raise ValueError("a number beyond all floats") from error
    if not math.isfinite(value):
        raise ValueError("no number")
    if value == 0:
        return "0"
    parts = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, parts.digits))
    sign, point = "-" if parts.sign else "", len(digits) + int(parts.exponent)
    if len(digits) <= point <= _WHOLE_DIGITS:
        return sign + digits.ljust(point, "0")
    if 0 < point <= _WHOLE_DIGITS:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if _LEAST_EXPONENT < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"
