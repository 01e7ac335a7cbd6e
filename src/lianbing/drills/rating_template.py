"""An empty table of ratings to fill in, with the people who are expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from lianbing.domain.assessment.schemes import RatingColumn
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period
from lianbing.drills.rosters import HEADINGS
from lianbing.errors import WrongUsage
from lianbing.files import write_whole
from lianbing.spreadsheets import NO_TIME, workbook_bytes

_WHO = ("id", "name", "team")
_WIDTHS = (14, 12, 22)
_NOTES = (
    "每人一行，每项一个数字，最多两位小数；括号里是满分。列名不要改，不要合并单元格。",
    "可以一个部门一张工作表，或一个部门一个文件，一起录入；一个人只写一行。",
    "这次不评的人（病假、借调等），整行删掉，录入时加 --without 工号 --why 理由。",
    "加分、扣分的列可以空着：空着就是不加、不扣。",
    "可以有“序号”“备注”“合计”这样的列，不读。",
)


def write_rating_template(
    path: Path, period: Period, columns: Sequence[RatingColumn], people: Sequence[Employee]
) -> None:
    """Writes the table; raises WrongUsage rather than write over a file, which may be filled in by now."""
    if path.suffix.lower() != ".xlsx":
        raise WrongUsage(f"评定表模板是 .xlsx 文件：把 {path.name} 的结尾改成 .xlsx")
    if path.exists():
        raise WrongUsage(f"已经有 {path}，没有改它：换一个文件名，或先把它移开")
    book = openpyxl.Workbook()
    _fill(book.active, period, columns, people)
    _explain(book.create_sheet("填写说明"))
    write_whole(path, workbook_bytes(book, f"{period.title}评定表", NO_TIME))


def _fill(sheet: Any, period: Period, columns: Sequence[RatingColumn], people: Sequence[Employee]) -> None:
    sheet.title = period.code
    sheet.append([f"{period.title}评定表"])
    sheet.append([*(HEADINGS[field][0] for field in _WHO), *(_heading(column) for column in columns)])
    for employee in people:
        sheet.append([employee.id, employee.name, employee.team])
    for cell in sheet[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)
    last = max(len(people) + 2, 3)
    for place, column in enumerate(columns, len(_WHO) + 1):
        letter = sheet.cell(2, place).column_letter
        sheet.column_dimensions[letter].width = 14
        allowed = DataValidation("decimal", operator="between", formula1="0", formula2=plain(column.full))
        allowed.error, allowed.errorTitle = f"0 到 {plain(column.full)} 的数字", column.title
        allowed.add(f"{letter}3:{letter}{last}")
        sheet.add_data_validation(allowed)
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=3, max_col=3):
        row[0].number_format = "@"
    sheet.freeze_panes = "D3"


def _heading(column: RatingColumn) -> str:
    return (
        f"{column.title}（{plain(column.full)}）" if column.needed else f"{column.title}（可空，{plain(column.full)}）"
    )


def _explain(sheet: Any) -> None:
    for note in _NOTES:
        sheet.append([note])
    sheet.column_dimensions["A"].width = 80
