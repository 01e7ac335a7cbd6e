"""Lists as units hand them in: an .xlsx file with a title above the head, numbers of people as texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
from openpyxl.styles import Alignment, Font

from lianbing.spreadsheets import NO_TIME, workbook_bytes

_WIDTHS = (10, 14, 14)
_WIDTH = 13
_SCORE = re.compile(r"\d+(\.\d+)?", re.ASCII)


def list_bytes(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The list as a file; the first row is the head, the first three columns are texts."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append([title])
    for row in rows:
        sheet.append([_value(text, place) for place, text in enumerate(row)])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    sheet["A1"].alignment, sheet["A1"].font = Alignment(horizontal="center"), Font(bold=True, size=14)
    for place, cell in enumerate(sheet[2]):
        cell.font = Font(bold=True)
        column = sheet.column_dimensions[cell.column_letter]
        column.width = _WIDTHS[place] if place < len(_WIDTHS) else _WIDTH
    sheet.freeze_panes = "D3"
    return workbook_bytes(book, title, NO_TIME)


def _value(text: str, place: int) -> str | Decimal:
    return Decimal(text) if place >= len(_WIDTHS) and _SCORE.fullmatch(text) else text
