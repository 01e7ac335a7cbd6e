"""Numbers as people write them into a blank: with the unit, in Chinese or capital numerals, in per cent, in 万.

What is surely a number is read; what only looks like one (约50, 5O, another unit) is not, and :func:`means_number`
tells it from what is no number at all. ``amounts.js`` follows the same rules; ``tests/vectors/amounts.json`` tests
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lianbing.domain.kernel.decimals import EXACT
from lianbing.domain.kernel.folding import bare, read_numeral
from lianbing.domain.kernel.signs import ALIKE, CLOSERS, FRAMES, LOOK_ALIKES, NUMBER_SIGNS, NUMERALS, POWERS

_LONGEST = 40
_FRAMES = re.compile(f"[{re.escape(FRAMES)}]")
_POINT = re.compile(r"(?<=\d)。(?=\d)", re.ASCII)
_NUMERAL = "[零〇一二两三四五六七八九十百千万]+"
_DIGITS = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)([百千万亿]*)", re.ASCII)
_SPOKEN = re.compile(f"(负?)({_NUMERAL})(?:点([零〇一二三四五六七八九]+))?(亿?)")
_NEIGHBOURS = ("一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九")
_PRINTED = re.compile(r"[^\s，。；：、？！（）“”‘’《》【】…—,;:?!()\"'\[\]]*")
_SIGN_OF_NUMBER = re.compile(f"[{NUMBER_SIGNS}0-9①-⓿❶-➓²³¹⁰-₉Ⅰ-ⅿ㈠-㈩㊀-㊉]")
_LONGEST_UNIT = 12


def printed_unit(after: str) -> str:
    """What is printed right behind a blank, up to the next punctuation mark: the unit and what follows it."""
    match = _PRINTED.match(after.lstrip())
    unit = tidy(match[0])[:_LONGEST_UNIT] if match else ""
    return "" if unit[:1].isdecimal() else unit


def tidy(text: str) -> str:
    """A typed number without spaces, frames and closing marks, capital numerals as everyday ones."""
    plain = "".join(NUMERALS.get(char, char) for char in bare(text))
    pointed = _POINT.sub(".", plain)
    signs = "".join(char if char == "," else ALIKE.get(char, char) for char in pointed)
    return _FRAMES.sub("", signs).lstrip("=:").rstrip(CLOSERS)


def read_amounts(text: str, unit: str = "") -> frozenset[Decimal]:
    """The numbers that a tidy text may mean, none where that is not sure; ``unit`` is what is printed behind it.

    The unit may be repeated, as far as one likes. Where it begins with 万 the text may mean two numbers (``5万``).
    """
    return frozenset(number for rest in _without_unit(text, unit) if (number := _read(rest, unit)) is not None)


def means_number(text: str) -> bool:
    """Whether a tidy text that was not read may be meant as a number: it holds a digit, or looks like digits."""
    return bool(text) and (bool(_SIGN_OF_NUMBER.search(text)) or not text.strip(LOOK_ALIKES))


def _without_unit(text: str, unit: str) -> Iterator[str]:
    """The text without each beginning of the unit that it ends with, and as it is."""
    yield text
    for end in range(1, len(unit) + 1):
        if text.endswith(unit[:end]):
            yield text[:-end]


def _read(text: str, unit: str) -> Decimal | None:
    """Reads what is a number and nothing else. Per cent counts only where no other unit is printed."""
    if len(text) > _LONGEST:
        return None
    if text.startswith("百分之") and unit[:1] in ("", "%"):
        number = Decimal(100) if text == "百分之百" else _number(text.removeprefix("百分之"))
        power = 0 if unit else -2
    elif text.endswith("%") and not unit:
        number, power = _number(text[:-1]), -2
    else:
        number, power = _number(text), 0
    return None if number is None else number.scaleb(power, context=EXACT)


def _number(text: str) -> Decimal | None:
    if match := _DIGITS.fullmatch(text):
        power = POWERS.get(match[3])
        return None if power is None else Decimal(match[1] + match[2].replace(",", "")).scaleb(power, context=EXACT)
    match = _SPOKEN.fullmatch(text)
    if not match or match[2] in _NEIGHBOURS:
        return None
    whole = read_numeral(match[2])
    if not whole.isdecimal():
        return None
    places = f".{read_numeral(match[3])}" if match[3] else ""
    number = Decimal(whole + places).scaleb(8 if match[4] else 0, context=EXACT)
    return -number if match[1] else number
