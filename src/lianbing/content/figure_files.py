"""Models of ``syllabus/figures/*.yml``; each file holds one figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from lianbing.content.bindings import Bindings
from lianbing.content.reading.validation import Model, Text
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.knowledge.figures import (
    Branch,
    ChartFigure,
    ChartKind,
    Decision,
    Event,
    Figure,
    FlowFigure,
    MatrixFigure,
    Series,
    Step,
    TimelineFigure,
    TreeFigure,
)

LONGEST_TEXT = 24
LONGEST_NOTE = 80
_LONGEST_UNIT = 8
_LONGEST_NUMBER = 8
_DEEPEST = 4
_MOST_NODES = 30
_LONGEST_CELL: Mapping[int, int] = {1: 24, 2: 24, 3: 14, 4: 8}
"""How many characters of a matrix cell fit on a phone, by the number of columns."""
_END = "end"

_FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "flow": (frozenset({"steps"}), frozenset()),
    "matrix": (frozenset({"rows", "columns", "cells"}), frozenset({"row_axis", "column_axis"})),
    "bars": (frozenset({"categories", "series"}), frozenset({"unit"})),
    "lines": (frozenset({"categories", "series"}), frozenset({"unit"})),
    "timeline": (frozenset({"events"}), frozenset()),
    "tree": (frozenset({"root"}), frozenset()),
}
"""For each kind of figure the fields that it must have, and further ones that it may have."""


def _single_line(text: str) -> str:
    return " ".join(text.split())


def _not_longer(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ValueError(f"“{text}”有 {len(text)} 个字，这里最多 {limit} 个：写短些，细节放到正文")
    return text


def _label(text: str) -> str:
    if not text.strip():
        raise ValueError("图里的文字不能空着")
    return _not_longer(_single_line(text), LONGEST_TEXT)


def _unit(text: str) -> str:
    return _not_longer(_single_line(text), _LONGEST_UNIT)


def _note(text: str) -> str:
    return _not_longer(_single_line(text), LONGEST_NOTE)


def _number(value: Decimal) -> Decimal:
    if len(plain(value)) > _LONGEST_NUMBER:
        raise ValueError(f"数 {plain(value)} 太长：换个单位或四舍五入，最多 {_LONGEST_NUMBER} 位")
    return value


Label = Annotated[Text, AfterValidator(_label)]
Unit = Annotated[Text, AfterValidator(_unit)]
FigureId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Number = Annotated[Decimal, AfterValidator(_number)]


class StepModel(Model):
    """A step of a flow, or a decision."""

    id: FigureId
    text: Label
    kind: Literal["step", "decision"] = "step"
    next: str | None = None
    yes: str | None = None
    no: str | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> StepModel:
        if self.id == _END:
            raise ValueError(f"步骤编号不能叫 {_END}：next: {_END} 表示到此结束，换个编号")
        if self.kind == "decision":
            if not (self.yes and self.no) or self.next:
                raise ValueError(f"判断 {self.id} 要写 yes 和 no 各去哪一步，不写 next")
            if self.yes == self.no:
                raise ValueError(f"判断 {self.id} 的 yes 和 no 去了同一步：改一个，或改成普通步骤")
        elif self.yes or self.no:
            raise ValueError(f"步骤 {self.id} 写了 yes 或 no：判断要加 kind: decision")
        return self

    def build(self, following: str | None) -> Step | Decision:
        """The step or decision; without ``next`` a step leads to ``following``, an id."""
        if self.yes and self.no:
            return Decision(id=self.id, text=self.text, yes=self.yes, no=self.no)
        target = self.next or following
        return Step(id=self.id, text=self.text, next=None if target == _END else target)


class SeriesModel(Model):
    """Numbers of a chart."""

    title: Label
    values: Annotated[list[Number | None], Field(min_length=1)]


class EventModel(Model):
    """A point of a timeline."""

    at: Label
    text: Label


class BranchModel(Model):
    """A node of a tree."""

    text: Label
    children: list[BranchModel] = []

    def build(self) -> Branch:
        """The node with everything below it."""
        return Branch(self.text, tuple(child.build() for child in self.children))


class FigureFile(Model):
    """One figure; its kind decides which of the fields it has."""

    id: FigureId
    title: Label
    kind: Literal["flow", "matrix", "bars", "lines", "timeline", "tree"]
    note: Annotated[Text, AfterValidator(_note)] = ""
    steps: Annotated[list[StepModel], Field(min_length=2, max_length=12)] | None = None
    row_axis: Unit | None = None
    column_axis: Label | None = None
    rows: Annotated[list[Label], Field(min_length=1, max_length=8)] | None = None
    columns: Annotated[list[Label], Field(min_length=1, max_length=4)] | None = None
    cells: list[list[Label]] | None = None
    unit: Unit | None = None
    categories: Annotated[list[Label], Field(min_length=2, max_length=12)] | None = None
    series: Annotated[list[SeriesModel], Field(min_length=1, max_length=4)] | None = None
    events: Annotated[list[EventModel], Field(min_length=2, max_length=16)] | None = None
    root: BranchModel | None = None
    values: Bindings = {}

    @model_validator(mode="after")
    def _sound(self) -> FigureFile:
        # The other checks need the fields of the kind, so they wait until all of these are there.
        problems = list(self._field_problems()) or list(self._problems())
        if problems:
            raise ValueError("；".join(problems))
        return self

    def _field_problems(self) -> Iterator[str]:
        needed, allowed = _FIELDS[self.kind]
        missing = [name for name in type(self).model_fields if name in needed and getattr(self, name) is None]
        if missing:
            yield f"kind: {self.kind} 的图要写 {'、'.join(missing)}"
        known = needed | allowed | {"id", "title", "kind", "note", "values"}
        stray = [name for name in type(self).model_fields if name in self.model_fields_set - known]
        if stray:
            yield f"kind: {self.kind} 的图不写 {'、'.join(stray)}：删掉，或改 kind"

    def _problems(self) -> Iterator[str]:
        if self.kind == "flow":
            return self._flow_problems()
        if self.kind == "matrix":
            return self._matrix_problems()
        if self.kind == "tree":
            return self._tree_problems()
        return self._chart_problems()

    def _flow_problems(self) -> Iterator[str]:
        steps = self.steps or []
        ids = [step.id for step in steps]
        yield from (f"有两个步骤编号都是 {name}" for name in sorted({name for name in ids if ids.count(name) > 1}))
        problems = [
            problem
            for step in steps
            for target in (step.next, step.yes, step.no)
            if target and (problem := _target_problem(step, target, ids))
        ]
        yield from problems
        if not problems and len(set(ids)) == len(ids):
            reachable = self._flow().reachable()
            lost = [name for name in ids if name not in reachable]
            if lost:
                yield f"从第一步走不到 {'、'.join(lost)}：检查 next、yes、no"

    def _matrix_problems(self) -> Iterator[str]:
        rows, columns, cells = self.rows or [], self.columns or [], self.cells or []
        if len(cells) != len(rows):
            yield f"cells 有 {len(cells)} 行，rows 有 {len(rows)} 个"
        for number, row in enumerate(cells, 1):
            if len(row) != len(columns):
                yield f"cells 第 {number} 行有 {len(row)} 格，columns 有 {len(columns)} 个"
        limit = _LONGEST_CELL[len(columns)]
        longest = max((cell for row in cells for cell in row), key=len, default="")
        if len(longest) > limit:
            yield f"“{longest}”太长：{len(columns)} 列的矩阵每格最多 {limit} 个字"

    def _chart_problems(self) -> Iterator[str]:
        categories, series = self.categories or [], self.series or []
        for one in series:
            if len(one.values) != len(categories):
                yield f"“{one.title}”有 {len(one.values)} 个数，categories 有 {len(categories)} 个"
            if all(value is None for value in one.values):
                yield f"“{one.title}”一个数也没有"
            elif self.kind == "bars" and None in one.values:
                yield f"“{one.title}”里有空着的数：柱图每项都要有数"
        titles = [one.title for one in series]
        if len(set(titles)) != len(titles):
            yield "有两组数的 title 一样"

    def _tree_problems(self) -> Iterator[str]:
        assert self.root is not None  # noqa: S101 -- _field_problems has checked it
        nodes = list(self.root.build().walk())
        if not self.root.children:
            yield "树只有一个框：给 root 写 children"
        if max(depth for depth, _ in nodes) >= _DEEPEST:
            yield f"树超过 {_DEEPEST} 层，手机上看不清：分成两张图"
        if len(nodes) > _MOST_NODES:
            yield f"树有 {len(nodes)} 个框，最多 {_MOST_NODES} 个：分成两张图"

    def _flow(self) -> FlowFigure:
        steps = self.steps or []
        following = [*(step.id for step in steps[1:]), None]
        built = tuple(step.build(after) for step, after in zip(steps, following, strict=True))
        return FlowFigure(id=self.id, title=self.title, note=self.note, steps=built)

    def _chart(self) -> ChartFigure:
        series = tuple(Series(one.title, tuple(one.values)) for one in self.series or [])
        return ChartFigure(
            id=self.id,
            title=self.title,
            note=self.note,
            kind=ChartKind(self.kind),
            unit=self.unit or "",
            categories=tuple(self.categories or []),
            series=series,
        )

    def _matrix(self) -> MatrixFigure:
        return MatrixFigure(
            id=self.id,
            title=self.title,
            note=self.note,
            row_axis=self.row_axis or "",
            column_axis=self.column_axis or "",
            rows=tuple(self.rows or []),
            columns=tuple(self.columns or []),
            cells=tuple(tuple(row) for row in self.cells or []),
        )

    def build(self) -> Figure:
        """The figure."""
        if self.events is not None:
            events = tuple(Event(at=event.at, text=event.text) for event in self.events)
            return TimelineFigure(id=self.id, title=self.title, note=self.note, events=events)
        if self.root is not None:
            return TreeFigure(id=self.id, title=self.title, note=self.note, root=self.root.build())
        if self.steps is not None:
            return self._flow()
        return self._matrix() if self.cells is not None else self._chart()


def _target_problem(step: StepModel, target: str, ids: list[str]) -> str:
    if target == step.id:
        return f"步骤 {step.id} 指向自己"
    if target == _END and step.kind == "decision":
        return f"判断 {step.id} 不能直接结束：写一个收尾的步骤，让它 next: {_END}"
    if target != _END and target not in ids:
        return f"步骤 {step.id} 指向不存在的步骤 {target}"
    return ""
