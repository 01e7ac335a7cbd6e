"""Tables of Word documents, made as elements at once: python-docx looks for each cell among all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement

from lianbing import design
from lianbing.domain.kernel.cleaning import showable
from lianbing.printing.word import CELL, WordFile, element

_TWENTIETHS = 1440 / 2.54
"""Twentieths of a point in a centimetre."""


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The texts of a table, by row.

    ``widths`` and ``height``, the least one of a row, are in centimetres. A ``head`` is repeated on every page;
    ``sides`` say where the texts of columns stand; in a labelled table every other column holds labels. ``style`` is
    that of the paragraphs. A table that ``is_whole`` stays on one page.
    """

    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    head: Sequence[str] = ()
    sides: Sequence[str] = ()
    height: float = 0.0
    is_labelled: bool = False
    style: str = CELL
    is_whole: bool = False


def centimetres(length: float) -> str:
    """A length as the format writes it."""
    return str(round(length * _TWENTIETHS))


def add_table(file: WordFile, cells: Cells) -> Any:
    """Adds a table at the end of the document and returns its element."""
    table = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    properties.append(element("w:tblStyle", val=file.style("Table Grid")))
    properties.append(element("w:tblW", w=centimetres(sum(cells.widths)), type="dxa"))
    properties.append(element("w:jc", val="center"))  # else it would begin left of the text, by the padding of a cell
    properties.append(element("w:tblLayout", type="fixed"))
    properties.append(_margins())
    table.append(properties)
    grid = OxmlElement("w:tblGrid")
    for width in cells.widths:
        grid.append(element("w:gridCol", w=centimetres(width)))
    table.append(grid)
    writing = _Rows(cells, file.style(cells.style))
    if cells.head:
        table.append(writing.head())
    last = len(cells.rows) - 1
    for place, texts in enumerate(cells.rows):
        keeps = (place == 0 and bool(cells.head)) or (cells.is_whole and place < last)
        table.append(writing.row(texts, keeps=keeps))
    file.document.element.body.insert_element_before(table, "w:sectPr")
    return table


def _margins() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 0.04), ("left", 0.1), ("bottom", 0.04), ("right", 0.1)):
        margins.append(element(f"w:{side}", w=centimetres(width), type="dxa"))
    return margins


class _Rows:
    """Makes the rows of one table."""

    def __init__(self, cells: Cells, style: str) -> None:
        self._cells, self._style = cells, style
        self._widths = [centimetres(width) for width in cells.widths]
        self._sides = cells.sides or ["left"] * len(cells.widths)

    def head(self) -> Any:
        row = self._row()
        row.trPr.append(OxmlElement("w:tblHeader"))
        for width, text in zip(self._widths, self._cells.head, strict=True):
            row.append(self._cell(width, text, "center", is_label=True, keeps=True))
        return row

    def row(self, texts: Sequence[str], *, keeps: bool) -> Any:
        row = self._row(self._cells.height)
        for place, (width, text, side) in enumerate(zip(self._widths, texts, self._sides, strict=True)):
            label = self._cells.is_labelled and place % 2 == 0
            row.append(self._cell(width, text, side, is_label=label, keeps=keeps))
        return row

    @staticmethod
    def _row(height: float = 0.0) -> Any:
        row = OxmlElement("w:tr")
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if height:
            properties.append(element("w:trHeight", val=centimetres(height), hRule="atLeast"))
        return row

    def _cell(self, width: str, text: str, side: str, *, is_label: bool, keeps: bool) -> Any:
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(element("w:tcW", w=width, type="dxa"))
        properties.append(element("w:vAlign", val="center"))
        cell.append(properties)
        for line in showable(text).split("\n"):
            cell.append(self._paragraph(line, side, is_label=is_label, keeps=keeps))
        return cell

    def _paragraph(self, text: str, side: str, *, is_label: bool, keeps: bool) -> Any:
        paragraph = OxmlElement("w:p")
        form = OxmlElement("w:pPr")
        form.append(element("w:pStyle", val=self._style))
        if keeps:
            form.append(OxmlElement("w:keepNext"))
        form.append(element("w:jc", val=side))
        paragraph.append(form)
        if text:
            run = OxmlElement("w:r")
            if is_label:
                fonts = OxmlElement("w:rPr")
                latin, chinese = (design.word(name, "print") for name in ("latin-heading-font", "heading-font"))
                fonts.append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese))
                run.append(fonts)
            words = OxmlElement("w:t")
            words.text = text
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
            paragraph.append(run)
        return paragraph
