"""折线: points joined where numbers follow each other, each labelled where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lianbing.book.figures.axes import AxisScale, draw_legend, round_ticks
from lianbing.book.figures.drawing import (
    AXIS_LINE,
    GRID_LINE,
    MARGIN,
    PAPER,
    SERIES,
    SOFT,
    TEXT,
    WIDTH,
    Canvas,
    Lettering,
    Paint,
    Point,
)
from lianbing.book.figures.lettering import SMALL, ems, height, wrap
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.knowledge.figures import ChartFigure

_PLOT_HEIGHT = 210.0
_HEADROOM = 24.0
_DASHES = ("", "6 3", "2 3.5", "8 3 2 3")
_RADIUS = 4.5
_A_POINT = 100
_OFFSETS = (-14.0, 14.0, -28.0, 28.0)


@dataclass(frozen=True, kw_only=True)
class _Label:
    text: str
    x: float
    y: float
    ink: str

    @property
    def half(self) -> float:
        return ems(self.text) * SMALL / 2 + 1

    def covers(self, point: Point, margin: Point) -> bool:
        """Whether a point, with a margin around it, lies under the label."""
        return abs(self.x - point[0]) < self.half + margin[0] and abs(self.y - point[1]) < SMALL * 0.55 + margin[1]

    def meets(self, other: _Label) -> bool:
        """Whether two labels overlap."""
        return self.covers((other.x, other.y), (other.half, SMALL * 0.55))


def draw_lines(figure: ChartFigure, sheet: Canvas) -> float:
    """Draws the chart and returns the lower edge."""

    def swatch(place: int, left: Point) -> None:
        sheet.line([left, (left[0] + 24, left[1])], Paint(stroke=SERIES[place], width=2, dashes=_DASHES[place]))
        _marker(sheet, place, (left[0] + 12, left[1]))

    top = draw_legend(figure, sheet, swatch) + 8
    bottom = top + _PLOT_HEIGHT
    ticks = round_ticks((value for series in figure.series for value in series.known), from_zero=False)
    scale = AxisScale(ticks=ticks, start=bottom - (_HEADROOM if ticks[0] else 0), end=top + _HEADROOM)
    left = MARGIN + max(ems(plain(tick)) for tick in ticks) * SMALL + 8
    slot = (WIDTH - MARGIN - left) / len(figure.categories)
    for tick in ticks:
        y = scale.at(tick)
        sheet.line([(left, y), (WIDTH - MARGIN, y)], GRID_LINE)
        sheet.text([plain(tick)], (left - 7, y), Lettering(size=SMALL, ink=SOFT, anchor="end"))
    sheet.line([(left, bottom), (WIDTH - MARGIN, bottom)], AXIS_LINE)
    paths = [_path(values.values, scale, (left, slot)) for values in figure.series]
    for place, path in enumerate(paths):
        _line(sheet, place, path)
    for label in _labels(figure, paths):
        sheet.text([label.text], (label.x, label.y), Lettering(size=SMALL, ink=label.ink, halo=True))
    return _categories(figure, sheet, (left, bottom), slot)


def _path(values: tuple[Decimal | None, ...], scale: AxisScale, across: Point) -> list[Point | None]:
    left, slot = across
    return [
        None if value is None else (left + (place + 0.5) * slot, scale.at(value)) for place, value in enumerate(values)
    ]


def _line(sheet: Canvas, place: int, path: list[Point | None]) -> None:
    paint = Paint(stroke=SERIES[place], width=2, dashes=_DASHES[place])
    run: list[Point] = []
    for point in [*path, None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            sheet.line(run, paint)
        run = []
    for point in path:
        if point is not None:
            _marker(sheet, place, point)


def _marker(sheet: Canvas, place: int, centre: Point) -> None:
    """Disc, square, triangle or diamond: shape tells series apart as well as colour."""
    (x, y), r = centre, _RADIUS
    ink = SERIES[place]
    if place == 0:
        sheet.circle(centre, r, Paint(fill=ink, stroke=ink, width=1))
    elif place == 1:
        sheet.rectangle((x - 4, y - 4), (8, 8), Paint(fill=PAPER, stroke=ink, width=2))
    elif place == 2:
        sheet.polygon(
            [(x, y - r - 1), (x + r + 0.5, y + r - 0.5), (x - r - 0.5, y + r - 0.5)],
            Paint(fill=ink, stroke=ink, width=1),
        )
    else:
        sheet.polygon(
            [(x, y - r - 1), (x + r + 1, y), (x, y + r + 1), (x - r - 1, y)], Paint(fill=PAPER, stroke=ink, width=2)
        )


def _labels(figure: ChartFigure, paths: list[list[Point | None]]) -> list[_Label]:
    """Each number above or below its point, where it covers least; left out where there is no room for it.

    The last number of each series comes first: it is what readers look for.
    """
    points = [point for path in paths for point in path if point is not None]
    runs = [sample for path in paths for one, other in pairwise(path) for sample in _samples(one, other)]
    bearable = 0 if len(paths) > 2 else _A_POINT - 1
    placed: list[_Label] = []
    for rank, (x, y), value, ink in sorted(_numbers(figure, paths), key=lambda number: number[0]):
        text = plain(value)
        centre = min(x, WIDTH - MARGIN - ems(text) * SMALL / 2)
        candidates = [_Label(text=text, x=centre, y=y + offset, ink=ink) for offset in _OFFSETS]
        free = [label for label in candidates if not any(map(label.meets, placed))]
        best = min(free, key=lambda label: _cost(label, points, runs), default=None)
        if best and (rank == 0 or _cost(best, points, runs) <= bearable):
            placed.append(best)
    return placed


def _numbers(figure: ChartFigure, paths: list[list[Point | None]]) -> Iterator[tuple[int, Point, Decimal, str]]:
    """Each number with its rank (0 for the last of a series), its point and its colour."""
    for place, (series, path) in enumerate(zip(figure.series, paths, strict=True)):
        ink = SERIES[place] if len(paths) > 1 else TEXT
        known = [
            (point, value) for point, value in zip(path, series.values, strict=True) if point and value is not None
        ]
        for left, (point, value) in zip(reversed(range(len(known))), known, strict=True):
            yield min(left, 1), point, value, ink


def _cost(label: _Label, points: list[Point], runs: list[Point]) -> int:
    covered = sum(label.covers(point, (_RADIUS, _RADIUS)) for point in points)
    return _A_POINT * covered + sum(label.covers(sample, (0, 0)) for sample in runs)


def _samples(one: Point | None, other: Point | None) -> list[Point]:
    if one is None or other is None:
        return []
    shares = [step / 12 for step in range(1, 12)]
    return [(one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share) for share in shares]


def _categories(figure: ChartFigure, sheet: Canvas, corner: Point, slot: float) -> float:
    """Draws the names under the plot and returns the lower edge."""
    left, top = corner
    names = [wrap(category, slot - 3, SMALL) for category in figure.categories]
    most = height(max(map(len, names)), SMALL)
    for place, name in enumerate(names):
        own = height(len(name), SMALL)
        sheet.text(name, (left + (place + 0.5) * slot, top + 5 + own / 2), Lettering(size=SMALL))
    return top + 5 + most
