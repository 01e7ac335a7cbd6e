"""Data exercises: a story, a table and questions whose keys are computed from limits and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.domain.items import Item, Question, realise
from lianbing.domain.values import Binding, Sources, bind, fill


@dataclass(frozen=True)
class Table:
    """Given data; cells may hold placeholders."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Task:
    """数据练习 as written. The ids of its fields are ``<task>.<field>``."""

    id: str
    title: str
    topic: str
    story: str
    fields: tuple[Question, ...]
    rests_on: tuple[str, ...]
    table: Table | None = None
    values: Mapping[str, Binding] = field(default_factory=dict)


@dataclass(frozen=True)
class Exercise:
    """A task with its numbers in place."""

    id: str
    title: str
    story: str
    fields: tuple[Item, ...]
    rests_on: tuple[str, ...]
    table: Table | None


def realise_task(task: Task, sources: Sources, seed: str) -> Exercise:
    """The exercise for ``seed``; raises ExpressionFault like :func:`lianbing.domain.items.realise`."""
    names = bind(task.values, sources, seed)
    table = task.table and Table(
        columns=task.table.columns,
        rows=tuple(tuple(fill(cell, names) for cell in row) for row in task.table.rows),
    )
    return Exercise(
        id=task.id,
        title=task.title,
        story=fill(task.story, names),
        fields=tuple(realise(question, sources, seed, names) for question in task.fields),
        rests_on=task.rests_on,
        table=table,
    )
