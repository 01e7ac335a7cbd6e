"""Which content refers to a clause, a parameter, a fact, or anything else that a change may be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lianbing.domain.changes.comparing import EditionChange
from lianbing.domain.items.question import ItemStatus, Question
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.items.tasks import Task
from lianbing.domain.kernel.bindings import PLACEHOLDER, Binding, reference, referred
from lianbing.domain.knowledge.clauses import Clause, Parameter
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.domain.knowledge.syllabus import Chapter, Prose
from lianbing.domain.workbook import Workbook


@dataclass(frozen=True, kw_only=True)
class Trace:
    """The ids of all content that refers to one clause or parameter, and the requirements behind it.

    ``requirements`` are lines of the inventory of the sources.
    """

    clause: str
    title: str
    chapters: tuple[str, ...]
    open_items: tuple[str, ...]
    reserved_items: tuple[str, ...]
    scenarios: tuple[str, ...]
    tasks: tuple[str, ...]
    requirements: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()

    @property
    def tested(self) -> bool:
        """Whether any question, scenario or task refers to it."""
        return bool(self.open_items or self.reserved_items or self.scenarios or self.tasks)


@dataclass(frozen=True)
class _Uses:
    """The tests of whether content refers to the traced clause or parameter."""

    question: Callable[[Question], bool]
    scenario: Callable[[Scenario], bool]
    task: Callable[[Task], bool]
    chapter: Callable[[Chapter], bool]


def trace_clause(book: Workbook, clause: Clause) -> Trace:
    """Finds all content that refers to ``clause``."""
    name = clause.id
    uses = _Uses(
        question=lambda question: name in question.rests_on or _binds(question.values, name),
        scenario=lambda scenario: name in scenario.clauses or _binds(scenario.values, name),
        task=lambda task: (
            name in task.rests_on
            or _binds(task.values, name)
            or any(name in field.rests_on or _binds(field.values, name) for field in task.fields)
        ),
        chapter=lambda chapter: name in chapter.marked("clauses") or name in _placeholders(chapter),
    )
    trace = _trace(book, (name, clause.title), uses)
    return replace(trace, requirements=clause.sources, contradictions=clause.contradictions)


def trace_parameter(book: Workbook, parameter: Parameter) -> Trace:
    """Finds content that uses ``parameter`` other than through a clause's limit."""
    name = parameter.id
    uses = _Uses(
        question=lambda question: _binds(question.values, name),
        scenario=lambda scenario: _binds(scenario.values, name),
        task=lambda task: _binds(task.values, name) or any(_binds(field.values, name) for field in task.fields),
        chapter=lambda chapter: name in chapter.marked("parameters") or name in _placeholders(chapter),
    )
    return replace(_trace(book, (name, parameter.title), uses), contradictions=parameter.contradictions)


def _placeholders(chapter: Chapter) -> set[str]:
    """The clauses and parameters whose numbers the prose of a chapter shows or reckons with."""
    prose = [block.text for block in chapter.blocks if isinstance(block, Prose)]
    written = {name for text in (*prose, *chapter.goals) for name in PLACEHOLDER.findall(text)}
    return {referred(binding) for binding in (*map(reference, written), *chapter.values.values())}


def _binds(values: Mapping[str, Binding], wanted: str) -> bool:
    return any(referred(binding) == wanted for binding in values.values())


def _trace(book: Workbook, named: tuple[str, str], uses: _Uses) -> Trace:
    items = [
        q for q in book.questions.values() if uses.question(q) and q.classification.status is not ItemStatus.RETIRED
    ]
    scenarios = tuple(scenario.id for scenario in book.scenarios.values() if uses.scenario(scenario))
    tasks = tuple(task.id for task in book.tasks.values() if uses.task(task))
    shown = {"quiz": {item.id for item in items}, "scenario": set(scenarios), "task": set(tasks)}
    return Trace(
        clause=named[0],
        title=named[1],
        chapters=tuple(c.id for c in book.chapters.values() if uses.chapter(c) or _shows(c, shown)),
        open_items=tuple(item.id for item in items if item.practisable),
        reserved_items=tuple(item.id for item in items if not item.practisable),
        scenarios=scenarios,
        tasks=tasks,
    )


def _shows(chapter: Chapter, shown: Mapping[str, set[str]]) -> bool:
    return any(not things.isdisjoint(chapter.marked(marker)) for marker, things in shown.items())


def trace_change(book: Workbook, change: EditionChange) -> Trace:
    """Finds all content that refers to what changed; ``book`` is the new content, the old one for what is gone."""
    name = change.now or change.id
    match change.kind:
        case EntryKind.CLAUSE if name in book.clauses:
            return trace_clause(book, book.clauses[name])
        case EntryKind.PARAMETER if name in book.parameters:
            return trace_parameter(book, book.parameters[name])
        case EntryKind.FACT:
            return _trace(book, (name, change.title), _resting(name, "facts"))
        case EntryKind.FIGURE:
            shown = tuple(chapter.id for chapter in book.chapters.values() if name in chapter.marked("figure"))
            return _chapters(name, change.title, shown)
        case EntryKind.STANDARD:
            clauses = {clause.id for clause in book.clauses.values() if clause.standard == name}
            taught = (c.id for c in book.chapters.values() if not clauses.isdisjoint(c.marked("clauses")))
            return _chapters(name, change.title, tuple(taught))
    return _chapters(name, change.title, ())


def _resting(name: str, marker: str) -> _Uses:
    """What rests on an id, or shows it by a marker."""
    return _Uses(
        question=lambda question: name in question.rests_on,
        scenario=lambda scenario: name in scenario.clauses,
        task=lambda task: name in task.rests_on or any(name in field.rests_on for field in task.fields),
        chapter=lambda chapter: name in chapter.marked(marker),
    )


def _chapters(name: str, title: str, chapters: tuple[str, ...]) -> Trace:
    return Trace(clause=name, title=title, chapters=chapters, open_items=(), reserved_items=(), scenarios=(), tasks=())
