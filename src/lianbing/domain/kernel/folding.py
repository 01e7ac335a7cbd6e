"""Folding of typed texts: two answers are equal if their folded forms are equal.

Width, case, spaces, punctuation and Chinese numerals are folded away. ``folding.js`` follows the
same rules; ``tests/vectors/folding.json`` tests both. Traditional characters are folded only in
Python, where the caller passes ``simplify``; a page in the browser has no table of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lianbing.domain.kernel.decimals import fold_width

_RUN = re.compile("[零〇一二两三四五六七八九十百千万]+")
_DIGIT_STRING = re.compile("[零〇一二三四五六七八九]+")
_PART = re.compile("([零〇]?)([一二两三四五六七八九]?)([千百十]?)")
_SPACE = re.compile(r"[\s\ufeff]+")
_PUNCTUATION = re.compile(r"[!\"#$&'()*,.:;?@\[\\\]^_`{|}~、，。；：？！“”‘’（）《》【】…—·]")
_CAPITALS = re.compile("[A-ZＡ-Ｚ]+")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"": 1, "十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000


Simplify = Callable[[str], str]
"""A function that replaces each traditional character by its simplified form; the length stays."""


def as_typed(text: str) -> str:
    """The text as it is: the ``simplify`` that changes nothing."""
    return text


def fold(text: str, simplify: Simplify = as_typed) -> str:
    """The form of a text in which answers are compared; folding it again changes nothing."""
    plain = drop_spaces(lower_case(fold_width(simplify(text))))  # the order doesn't matter
    counted = _RUN.sub(lambda run: read_numeral(run[0]), plain)
    return _PUNCTUATION.sub(lambda mark: _kept(mark, counted), counted)


def lower_case(text: str) -> str:
    """Replaces Latin capitals of either width by small letters; other letters stay."""
    return _CAPITALS.sub(lambda letters: letters[0].lower(), text)


def drop_spaces(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def numeral_runs(text: str) -> list[tuple[int, int, str]]:
    """The runs of Chinese numerals in a text: start, end (exclusive) and the run in digits."""
    return [(run.start(), run.end(), read_numeral(run[0])) for run in _RUN.finditer(text)]


def _kept(mark: re.Match[str], text: str) -> str:
    """The replacement for a punctuation mark: empty, except for the point of a decimal number."""
    neighbours = text[mark.start() - 1 : mark.start()] + text[mark.end() : mark.end() + 1]
    return "." if mark[0] == "." and len(neighbours) == 2 and neighbours.isdecimal() and neighbours.isascii() else ""


def read_numeral(run: str) -> str:
    """A run of Chinese numerals in digits (``三十`` 30, ``二〇二六`` 2026); as it is if no number."""
    if _DIGIT_STRING.fullmatch(run):
        return "".join(str(_DIGITS[char]) for char in run)
    head, myriad, tail = run.partition("万")
    high = _section(head, 0)
    low = _section(tail, _MYRIAD) if tail else 0
    if high is None or low is None or "万" in tail:
        return run
    return str(high * _MYRIAD + low if myriad else high)


def _section(section: str, above: int) -> int | None:
    """The number, below 10000, of the part of a run before or after 万; ``None`` if it is no number.

    ``above`` is 10000 for the part after 万, else 0. 零 must stand exactly where places are skipped.
    """
    value, last = 0, above
    for match in _PART.finditer(section):
        if not match[0]:
            break
        zero, digit, unit = match.groups()
        place = _UNITS[unit]
        count = _leading_digit(digit, place, leads=last == 0, alone=section == "两" and above == 0)
        if count is None or (last and place >= last) or bool(zero) != (last > place * 10):
            return None
        value += count * place
        last = place
    return None if last == above else value


def _leading_digit(digit: str, place: int, leads: bool, alone: bool) -> int | None:
    """The digit before a unit; ``None`` if the writing is wrong.

    Only a leading 十 needs no digit. 两 may stand before 百, 千 and 万, or alone.
    """
    if digit == "两" and place < 100 and not alone:
        return None
    if digit:
        return _DIGITS[digit]
    return 1 if leads and place == 10 else None
