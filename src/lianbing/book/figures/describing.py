"""What a figure says, as text for screen readers."""

from __future__ import annotations

from lianbing.domain.kernel.decimals import plain
from lianbing.domain.knowledge.figures import (
    ChartFigure,
    ChartKind,
    Decision,
    Figure,
    FlowFigure,
    MatrixFigure,
    Step,
    TimelineFigure,
    TreeFigure,
)


def describe(figure: Figure) -> str:
    """All that is drawn, in sentences."""
    match figure:
        case FlowFigure():
            return "流程图。" + _flow(figure)
        case MatrixFigure():
            return "矩阵图。" + _matrix(figure)
        case ChartFigure(kind=kind):
            return ("柱图。" if kind is ChartKind.BARS else "折线图。") + _chart(figure)
        case TimelineFigure():
            return "时间线。" + "；".join(f"{event.at}：{event.text}" for event in figure.events) + "。"
        case TreeFigure():
            return "树图。" + _tree(figure)


def _flow(figure: FlowFigure) -> str:
    numbers = {step.id: number for number, step in enumerate(figure.steps, 1)}
    return "".join(f"第 {numbers[step.id]} 步，{step.text}{_onward(step, numbers)}。" for step in figure.steps)


def _onward(step: Step | Decision, numbers: dict[str, int]) -> str:
    if isinstance(step, Decision):
        return f"：是，到第 {numbers[step.yes]} 步；否，到第 {numbers[step.no]} 步"
    if step.next is None:
        return "，到此结束"
    return "" if numbers[step.next] == numbers[step.id] + 1 else f"，到第 {numbers[step.next]} 步"


def _matrix(figure: MatrixFigure) -> str:
    axes = f"行是{figure.row_axis}。" if figure.row_axis else ""
    axes += f"列是{figure.column_axis}。" if figure.column_axis else ""
    return axes + "".join(
        f"{row}、{column}：{cell}。"
        for row, cells in zip(figure.rows, figure.cells, strict=True)
        for column, cell in zip(figure.columns, cells, strict=True)
    )


def _chart(figure: ChartFigure) -> str:
    return "".join(
        f"{series.title}："
        + "，".join(
            f"{category} {plain(value)} {figure.unit}".rstrip()
            for category, value in zip(figure.categories, series.values, strict=True)
            if value is not None
        )
        + "。"
        for series in figure.series
    )


def _tree(figure: TreeFigure) -> str:
    return "".join(
        f"{node.text}分为：{'、'.join(child.text for child in node.children)}。"
        for _, node in figure.root.walk()
        if node.children
    )
