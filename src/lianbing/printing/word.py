"""Pieces of Word documents: styles with Chinese fonts, numbers, fields, rules; the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lianbing import design
from lianbing.domain.kernel.cleaning import showable
from lianbing.zip_files import zip_bytes, zip_members

ITEM, LINE, OPTION, NOTE, ANSWER, CODE, CELL = "题目", "题干续行", "选项", "说明", "答案", "代码", "表格"
_LANGUAGE = "zh-CN"
TITLE, SECTION, PART = "Title", "Heading 1", "Heading 2"
_PAGE, _MARGIN = (21.0, 29.7), 2.0
_INDENT = 2
"""How far items hang by their numbers, in times the size of text."""
WIDTH = _PAGE[0] - 2 * _MARGIN
"""How wide the text is, in centimetres."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """Fonts and the size of text, in points. In large print hardly an item fits on a page as a whole."""

    text: str
    heading: str
    latin: str
    latin_heading: str
    size: float
    small: float
    is_large: bool

    @classmethod
    def of(cls, *, is_large: bool) -> Look:
        """The look of ordinary print, or of large print, which has no serifs."""
        heading, latin_heading = (design.word(name, "print") for name in ("heading-font", "latin-heading-font"))
        return cls(
            text=heading if is_large else design.word("text-font", "print"),
            heading=heading,
            latin=latin_heading if is_large else design.word("latin-font", "print"),
            latin_heading=latin_heading,
            size=design.size("large" if is_large else "text", "print"),
            small=design.size("large" if is_large else "small", "print"),
            is_large=is_large,
        )


class WordFile:
    """A Word document that is being written."""

    def __init__(self, look: Look, title: str, page: tuple[float, float] = _PAGE, margin: float = _MARGIN) -> None:
        self.look = look
        self.document = Document()
        _drop_thumbnail(self.document)
        self._set_page(page, margin)
        _set_defaults(self.document, look)
        _add_styles(self.document, look)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = showable(title), "练兵", ""
        properties.language, properties.last_modified_by = _LANGUAGE, ""
        self._list = _numbered_list(self.document, look.size * _INDENT)
        self._styles = {style.name: style.style_id for style in self.document.styles}

    def _set_page(self, page: tuple[float, float], margin: float) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (Cm(length) for length in page)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
        if page[0] > page[1]:
            section.orientation = WD_ORIENT.LANDSCAPE

    def paragraph(self, text: str, style: str) -> Any:
        """Adds a paragraph."""
        return self._styled(self.document.add_paragraph(showable(text)), style)

    def add_style(self, name: str, size: float, chinese: str) -> Any:
        """A style of paragraphs with its Chinese font, new or changed."""
        style = _style(self.document, name, size, fonts=(self.look.latin, chinese))
        self._styles[name] = style.style_id
        return style

    def style(self, name: str) -> str:
        """The id of a style; python-docx would look for it among all styles each time."""
        return str(self._styles[name])

    def _styled(self, paragraph: Any, style: str) -> Any:
        paragraph._p.style = self.style(style)
        return paragraph

    def number(self, paragraph: Any, number: int) -> None:
        """Numbers a paragraph, whatever the numbers around it are."""
        numbering = self.document.part.numbering_part.element
        instance = numbering.add_num(self._list)
        instance.add_lvlOverride(0).add_startOverride(number)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, instance.numId

    def table(self, rows: Sequence[Sequence[str]], *, has_head: bool = False) -> Any:
        """Adds a table of texts; a head is repeated on every page that the table goes on to."""
        table = self.document.add_table(len(rows), len(rows[0]))
        table._tbl.tblPr.style = self.style("Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
            for cell, text in zip(row.cells, texts, strict=True):
                self._styled(cell.paragraphs[0], CELL).add_run(showable(text))
        if has_head:
            table.rows[0]._tr.trPr.append(element("w:tblHeader"))
        return table

    def rules(self, count: int) -> None:
        """Adds lines to write on."""
        table = self.document.add_table(count, 1)
        borders = OxmlElement("w:tblBorders")
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(borders)
        for side in ("w:bottom", "w:insideH"):
            borders.append(element(side, val="single", sz="4", space="0", color="auto"))
        for row in table.rows:
            row.height = Pt(self.look.size * 2.4)

    def head_and_foot(self, head: str, warning: str = "") -> None:
        """Sets what stands on every page: a head, a warning before it, and the number of the page."""
        section = self.document.sections[0]
        top = section.header.paragraphs[0]
        self._styled(top, NOTE)
        if warning:
            run = top.add_run(f"{warning}　")
            run.bold = True
            run.font.color.rgb = RGBColor.from_string(design.colour("bad").removeprefix("#").upper())
        top.add_run(showable(head))
        bottom = section.footer.paragraphs[0]
        self._styled(bottom, NOTE).alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_page_numbers(bottom)

    def foot(self, text: str, width: float) -> None:
        """Sets a foot alone: a text on the left, the number of the page on the right, ``width`` centimetres away."""
        bottom = self.document.sections[0].footer.paragraphs[0]
        self._styled(bottom, NOTE)
        stops = bottom.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
        bottom.add_run(f"{showable(text)}\t")
        _add_page_numbers(bottom)

    def to_bytes(self, made: datetime) -> bytes:
        """The document as a file; ``made`` (UTC, without a zone) stands for every time in it."""
        properties = self.document.core_properties
        properties.created = properties.modified = made
        raw = io.BytesIO()
        self.document.save(raw)
        return zip_bytes(zip_members(raw.getvalue()))


def _drop_thumbnail(document: Any) -> None:
    """Takes away the picture of the template that file managers would show."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]


