"""Numbers that the content itself works out of what changed: 6 hours and 30 shops a day make 12 minutes a shop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.changes.comparing import EditionChange
from lianbing.domain.changes.needles import Needle, first_quantity
from lianbing.domain.changes.snapshots import LIMITS, VALUE
from lianbing.domain.changes.units import head_of, per_words
from lianbing.domain.kernel.bindings import (
    PLACEHOLDER,
    Binding,
    Computed,
    Range,
    Sources,
    bind,
    referred,
)
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault, UnknownReference

_UNIT = re.compile(r"\s*(小时|分钟|户次|户|天|次|元|条|%)")
_SMALL = 3


@dataclass(frozen=True, kw_only=True)
class _Owner:
    """A question, scenario or task with the names that it binds and its texts."""

    id: str
    values: Mapping[str, Binding]
    texts: tuple[str, ...]


def worked_out(book: Workbook, changes: Iterable[EditionChange]) -> Iterator[Needle]:
    """Needles for what formulas of the content gave before and don't give now, where nothing in them is drawn."""
    before = {change.id: old for change in changes if (old := _old_quantity(change)) is not None}
    listed: set[tuple[Decimal, str]] = set()
    for owner in _owners(book):
        used = sorted({referred(binding) for binding in owner.values.values()} & set(before))
        for name, value, now in _differing(owner, _earlier(book, before), book.sources) if used else ():
            for unit in _spoken(owner.texts, name):
                if (value, unit) not in listed:
                    listed.add((value, unit))
                    yield _needle(used, (value, now), unit)


def _differing(owner: _Owner, earlier: Sources, today: Sources) -> Iterator[tuple[str, Decimal, Decimal]]:
    """The formulas of an owner that gave another number before: name, old, new."""
    values = _undrawn(owner.values)
    try:
        old, new = (bind(values, sources, "") for sources in (earlier, today))
    except (ExpressionFault, UnknownReference):
        return
    for name, binding in values.items():
        was, now = old[name], new[name]
        if not isinstance(binding, Computed) or not isinstance(was, Decimal) or not isinstance(now, Decimal):
            continue
        if was != now and was > _SMALL:
            yield name, was, now


def _needle(used: list[str], values: tuple[Decimal, Decimal], unit: str) -> Needle:
    old, new = (f"{plain(value)} {head_of(unit)}" for value in values)
    return Needle(
        changes=tuple(used),
        names=frozenset(used),
        near=frozenset(),
        old=old,
        new=new,
        value=values[0],
        unit=unit,
        derived=True,
    )


def _old_quantity(change: EditionChange) -> Quantity | None:
    label = {EntryKind.CLAUSE: LIMITS, EntryKind.PARAMETER: VALUE}.get(change.kind, "")
    return next((first_quantity(part.old) for part in change.parts if part.label == label), None)


def _earlier(book: Workbook, before: Mapping[str, Quantity]) -> Sources:
    """The look-ups as they were."""
    return Sources(
        limit=lambda name: before[name] if name in before else book.limit_value(name),
        parameter=lambda name: before[name] if name in before else book.parameter_value(name),
    )


def _undrawn(values: Mapping[str, Binding]) -> dict[str, Binding]:
    """The names that no draw decides: without ranges, and without the formulas that use them."""
    kept: dict[str, Binding] = {}
    drawn: set[str] = set()
    for name, binding in values.items():
        words = set(re.findall(r"\w+", binding.formula)) if isinstance(binding, Computed) else set()
        if isinstance(binding, Range) or words & drawn:
            drawn.add(name)
        else:
            kept[name] = binding
    return kept


def _spoken(texts: Iterable[str], name: str) -> Iterator[str]:
    """The units behind a placeholder where the words before it say per what: ``一户约 {{minutes}} 分钟``.

    Other numbers are too common to be looked for.
    """
    for text in texts:
        for match in PLACEHOLDER.finditer(text):
            unit = _UNIT.match(text, match.end())
            before = text[max(0, match.start() - 6) : match.start()]
            if match[1] == name and unit:
                yield from (f"{unit[1]}/{per}" for per in ("户",) if any(w in before for w in per_words(f"/{per}")))


def _owners(book: Workbook) -> Iterator[_Owner]:
    for question in book.questions.values():
        texts = (question.stem, question.explain, *question.options.values(), *question.why.values())
        yield _Owner(id=question.id, values=question.values, texts=texts)
    for task in book.tasks.values():
        texts = (task.story, *(text for each in task.fields for text in (each.stem, each.explain)))
        yield _Owner(id=task.id, values=task.values, texts=texts)
    for scenario in book.scenarios.values():
        nodes = (text for node in scenario.nodes.values() for text in (node.text, node.debrief))
        choices = (c.text + c.consequence + c.why for node in scenario.nodes.values() for c in node.choices)
        yield _Owner(id=scenario.id, values=scenario.values, texts=(scenario.intro, *nodes, *choices))
