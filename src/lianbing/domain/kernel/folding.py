"""Folding of typed texts: two answers are equal if their folded forms are equal.

Width, case, spaces, Chinese numerals and the punctuation of sentences are folded away. Signs that carry meaning stay:
in what is no sentence (a formula, a cell, a range, a ratio, the name of a file), and between letters and digits of one.
``folding.js`` follows the same rules; ``tests/vectors/folding.json`` tests both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lianbing.domain.kernel.decimals import fold_width
from lianbing.domain.kernel.signs import ALIKE, CLOSERS, COMPARISONS, FRAMES, HAN, OPERATORS, PAIRS, UNSEEN

_RUN = re.compile("[零〇一二两三四五六七八九十百千万]+")
_DIGIT_STRING = re.compile("[零〇一二三四五六七八九]+")
_PART = re.compile("([零〇]?)([一二两三四五六七八九]?)([千百十]?)")
_SPACE = re.compile(r"[\s\ufeff]+")
_CAPITALS = re.compile("[A-ZＡ-Ｚ]+")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"": 1, "十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000

_PERCENT = re.compile(r"百分之(?:(\d+)(?:[.点](\d+))?|百)", re.ASCII)
_EXPRESSION = re.compile(r"=.*|[a-z][a-z0-9.]*\(.*\)|.*\.[a-z][a-z0-9*?]{0,4}", re.DOTALL)
"""A formula, the call of a function or the name of a file."""
_GROUPED = re.compile(r"([^\d,(]*)(\d{1,3}(?:,\d{3})+)((?:\.\d+)?[^\d,(]*)", re.ASCII)
_LETTER_OR_DIGIT = re.compile("[a-z0-9]")
_MARKS = re.compile(f"([{re.escape(''.join(ALIKE) + CLOSERS + FRAMES + '_')}])\\1*")


def _class_of(ranges: Iterable[tuple[int, int]]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_UNSEEN = re.compile(f"[{_class_of(UNSEEN)}]")
_HAN = re.compile(f"[{_class_of(HAN)}]")

Simplify = Callable[[str], str]
"""A function that replaces each traditional character by its simplified form; the length stays."""


def as_typed(text: str) -> str:
    """The text as it is: the ``simplify`` that changes nothing."""
    return text


def fold(text: str, simplify: Simplify = as_typed) -> str:
    """The form of a text in which answers are compared; folding it again changes nothing."""
    folded = bare(simplify(text))
    while (further := _fold_signs(_fold_numerals(folded))) != folded:
        folded = further
    return folded


def bare(text: str) -> str:
    """A text in one width and case, without spaces and without what nobody sees."""
    return _UNSEEN.sub("", drop_spaces(lower_case(fold_width(text))))


def lower_case(text: str) -> str:
    """Replaces Latin capitals of either width by small letters; other letters stay."""
    return _CAPITALS.sub(lambda letters: letters[0].lower(), text)


def drop_spaces(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def _fold_numerals(text: str) -> str:
    """Chinese numerals in digits, 百分之三十 as 30%."""
    counted = _RUN.sub(lambda run: read_numeral(run[0]), text)
    return _PERCENT.sub(lambda percent: (".".join(filter(None, percent.groups())) or "100") + "%", counted)


def _fold_signs(text: str) -> str:
    """A text in which only the signs that carry meaning are left, each in one form."""
    if (grouped := _GROUPED.fullmatch(text)) and not text.startswith("="):
        text = grouped[1] + grouped[2].replace(",", "") + grouped[3]
    for typed, sign in COMPARISONS.items():
        text = text.replace(typed, sign)
    if _EXPRESSION.fullmatch(text) or not _HAN.search(text):
        return _fold_expression("".join(ALIKE.get(char, char) for char in text))
    return _MARKS.sub(lambda run: _kept(run[0], text[: run.start()][-1:], text[run.end() :][:1]), text).rstrip("~")


def _fold_expression(text: str) -> str:
    """What is no sentence: every sign stays but what frames or ends the whole, and the dot before a file's ending."""
    while len(text) > 2 and PAIRS.get(text[0]) == text[-1] and not {text[0], text[-1]} & {*text[1:-1]}:
        text = text[1:-1]
    if not _LETTER_OR_DIGIT.search(text):
        return text.strip(".…·")
    if not (text.startswith("#") or "*" in text or (text.endswith("?") and "." in text)):
        text = text.rstrip(CLOSERS)
    return re.sub(r"^\.(?=[a-z])", "", text)


def _kept(run: str, before: str, after: str) -> str:
    """What is left of a run of one mark in a sentence, by its neighbours, which are empty at the ends of the text."""
    mark = run[0]
    same = ALIKE.get(mark, mark)
    if same in FRAMES:
        return ""
    if mark == "—":
        return "-" if before and after and (_is_digit(before) or _is_digit(after)) else ""
    if run == "!" and before and (after == "$" or "a" <= after <= "z"):
        return run  # between a sheet and a cell
    if mark in "。·" and not (_is_digit(before) and _is_digit(after)):
        return ""
    return same * len(run) if _carries(before) and _carries(after) else ""


def _carries(char: str) -> bool:
    """Whether a sign beside ``char`` may carry meaning."""
    return bool(char) and (char in OPERATORS or bool(_LETTER_OR_DIGIT.fullmatch(char)))


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def numeral_runs(text: str) -> list[tuple[int, int, str]]:
    """The runs of Chinese numerals in a text: start, end (exclusive) and the run in digits."""
    return [(run.start(), run.end(), read_numeral(run[0])) for run in _RUN.finditer(text)]


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
