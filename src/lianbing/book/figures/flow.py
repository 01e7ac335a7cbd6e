"""流程: boxes one under another. A step to the next goes straight down, further down runs left, back up runs right."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.book.figures.drawing import (
    ACCENT,
    ACCENT_OUTLINED,
    CONNECTOR,
    MARGIN,
    PLAIN_BOX,
    WIDTH,
    Canvas,
    Lettering,
    Point,
)
from lianbing.book.figures.lettering import NORMAL, SMALL, height, wrap
from lianbing.domain.knowledge.figures import Decision, FlowFigure, Step

_WIDEST = 264.0
_GAP = 32.0
_PADDING = 16.0
_SLANT = 16.0
_FIRST_LANE = 26.0
_LANE = 14.0
_ATTACHMENT = 24.0
_LEFT, _RIGHT = -1, 1
_ANSWER = Lettering(size=SMALL, ink=ACCENT, bold=True, halo=True)


@dataclass(frozen=True, kw_only=True)
class _Edge:
    start: int
    end: int
    answer: str

    @property
    def side(self) -> int:
        """Where it runs; 0 is straight down."""
        if self.end == self.start + 1:
            return 0
        return _LEFT if self.end > self.start else _RIGHT


@dataclass(frozen=True, kw_only=True)
class _Box:
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    step: Step | Decision

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def edge(self, side: int, y: float) -> float:
        """The x of the outline at ``y``."""
        slant = _SLANT * abs(2 * (y - self.top) / self.height - 1) if isinstance(self.step, Decision) else 0
        return self.middle + side * (self.width / 2 - slant)


_Port = tuple[int, int, int]
"""A place on a box: the box, the side, and the box at the other end; its own number stands for all that come in."""


def draw_flow(figure: FlowFigure, sheet: Canvas) -> float:
    """Draws boxes and connectors and returns the lower edge."""
    edges = _edges(figure)
    lanes = {side: _lanes(edges, side) for side in (_LEFT, _RIGHT)}
    ports = {(index, side): _ports(edges, index, side) for index in range(len(figure.steps)) for side in lanes}
    boxes = _boxes(figure, ports, {side: max(taken.values(), default=0) for side, taken in lanes.items()})
    heights = {port: y for (index, _), own in ports.items() for port, y in _spread(boxes[index], own)}
    for edge in edges:
        if edge.side:
            lane = _FIRST_LANE + (lanes[edge.side][edge.end] - 1) * _LANE
            _around(sheet, boxes, edge, heights, boxes[0].middle + edge.side * (boxes[0].width / 2 + lane))
        else:
            _down(sheet, boxes[edge.start], boxes[edge.end], edge.answer)
    for box in boxes:
        _box(sheet, box)
    for edge in edges:
        if edge.side and edge.answer:
            y = heights[edge.start, edge.side, edge.end]
            x = boxes[edge.start].edge(edge.side, y) + edge.side * 13
            sheet.text([edge.answer], (x, y - SMALL * 0.75), _ANSWER)
    return boxes[-1].bottom


def _edges(figure: FlowFigure) -> list[_Edge]:
    places = {step.id: place for place, step in enumerate(figure.steps)}
    return [
        _Edge(start=place, end=places[target], answer=answer)
        for place, step in enumerate(figure.steps)
        for target, answer in zip(step.targets, ("是", "否") if isinstance(step, Decision) else ("",), strict=False)
    ]


def _lanes(edges: list[_Edge], side: int) -> dict[int, int]:
    """For each box that edges on this side lead to, the lane of these edges: short ones inside, no two overlapping."""
    spans: dict[int, tuple[int, int]] = {}
    for edge in edges:
        if edge.side == side:
            low, high = spans.get(edge.end, (edge.end, edge.end))
            spans[edge.end] = (min(low, edge.start), max(high, edge.start))
    lanes: dict[int, int] = {}
    for end, (low, high) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[0])):
        met = {lanes[other] for other in lanes if spans[other][0] <= high and low <= spans[other][1]}
        lanes[end] = next(lane for lane in range(1, len(spans) + 1) if lane not in met)
    return lanes


def _ports(edges: list[_Edge], index: int, side: int) -> list[_Port]:
    """The places on one side of a box from top to bottom, in the order in which their lines don't cross."""
    leaving = sorted({edge.end for edge in edges if edge.start == index and edge.side == side}, reverse=True)
    arriving = [index] if any(edge.end == index and edge.side == side for edge in edges) else []
    # On the left all lines run down: what arrives comes from above. On the right all run up.
    order = arriving + leaving if side == _LEFT else leaving + arriving
    return [(index, side, other) for other in order]


