"""Standards with their clauses and limits; facts, parameters, contradictions and roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.kernel.quantities import Quantity, show


class Status(StrEnum):
    """How complete the source text of a clause is; the value is the word that pages show."""

    COMPLETE = "完整"
    TYPO = "笔误"
    DAMAGED = "缺损"
    REBUILT = "重建"
    DOUBTFUL = "存疑"


class Confidence(StrEnum):
    """How reliable a fact is; the value is the word that pages show."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"


class Operator(StrEnum):
    """The direction of a limit; the value is the sign that pages show."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    ABOUT = "约"


_SPOKEN = {
    Operator.AT_LEAST: "不少于",
    Operator.AT_MOST: "不超过",
    Operator.EQUAL: "正好",
    Operator.ABOUT: "约",
}


@dataclass(frozen=True, kw_only=True)
class Role:
    """A post in the company, e.g. 客户经理."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One source's value of a parameter."""

    value: Quantity
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """本单位参数: a value that differs by company or year.

    ``default`` holds unless the company has set its own value, ``local``. ``contradictions`` are
    ids.
    """

    id: str
    title: str
    default: Quantity
    unit: str = ""
    local: Quantity | None = None
    readings: tuple[Reading, ...] = ()
    contradictions: tuple[str, ...] = ()
    note: str = ""

    @property
    def value(self) -> Quantity:
        """The value in force: the company's own one, else the default."""
        return self.default if self.local is None else self.local


@dataclass(frozen=True)
class Limit:
    """限额: a measurable bound of a clause; ``parameter`` is the id of what sets it, if any."""

    metric: str
    operator: Operator
    value: Quantity
    unit: str
    parameter: str | None = None

    def __str__(self) -> str:
        return f"{self.operator} {show(self.value)} {self.unit}"

    @property
    def in_words(self) -> str:
        """The bound as a trainer says it; a time of day or a number to call needs no more."""
        if isinstance(self.value, str):
            return self.value
        gap = "" if self.unit == "%" else " "
        return f"{_SPOKEN[self.operator]} {show(self.value)}{gap}{self.unit}"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """条款: one requirement of a standard, in our own words.

    ``standard``, ``section``, ``roles`` and ``contradictions`` are ids; ``place`` is where the
    requirement stands in the source document.
    """

    id: str
    standard: str
    section: str
    title: str
    text: str
    roles: tuple[str, ...]
    status: Status
    place: str
    sources: tuple[str, ...]
    limits: tuple[Limit, ...] = ()
    contradictions: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    note: str = ""
    teachable: bool = True

    @property
    def wording(self) -> str:
        """The text with ``{{limit}}`` replaced by the value of the first limit."""
        return self.text.replace("{{limit}}", show(self.limits[0].value)) if self.limits else self.text


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading of a standard."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Standard:
    """标准: a document of service rules in one edition."""

    id: str
    title: str
    edition: str
    document: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """行业知识: knowledge from outside the standards."""

    id: str
    text: str
    source: str
    confidence: Confidence
    configurable: bool = False
    note: str = ""
    title: str = "行业知识"


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A disagreement of two sources, or of two places in one, and how the book treats it."""

    id: str
    title: str
    sides: tuple[str, ...]
    treatment: str
