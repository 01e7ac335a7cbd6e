"""What an edition of the content says, as plain texts: clauses, facts, parameters, figures, indicators, terms.

Everything that compares editions goes through these texts, so that the rest needs to know no model of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum

from lianbing.domain.kernel.canonical import digest
from lianbing.domain.kernel.quantities import show
from lianbing.domain.knowledge.clauses import Clause, Contradiction, Fact, Parameter, Standard
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.domain.knowledge.figures import ChartFigure, Figure
from lianbing.domain.knowledge.limits import Limit
from lianbing.domain.knowledge.reference import Indicator, Term
from lianbing.domain.workbook import Workbook

TEXT, LIMITS, ORIGINALS, READINGS = "文字", "限额", "原文的数", "读法"
VALUE, EDITION, FORMULA = "取值", "版次", "算法"
"""The parts that are looked at one by one."""

_BASIS: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.CLAUSE: (TEXT, LIMITS, ORIGINALS, READINGS),
    EntryKind.FACT: (TEXT,),
    EntryKind.PARAMETER: (VALUE,),
}
"""What of an entry an item rests on: other parts may change without anybody having to look at the item again."""


@dataclass(frozen=True, kw_only=True)
class SnapshotEntry:
    """A clause, fact, … as texts: ``parts`` by what they are, empty ones left out.

    ``within`` is the standard of a clause; ``related`` are the ids of what belongs to it: its parameters and
    contradictions, the sources of its number, its basis.
    """

    title: str
    parts: Mapping[str, str]
    within: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The entries of an edition by kind and id, and the ids of the items that there were."""

    entries: Mapping[EntryKind, Mapping[str, SnapshotEntry]]
    items: frozenset[str] = field(default_factory=frozenset)

    def find(self, kind: EntryKind, name: str) -> SnapshotEntry | None:
        """An entry, if there is one."""
        return self.entries.get(kind, {}).get(name)

    def basis_digest(self, name: str) -> str:
        """The digest of what items rest on in a clause, fact or parameter; empty if there is none of that id."""
        for kind, labels in _BASIS.items():
            entry = self.find(kind, name)
            if entry:
                return digest({label: entry.parts.get(label, "") for label in labels})[:12]
        return ""


def snapshot_of(book: Workbook) -> Snapshot:
    """What the content says now."""
    return Snapshot(
        entries={
            EntryKind.STANDARD: {standard.id: _standard(standard) for standard in book.standards.values()},
            EntryKind.CLAUSE: {clause.id: _clause(clause) for clause in book.clauses.values()},
            EntryKind.FACT: {fact.id: _fact(fact) for fact in book.facts.values()},
            EntryKind.PARAMETER: {parameter.id: _parameter(parameter) for parameter in book.parameters.values()},
            EntryKind.FIGURE: {figure.id: _figure(figure) for figure in book.figures.values()},
            EntryKind.INDICATOR: {indicator.id: _indicator(indicator) for indicator in book.indicators},
            EntryKind.TERM: {term.term: _term(term) for term in book.terms},
            EntryKind.CONTRADICTION: {one.id: _contradiction(one) for one in book.contradictions.values()},
        },
        items=frozenset((*book.questions, *book.scenarios, *book.tasks)),
    )


def _entry(title: str, parts: Mapping[str, str], within: str = "", related: tuple[str, ...] = ()) -> SnapshotEntry:
    filled = {label: text for label, text in parts.items() if text}
    return SnapshotEntry(title=title, parts=filled, within=within, related=tuple(dict.fromkeys(related)))


def _standard(standard: Standard) -> SnapshotEntry:
    return _entry(standard.title, {EDITION: standard.edition, "文件": standard.document})


def _clause(clause: Clause) -> SnapshotEntry:
    parts = {
        TEXT: clause.text,
        LIMITS: " 、".join(map(_limit, clause.limits)),
        ORIGINALS: " 、".join(
            _limit(replace(limit, value=limit.source_value)) for limit in clause.limits if not limit.added
        ),
        READINGS: "；".join(clause.readings),
        "名称": clause.title,
        "岗位": "、".join(clause.roles),
        "状态": clause.status.value,
        "出处": clause.place,
        "说明": clause.note,
    }
    related = (*(limit.parameter for limit in clause.limits if limit.parameter), *clause.contradictions)
    return _entry(clause.title, parts, clause.standard, related)


def _limit(limit: Limit) -> str:
    return f"{limit.title} {limit}".strip()


def _fact(fact: Fact) -> SnapshotEntry:
    parts = {TEXT: fact.text, "来源": fact.source, "置信度": fact.confidence.value, "说明": fact.note}
    return _entry(fact.title, parts)


def _parameter(parameter: Parameter) -> SnapshotEntry:
    readings = "；".join(f"{show(one.value)}（{one.source}）{one.note}" for one in parameter.readings)
    value, default = (f"{show(quantity)} {parameter.unit}".strip() for quantity in (parameter.value, parameter.default))
    parts = {
        VALUE: value,
        "默认值": default,
        "名称": parameter.title,
        "各来源的取值": readings,
        "说明": parameter.note,
    }
    same = (one.source for one in parameter.readings if one.value == parameter.default)
    return _entry(parameter.title, parts, related=(*parameter.contradictions, *same))


def _figure(figure: Figure) -> SnapshotEntry:
    lines = _chart_lines(figure) if isinstance(figure, ChartFigure) else _figure_texts(figure)
    return _entry(figure.title, {"图里的字": "\n".join(lines)})


def _chart_lines(figure: ChartFigure) -> Iterator[str]:
    """The numbers of a chart, each with what it is of and its unit."""
    yield from filter(None, (figure.title, figure.note))
    for series in figure.series:
        for category, value in zip(figure.categories, series.values, strict=False):
            yield f"{series.title} {category}：{'—' if value is None else f'{show(value)} {figure.unit}'}"


_NOT_SHOWN = {"id", "next", "yes", "no", "kind"}


def _figure_texts(thing: object) -> Iterator[str]:
    """Every text and number that a figure shows, one event, step or series a line."""
    if isinstance(thing, Decimal):
        yield show(thing)
    elif isinstance(thing, str):
        yield "" if isinstance(thing, Enum) else thing
    elif isinstance(thing, tuple):
        for one in thing:
            texts = filter(None, _figure_texts(one))
            yield from texts if isinstance(one, tuple) or hasattr(one, "children") else (" ".join(texts),)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            if each.name not in _NOT_SHOWN:
                yield from filter(None, _figure_texts(getattr(thing, each.name)))


def _indicator(indicator: Indicator) -> SnapshotEntry:
    parts = {
        FORMULA: "；".join(one.formula for one in indicator.definitions),
        "单位": indicator.unit,
        "例": indicator.example,
        "说明": "；".join(one.note for one in indicator.definitions if one.note),
    }
    return _entry(indicator.title, parts, related=tuple(name for one in indicator.definitions for name in one.basis))


def _term(term: Term) -> SnapshotEntry:
    return _entry(term.term, {"解释": term.meaning, "也叫": "、".join(term.aliases)}, related=term.see)


def _contradiction(one: Contradiction) -> SnapshotEntry:
    return _entry(one.title, {"各方": "；".join(one.sides), "取法": one.treatment})
