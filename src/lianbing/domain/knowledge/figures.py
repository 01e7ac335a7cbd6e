"""图: the content of the book's figures, without any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class _FigureBase:
    """The fields that every kind of figure has."""

    id: str
    title: str
    note: str
    """A sentence under the figure, or empty."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a flow. ``next`` is the id of the next step, or ``None`` where the flow ends."""

    id: str
    text: str
    next: str | None

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the steps that may follow."""
        return () if self.next is None else (self.next,)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A question of a flow. ``yes`` and ``no`` are the ids of the steps after 是 and 否."""

    id: str
    text: str
    yes: str
    no: str

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the steps that may follow."""
        return (self.yes, self.no)


@dataclass(frozen=True, kw_only=True)
class FlowFigure(_FigureBase):
    """流程: steps from top to bottom. The first is the start; every target is a step's id."""

    steps: tuple[Step | Decision, ...]

    def reachable(self) -> frozenset[str]:
        """The ids of all steps that the start leads to."""
        steps = {step.id: step for step in self.steps}
        reached: set[str] = set()
        waiting = [self.steps[0].id]
        while waiting:
            step_id = waiting.pop()
            if step_id not in reached:
                reached.add(step_id)
                waiting.extend(steps[step_id].targets)
        return frozenset(reached)


@dataclass(frozen=True, kw_only=True)
class MatrixFigure(_FigureBase):
    """矩阵: a table of texts with the shape ``cells[row][column]``.

    ``row_axis`` and ``column_axis`` name what rows and columns measure; they may be empty.
    """

    row_axis: str
    column_axis: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


class ChartKind(StrEnum):
    """How numbers are drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class Series:
    """One series of a chart: a number for each category, or ``None`` where there is none."""

    title: str
    values: tuple[Decimal | None, ...]

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The numbers of the series, without the categories that have none."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, kw_only=True)
class ChartFigure(_FigureBase):
    """柱 or 折线: series over the same categories. All numbers have the unit ``unit``."""

    kind: ChartKind
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event of a timeline: ``at`` is the time as it is shown."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TimelineFigure(_FigureBase):
    """时间线: events from early to late."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class Branch:
    """A node of a tree with the nodes below it."""

    text: str
    children: tuple[Branch, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Branch]]:
        """This node and all below it, each with its depth; parents come before their children."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, kw_only=True)
class TreeFigure(_FigureBase):
    """树: a classification, from its root down."""

    root: Branch


Figure: TypeAlias = FlowFigure | MatrixFigure | ChartFigure | TimelineFigure | TreeFigure
