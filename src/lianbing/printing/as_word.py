"""A document for paper as a Word file, with Chinese fonts set and tables that repeat their heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from lianbing import design
from lianbing.printing.blocks import (
    A_FEW,
    BOX,
    BRACKET,
    DAY,
    GAP,
    MARGIN,
    RULE,
    Facts,
    FramedText,
    Grid,
    Heading,
    LeadIn,
    LetteredQuestion,
    NewPage,
    Opinion,
    PaperDocument,
    Points,
    Print,
    RuledLines,
    Sentence,
    Side,
    Signatures,
    TickList,
    in_lines,
    shares,
)
from lianbing.printing.word import CELL, LINE, NOTE, PART, SECTION, TITLE, Look, WordFile, element, underlined
from lianbing.printing.word_tables import Cells, add_table

_CELLS = {Print.TABLE: CELL, Print.DENSE: "密排表格", Print.ROOMY: "疏排表格"}
"""The styles of cells."""
_IN_FRAME = "框内说明"
"""The style of the smaller print in a box."""
_FACT_LABEL = 2.1
"""How wide the label of a fact is, in centimetres."""
_OPINION_LINES = 1.1
"""How high title and signature of a box for an opinion are, in centimetres."""


def document_docx(document: PaperDocument) -> bytes:
    """The document as a Word file."""
    look = replace(Look.of(is_large=False), text=design.word("official-font", "print"))
    file = WordFile(look, document.title, page=document.page, margin=MARGIN)
    _set_styles(file)
    file.foot(document.foot, document.width)
    file.paragraph(document.title, TITLE)
    if document.subtitle:
        file.paragraph(document.subtitle, LINE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in document.blocks:
        _WRITERS[type(block)](file, block, document.width)
    return file.to_bytes(document.made)


def _set_styles(file: WordFile) -> None:
    """Paragraphs from the margin on, and cells in small print of another font.

    Lines have exact heights, since fonts that stand in for those named are often taller.
    """
    styles = file.document.styles
    styles[LINE].paragraph_format.left_indent = Pt(0)
    file.add_style(_IN_FRAME, Print.ROOMY.points, chinese=file.look.text).paragraph_format.space_after = Pt(2)
    for name in (LINE, NOTE, _IN_FRAME):
        styles[name].paragraph_format.line_spacing = Pt(styles[name].font.size.pt * 1.4)
    for size, name in _CELLS.items():
        cell = file.add_style(name, size.points, chinese=design.word("text-font", "print"))
        cell.paragraph_format.left_indent = cell.paragraph_format.space_after = Pt(0)
        cell.paragraph_format.line_spacing = Pt(size.points * 1.3)


def _heading(file: WordFile, block: Heading, _: float) -> None:
    file.paragraph(block.text, PART if block.is_minor else SECTION)


def _sentence(file: WordFile, block: Sentence, _: float) -> None:
    file.paragraph(block.text, NOTE if block.is_note else LINE)


def _lead_in(file: WordFile, block: LeadIn, _: float) -> None:
    file.paragraph(block.text, LINE).paragraph_format.keep_with_next = True


def _points(file: WordFile, block: Points, _: float) -> None:
    for number, text in enumerate(block.texts, 1):
        _hanging(file, f"{number}.　{text}")


def _hanging(file: WordFile, text: str, by: float = 2) -> Any:
    """A paragraph that hangs by its first signs, as wide as so many Chinese characters."""
    paragraph = file.paragraph(text, LINE)
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Pt(file.look.size * by), Pt(-file.look.size * by)
    return paragraph


def _facts(file: WordFile, block: Facts, width: float) -> None:
    value = width / block.per_line - _FACT_LABEL
    lines = in_lines(block.pairs, block.per_line)
    rows = [[text for label, value in line for text in (label, value)] for line in lines]
    add_table(file, Cells(widths=(_FACT_LABEL, value) * block.per_line, rows=rows, is_labelled=True))
    _close(file)


def _grid(file: WordFile, block: Grid, width: float) -> None:
    if block.caption:
        file.paragraph(block.caption, NOTE).paragraph_format.keep_with_next = True
    cells = Cells(
        widths=shares(block.columns, width),
        rows=block.rows,
        head=[column.title for column in block.columns],
        sides=[_SIDES[column.side] for column in block.columns],
        height=block.height,
        style=_CELLS[block.size],
        is_whole=block.is_whole,
    )
    add_table(file, cells)
    _close(file)


def _close(file: WordFile) -> None:
    """A low paragraph, without which the next table would grow together with this one."""
    form = file.paragraph("", CELL).paragraph_format
    form.line_spacing = Pt(5)


def _signatures(file: WordFile, block: Signatures, width: float) -> None:
    paragraph = file.paragraph("", LINE)
    form = paragraph.paragraph_format
    form.space_before, form.keep_with_next = Pt(file.look.size * 1.2), bool(block.seal)
    for place, label in enumerate(block.labels):
        underlined([(("\t" if place else "") + f"{label}：", False), (GAP, True)], paragraph)
        if 0 < place < len(block.labels) - 1:
            form.tab_stops.add_tab_stop(Cm(width * place / len(block.labels)))
    if len(block.labels) > 1:
        form.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    if block.seal:
        for text in (f"{block.seal}（盖章）{GAP}", DAY):
            last = file.paragraph(text, LINE)
            last.alignment, last.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, text != DAY
            last.paragraph_format.space_before = Pt(file.look.size if text != DAY else 0)


def _opinion(file: WordFile, block: Opinion, width: float) -> None:
    table = add_table(file, Cells(widths=(width,), rows=[[block.title]], height=block.height))
    (cell,) = table.iterfind(".//{*}tc")
    cell.tcPr.remove(cell.tcPr.find(qn("w:vAlign")))
    seal = f"（{block.seal}盖章）" if block.seal else ""
    signing = file.paragraph(f"{block.sign}：{GAP}{seal}{DAY}", CELL)
    signing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signing.paragraph_format.space_before = Cm(block.height - _OPINION_LINES)
    cell.append(signing._p)


def _question(file: WordFile, block: LetteredQuestion, width: float) -> None:
    first, *others = block.lines
    made = [_hanging(file, f"{block.number}.\t{first}"), *(_indented(file, text) for text in others)]
    if block.bracket:
        made[-1].add_run(BRACKET)
    made[0].paragraph_format.space_before = Pt(file.look.size * 0.5)
    for row in block.rows:
        made.append(_indented(file, "\t".join(filter(None, row))))
        if block.columns == 1:
            form = made[-1].paragraph_format
            form.left_indent, form.first_line_indent = Pt(file.look.size * 3.6), Pt(-file.look.size * 1.6)
        for stop in range(1, block.columns):
            indent = Pt(file.look.size * 2)
            made[-1].paragraph_format.tab_stops.add_tab_stop(indent + (Cm(width) - indent) * stop // block.columns)
    if block.boxes:
        made.append(_indented(file, "　　　".join(f"{BOX} {text}" for text in block.boxes)))
    for paragraph in made:
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = block.leads or paragraph is not made[-1]


def _indented(file: WordFile, text: str) -> Any:
    paragraph = file.paragraph(text, LINE)
    paragraph.paragraph_format.left_indent = Pt(file.look.size * 2)
    return paragraph


def _framed(file: WordFile, block: FramedText, _: float) -> None:
    texts = [(block.title, PART), (block.text, LINE), *((note, _IN_FRAME) for note in block.notes)]
    made = [file.paragraph(text, style) for text, style in texts if text]
    for paragraph in made:
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(file.look.size * 0.6)
        form.keep_together, form.keep_with_next = True, paragraph is not made[-1]
        _add_borders(paragraph, ("top", "left", "bottom", "right"), space=4)
    made[0].paragraph_format.space_before = Pt(0)
    gap = file.paragraph("", CELL).paragraph_format
    gap.line_spacing = Pt(6)


def _add_borders(paragraph: Any, sides: Sequence[str], space: int) -> None:
    """Borders, so many points away; paragraphs that follow each other with the same ones share a box."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz="4", space=str(space), color="auto"))
    paragraph._p.pPr.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _ticks(file: WordFile, block: TickList, _: float) -> None:
    for text in block.texts:
        _hanging(file, f"{BOX}\t{text}", by=1.6)


def _ruled(file: WordFile, block: RuledLines, _: float) -> None:
    for line in range(block.count):
        paragraph = file.paragraph("", LINE)
        paragraph.paragraph_format.keep_with_next = block.count <= A_FEW and line < block.count - 1
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Cm(RULE), Pt(0)
        _add_borders(paragraph, ("bottom", "between"), space=0)


def _new_page(file: WordFile, block: NewPage, _: float) -> None:
    file.paragraph(block.title, TITLE).paragraph_format.page_break_before = True


_SIDES = {Side.LEFT: "left", Side.CENTRE: "center", Side.RIGHT: "right"}
_WRITERS: Mapping[type, Callable[[WordFile, Any, float], None]] = {
    Heading: _heading,
    Sentence: _sentence,
    LeadIn: _lead_in,
    Points: _points,
    Facts: _facts,
    Grid: _grid,
    Signatures: _signatures,
    Opinion: _opinion,
    NewPage: _new_page,
    LetteredQuestion: _question,
    FramedText: _framed,
    TickList: _ticks,
    RuledLines: _ruled,
}
