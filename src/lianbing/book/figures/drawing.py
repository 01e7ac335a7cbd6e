"""A canvas that collects shapes as SVG, and the paints and lettering for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lianbing import design
from lianbing.book.figures.lettering import LEADING, NORMAL

WIDTH = design.size("width", "figure-sizes")
"""Of every figure, in user units: the narrowest phone, so that there a unit is a pixel."""
MARGIN = 6.0

Point = tuple[float, float]


def _colour(name: str, light: str) -> str:
    """A colour of light mode that ``figures.css`` can replace."""
    return f"var(--lb-figure-{name}, {light})"


TEXT = _colour("text", design.colour("text"))
SOFT = _colour("soft", design.colour("soft"))
LINE = _colour("line", design.colour("edge"))
GRID = _colour("grid", design.colour("grid", "figures"))
PAPER = _colour("paper", design.colour("paper"))
BOX = _colour("box", design.colour("tint"))
ACCENT = _colour("accent", design.colour("accent"))
ACCENT_BOX = _colour("accent-box", design.colour("accent-tint"))
SERIES = tuple(
    _colour(name, design.colour(name, "figures")) for name in ("series-1", "series-2", "series-3", "series-4")
)


@dataclass(frozen=True, kw_only=True)
class Paint:
    """How a shape is filled and outlined."""

    fill: str = "none"
    stroke: str = "none"
    width: float = 1.25
    dashes: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """As attributes of an SVG element."""
        values = {"fill": self.fill}
        if self.stroke != "none":
            values |= {"stroke": self.stroke, "stroke-width": number(self.width), "stroke-linejoin": "round"}
        return values | ({"stroke-dasharray": self.dashes} if self.dashes else {})


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How text is set; ``anchor`` is start, middle or end, ``halo`` keeps it readable over lines."""

    size: float = NORMAL
    ink: str = TEXT
    anchor: str = "middle"
    bold: bool = False
    halo: bool = False


PLAIN_BOX = Paint(fill=BOX, stroke=LINE)
ACCENT_OUTLINED = Paint(fill=ACCENT_BOX, stroke=ACCENT)
CONNECTOR = Paint(stroke=LINE, width=1.5)
GRID_LINE = Paint(stroke=GRID, width=1)
AXIS_LINE = Paint(stroke=LINE, width=1.25)


class Canvas:
    """Collects shapes, in user units, y downwards. Ids of definitions start with ``prefix``."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.definitions: list[str] = []
        self.shapes: list[str] = []

    def rectangle(self, corner: Point, size: Point, paint: Paint, radius: float = 0) -> None:
        """An axis-parallel box with its upper left corner at ``corner``."""
        place = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1], "rx": radius}
        self._put("rect", {name: number(value) for name, value in place.items() if name != "rx" or radius}, paint)

    def circle(self, centre: Point, radius: float, paint: Paint) -> None:
        """A dot."""
        self._put("circle", {"cx": number(centre[0]), "cy": number(centre[1]), "r": number(radius)}, paint)

    def polygon(self, points: Iterable[Point], paint: Paint) -> None:
        """A closed shape."""
        self._put("polygon", {"points": _points(points)}, paint)

    def line(self, points: Iterable[Point], paint: Paint) -> None:
        """A line with corners."""
        self._put("polyline", {"points": _points(points)}, paint)

    def route(self, points: Sequence[Point], paint: Paint, radius: float = 7) -> None:
        """A line of horizontal and vertical runs with rounded corners."""
        commands = [f"M{_pair(points[0])}"]
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            bend = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
            commands.append(f"L{_pair(_towards(corner, before, bend))}")
            commands.append(f"Q{_pair(corner)} {_pair(_towards(corner, after, bend))}")
        commands.append(f"L{_pair(points[-1])}")
        self._put("path", {"d": " ".join(commands)}, paint)

    def arrowhead(self, tip: Point, direction: Point) -> None:
        """A triangle whose tip points along ``direction``, a unit vector."""
        (x, y), (dx, dy) = tip, direction
        base = (x - 8 * dx, y - 8 * dy)
        self.polygon(
            [tip, (base[0] - 4.5 * dy, base[1] + 4.5 * dx), (base[0] + 4.5 * dy, base[1] - 4.5 * dx)], Paint(fill=LINE)
        )

    def text(self, lines: Sequence[str], place: Point, lettering: Lettering) -> None:
        """Lines of text whose block is vertically centred on ``place``."""
        x, middle = place
        step = lettering.size * LEADING
        first = middle - (len(lines) - 1) * step / 2 + lettering.size * 0.36
        attributes = {"font-size": number(lettering.size), "fill": lettering.ink, "text-anchor": lettering.anchor}
        if lettering.bold:
            attributes["font-weight"] = "600"
        if lettering.halo:
            attributes |= {"stroke": PAPER, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
        spans = "".join(
            f'<tspan x="{number(x)}" y="{number(first + place * step)}">{escape(line)}</tspan>'
            for place, line in enumerate(lines)
        )
        self.shapes.append(f"<text{_attributes(attributes)}>{spans}</text>")

    def _put(self, tag: str, attributes: dict[str, str], paint: Paint) -> None:
        self.shapes.append(f"<{tag}{_attributes(attributes | paint.attributes)}/>")


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _points(points: Iterable[Point]) -> str:
    return " ".join(map(_pair, points))


def _pair(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end) or 1.0
    return (start[0] + (end[0] - start[0]) * length / whole, start[1] + (end[1] - start[1]) * length / whole)
