"""coverage and impact: what rests on each clause, and what a changed clause touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.content.loader import is_root, read_workbook
from lianbing.domain.clauses import Clause
from lianbing.domain.items import ItemStatus
from lianbing.domain.workbook import Workbook
from lianbing.errors import WrongUsage


@dataclass(frozen=True)
class Trace:
    """Everything that rests on one clause, by id."""

    clause: str
    title: str
    chapters: tuple[str, ...]
    open_items: tuple[str, ...]
    reserved_items: tuple[str, ...]
    scenarios: tuple[str, ...]
    tasks: tuple[str, ...]

    @property
    def tested(self) -> bool:
        """Whether any question, scenario or task rests on it."""
        return bool(self.open_items or self.reserved_items or self.scenarios or self.tasks)


@dataclass(frozen=True)
class Impact:
    """A clause or parameter value that differs between two editions, and what rests on it."""

    what: str
    change: str
    trace: Trace


def coverage(workspace: Workspace) -> tuple[Trace, ...]:
    """The matrix clause × chapter × question × scenario × task."""
    return tuple(trace(workspace.workbook, clause) for clause in workspace.workbook.clauses.values())


def trace(book: Workbook, clause: Clause) -> Trace:
    """What rests on ``clause``."""
    items = [
        question
        for question in book.questions.values()
        if clause.id in question.rests_on and question.marking.status is not ItemStatus.RETIRED
    ]
    return Trace(
        clause=clause.id,
        title=clause.title,
        chapters=book.chapters_of(clause.id),
        open_items=tuple(question.id for question in items if question.practisable),
        reserved_items=tuple(question.id for question in items if not question.practisable),
        scenarios=tuple(s.id for s in book.scenarios.values() if clause.id in s.clauses),
        tasks=tuple(
            task.id
            for task in book.tasks.values()
            if clause.id in task.rests_on or any(clause.id in field.rests_on for field in task.fields)
        ),
    )


def impact(workspace: Workspace, old_root: Path) -> tuple[Impact, ...]:
    """What changed since the edition in ``old_root``, clause by clause; raises WrongUsage or ContentFaults."""
    if not is_root(old_root):
        raise WrongUsage(f"{old_root} 不是工作簿的文件夹：请指向旧版的根目录（里面有 standards/ 和 syllabus/）")
    old, new = read_workbook(old_root).workbook, workspace.workbook
    found = []
    for clause_id in sorted({*old.clauses, *new.clauses}):
        change = _change(old.clauses, new.clauses, clause_id)
        if change:
            book = new if clause_id in new.clauses else old
            found.append(Impact(clause_id, change, trace(book, book.clauses[clause_id])))
    return tuple(found)


def _change(old: Mapping[str, Clause], new: Mapping[str, Clause], clause_id: str) -> str:
    before, after = old.get(clause_id), new.get(clause_id)
    if before is None:
        return "新增"
    if after is None:
        return "删除"
    limits = tuple(map(str, before.limits)), tuple(map(str, after.limits))
    if limits[0] != limits[1]:
        return f"限额由 {'、'.join(limits[0]) or '无'} 改为 {'、'.join(limits[1]) or '无'}"
    return "" if before == after else "文字、岗位、状态或来源有改动"
