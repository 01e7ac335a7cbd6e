"""矩阵: a grid of cells with a label for each row and column and a title for each axis."""

from __future__ import annotations

from lianbing.book.figures.drawing import LINE, MARGIN, PLAIN_BOX, SOFT, WIDTH, Canvas, Lettering, Paint
from lianbing.book.figures.lettering import NORMAL, SMALL, ems, height, wrap
from lianbing.domain.knowledge.figures import MatrixFigure

_GAP = 6.0
_PADDING = 10.0
_WIDEST_ROW_LABEL = 70.0
_LOWEST_CELL = 64.0
_HEADING = Lettering(bold=True)
_AXIS = Lettering(size=SMALL, ink=SOFT)


def draw_matrix(figure: MatrixFigure, sheet: Canvas) -> float:
    """Draws the grid and returns the lower edge."""
    axis_width = SMALL + 8 if figure.row_axis else 0.0
    label_width = min(max(map(ems, figure.rows)) * NORMAL * 1.03, _WIDEST_ROW_LABEL)
    left = MARGIN + axis_width + label_width + 10
    cell_width = (WIDTH - MARGIN - left + _GAP) / len(figure.columns) - _GAP
    middles = [left + place * (cell_width + _GAP) + cell_width / 2 for place in range(len(figure.columns))]
    first = top = _headings(figure, sheet, middles, cell_width)
    for row, cells in zip(figure.rows, figure.cells, strict=True):
        label = wrap(row, label_width, NORMAL)
        blocks = [_cell_lines(cell, cell_width) for cell in cells]
        lines = max(len(label), *(len(head) + len(rest) for head, rest in blocks))
        row_height = max(height(lines, NORMAL) + 2 * _PADDING, _LOWEST_CELL)
        sheet.text(label, (MARGIN + axis_width + label_width / 2, top + row_height / 2), _HEADING)
        for middle, block in zip(middles, blocks, strict=True):
            sheet.rectangle((middle - cell_width / 2, top), (cell_width, row_height), PLAIN_BOX, 8)
            _cell(sheet, block, (middle, top + row_height / 2))
        top += row_height + _GAP
    if figure.row_axis:
        x = MARGIN + SMALL / 2
        letters = tuple(figure.row_axis)
        sheet.text(letters, (x, (first + top - _GAP) / 2), _AXIS)
        sheet.line([(MARGIN + SMALL + 4, first), (MARGIN + SMALL + 4, top - _GAP)], Paint(stroke=LINE, width=1))
    return top - _GAP


def _headings(figure: MatrixFigure, sheet: Canvas, middles: list[float], cell_width: float) -> float:
    """Draws the titles above the grid and returns its upper edge."""
    top = MARGIN
    if figure.column_axis:
        axis_height = height(1, SMALL)
        sheet.text([figure.column_axis], ((middles[0] + middles[-1]) / 2, top + axis_height / 2), _AXIS)
        top += axis_height + 3
        edges = (middles[0] - cell_width / 2, middles[-1] + cell_width / 2)
        sheet.line([(edges[0], top), (edges[1], top)], Paint(stroke=LINE, width=1))
        top += 5
    labels = [wrap(column, cell_width, NORMAL) for column in figure.columns]
    label_height = height(max(map(len, labels)), NORMAL)
    for label, middle in zip(labels, middles, strict=True):
        sheet.text(label, (middle, top + label_height / 2), _HEADING)
    return top + label_height + 5


def _cell_lines(text: str, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before a colon becomes the cell's heading."""
    head, colon, rest = text.partition("：")
    inner = width - 2 * _PADDING
    return wrap(head, inner / 1.03, NORMAL), wrap(rest, inner, SMALL) if colon and rest else ()


def _cell(sheet: Canvas, block: tuple[tuple[str, ...], tuple[str, ...]], centre: tuple[float, float]) -> None:
    head, rest = block
    head_height, rest_height = height(len(head), NORMAL), height(len(rest), SMALL)
    top = centre[1] - (head_height + rest_height) / 2
    sheet.text(head, (centre[0], top + head_height / 2), Lettering(bold=bool(rest)))
    if rest:
        sheet.text(rest, (centre[0], top + head_height + rest_height / 2), Lettering(size=SMALL, ink=SOFT))
