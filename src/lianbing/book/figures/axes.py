"""What charts share: round numbers for the axis, the legend and the unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from lianbing.book.figures.drawing import MARGIN, SOFT, WIDTH, Canvas, Lettering, Point
from lianbing.book.figures.lettering import SMALL, ems, height
from lianbing.domain.knowledge.figures import ChartFigure

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_INTERVALS = 5
_SWATCH = 24.0
Swatch = Callable[[int, Point], None]
"""Draws the sign of a series, 24 wide, with the middle of its left side at a point."""


@dataclass(frozen=True, kw_only=True)
class AxisScale:
    """A stretch of numbers drawn between two coordinates."""

    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """The coordinate of a number."""
        share = float((value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))
        return self.start + share * (self.end - self.start)


def round_ticks(values: Iterable[Decimal], from_zero: bool) -> tuple[Decimal, ...]:
    """Equally spaced round numbers around ``values``; without ``from_zero`` they may start well above zero."""
    known = list(values)
    low, high = min(known), max(known)
    if from_zero or 0 <= low < high - low:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = (low, low + 1) if low == 0 else (low - abs(low) / 10, low + abs(low) / 10)
    step = _step(high - low)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple((first + place) * step for place in range(int(last - first) + 1))


def _step(span: Decimal) -> Decimal:
    unit = Decimal(1).scaleb((span / _MOST_INTERVALS).adjusted())
    return next(step * unit for step in _STEPS if step * unit * _MOST_INTERVALS >= span)


def draw_legend(figure: ChartFigure, sheet: Canvas, swatch: Swatch) -> float:
    """Draws the unit and, of several series, their names; returns the lower edge."""
    top, line = MARGIN, height(1, SMALL) + 3
    x = MARGIN
    several = len(figure.series) > 1
    unit = f"单位：{figure.unit}" if figure.unit else ""
    if unit:
        sheet.text([unit], (x, top + line / 2), Lettering(size=SMALL, ink=SOFT, anchor="start"))
        x += ems(unit) * SMALL + 18
    for place, series in enumerate(figure.series if several else ()):
        width = _SWATCH + 6 + ems(series.title) * SMALL
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, top = MARGIN, top + line
        swatch(place, (x, top + line / 2))
        sheet.text([series.title], (x + _SWATCH + 6, top + line / 2), Lettering(size=SMALL, anchor="start"))
        x += width + 18
    return top + line if unit or several else top
