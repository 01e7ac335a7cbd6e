"""Which items wait: what they rest on has changed since the edition before, and nobody has looked at them since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lianbing.domain.changes.snapshots import Snapshot
from lianbing.domain.items.question import Question
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.items.tasks import GeneratedTable, Task
from lianbing.domain.items.types.code import CodeTask
from lianbing.domain.kernel.bindings import Binding, referred
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.domain.workbook import Workbook


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Somebody has looked at items after what they rest on had changed, and found them right.

    ``basis`` is the clause, fact or parameter, ``digest`` what it said then, ``change`` the difference in words;
    ``editions`` are those of its standard, the old and the new one.
    """

    at: str
    who: str
    why: str
    basis: str
    digest: str
    change: str
    editions: tuple[str, str]
    items: tuple[str, ...]


def bases(book: Workbook) -> dict[str, tuple[str, ...]]:
    """By item, the clauses, facts and parameters that it rests on or takes numbers from, in order."""
    named = {question.id: _of_bank(question, book) for question in book.questions.values()}
    named |= {scenario.id: _of_scenario(scenario) for scenario in book.scenarios.values()}
    named |= {task.id: _of_task(task) for task in book.tasks.values()}
    return {item: tuple(dict.fromkeys(names)) for item, names in named.items()}


def held(book: Workbook, before: Snapshot, now: Snapshot, ticks: Iterable[Tick]) -> dict[str, tuple[str, ...]]:
    """By item that waits, what of its bases has changed and not been ticked off, in order.

    Items that the edition before didn't have were written since, for the rules as they are now: they don't wait. Nor
    does anything for a basis that is new.
    """
    seen = {(tick.basis, tick.digest, item) for tick in ticks for item in tick.items}
    changed = _changed(before, now)
    waiting = {}
    for item, names in bases(book).items():
        if item in before.items:
            due = tuple(name for name in names if name in changed and (name, changed[name], item) not in seen)
            if due:
                waiting[item] = due
    return waiting


def _changed(before: Snapshot, now: Snapshot) -> Mapping[str, str]:
    """The bases that say something else than before, with their digests of now."""
    digests = {}
    for kind in (EntryKind.CLAUSE, EntryKind.FACT, EntryKind.PARAMETER):
        for name in before.entries.get(kind, {}):
            digest = now.basis_digest(name)
            if digest != before.basis_digest(name):
                digests[name] = digest
    return digests


def _of_bank(question: Question, book: Workbook) -> Iterator[str]:
    """Of a question of the bank: a code task takes its numbers from a data exercise."""
    yield from _of_question(question)
    if isinstance(question.key, CodeTask) and question.key.task in book.tasks:
        yield from _of_task(book.tasks[question.key.task])


def _of_question(question: Question) -> Iterator[str]:
    yield from question.rests_on
    yield from _bound(question.values.values())


def _of_scenario(scenario: Scenario) -> Iterator[str]:
    yield from scenario.clauses
    yield from _bound(scenario.values.values())


def _of_task(task: Task) -> Iterator[str]:
    yield from task.rests_on
    yield from _bound(task.values.values())
    if isinstance(task.table, GeneratedTable):
        yield from _bound(column.content for column in task.table.columns)
    for each in task.fields:
        yield from _of_question(each)


def _bound(values: Iterable[Binding | object]) -> Iterator[str]:
    for value in values:
        name = referred(value)
        if name:
            yield name