def _set_defaults(document: Any, look: Look) -> None:
    """Takes away the fonts of the theme, which have no Chinese, and says that the language is Chinese."""
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        _set_fonts(run, latin=look.latin, chinese=look.text)
        for language in run.findall(qn("w:lang")):
            run.remove(language)
        run.append(element("w:lang", val="en-US", eastAsia=_LANGUAGE, bidi="ar-SA"))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _add_styles(document: Any, look: Look) -> None:
    size = look.size
    _style(document, "Normal", size, fonts=(look.latin, look.text))
    for name, scale in ((TITLE, 1.7), (SECTION, 1.2), (PART, 1.05)):
        style = _style(document, name, size * scale, fonts=(look.latin_heading, look.heading))
        style.font.bold, style.font.color.rgb = name != TITLE, None
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(size * (0 if name == TITLE else 1))
        style.paragraph_format.space_after = Pt(size * 0.4)
    title = document.styles[TITLE]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    indent = size * _INDENT
    for name, left in ((ITEM, indent), (LINE, indent), (OPTION, indent), (ANSWER, indent), (NOTE, 0), (CELL, 0)):
        style = _style(document, name, look.small if name == NOTE else size, fonts=(look.latin, look.text))
        form = style.paragraph_format
        form.left_indent, form.space_after = Pt(left), Pt(size * (0.2 if name != CELL else 0.1))
        form.line_spacing = 1.25
    document.styles[ITEM].paragraph_format.space_before = Pt(size * 0.6)
    document.styles[ITEM].paragraph_format.first_line_indent = Pt(-indent)
    code = _style(document, CODE, look.small, fonts=(design.word("code-font", "print"), look.text))
    code.paragraph_format.left_indent, code.paragraph_format.space_after = Pt(indent), Pt(0)
    code.paragraph_format.keep_together = True


def _style(document: Any, name: str, size: float, *, fonts: tuple[str, str]) -> Any:
    """A paragraph style with its fonts, Latin and Chinese; a new one if the document has none of this name."""
    known = [style for style in document.styles if style.name == name]
    style = known[0] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style, style.quick_style = document.styles["Normal"], True
    style.font.size = Pt(size)
    _set_fonts(style.element.get_or_add_rPr(), latin=fonts[0], chinese=fonts[1])
    return style


def _set_fonts(properties: Any, *, latin: str, chinese: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{name}"), font)


def _numbered_list(document: Any, indent: float) -> int:
    """The number of a new list whose items are numbered 1. 2. 3. and hang by their numbers."""
    numbering = document.part.numbering_part.element
    lists = numbering.findall(qn("w:abstractNum"))
    name = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in lists), default=0)
    made = element("w:abstractNum", abstractNumId=str(name))
    made.append(element("w:multiLevelType", val="singleLevel"))
    level = element("w:lvl", ilvl="0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1."), ("w:lvlJc", "left")):
        level.append(element(tag, val=value))
    twentieths = str(round(indent * 20))
    form = OxmlElement("w:pPr")
    form.append(element("w:ind", left=twentieths, hanging=twentieths))
    level.append(form)
    made.append(level)
    numbering.insert(len(lists), made)
    return name


def _add_page_numbers(paragraph: Any) -> None:
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(text)
        if field:
            _add_field(paragraph, field)


def _add_field(paragraph: Any, name: str) -> None:
    """A field that Word works out; ``1`` stands there until it does."""
    for kind in ("begin", name, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == name:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {name} "
            run._r.append(instruction)
        elif kind == "1":
            run.text = kind
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def element(tag: str, **attributes: str) -> Any:
    """An element of the format, with attributes of the same vocabulary."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def underlined(texts: Iterable[tuple[str, bool]], paragraph: Any) -> None:
    """Adds texts to a paragraph, each underlined or not."""
    for text, is_underlined in texts:
        paragraph.add_run(text).underline = is_underlined or None


def in_rows(texts: Sequence[str], columns: int) -> Iterator[list[str]]:
    """Texts in rows of so many; the last row is filled up."""
    for start in range(0, len(texts), columns):
        row = [*texts[start : start + columns]]
        yield row + [""] * (columns - len(row))
