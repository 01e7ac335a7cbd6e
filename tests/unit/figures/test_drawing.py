from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import lianbing.book.figures
from lianbing.book.figures import figure_html, figure_svg
from lianbing.book.figures.lettering import ems
from lianbing.domain.knowledge.figures import (
    ChartFigure,
    ChartKind,
    Figure,
    FlowFigure,
    MatrixFigure,
    TimelineFigure,
    TreeFigure,
)
from tests.unit.figures.samples import BOOK, LINES, SOURCES, TIMELINE, figure

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [pytest.param(figure(source), id=name) for name, source in SOURCES.items()]
every_figure = pytest.mark.parametrize("drawn", FIGURES)
Span = tuple[float, float, float, float]


def root_of(drawn: Figure) -> ET.Element:
    return ET.fromstring(figure_svg(drawn))


def words_of(drawn: Figure) -> list[str]:
    match drawn:
        case FlowFigure():
            return [step.text for step in drawn.steps]
        case MatrixFigure():
            cells = [part for row in drawn.cells for cell in row for part in cell.split("：")]
            return [drawn.row_axis, drawn.column_axis, *drawn.rows, *drawn.columns, *cells]
        case ChartFigure():
            return [*drawn.categories, *([s.title for s in drawn.series] if len(drawn.series) > 1 else [])]
        case TimelineFigure():
            return [word for event in drawn.events for word in (event.at, event.text)]
        case TreeFigure():
            return [node.text for _, node in drawn.root.walk()]


def shown(root: ET.Element) -> list[str]:
    return [squeezed("".join(text.itertext())) for text in root.iter(f"{SVG}text")]


