"""Cells and sheets of a workbook: styles, text that can't become a formula, print setup, and fixed bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from lianbing import design
from lianbing.domain.assessment.marked_items import PLACES
from lianbing.domain.kernel.cleaning import showable
from lianbing.spreadsheets import FORMULA_STARTS

_LONGEST = 32_000
_LINE_POINTS, _HEAD_POINTS = 16, 20
A3, A4 = 8, 9
"""Paper sizes as the format numbers them."""
_FONT = design.word("font", "sheets")
_SIZE, _HEADING_SIZE = (design.size(name, "sheets") for name in ("text", "heading"))
TEXT, WRAPPED, NUMBER, EXACT, HEAD, ABSENT, HEADING = (
    "练兵文字",
    "练兵长文字",
    "练兵两位小数",
    "练兵数字",
    "练兵表头",
    "练兵没有成绩",
    "练兵标题",
)


@dataclass(frozen=True)
class Missing:
    """A word that stands where a number would, set apart from numbers and never read as zero."""

    word: str


@dataclass(frozen=True)
class Long:
    """A text that may take several lines."""

    text: str


Value = str | int | Decimal | Missing | Long


def new_workbook() -> Any:
    """A workbook without sheets, with the styles that :func:`put` uses."""
    book = Workbook()
    book.remove(book.active)
    line = Border(bottom=Side(style="thin", color=_colour("line")))
    body, top = Font(name=_FONT, size=_SIZE), {"vertical": "top", "indent": 1}
    left = {"horizontal": "left", **top}
    book.add_named_style(_style(TEXT, body, line, Alignment(**left), "@"))
    book.add_named_style(_style(WRAPPED, body, line, Alignment(wrap_text=True, **left), "@"))
    book.add_named_style(_style(NUMBER, body, line, Alignment(horizontal="right", **top), f"0.{'0' * PLACES}"))
    book.add_named_style(_style(EXACT, body, line, Alignment(horizontal="right", **top), "General"))
    soft = Font(name=_FONT, size=_SIZE, color=_colour("half"))
    book.add_named_style(_style(ABSENT, soft, line, Alignment(horizontal="right", **top), "@"))
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    name = Font(name=_FONT, size=_SIZE, bold=True, color=_colour("on-accent"))
    head = _style(HEAD, name, _grid(), centre, "@")
    head.fill = PatternFill("solid", start_color=_colour("accent"))
    book.add_named_style(head)
    heading = Font(name=_FONT, size=_HEADING_SIZE, bold=True)
    book.add_named_style(_style(HEADING, heading, Border(), Alignment(**left), "@"))
    return book


def _colour(name: str, group: str = "colours") -> str:
    """A colour as the format writes it."""
    return design.colour(name, group).removeprefix("#").upper()


def _grid() -> Border:
    side = Side(style="thin", color=_colour("grid", "sheets"))
    return Border(left=side, right=side, top=side, bottom=side)


def _style(name: str, font: Font, border: Border, alignment: Alignment, number_format: str) -> Any:
    return NamedStyle(name, font=font, border=border, alignment=alignment, number_format=number_format)


def put(sheet: Any, place: tuple[int, int], value: Value, style: str | None = None) -> None:
    """Writes ``value`` at (row, column), numbers as numbers and everything else as text that stays text."""
    cell = sheet.cell(*place)
    match value:
        case int():
            cell.value, cell.style = value, style or EXACT
        case Decimal():
            cell.value, cell.style = value, style or (NUMBER if _fits(value) else EXACT)
        case Missing(word):
            _put_text(cell, word, style or ABSENT)
        case Long(text):
            _put_text(cell, text, style or WRAPPED)
        case str():
            _put_text(cell, value, style or TEXT)


def _fits(value: Decimal) -> bool:
    return value == value.quantize(Decimal(1).scaleb(-PLACES))


def _put_text(cell: Any, text: str, style: str) -> None:
    cell.style = style
    shown = showable(text)
    if not shown:
        return  # a text cell without text would be written as a damaged one
    cell.value = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
    cell.data_type = "s"  # openpyxl has by now taken “=…” for a formula and “#N/A” for an error
    if shown.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def put_row(sheet: Any, row: int, values: Sequence[Value], style: str | None = None) -> None:
    """Writes ``values`` from the first column on."""
    for column, value in enumerate(values, 1):
        put(sheet, (row, column), value, style)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A sheet's column widths (in characters), heading rows and columns that stay in sight, and paper."""

    widths: Sequence[float]
    head_rows: int = 1
    fixed_columns: int = 1
    paper: int = A4


def finish(sheet: Any, layout: Layout, title: str) -> None:
    """Sets widths, the frozen, filtered and repeated header, and landscape paper filled to its width."""
    widths, head_rows = layout.widths, layout.head_rows
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if head_rows:
        sheet.freeze_panes = f"{get_column_letter(layout.fixed_columns + 1)}{head_rows + 1}"
        sheet.print_title_rows = f"1:{head_rows}"
        sheet.auto_filter.ref = f"A{head_rows}:{get_column_letter(len(widths))}{max(sheet.max_row, head_rows)}"
    _fit_heights(sheet, layout)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = layout.paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    sheet.oddHeader.center.text = showable(title).replace("&", "&&")
    sheet.oddFooter.left.text = "制表：　　　　　　复核：　　　　　　审批："
    sheet.oddFooter.right.text = "第 &P 页，共 &N 页"


def _fit_heights(sheet: Any, layout: Layout) -> None:
    """Rows as high as their longest text needs: not every program works that out when it opens a file."""
    for row in range(1, layout.head_rows + 1):
        sheet.row_dimensions[row].height = _HEAD_POINTS
    for cells in sheet.iter_rows(min_row=layout.head_rows + 1):
        lines = max(_lines(cell, width) for cell, width in zip(cells, layout.widths, strict=True))
        if lines > 1:
            sheet.row_dimensions[cells[0].row].height = lines * _LINE_POINTS


def _lines(cell: Any, width: float) -> int:
    if cell.style != WRAPPED:
        return 1
    room = max(int(width) - 3, 1)
    return sum(max(-(-_columns(line) // room), 1) for line in str(cell.value).split("\n"))


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
