"""The one way in: a figure as an SVG document, or as a ``<figure>`` of a page."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lianbing.book.figures.bars import draw_bars
from lianbing.book.figures.describing import describe
from lianbing.book.figures.drawing import MARGIN, WIDTH, Canvas, number
from lianbing.book.figures.flow import draw_flow
from lianbing.book.figures.lines import draw_lines
from lianbing.book.figures.matrix import draw_matrix
from lianbing.book.figures.timeline import draw_timeline
from lianbing.book.figures.tree import draw_tree
from lianbing.domain.knowledge.figures import (
    ChartFigure,
    ChartKind,
    Figure,
    FlowFigure,
    MatrixFigure,
    TimelineFigure,
    TreeFigure,
)

_FONTS = "var(--lb-sans, system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif)"


def figure_svg(figure: Figure) -> str:
    """One SVG element. Its ids start with ``figure-<id>-``; the same figure always gives the same bytes."""
    prefix = f"figure-{figure.id}"
    sheet = Canvas(prefix)
    height = number(_draw(figure, sheet) + MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(WIDTH)} {height}" width="100%" '
        f'style="display:block;max-width:var(--lb-figure-width, 560px)" font-family="{_FONTS}" role="img" '
        f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">'
    )
    title = f'<title id="{prefix}-title">{escape(figure.title)}</title>'
    description = f'<desc id="{prefix}-desc">{escape(describe(figure))}</desc>'
    definitions = f"<defs>{''.join(sheet.definitions)}</defs>" if sheet.definitions else ""
    return "\n".join(filter(None, [head, title, description, definitions, *sheet.shapes, "</svg>"]))


def figure_html(figure: Figure) -> str:
    """The figure with its title and note, for a page; it can be linked to as ``#figure-<id>``."""
    note = f'<small class="lb-figure-note">{escape(figure.note)}</small>' if figure.note else ""
    caption = f"<figcaption>{escape(figure.title)}{note}</figcaption>"
    return f'<figure class="lb-figure" id="figure-{figure.id}">\n{figure_svg(figure)}\n{caption}\n</figure>'


def _draw(figure: Figure, sheet: Canvas) -> float:
    """Draws and returns how far down the drawing goes."""
    match figure:
        case FlowFigure():
            return draw_flow(figure, sheet)
        case MatrixFigure():
            return draw_matrix(figure, sheet)
        case ChartFigure(kind=ChartKind.BARS):
            return draw_bars(figure, sheet)
        case ChartFigure():
            return draw_lines(figure, sheet)
        case TimelineFigure():
            return draw_timeline(figure, sheet)
        case TreeFigure():
            return draw_tree(figure, sheet)
