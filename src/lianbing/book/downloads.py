"""The data of an exercise as files inside the page: they save without a server, from ``file://`` too."""

from __future__ import annotations

import base64
import csv
import io
from html import escape
from typing import Any

from openpyxl import Workbook as Spreadsheet
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lianbing.book.lab_notebook import lab_notebook
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.kernel.decimals import fold_width, read_number
from lianbing.domain.kernel.tables import Table
from lianbing.spreadsheets import FORMULA_STARTS, NO_TIME, workbook_bytes

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 40


def download_links(exercise: TaskInstance, table: Table) -> str:
    """Links that hold the files: for Excel and WPS, for any other program, and for JupyterLab."""
    name = exercise.title
    links = [
        _link("下载数据表（Excel）", f"{name}.xlsx", _XLSX, table_xlsx(name, table)),
        _link("下载数据表（CSV）", f"{name}.csv", "text/csv;charset=utf-8", table_csv(table)),
    ]
    if exercise.pandas:
        notebook = lab_notebook(exercise, table).encode()
        links.append(_link("下载笔记本（JupyterLab）", f"{name}.ipynb", "application/x-ipynb+json", notebook))
    return f'<p class="lb-downloads">{"".join(links)}</p>'


def _link(words: str, name: str, kind: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f'<a class="lb-download" download="{escape(name)}" href="data:{kind};base64,{data}">{words}</a>'


def table_xlsx(title: str, table: Table) -> bytes:
    """The table as a sheet, numbers as numbers; the same bytes for the same table."""
    book = Spreadsheet()
    sheet = book.active
    sheet.title = "数据"
    for number, row in enumerate((table.columns, *table.rows), 1):
        for place, text in enumerate(row, 1):
            _put(sheet.cell(number, place), text)
    for place, column in enumerate(zip(table.columns, *table.rows, strict=True), 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, 3 + max(map(_width, column)))
    sheet.freeze_panes = "A2"
    return workbook_bytes(book, title, NO_TIME)


def _put(cell: Any, text: str) -> None:
    """Writes a number as a number, with its percent sign; other text as text, never as a formula."""
    number = read_number(text)
    cell.value = text if number is None else number
    if number is not None:
        if fold_width(text).strip().endswith("%"):
            decimals = len(text.strip()[:-1].partition(".")[2])
            cell.number_format = f"0.{'0' * decimals}%" if decimals else "0%"
        return
    cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _width(text: str) -> int:
    """How many digits of width a text takes: a Chinese character takes two."""
    return sum(2 if ord(character) > 0xFF else 1 for character in text)


def table_csv(table: Table) -> bytes:
    """The table in UTF-8 with a byte order mark, by which Excel and WPS know the encoding."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in (table.columns, *table.rows))
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe; a negative number is none."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and read_number(text) is None else text
