"""图: figures of the book as what they say, without any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class _Titled:
    id: str
    title: str
    note: str
    """A sentence under the figure, or empty."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A box of a flow; ``next`` ``None``: the flow ends here."""

    id: str
    text: str
    next: str | None

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the steps that may follow."""
        return () if self.next is None else (self.next,)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A question of a flow, with the step that follows 是 and the one that follows 否."""

    id: str
    text: str
    yes: str
    no: str

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the steps that may follow."""
        return (self.yes, self.no)


@dataclass(frozen=True, kw_only=True)
class FlowFigure(_Titled):
    """流程: steps from top to bottom; the first is the start, and every target is the id of a step."""

    steps: tuple[Step | Decision, ...]

    def reachable(self) -> frozenset[str]:
        """The ids of all steps that the start leads to."""
        steps = {step.id: step for step in self.steps}
        found: set[str] = set()
        waiting = [self.steps[0].id]
        while waiting:
            step_id = waiting.pop()
            if step_id not in found:
                found.add(step_id)
                waiting.extend(steps[step_id].targets)
        return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class MatrixFigure(_Titled):
    """矩阵: ``cells`` by row and column; the axes say what rows and columns measure, or are empty."""

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
    """Numbers that belong together, one for each category; ``None``: there is none."""

    title: str
    values: tuple[Decimal | None, ...]

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The numbers that there are."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, kw_only=True)
class ChartFigure(_Titled):
    """柱 or 折线: series over the same categories, all in ``unit``."""

    kind: ChartKind
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, kw_only=True)
class Event:
    """A point of a timeline."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TimelineFigure(_Titled):
    """时间线: events from early to late."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class Branch:
    """A node of a tree with what it divides into."""

    text: str
    children: tuple[Branch, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Branch]]:
        """This node and all below it with their depths, parents before children."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, kw_only=True)
class TreeFigure(_Titled):
    """树: a classification."""

    root: Branch


Figure: TypeAlias = FlowFigure | MatrixFigure | ChartFigure | TimelineFigure | TreeFigure
