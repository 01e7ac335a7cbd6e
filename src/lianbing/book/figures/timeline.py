"""时间线: dots on a vertical line, the moment to the left and what happens to the right."""

from __future__ import annotations

from lianbing.book.figures.drawing import ACCENT, CONNECTOR, MARGIN, PAPER, WIDTH, Canvas, Lettering, Paint
from lianbing.book.figures.lettering import LEADING, NORMAL, ems, height, wrap
from lianbing.domain.knowledge.figures import TimelineFigure

_WIDEST_MOMENT = 98.0
_GUTTER = 17.0
_GAP = 16.0
_RADIUS = 5.5


def draw_timeline(figure: TimelineFigure, sheet: Canvas) -> float:
    """Draws the events and returns the lower edge."""
    moment_width = min(max(ems(event.at) for event in figure.events) * NORMAL, _WIDEST_MOMENT)
    moment_x = MARGIN + moment_width
    line_x, text_x = moment_x + _GUTTER, moment_x + 2 * _GUTTER
    moments = [wrap(event.at, moment_width, NORMAL) for event in figure.events]
    texts = [wrap(event.text, WIDTH - MARGIN - text_x, NORMAL) for event in figure.events]
    top, half, dots = MARGIN, NORMAL * LEADING / 2, []
    for moment, text in zip(moments, texts, strict=True):
        moment_height, text_height = height(len(moment), NORMAL), height(len(text), NORMAL)
        sheet.text(moment, (moment_x, top + moment_height / 2), Lettering(anchor="end", bold=True, ink=ACCENT))
        sheet.text(text, (text_x, top + text_height / 2), Lettering(anchor="start"))
        dots.append(top + half)
        top += max(moment_height, text_height) + _GAP
    sheet.line([(line_x, dots[0]), (line_x, dots[-1])], CONNECTOR)
    for middle in dots:
        sheet.circle((line_x, middle), _RADIUS, Paint(fill=PAPER, stroke=ACCENT, width=2.5))
    return top - _GAP
