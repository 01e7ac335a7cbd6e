"""查阅资料: terms and indicators that the book explains in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Term:
    """术语: a word of the trade; ``see`` names clauses and facts, ``aliases`` are the words that people use for it."""

    term: str
    meaning: str
    see: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One way to define an indicator, and what it rests on."""

    formula: str
    basis: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """指标: a name, its unit, the competing definitions, and one worked example."""

    id: str
    title: str
    unit: str
    definitions: tuple[Definition, ...]
    example: str = ""
