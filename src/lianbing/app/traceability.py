"""coverage and impact: which content refers to a clause, and which content a change affects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.content.loader import read_workbook
from lianbing.content.roots import is_root
from lianbing.domain.items.question import ItemStatus, Question
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.items.tasks import Task
from lianbing.domain.kernel.bindings import PLACEHOLDER, Binding, LimitOf, ParameterOf
from lianbing.domain.kernel.quantities import show
from lianbing.domain.knowledge.clauses import Clause, Parameter
from lianbing.domain.knowledge.syllabus import Chapter, Prose
from lianbing.domain.workbook import Workbook
from lianbing.errors import WrongUsage


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


@dataclass(frozen=True, kw_only=True)
class Impact:
    """A clause or parameter that differs between two editions, and the content that refers to it."""

    what: str
    change: str
    trace: Trace


@dataclass(frozen=True)
class _Uses:
    """The tests of whether content refers to the traced clause or parameter."""

    question: Callable[[Question], bool]
    scenario: Callable[[Scenario], bool]
    task: Callable[[Task], bool]
    chapter: Callable[[Chapter], bool]


def coverage(workspace: Workspace) -> tuple[Trace, ...]:
    """The matrix clause × chapter × question × scenario × task."""
    return tuple(trace_clause(workspace.workbook, clause) for clause in workspace.workbook.clauses.values())


def trace_clause(book: Workbook, clause: Clause) -> Trace:
    """Finds all content that refers to ``clause``."""
    name = clause.id
    limit = LimitOf(name)
    uses = _Uses(
        question=lambda question: name in question.rests_on or _binds(question.values, limit),
        scenario=lambda scenario: name in scenario.clauses or _binds(scenario.values, limit),
        task=lambda task: (
            name in task.rests_on
            or _binds(task.values, limit)
            or any(name in field.rests_on or _binds(field.values, limit) for field in task.fields)
        ),
        chapter=lambda chapter: name in chapter.marked("clauses") or name in _placeholders(chapter),
    )
    trace = _trace(book, (name, clause.title), uses)
    return replace(trace, requirements=clause.sources, contradictions=clause.contradictions)


def trace_parameter(book: Workbook, parameter: Parameter) -> Trace:
    """Finds content that uses ``parameter`` other than through a clause's limit."""
    name = parameter.id
    value = ParameterOf(name)
    uses = _Uses(
        question=lambda question: _binds(question.values, value),
        scenario=lambda scenario: _binds(scenario.values, value),
        task=lambda task: _binds(task.values, value) or any(_binds(field.values, value) for field in task.fields),
        chapter=lambda chapter: name in chapter.marked("parameters") or name in _placeholders(chapter),
    )
    return replace(_trace(book, (name, parameter.title), uses), contradictions=parameter.contradictions)


def _placeholders(chapter: Chapter) -> set[str]:
    prose = [block.text for block in chapter.blocks if isinstance(block, Prose)]
    return {name for text in prose for name in PLACEHOLDER.findall(text)}


def _binds(values: Mapping[str, Binding], wanted: Binding) -> bool:
    return wanted in values.values()


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


def impact(workspace: Workspace, old_root: Path) -> tuple[Impact, ...]:
    """Lists the changes since the edition in ``old_root``; raises WrongUsage or ContentFaults."""
    if not is_root(old_root):
        raise WrongUsage(f"{old_root} 不是工作簿的文件夹：请指向旧版的根目录（里面有 standards/ 和 syllabus/）")
    old, new = read_workbook(old_root).workbook, workspace.workbook
    return (*_clause_impacts(old, new), *_parameter_impacts(old, new))


def _clause_impacts(old: Workbook, new: Workbook) -> Iterator[Impact]:
    for name in sorted({*old.clauses, *new.clauses}):
        change = _clause_change(old.clauses.get(name), new.clauses.get(name))
        if change:
            book = new if name in new.clauses else old
            yield Impact(what=name, change=change, trace=trace_clause(book, book.clauses[name]))


def _parameter_impacts(old: Workbook, new: Workbook) -> Iterator[Impact]:
    for name in sorted({*old.parameters, *new.parameters}):
        before, after = old.parameters.get(name), new.parameters.get(name)
        if before == after:
            continue
        book = new if after else old
        change = f"由 {_value(before)} 改为 {_value(after)}" if _value(before) != _value(after) else "说明有改动"
        yield Impact(what=name, change=change, trace=trace_parameter(book, book.parameters[name]))


def _value(parameter: Parameter | None) -> str:
    return "无" if parameter is None else f"{show(parameter.value)} {parameter.unit}".strip()


def _clause_change(before: Clause | None, after: Clause | None) -> str:
    if before is None or after is None:
        return "新增" if before is None else "删除"
    old_limits, new_limits = (" 、".join(map(str, clause.limits)) or "无" for clause in (before, after))
    if old_limits != new_limits:
        return f"限额由 {old_limits} 改为 {new_limits}"
    return "" if before == after else "文字、岗位、状态或来源有改动"
