"""柱: upright where labels fit under the bars, lying otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lianbing.book.figures.axes import AxisScale, draw_legend, round_ticks
from lianbing.book.figures.drawing import (
    AXIS_LINE,
    GRID_LINE,
    MARGIN,
    SERIES,
    SOFT,
    WIDTH,
    Canvas,
    Lettering,
    Paint,
    Point,
)
from lianbing.book.figures.lettering import SMALL, ems, height, wrap
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.knowledge.figures import ChartFigure

_PLOT_HEIGHT = 190.0
_THICKEST = 38.0
_LYING = 20.0
_BETWEEN_GROUPS = 14.0
_WIDEST_CATEGORY = 108.0
_LABEL = Lettering(size=SMALL)
_TICK = Lettering(size=SMALL, ink=SOFT)
_ZERO = Decimal(0)


def draw_bars(figure: ChartFigure, sheet: Canvas) -> float:
    """Draws the chart and returns the lower edge."""
    paints = _paints(sheet, len(figure.series))
    ticks = round_ticks((value for series in figure.series for value in series.known), from_zero=True)

    def swatch(place: int, left: Point) -> None:
        sheet.rectangle((left[0] + 4, left[1] - 8), (16, 16), paints[place], 2)

    top = draw_legend(figure, sheet, swatch) + 8
    upright = _Upright.fit(figure, ticks)
    return upright.draw(figure, sheet, paints, top) if upright else _lying(figure, sheet, paints, ticks, top)


def _paints(sheet: Canvas, count: int) -> tuple[Paint, ...]:
    """Full, hatched, dotted and empty, so that colour is not all that tells series apart."""
    hatched, dotted = f"{sheet.prefix}-hatched", f"{sheet.prefix}-dotted"
    if count > 1:
        sheet.definitions.append(
            f'<pattern id="{hatched}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="M1.5,0 V6" stroke="{SERIES[1]}" stroke-width="2"/></pattern>'
        )
    if count > 2:
        sheet.definitions.append(
            f'<pattern id="{dotted}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<circle cx="3" cy="3" r="1.4" fill="{SERIES[2]}"/></pattern>'
        )
    fills = (SERIES[0], f"url(#{hatched})", f"url(#{dotted})", "none")
    return tuple(Paint(fill=fill, stroke=ink, width=1.5) for fill, ink in zip(fills, SERIES, strict=True))


@dataclass(frozen=True, kw_only=True)
class _Upright:
    ticks: tuple[Decimal, ...]
    left: float
    slot: float
    bar: float

    @classmethod
    def fit(cls, figure: ChartFigure, ticks: tuple[Decimal, ...]) -> _Upright | None:
        """The measures of upright bars, or ``None`` where labels would touch."""
        left = MARGIN + max(ems(plain(tick)) for tick in ticks) * SMALL + 8
        slot = (WIDTH - MARGIN - left) / len(figure.categories)
        bar = min(slot * 0.78 / len(figure.series), _THICKEST)
        numbers = [ems(plain(value)) * SMALL for series in figure.series for value in series.known]
        room = slot if len(figure.series) == 1 else bar
        fits = max(map(ems, figure.categories)) * SMALL <= slot - 4 and max(numbers) <= room - 2
        return cls(ticks=ticks, left=left, slot=slot, bar=bar) if fits else None

    def draw(self, figure: ChartFigure, sheet: Canvas, paints: tuple[Paint, ...], top: float) -> float:
        bottom = top + 18 + _PLOT_HEIGHT
        below = 18 if self.ticks[0] < 0 else 0
        scale = AxisScale(ticks=self.ticks, start=bottom, end=top + 18)
        for tick in self.ticks:
            y = scale.at(tick)
            sheet.line([(self.left, y), (WIDTH - MARGIN, y)], AXIS_LINE if tick == 0 else GRID_LINE)
            sheet.text([plain(tick)], (self.left - 7, y), Lettering(size=SMALL, ink=SOFT, anchor="end"))
        for number, category in enumerate(figure.categories):
            middle = self.left + (number + 0.5) * self.slot
            first = middle - self.bar * len(figure.series) / 2
            for place, series in enumerate(figure.series):
                self._bar(sheet, scale, series.values[number] or _ZERO, (first + place * self.bar, paints[place]))
            sheet.text([category], (middle, bottom + below + 14), _LABEL)
        return bottom + below + 14 + height(1, SMALL) / 2

    def _bar(self, sheet: Canvas, scale: AxisScale, value: Decimal, look: tuple[float, Paint]) -> None:
        left, paint = look
        ends = sorted((scale.at(_ZERO), scale.at(value)))
        sheet.rectangle((left + 1.5, ends[0]), (self.bar - 3, ends[1] - ends[0]), paint, 2)
        y = ends[1] + 10 if value < 0 else ends[0] - 10
        sheet.text([plain(value)], (left + self.bar / 2, y), Lettering(size=SMALL, halo=True))


def _lying(
    figure: ChartFigure, sheet: Canvas, paints: tuple[Paint, ...], ticks: tuple[Decimal, ...], top: float
) -> float:
    label_width = min(max(map(ems, figure.categories)) * SMALL, _WIDEST_CATEGORY)
    left = MARGIN + label_width + 8
    number_width = max(ems(plain(value)) for series in figure.series for value in series.known) * SMALL + 8
    scale = AxisScale(
        ticks=ticks, start=left + (number_width if ticks[0] < 0 else 0), end=WIDTH - MARGIN - number_width
    )
    labels = [wrap(category, label_width, SMALL) for category in figure.categories]
    thick = _LYING * len(figure.series)
    group_heights = [max(thick, height(len(label), SMALL)) + _BETWEEN_GROUPS for label in labels]
    bottom = top + sum(group_heights)
    shown = [tick for tick in ticks if tick in _sparse(ticks, scale)]
    for tick in ticks:
        x = scale.at(tick)
        sheet.line([(x, top), (x, bottom)], AXIS_LINE if tick == 0 else GRID_LINE)
    for tick in shown:
        sheet.text([plain(tick)], (scale.at(tick), bottom + 13), _TICK)
    for number, (label, group_height) in enumerate(zip(labels, group_heights, strict=True)):
        middle = top + group_height / 2
        sheet.text(label, (left - 8, middle), Lettering(size=SMALL, anchor="end"))
        for place, series in enumerate(figure.series):
            y = middle - thick / 2 + place * _LYING
            _lying_bar(sheet, scale, series.values[number] or _ZERO, (y, paints[place]))
        top += group_height
    return bottom + 13 + height(1, SMALL) / 2


def _lying_bar(sheet: Canvas, scale: AxisScale, value: Decimal, look: tuple[float, Paint]) -> None:
    top, paint = look
    ends = sorted((scale.at(_ZERO), scale.at(value)))
    sheet.rectangle((ends[0], top + 1.5), (ends[1] - ends[0], _LYING - 3), paint, 2)
    x, anchor = (ends[0] - 5, "end") if value < 0 else (ends[1] + 5, "start")
    sheet.text([plain(value)], (x, top + _LYING / 2), Lettering(size=SMALL, anchor=anchor, halo=True))


def _sparse(ticks: tuple[Decimal, ...], scale: AxisScale) -> tuple[Decimal, ...]:
    """The ticks whose numbers fit beside each other: all, or every other one and so on."""
    widest = max(ems(plain(tick)) for tick in ticks) * SMALL + 8
    apart = scale.at(ticks[1]) - scale.at(ticks[0])
    return ticks[:: next(every for every in range(1, len(ticks) + 1) if apart * every >= widest or every == len(ticks))]