def squeezed(text: str) -> str:
    return "".join(text.split())


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def lines_of_text(root: ET.Element) -> list[tuple[str, Span]]:
    """Each line with where it is by the drawing's own count."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size = float(text.attrib["font-size"])
        for line in text.iter(f"{SVG}tspan"):
            width = ems(line.text or "") * size
            start = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
            left, base = float(line.attrib["x"]) - start * width, float(line.attrib["y"])
            found.append((line.text or "", (left, base - 0.8 * size, left + width, base + 0.15 * size)))
    return found


def shapes(root: ET.Element) -> list[Span]:
    found = []
    for element in root:
        name, given = element.tag.removeprefix(SVG), element.attrib
        if name == "rect":
            x, y, width, height = (float(given[key]) for key in ("x", "y", "width", "height"))
            found.append((x, y, x + width, y + height))
        elif name == "circle":
            x, y, r = (float(given[key]) for key in ("cx", "cy", "r"))
            found.append((x - r, y - r, x + r, y + r))
        elif name in ("polygon", "polyline", "path"):
            places = numbers(given.get("points") or given["d"])
            found.append((min(places[::2]), min(places[1::2]), max(places[::2]), max(places[1::2])))
    return found


@every_figure
def test_a_figure_shows_every_word_and_reads_it_out(drawn: Figure) -> None:
    root = root_of(drawn)
    read_out = root.findtext(f"{SVG}desc") or ""
    for word in filter(None, words_of(drawn)):
        assert squeezed(word) in shown(root)
        assert word in read_out


@every_figure
def test_nothing_leaves_the_drawing(drawn: Figure) -> None:
    root = root_of(drawn)
    _, _, width, height = numbers(root.attrib["viewBox"])
    assert width == 360
    for left, top, right, bottom in [*shapes(root), *(span for _, span in lines_of_text(root))]:
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height


@every_figure
def test_no_text_lies_on_another(drawn: Figure) -> None:
    for (one, a), (other, b) in combinations(lines_of_text(root_of(drawn)), 2):
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0 or down <= 0, (one, other)


@every_figure
def test_text_is_large_enough_for_a_phone(drawn: Figure) -> None:
    assert min(float(text.attrib["font-size"]) for text in root_of(drawn).iter(f"{SVG}text")) >= 13


@every_figure
def test_a_figure_is_an_image_with_a_name_and_ids_of_its_own(drawn: Figure) -> None:
    root = root_of(drawn)
    assert root.attrib["role"] == "img"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"figure-{drawn.id}-") for name in ids)
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", figure_svg(drawn))) <= set(ids)
    assert root.findtext(f"{SVG}title") == drawn.title


@every_figure
def test_the_same_figure_gives_the_same_bytes(drawn: Figure) -> None:
    assert figure_svg(drawn) == figure_svg(figure(SOURCES[drawn.id]))


def test_what_authors_write_is_text_not_markup() -> None:
    html = figure_html(figure(TIMELINE.replace("title: 说法长的时间线", "title: <b>甲 & 乙</b>\nnote: <i>丙</i>")))
    assert "<a " not in html
    assert "&lt;a &amp; b&gt;" in html
    assert "<figcaption>&lt;b&gt;甲 &amp; 乙&lt;/b&gt;<small" in html
    assert "&lt;i&gt;丙&lt;/i&gt;" in html
    ET.fromstring(html)


@every_figure
def test_a_page_gets_a_figure_that_can_be_linked_to(drawn: Figure) -> None:
    element = ET.fromstring(figure_html(drawn))
    assert (element.tag, element.attrib) == ("figure", {"class": "lb-figure", "id": f"figure-{drawn.id}"})
    caption = element.find("figcaption")
    assert caption is not None
    assert "".join(caption.itertext()) == drawn.title + drawn.note


def test_bars_show_every_number() -> None:
    for name in ("hard-upright", "hard-lying", "stock-bars"):
        drawn = figure(SOURCES[name])
        assert isinstance(drawn, ChartFigure)
        texts = shown(root_of(drawn))
        for series in drawn.series:
            assert all(str(value) in texts for value in series.known)


def test_lines_show_the_last_number_of_each_series_and_leave_out_what_has_no_room() -> None:
    texts = shown(root_of(figure(LINES)))
    assert {"160", "147.7", "141.6", "132"} <= set(texts)
    assert "138.2" not in texts


def test_a_gap_in_the_numbers_is_a_gap_in_the_line() -> None:
    whole = figure_svg(figure(LINES.replace("null, 138.7", "137, 138.7")))
    assert figure_svg(figure(LINES)).count("<polyline") == whole.count("<polyline") + 1


def test_series_differ_in_more_than_colour() -> None:
    bars = root_of(figure(SOURCES["hard-upright"]))
    fills = {rectangle.attrib["fill"] for rectangle in bars.iter(f"{SVG}rect")}
    assert len(fills) == 4
    dashes = {line.attrib.get("stroke-dasharray", "") for line in root_of(figure(LINES)).iter(f"{SVG}polyline")}
    assert len(dashes) == 4


def test_answers_stand_at_both_ways_out_of_a_decision() -> None:
    texts = shown(root_of(figure(SOURCES["complaint-flow"])))
    assert texts.count("是") == texts.count("否") == 2


def test_dark_mode_has_a_value_for_every_colour() -> None:
    sheet = Path(str(lianbing.book.figures.__file__)).with_name("figures.css").read_text(encoding="utf-8")
    used = {
        name
        for source in SOURCES.values()
        for name in re.findall(r"var\((--lb-figure-[a-z0-9-]+)", figure_html(figure(source)))
    }
    dark = set(re.findall(r"(--lb-figure-[a-z0-9-]+):", sheet))
    assert used == dark


def test_the_book_has_figures_of_every_kind() -> None:
    drawn = [figure(path.read_text(encoding="utf-8")) for path in sorted(BOOK.glob("*.yml"))]
    assert {type(one) for one in drawn} == {FlowFigure, MatrixFigure, ChartFigure, TimelineFigure, TreeFigure}
    assert {one.kind for one in drawn if isinstance(one, ChartFigure)} == set(ChartKind)
    assert [one.id for one in drawn] == [path.stem for path in sorted(BOOK.glob("*.yml"))]
