"""Standards and what surrounds them: clauses with limits, facts, parameters, contradictions, roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.kernel.quantities import Quantity, show


class Status(StrEnum):
    """How well the source text of a clause has come down; the value is what the page shows."""

    COMPLETE = "完整"
    TYPO = "笔误"
    DAMAGED = "缺损"
    REBUILT = "重建"
    DOUBTFUL = "存疑"


class Confidence(StrEnum):
    """How far a fact can be relied on; the value is what the page shows."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"


class Operator(StrEnum):
    """The direction of a limit; the value is what the page shows."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    ABOUT = "约"


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
    """本单位参数: what differs by company or year. ``local`` is the company's own value, if it set one."""

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
        """The value in force."""
        return self.default if self.local is None else self.local


@dataclass(frozen=True)
class Limit:
    """限额: a measurable bound of a clause. ``parameter`` names where the value comes from, if not the text itself."""

    metric: str
    operator: Operator
    value: Quantity
    unit: str
    parameter: str | None = None

    def __str__(self) -> str:
        return f"{self.operator} {show(self.value)} {self.unit}"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """条款: one requirement of a standard, in our own words, with its place in the source."""

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
        """The text with the value of its first limit in place."""
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
    """Two sources, or two places of one, that don't agree, and how the book treats them."""

    id: str
    title: str
    sides: tuple[str, ...]
    treatment: str
