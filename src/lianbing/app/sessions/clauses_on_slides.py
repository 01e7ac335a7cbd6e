"""What the slides show of clauses beside their words: limits, where they stand, figures of the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lianbing.book.figures import figure_svg
from lianbing.domain.knowledge.clauses import Clause, Fact
from lianbing.domain.knowledge.figures import Figure
from lianbing.domain.knowledge.syllabus import Chapter, Placement, Prose
from lianbing.domain.workbook import Workbook
from lianbing.sessions.slides.slide_kinds import ClauseOnSlide, FigureOnSlide

_HEADING = re.compile(r"^#{1,3} ", re.MULTILINE)
_VIEW_BOX = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
_TALLEST = 0.95
"""A figure that is higher than so many times its width can't be read from the back of a room."""


def clauses_on_slides(workbook: Workbook, names: Iterable[str]) -> dict[str, ClauseOnSlide]:
    """By clause or fact; a figure that stands beside several of them is shown with the first."""
    shown: dict[str, ClauseOnSlide] = {}
    drawn: set[str] = set()
    for name in names:
        figures = [figure for figure in _figures(workbook, name) if figure not in drawn]
        drawn.update(figures)
        shown[name] = _shown(workbook, name, [workbook.figures[figure] for figure in figures])
    return shown


def _shown(workbook: Workbook, name: str, figures: Iterable[Figure]) -> ClauseOnSlide:
    low = tuple(figure for figure in map(_drawn, figures) if _is_low(figure))
    match workbook.find_basis(name):
        case Clause() as clause:
            return ClauseOnSlide(
                limits=tuple(limit.in_words for limit in clause.limits), source=clause.place, figures=low
            )
        case Fact() as fact:
            return ClauseOnSlide(source=fact.source, figures=low)
    return ClauseOnSlide(figures=low)


def _drawn(figure: Figure) -> FigureOnSlide:
    return FigureOnSlide(title=figure.title, drawing=figure_svg(figure), note=figure.note)


def _is_low(figure: FigureOnSlide) -> bool:
    match = _VIEW_BOX.search(figure.drawing)
    return match is not None and float(match["height"]) <= _TALLEST * float(match["width"])


def _figures(workbook: Workbook, name: str) -> Iterator[str]:
    """The figures that stand in one section of a chapter with the clause or fact."""
    for chapter in workbook.chapters_of(name):
        for placed in _sections(workbook.chapters[chapter]):
            if name in {*placed.get("clauses", ()), *placed.get("facts", ())}:
                yield from placed.get("figure", ())


def _sections(chapter: Chapter) -> Iterator[Mapping[str, list[str]]]:
    """What is placed in each section, by the name of the marker."""
    placed: dict[str, list[str]] = {}
    for block in chapter.blocks:
        match block:
            case Prose(text=text) if _HEADING.search(text):
                yield placed
                placed = {}
            case Placement(name=marker, arguments=arguments):
                placed.setdefault(marker, []).extend(arguments)
    yield placed
