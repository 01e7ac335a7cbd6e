"""What was typed into one blank of a sentence, and what it counts as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property

from lianbing.domain.items.question import BLANK
from lianbing.domain.kernel.amounts import means_number, printed_unit, read_amounts, tidy
from lianbing.domain.kernel.decimals import EXACT
from lianbing.domain.kernel.folding import Simplify, bare, fold
from lianbing.domain.kernel.signs import POWERS

_RANGE = re.compile(r"(\d+(?:\.\d+)?%?)[-~至到](\d+(?:\.\d+)?[^\d~-]*)", re.ASCII)
_OWN_UNIT = re.compile(
    r"((?:\d+(?:\.\d+)?|[一二两三四五六七八九]?[十百千][零〇一二三四五六七八九十百千]*)万?)([一-鿿]{1,2})", re.ASCII
)
_FACTORS = {"%": 2, **POWERS}
_POINTED = re.compile(r"\d{1,3}\.\d{3}(?!\d)", re.ASCII)
_CODE = re.compile(r"0\d|\d{16}", re.ASCII)


class TypedAs(Enum):
    """What a typed text counts as; ``UNCLEAR`` where only a person can say."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A blank with its accepted wordings, as their author wrote them, and the unit that is printed behind it."""

    wordings: tuple[str, ...]
    unit: str = ""

    def read(self, typed: str, simplify: Simplify) -> TypedAs:
        """What ``typed`` counts as: as a text first, as a number where the blank wants one."""
        text = self._toward(typed, simplify)
        if self._is_wording(text):
            return TypedAs.RIGHT
        return self._read_number(tidy(text)) if self._numbers or self._counted else TypedAs.WRONG

    def _toward(self, typed: str, simplify: Simplify) -> str:
        """``typed`` in simplified characters, but for those that the key itself is written with (乾县)."""
        kept = {*"".join(self.wordings)}
        return "".join(char if char in kept else simplify(char) for char in typed)

    def _is_wording(self, text: str) -> bool:
        texts = {_ranged(fold(part)) for part in self._without_unit(text)} - {""}
        return any(_ranged(fold(wording)) in texts for wording in self.wordings)

    def _without_unit(self, text: str) -> list[str]:
        """The text, and without what it repeats of the printed unit."""
        plain = bare(text).rstrip(".。")
        ends = (end for end in range(1, len(self.unit) + 1) if plain.endswith(self.unit[:end]))
        return [text, *(plain[:-end] for end in ends)]

    @cached_property
    def _numbers(self) -> frozenset[Decimal]:
        """The numbers that are right; none where the blank wants words or a code (``0571``)."""
        texts = (tidy(wording) for wording in self.wordings)
        return frozenset(number for text in texts if not _CODE.match(text) for number in read_amounts(text, self.unit))

    @cached_property
    def _counted(self) -> frozenset[tuple[Decimal, str]]:
        """The numbers that are right together with a unit that the key itself names (``50条``)."""
        matches = (match for wording in self.wordings if (match := _OWN_UNIT.fullmatch(tidy(wording))))
        return frozenset((number, match[2]) for match in matches for number in read_amounts(match[1]))

    def _read_number(self, text: str) -> TypedAs:
        read = read_amounts(text, self.unit)
        units = {unit for _, unit in self._counted}
        counted = {(n, unit) for unit in units if text.endswith(unit) for n in read_amounts(text.removesuffix(unit))}
        right = {number in self._numbers for number in read if self._numbers}
        right |= {pair in self._counted or pair[0] in self._numbers for pair in counted}
        if not right or len(right) > 1 or (right == {False} and self._is_shifted(text, read)):
            return TypedAs.UNCLEAR if means_number(text) else TypedAs.WRONG
        return TypedAs.RIGHT if right == {True} else TypedAs.WRONG

    def _is_shifted(self, text: str, read: frozenset[Decimal]) -> bool:
        """Whether a power of ten that may be meant is all that differs.

        It is that of the unit (0.4 before a printed %, 50000 before 万元, 40 for 40%), or a point for a comma (1.200).
        """
        percent = any("%" in fold(wording) for wording in self.wordings)
        power = 2 if percent else _FACTORS.get(self.unit[:1]) or (3 if _POINTED.match(text) else 0)
        shifted = {number.scaleb(by, context=EXACT) for number in read for by in (power, -power)}
        return bool(power and shifted & self._numbers)


def blanks_of(wordings: tuple[tuple[str, ...], ...], stem: str = "") -> tuple[Blank, ...]:
    """The blanks of a key, each with the unit that ``stem`` prints behind it."""
    behind = [*map(printed_unit, stem.split(BLANK)[1:])]
    units = behind if len(behind) == len(wordings) else [""] * len(wordings)
    return tuple(Blank(wordings=accepted, unit=unit) for accepted, unit in zip(wordings, units, strict=True))


def _ranged(folded: str) -> str:
    """A range of two numbers (3-5, 3到5) in one form; any other text as it is."""
    match = _RANGE.fullmatch(folded)
    return f"{match[1]}~{match[2]}" if match else folded
