"""The data of an exercise as an Excel file inside the page: it saves without a server, from ``file://`` too."""

from __future__ import annotations

import base64
from html import escape

from openpyxl import Workbook as Spreadsheet

from lianbing.domain.decimals import read_number
from lianbing.domain.tasks import Exercise, Table
from lianbing.errors import UnknownReference
from lianbing.spreadsheets import NO_TIME, workbook_bytes

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_link(exercise: Exercise) -> str:
    """A link that holds the file; raises UnknownReference for an exercise without a table."""
    if exercise.table is None:
        raise UnknownReference(f"数据练习 {exercise.id} 没有数据表")
    content = base64.b64encode(table_xlsx(exercise.title, exercise.table)).decode()
    name = escape(f"{exercise.title}.xlsx", quote=True)
    return f'<a class="lb-download" download="{name}" href="data:{_TYPE};base64,{content}">下载数据表（Excel）</a>'


def table_xlsx(title: str, table: Table) -> bytes:
    """The table as a sheet, numbers as numbers; the same bytes for the same table."""
    book = Spreadsheet()
    sheet = book.active
    sheet.title = "数据"
    sheet.append([*table.columns])
    for row in table.rows:
        numbers = [read_number(cell) for cell in row]
        sheet.append([cell if number is None else number for cell, number in zip(row, numbers, strict=True)])
    sheet.freeze_panes = "A2"
    return workbook_bytes(book, title, NO_TIME)
