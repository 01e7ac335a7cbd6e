"""查阅资料: terms and indicators that the book explains in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Term:
    """术语: a word of the trade.

    ``see`` are the ids of clauses and facts about it; ``aliases`` are other words for the same
    thing.
    """

    term: str
    meaning: str
    see: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One way to calculate an indicator; ``basis`` are ids of the clauses and facts behind it."""

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
