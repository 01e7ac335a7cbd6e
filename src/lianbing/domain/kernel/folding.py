"""When two typed texts say the same: width, case, spaces, punctuation and Chinese numerals folded away.

``folding.js`` folds by the same rules; ``tests/vectors/folding.json`` holds both to them. Traditional characters are
folded too where the caller knows how (a page doesn't): ``simplify`` turns each character into its simplified form.
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
"""Traditional characters to simplified ones, each for itself: the text keeps its length."""


def as_typed(text: str) -> str:
    """No simplification: for texts that stay as they were typed."""
    return text


def fold(text: str, simplify: Simplify = as_typed) -> str:
    """The text in the form in which answers are compared; folding twice changes nothing."""
    plain = drop_spaces(lower_case(fold_width(simplify(text))))  # in any order the same
    counted = _RUN.sub(lambda run: read_numeral(run[0]), plain)
    return _PUNCTUATION.sub(lambda mark: _kept(mark, counted), counted)


def lower_case(text: str) -> str:
    """Latin capitals, of either width, to small letters; no other letters."""
    return _CAPITALS.sub(lambda letters: letters[0].lower(), text)


def drop_spaces(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def numeral_runs(text: str) -> list[tuple[int, int, str]]:
    """Where a run of Chinese numerals begins and ends, and what it reads as."""
    return [(run.start(), run.end(), read_numeral(run[0])) for run in _RUN.finditer(text)]


def _kept(mark: re.Match[str], text: str) -> str:
    """Nothing of a punctuation mark, but for the point of a decimal number."""
    around = text[mark.start() - 1 : mark.start()] + text[mark.end() : mark.end() + 1]
    return "." if mark[0] == "." and len(around) == 2 and around.isdecimal() and around.isascii() else ""


def read_numeral(run: str) -> str:
    """The digits of a run that reads as a number (``三十`` 30, ``二〇二六`` 2026); any other run as it is."""
    if _DIGIT_STRING.fullmatch(run):
        return "".join(str(_DIGITS[char]) for char in run)
    head, myriad, tail = run.partition("万")
    high = _section(head, 0)
    low = _section(tail, _MYRIAD) if tail else 0
    if high is None or low is None or "万" in tail:
        return run
    return str(high * _MYRIAD + low if myriad else high)


def _section(section: str, above: int) -> int | None:
    """What stands before 万, after it (``above`` is then 10000), or without it: a number below 10000.

    零 stands exactly where places are skipped.
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
    """A digit before its unit. Only a leading 十 goes without; 两 stands before 百, 千 and 万 or alone."""
    if digit == "两" and place < 100 and not alone:
        return None
    if digit:
        return _DIGITS[digit]
    return 1 if leads and place == 10 else None
