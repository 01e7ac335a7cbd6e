"""Data exercises: a story, a table and questions whose keys are computed from limits, parameters and the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.items.question import Item, Question, realise
from lianbing.domain.kernel.bindings import Binding, Sources, bind, bound, fill
from lianbing.domain.kernel.expressions import Column, Names, Value
from lianbing.domain.kernel.quantities import Quantity, show
from lianbing.domain.kernel.seeds import draw_index
from lianbing.domain.kernel.tables import Table


@dataclass(frozen=True)
class Serial:
    """A column that numbers the rows, e.g. ``商户{n:02d}``."""

    form: str


@dataclass(frozen=True)
class Pick:
    """A column of texts drawn by seed."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A column whose cells are given one by one."""

    cells: tuple[Quantity, ...]


@dataclass(frozen=True, kw_only=True)
class GeneratedColumn:
    """One column of generated data; a hidden one is there for formulas only."""

    name: str
    title: str
    content: Binding | Serial | Pick | Listed
    hidden: bool = False


@dataclass(frozen=True)
class GeneratedTable:
    """Data made by seed, row by row; a column's formula sees the row's columns before it."""

    size: int
    columns: tuple[GeneratedColumn, ...]
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """数据练习 as written. The ids of its fields are ``<task>.<field>``.

    ``pandas`` is code that works the numeric fields out again, with placeholders like any other text.
    """

    id: str
    title: str
    topic: str
    story: str
    fields: tuple[Question, ...]
    rests_on: tuple[str, ...]
    table: Table | GeneratedTable | None = None
    values: Mapping[str, Binding] = field(default_factory=dict)
    pandas: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskSources(Sources):
    """Sources that also look up data exercises, for code tasks; raises UnknownReference."""

    task: Callable[[str], Task]


@dataclass(frozen=True, kw_only=True)
class TaskInstance:
    """A task with its numbers in place."""

    id: str
    title: str
    story: str
    fields: tuple[Item, ...]
    rests_on: tuple[str, ...]
    table: Table | None
    pandas: str = ""


def realise_task(task: Task, sources: Sources, seed: str) -> TaskInstance:
    """The exercise for ``seed``; raises ExpressionFault like :func:`lianbing.domain.items.question.realise`."""
    names, table = task_data(task, sources, seed)
    return TaskInstance(
        id=task.id,
        title=task.title,
        story=fill(task.story, names),
        fields=tuple(realise(question, sources, seed, names) for question in task.fields),
        rests_on=task.rests_on,
        table=table,
        pandas=fill(task.pandas, names),
    )


def task_data(task: Task, sources: Sources, seed: str) -> tuple[dict[str, Value | Column], Table | None]:
    """The names that a task's texts and formulas see for ``seed``, and its table as it is shown."""
    names = bind(task.values, sources, seed)
    if not isinstance(task.table, GeneratedTable):
        return names, task.table and _filled(task.table, names)
    columns = _generated(task.table, names, sources, seed)
    names |= columns
    return names, _shown_columns(task.table, columns, names)


def _filled(table: Table, names: Names) -> Table:
    rows = tuple(tuple(fill(cell, names) for cell in row) for row in table.rows)
    return Table(tuple(fill(title, names) for title in table.columns), rows, fill(table.caption, names))


def _generated(table: GeneratedTable, names: Names, sources: Sources, seed: str) -> dict[str, Column]:
    made: dict[str, list[Value]] = {column.name: [] for column in table.columns}
    for number in range(1, table.size + 1):
        row: dict[str, Value | Column] = {**names}
        for column in table.columns:
            value = _cell(column, number, row, sources, f"{seed}/{number}")
            row[column.name] = value
            made[column.name].append(value)
    return {name: tuple(values) for name, values in made.items()}


def _cell(column: GeneratedColumn, number: int, row: Names, sources: Sources, seed: str) -> Value:
    match column.content:
        case Serial(form=form):
            return form.format(n=number)
        case Pick(texts=texts):
            return texts[draw_index(len(texts), seed, column.name)]
        case Listed(cells=cells):
            return cells[number - 1]
        case binding:
            return bound(column.name, binding, row, sources, seed)


def _shown_columns(table: GeneratedTable, columns: Mapping[str, Column], names: Names) -> Table:
    shown = [column for column in table.columns if not column.hidden]
    rows = zip(*(columns[column.name] for column in shown), strict=True)
    titles = tuple(fill(column.title, names) for column in shown)
    return Table(titles, tuple(tuple(map(_text, row)) for row in rows), fill(table.caption, names))


def _text(value: Value) -> str:
    return show(value) if isinstance(value, Decimal | str) and not isinstance(value, bool) else str(value)