def _boxes(figure: FlowFigure, ports: dict[tuple[int, int], list[_Port]], lanes: dict[int, int]) -> list[_Box]:
    gutters = {side: _FIRST_LANE + (count - 1) * _LANE + 2 if count else 0.0 for side, count in lanes.items()}
    room = WIDTH - 2 * MARGIN - sum(gutters.values())
    width = min(room, _WIDEST)
    centred = (WIDTH - width) / 2
    left = min(max(centred, MARGIN + gutters[_LEFT]), WIDTH - MARGIN - gutters[_RIGHT] - width)
    boxes: list[_Box] = []
    for index, step in enumerate(figure.steps):
        inner = width - 2 * _PADDING - (_SLANT if isinstance(step, Decision) else 0)
        lines = wrap(step.text, inner, NORMAL)
        attached = max(len(ports[index, side]) for side in (_LEFT, _RIGHT))
        box_height = max(height(len(lines), NORMAL) + 24, _ATTACHMENT * (attached + 1) if attached > 1 else 0)
        top = boxes[-1].bottom + _GAP if boxes else MARGIN
        boxes.append(_Box(left=left, top=top, width=width, height=box_height, lines=lines, step=step))
    return boxes


def _spread(box: _Box, ports: list[_Port]) -> list[tuple[_Port, float]]:
    return [(port, box.top + box.height * place / (len(ports) + 1)) for place, port in enumerate(ports, 1)]


def _around(sheet: Canvas, boxes: list[_Box], edge: _Edge, heights: dict[_Port, float], lane: float) -> None:
    start, end = heights[edge.start, edge.side, edge.end], heights[edge.end, edge.side, edge.end]
    tip: Point = (boxes[edge.end].edge(edge.side, end), end)
    origin: Point = (boxes[edge.start].edge(edge.side, start), start)
    sheet.route([origin, (lane, start), (lane, end), (tip[0] + edge.side * 6, end)], CONNECTOR)
    sheet.arrowhead(tip, (-edge.side, 0))


def _down(sheet: Canvas, start: _Box, end: _Box, answer: str) -> None:
    sheet.line([(start.middle, start.bottom), (start.middle, end.top - 6)], CONNECTOR)
    sheet.arrowhead((start.middle, end.top), (0, 1))
    if answer:
        sheet.text([answer], (start.middle + 15, (start.bottom + end.top) / 2 - 2), _ANSWER)


def _box(sheet: Canvas, box: _Box) -> None:
    if isinstance(box.step, Decision):
        right, middle = box.left + box.width, (box.top + box.bottom) / 2
        corners = [
            (box.left, middle),
            (box.left + _SLANT, box.top),
            (right - _SLANT, box.top),
            (right, middle),
            (right - _SLANT, box.bottom),
            (box.left + _SLANT, box.bottom),
        ]
        sheet.polygon(corners, ACCENT_OUTLINED)
    else:
        ends = box.step.next is None
        sheet.rectangle((box.left, box.top), (box.width, box.height), PLAIN_BOX, box.height / 2 if ends else 8)
    sheet.text(box.lines, (box.middle, box.top + box.height / 2), Lettering())
