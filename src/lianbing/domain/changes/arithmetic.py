"""Sums as prose writes them (30 × 21 = 630 户次): which of them reckon with an old number, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.changes.mentions import mentions
from lianbing.domain.changes.units import counted

_NUMBER = r"\d[\d,]*(?:\.\d+)?\s*%?"
_WORDS = r"[\u4e00-\u9fff]{0,4}"
_TERM = rf"{_NUMBER}\s*{_WORDS}"
_SUM = re.compile(rf"[（(]?{_TERM}[)）]?(?:\s*[×÷+\-−*/]\s*[（(]?{_TERM}[)）]?)+(?:\s*[=≈]\s*{_TERM})*", re.ASCII)
_ALSO = re.compile(rf"[，,]?\s*(?:合|即|就是|正好是?|约)\s*({_NUMBER})\s*({_WORDS})")
_PART = re.compile(rf"({_NUMBER})\s*({_WORDS})")
_BARE = 10
"""An operand without a unit is known from this number on; smaller ones stand everywhere."""
_TOO_SMALL = 3
"""Results up to this one stand everywhere and are not followed."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a sum comes to: a number with its unit, the sum as it is written, and where it begins."""

    value: Decimal
    unit: str
    shown: str
    start: int


def results(text: str, operands: Collection[tuple[Decimal, str]]) -> Iterator[Result]:
    """The results of the sums of a text that reckon with one of the operands, given as numbers with their units.

    An operand counts if it stands without a unit or with its own. A sum without a result gives itself.
    """
    for match in _SUM.finditer(text):
        left, *right = re.split(r"[=≈]", match[0])
        if not any(_is_operand(part[1], part[2], operands) for part in _PART.finditer(left)):
            continue
        for side in right:
            if hits := _PART.search(side):
                yield from _result(hits, match)
        also = _ALSO.match(text, match.end())
        if also:
            yield from _result(also, match)


def _is_operand(number: str, unit: str, operands: Collection[tuple[Decimal, str]]) -> bool:
    value = _value(number)
    if value is None or (not unit and value < _BARE):
        return False
    return any(value == operand and (not unit or not own or counted(unit, own)) for operand, own in operands)


def _result(hits: re.Match[str], whole: re.Match[str]) -> Iterator[Result]:
    value = _value(hits[1])
    unit = "%" if "%" in hits[1] else hits[2]
    if value is not None and value > _TOO_SMALL:
        yield Result(value=value, unit=unit[:2], shown=whole[0].strip(), start=whole.start())


def _value(number: str) -> Decimal | None:
    return next((one.value for one in mentions(number.strip(" %"))), None)
