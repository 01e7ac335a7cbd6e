"""An .xls file, as Excel wrote it until 2003, read by xlrd: it tells of hidden rows, formats and errors as well."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd

from lianbing.drills.sheets.cells import Area, Content, ReadCell, Sheet, number_cell, text_cell
from lianbing.drills.sheets.parts import Unreadable

_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What xlrd raises for files that are cut short or changed."""


def read_xls(path: Path) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook; raises Unreadable, OSError."""
    content = path.read_bytes()
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            return tuple(_sheet(book, sheet) for sheet in book.sheets())
    except _BROKEN as error:
        locked = "EncryptedPackage".encode("utf-16-le") in content or "encrypted" in str(error).lower()
        raise Unreadable("加了密码：去掉打开密码，另存一次" if locked else "") from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    rows = {line: row for line in range(1, sheet.nrows + 1) if (row := dict(_row(book, sheet, line)))}
    hidden = {place + 1 for place, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    return Sheet(
        name=sheet.name,
        rows=rows,
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(hidden & rows.keys()),
        hidden_columns=frozenset(place + 1 for place, info in sheet.colinfo_map.items() if info.hidden),
        merged=tuple(Area(top=a + 1, left=c + 1, bottom=b, right=d) for a, b, c, d in sheet.merged_cells),
    )


def _row(book: Any, sheet: Any, line: int) -> Iterator[tuple[int, ReadCell]]:
    for column in range(1, sheet.row_len(line - 1) + 1):
        cell = _cell(book, sheet.cell(line - 1, column - 1))
        if cell:
            yield column, cell


def _cell(book: Any, cell: Any) -> ReadCell | None:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT if not cell.value:  # no program stores an empty text but as what a formula gives
            return ReadCell(text="", content=Content.UNCALCULATED)
        case xlrd.XL_CELL_TEXT:
            return text_cell(cell.value)
        case xlrd.XL_CELL_NUMBER:
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            return number_cell(cell.value, code)
        case xlrd.XL_CELL_DATE:
            return ReadCell(text=_date(book, cell.value), content=Content.DATE)
        case xlrd.XL_CELL_BOOLEAN:
            return ReadCell(text="TRUE" if cell.value else "FALSE", content=Content.TRUTH)
        case xlrd.XL_CELL_ERROR:
            return ReadCell(text=xlrd.error_text_from_code.get(cell.value, "错误值"), content=Content.ERROR)
    return None


def _date(book: Any, value: float) -> str:
    try:
        moment = xlrd.xldate_as_datetime(value, book.datemode)
    except _BROKEN:
        return str(value)
    return str(moment if value % 1 else moment.date())
