"""树: boxes one under another, deeper ones further right, joined by elbows."""

from __future__ import annotations

from lianbing.book.figures.drawing import (
    ACCENT_OUTLINED,
    CONNECTOR,
    LINE,
    MARGIN,
    PAPER,
    PLAIN_BOX,
    WIDTH,
    Canvas,
    Lettering,
    Paint,
)
from lianbing.book.figures.lettering import NORMAL, ems, height, wrap
from lianbing.domain.knowledge.figures import TreeFigure

_INDENT = 26.0
_PADDING = 14.0
_GAP = 10.0
_BEND = 13.0
_PAINTS = (ACCENT_OUTLINED, PLAIN_BOX, Paint(fill=PAPER, stroke=LINE))


def draw_tree(figure: TreeFigure, sheet: Canvas) -> float:
    """Draws the boxes and returns the lower edge."""
    nodes = list(figure.root.walk())
    lines = [wrap(node.text, WIDTH - MARGIN - _left(depth) - 2 * _PADDING, NORMAL) for depth, node in nodes]
    widths: dict[int, float] = {}
    for (depth, _), text in zip(nodes, lines, strict=True):
        # A bold root is a little wider than the count says.
        own = max(map(ems, text)) * NORMAL * (1 if depth else 1.03) + 2 * _PADDING
        widths[depth] = max(widths.get(depth, 0.0), min(own, WIDTH - MARGIN - _left(depth)))
    shift = (WIDTH - MARGIN - max(_left(depth) + width for depth, width in widths.items())) / 2
    top, bottoms = MARGIN, dict[int, float]()
    for (depth, _), text in zip(nodes, lines, strict=True):
        box_height = height(len(text), NORMAL) + 14
        left, middle = shift + _left(depth), top + box_height / 2
        if depth:
            stem = shift + _left(depth - 1) + _BEND
            sheet.route([(stem, bottoms[depth - 1]), (stem, middle), (left, middle)], CONNECTOR)
        sheet.rectangle((left, top), (widths[depth], box_height), _PAINTS[min(depth, len(_PAINTS) - 1)], 8)
        sheet.text(text, (left + _PADDING, middle), Lettering(anchor="start", bold=not depth))
        bottoms[depth] = top + box_height
        top += box_height + _GAP
    return top - _GAP


def _left(depth: int) -> float:
    return MARGIN + depth * _INDENT
