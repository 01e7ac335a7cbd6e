"""限额: the measurable bounds of clauses, with what holds in the company and what the source says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.kernel.quantities import Quantity, show


class Operator(StrEnum):
    """The direction of a limit; the value is the sign that pages show."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    ABOUT = "约"

    @property
    def spoken(self) -> str:
        """The direction in words."""
        return _SPOKEN[self]


_SPOKEN = {
    Operator.AT_LEAST: "不少于",
    Operator.AT_MOST: "不超过",
    Operator.EQUAL: "正好",
    Operator.ABOUT: "约",
}


@dataclass(frozen=True)
class Limit:
    """限额: a measurable bound of a clause; ``parameter`` is the id of what sets it, if any.

    ``name`` tells it from the clause's other limits, ``title`` is that name on pages. ``original`` is what the source
    says; None if that is ``value``. ``added`` is a limit that the company put beside those of the source, which says
    nothing of it.
    """

    metric: str
    operator: Operator
    value: Quantity
    unit: str
    parameter: str | None = None
    name: str = ""
    original: Quantity | None = None
    title: str = ""
    added: bool = False

    def __str__(self) -> str:
        return f"{self.operator} {show(self.value)} {self.unit}"

    @property
    def source_value(self) -> Quantity:
        """What the source says."""
        return self.value if self.original is None else self.original

    @property
    def called(self) -> str:
        """What pages call it: 农村; empty if nothing tells it from others."""
        return self.title or self.name

    @property
    def is_own(self) -> bool:
        """Whether the company has set another number than the source's."""
        return not self.added and self.value != self.source_value

    def spoken(self, value: Quantity) -> str:
        """A value of this limit as it is original in a sentence: ``30 户`` rather than ``30 户/天``."""
        unit = self.unit.partition("/")[0]
        if isinstance(value, str) or not unit:
            return show(value)
        return f"{show(value)}%" if unit == "%" else f"{show(value)} {unit}"

    @property
    def in_words(self) -> str:
        """The bound as a trainer says it; a time of day or a number to call needs no more."""
        own = f"（原文 {self.spoken(self.source_value)}）" if self.is_own else "（本单位另定）" if self.added else ""
        if isinstance(self.value, str):
            return f"{self.title}{self.value}{own}"
        gap = "" if self.unit == "%" else " "
        return f"{self.title}{self.operator.spoken} {show(self.value)}{gap}{self.unit}{own}"
