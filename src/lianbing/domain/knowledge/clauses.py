"""Standards with their clauses and limits; facts, parameters, contradictions and roles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.kernel.quantities import Quantity, show
from lianbing.domain.knowledge.limits import Limit
from lianbing.errors import UnknownReference

_HEADING_LENGTH = 14
_PHRASES = re.compile(r"[，；：。！？、]")
_UNSPOKEN = re.compile(r"[\W_]+")
_FORBIDDING = ("不准", "不得", "禁止", "严禁")


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
    ids. ``information`` says that nothing is reckoned or decided by it.
    """

    id: str
    title: str
    default: Quantity
    unit: str = ""
    local: Quantity | None = None
    readings: tuple[Reading, ...] = ()
    contradictions: tuple[str, ...] = ()
    note: str = ""
    information: bool = False

    @property
    def value(self) -> Quantity:
        """The value in force: the company's own one, else the default."""
        return self.default if self.local is None else self.local

    @property
    def source_value(self) -> Quantity:
        """What the first source says."""
        return self.readings[0].value if self.readings else self.default

    def read_by(self, source: str) -> Quantity:
        """What a source says, such as a clause; for a source without a reading the default."""
        return next((reading.value for reading in self.readings if reading.source == source), self.default)


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
        """The text with its placeholders ``{{limit}}`` and ``{{limit.name}}`` replaced by what holds in the company."""
        text = self.text
        for name, value in self.quantities.items():
            text = text.replace(f"{{{{{name}}}}}", show(value))
        return text

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """The values in force by what the clause's own texts call them: ``limit``, ``limit.rural``."""
        return {f"limit.{limit.name}" if limit.name else "limit": limit.value for limit in reversed(self.limits)}

    @property
    def heading(self) -> bool:
        """Whether the clause only names a task or a subject, such as 讲烟草文化, so that no answer follows from it.

        That is a short single phrase without a limit. What forbids something says enough, however short.
        """
        phrases = [phrase for phrase in _PHRASES.split(self.text) if phrase]
        short = len(_UNSPOKEN.sub("", self.text)) <= _HEADING_LENGTH
        return short and len(phrases) == 1 and not self.limits and not any(word in self.text for word in _FORBIDDING)

    def limit(self, name: str = "") -> Limit:
        """The limit with a name, or the one without; raises UnknownReference, which lists the names there are."""
        named = next((limit for limit in self.limits if limit.name == name), None)
        if named:
            return named
        names = [f"{{{{{self.id}.{limit.name}}}}}" for limit in self.limits if limit.name]
        if not self.limits:
            raise UnknownReference(f"条款 {self.id} 没有限额")
        if not name:
            raise UnknownReference(f"条款 {self.id} 的限额都有名字：写 {'、'.join(names)} 中的一个")
        there = f"：有 {'、'.join(names)}" if names else "，它的限额没有名字"
        raise UnknownReference(f"条款 {self.id} 没有叫 {name} 的限额{there}")

    @property
    def own_numbers(self) -> str:
        """What the source says where the company has set another number, and what the company has put beside it.

        Such as 规范写 30 户；本单位 25 户, and 本单位另定：农村 25 户.
        """
        origin = "规范" if "规范" in self.place else "原文"
        other = [
            f"{origin}写{limit.title} {limit.spoken(limit.source_value)}；本单位 {limit.spoken(limit.value)}"
            for limit in self.limits
            if limit.is_own
        ]
        added = [f"{limit.called} {limit.spoken(limit.value)}" for limit in self.limits if limit.added]
        return "；".join([*other, *([f"本单位另定：{'、'.join(added)}"] if added else [])])

    @property
    def full_wording(self) -> str:
        """The wording, with what the source says where the company has set another number."""
        return f"{self.wording}（{self.own_numbers}）" if self.own_numbers else self.wording


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
