"""Numbers and times of day as Chinese prose writes them, with their places: 30 户, 三十家, 半小时, 7:30, 早上七点半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.kernel.folding import read_numeral

_HAN = "零〇一二两三四五六七八九十百千万"
_DIGITS = re.compile(r"(?<![\w./-])(?<!\d[:：])\d[\d,]*(?:\.\d+)?(?![\d:：]|-\d|\.\d)", re.ASCII)
_NUMERALS = re.compile(f"(?<![{_HAN}第])(?<![再这那某哪统同另加久])[{_HAN}]+(?![{_HAN}]|半|点[{_HAN}半])")
_PER_CENT = re.compile(f"百分之([{_HAN}]+|\\d+(?:\\.\\d+)?)")
_HALF = re.compile(r"半(?=个?(?:小时|钟头|天|年|月|条|件|箱))")
_CLOCK = re.compile(r"(?<![\d:：.])([01]?\d|2[0-3])[:：]([0-5]\d)(?![\d:：])", re.ASCII)
_SPOKEN_CLOCK = re.compile(
    f"(早上|早晨|清早|上午|中午|下午|傍晚|晚上)?\\s*(\\d{{1,2}}|[{_HAN}]{{1,3}})\\s*点"
    f"(半|一刻|三刻|钟|整|\\s*(?:[{_HAN}]{{2,3}}|\\d{{2}})\\s*分?)?(?!\\s*[{_HAN}\\d分])"
)
_LATE = ("下午", "傍晚", "晚上")
_AFTER = re.compile(r"\s*(?:多|来|余|个(?!月|百分点))?\s*")
_NEIGHBOURS = ("一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五", "十来")


@dataclass(frozen=True, kw_only=True)
class NumberInText:
    """A number in a text: ``after`` is what stands behind it, blanks and 个 left out; ``clock`` for times of day."""

    start: int
    end: int
    value: Decimal
    after: str = ""
    clock: bool = False


def mentions(text: str) -> Iterator[NumberInText]:
    """The numbers of a text in order; placeholders such as ``{{limit}}`` are no numbers."""
    hits = [*_clocks(text)]
    hits += _per_cents(text, hits)
    hits += _numbers(text, hits)
    yield from sorted(hits, key=lambda one: one.start)


def minutes_of(clock: str) -> Decimal | None:
    """A time such as ``07:30`` in minutes since midnight; ``None`` for any other text."""
    match = _CLOCK.fullmatch(clock.strip())
    return Decimal(int(match[1]) * 60 + int(match[2])) if match else None


def _clocks(text: str) -> Iterator[NumberInText]:
    for match in _CLOCK.finditer(text):
        yield _clock(match, int(match[1]), int(match[2]))
    for match in _SPOKEN_CLOCK.finditer(text):
        hour = _number(match[2])
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(match[3] or "")
        if minute is None:
            rest = (match[3] or "").strip("钟整分 ")
            spoken = _number(rest) if rest else Decimal(0)
            minute = int(spoken) if spoken is not None else None
        if hour is None or minute is None or hour > 24 or minute > 59:
            continue
        late = 12 if match[1] in _LATE and hour < 12 else 0
        yield _clock(match, int(hour) + late, minute)


def _clock(match: re.Match[str], hour: int, minute: int) -> NumberInText:
    return NumberInText(start=match.start(), end=match.end(), value=Decimal(hour * 60 + minute), clock=True)


def _per_cents(text: str, taken: list[NumberInText]) -> list[NumberInText]:
    hits = []
    for match in _PER_CENT.finditer(text):
        value = _number(match[1])
        if value is not None and not _within(match, taken):
            hits.append(NumberInText(start=match.start(), end=match.end(), value=value, after="%"))
    return hits


def _numbers(text: str, taken: list[NumberInText]) -> Iterator[NumberInText]:
    for match in _DIGITS.finditer(text):
        if not _within(match, taken) and not text[: match.start()].rstrip().endswith("第"):
            yield from _mention(text, match, Decimal(match[0].replace(",", "")))
    for match in _NUMERALS.finditer(text):
        value = None if match[0] in _NEIGHBOURS else _number(match[0])
        if value is not None and not _within(match, taken):
            yield from _mention(text, match, value)
    for match in _HALF.finditer(text):
        if not _within(match, taken) and text[: match.start()][-1:] not in ("个", "一", "大", "过"):
            yield from _mention(text, match, Decimal("0.5"))


def _mention(text: str, match: re.Match[str], value: Decimal) -> Iterator[NumberInText]:
    gap = _AFTER.match(text, match.end())
    after = text[gap.end() if gap else match.end() :][:6]
    if after.startswith("半") and (rest := after[1:].lstrip("个")):  # 六个半小时
        value, after = value + Decimal("0.5"), rest
    yield NumberInText(start=match.start(), end=match.end(), value=value, after=after.replace("％", "%"))


def _within(match: re.Match[str], taken: list[NumberInText]) -> bool:
    return any(one.start < match.end() and match.start() < one.end for one in taken)


def _number(text: str) -> Decimal | None:
    plain = read_numeral(text) if not text.replace(".", "", 1).isdecimal() or not text.isascii() else text
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() and plain.isascii() else None
