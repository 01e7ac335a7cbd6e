"""A blank form as a Word document to print or to type into: Chinese fonts, the same bytes for the same form."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from docx.oxml.ns import qn
from docx.shared import Pt

from lianbing.book.forms.layout import heading, hints, label, strips, ticks
from lianbing.domain.knowledge.forms import FieldKind, FormField, WorkForm
from lianbing.printing.blocks import LANDSCAPE, PORTRAIT
from lianbing.printing.word import CELL, LINE, NOTE, PART, TITLE, Look, WordFile, element
from lianbing.printing.word_tables import Cells, add_table, centimetres
from lianbing.spreadsheets import NO_TIME

_MARGIN = 1.8
_LABEL = 2.9
_LINE = 0.72
"""How high a line to write on is, in centimetres."""
_SHORT = 0.9
_GAP = 4


def form_docx(form: WorkForm) -> bytes:
    """The blank form."""
    page = LANDSCAPE if form.is_landscape else PORTRAIT
    file = WordFile(Look.of(is_large=False), form.title, page=page, margin=_MARGIN)
    width = page[0] - 2 * _MARGIN
    file.foot(form.title, width)
    styles = file.document.styles
    styles[CELL].paragraph_format.left_indent = Pt(0)
    styles[LINE].paragraph_format.left_indent = Pt(0)
    file.paragraph(form.title, TITLE)
    for place, section in enumerate(form.sections):
        file.paragraph(heading(place, section), PART)
        for is_table, some in groupby(strips(section), key=lambda strip: strip[0].kind is FieldKind.ROWS):
            if is_table:
                for (each,) in some:
                    _add_rows(file, each, width)
            else:
                _add_strips(file, [*some], width)
            file.paragraph("", CELL).paragraph_format.line_spacing = Pt(_GAP)
    file.paragraph(f"填法（带 * 的必填）。{'；'.join(hints(form))}。", NOTE)
    return file.to_bytes(NO_TIME)


def _add_strips(file: WordFile, some: list[tuple[FormField, ...]], width: float) -> None:
    """One table of four columns; a field that has a strip to itself goes over the last three."""
    value = width / 2 - _LABEL
    rows = [[*(text for each in strip for text in (label(each), ticks(each.choices))), "", ""][:4] for strip in some]
    table = add_table(file, Cells(widths=(_LABEL, value) * 2, rows=rows, is_labelled=True, height=_SHORT))
    for strip, row in zip(some, table.iterfind(qn("w:tr")), strict=True):
        if strip[0].kind is FieldKind.LONG:
            row.trPr.find(qn("w:trHeight")).set(qn("w:val"), centimetres(strip[0].lines * _LINE))
        if len(strip) == 1:
            _, wide, *others = row.iterfind(qn("w:tc"))
            for cell in others:
                row.remove(cell)
            wide.tcPr.find(qn("w:tcW")).set(qn("w:w"), centimetres(width - _LABEL))
            wide.tcPr.find(qn("w:tcW")).addnext(element("w:gridSpan", val="3"))


def _add_rows(file: WordFile, each: FormField, width: float) -> None:
    caption = file.paragraph(label(each), CELL)
    caption.paragraph_format.keep_with_next = True
    whole = sum(column.width for column in each.columns)
    rows = [[line.get(column.id, "") or ticks(column.choices) for column in each.columns] for line in each.preset]
    blank = [ticks(column.choices) for column in each.columns]
    rows += [blank] * (each.lines - len(rows))
    cells = Cells(
        widths=[column.width / whole * width for column in each.columns],
        head=[column.label for column in each.columns],
        rows=rows,
        height=_SHORT,
    )
    add_table(file, replace(cells, is_whole=each.lines <= 8))
