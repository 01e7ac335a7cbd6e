"""An empty roster to fill in; hints stand in a sheet of their own, so that nothing has to be deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

from lianbing.drills.rosters import WANTED
from lianbing.errors import WrongUsage
from lianbing.files import write_whole
from lianbing.spreadsheets import NO_TIME, workbook_bytes

_AS_TEXT = "@"
_WIDTHS = {"id": 16, "name": 14, "team": 24}
_HINTS = (
    ("列", "怎样填", "例（样例，不是真人）"),
    ("工号", "单位里每人一个、不变的号；字母、数字、- 和 _，最多 32 位。这一列已经设成文本，前面的 0 不会丢", "00101"),
    ("姓名", "同名的人照样各写一行，靠工号分开", "样例甲"),
    ("部门", "班组报告按它分组：同一个部门写法要一样，每人都要填，不用合并单元格", "城区一部"),
)
_NOTES = (
    "名单写在“名单”这张表里，每人一行；从别处粘贴时用“只粘贴值”，免得把格式也带过来。",
    "可以有别的列，用不到的不读；不要写身份证号、电话。",
    "隐藏的、筛掉的行、列和工作表不读，读名单时会说出来。",
    "填好以后先试读，什么也不写：lianbing drill issue 练兵 --roster 名单.xlsx --dry-run",
)


def write_roster_template(path: Path) -> None:
    """Writes the template; raises WrongUsage rather than write over a file, which may be filled in by now."""
    if path.suffix.lower() != ".xlsx":
        raise WrongUsage(f"名单模板是 .xlsx 文件：把 {path.name} 的结尾改成 .xlsx")
    if path.exists():
        raise WrongUsage(f"已经有 {path}，没有改它：换一个文件名，或先把它移开")
    write_whole(path, roster_template())


def roster_template() -> bytes:
    """The template as an .xlsx file, the same bytes each time."""
    book = openpyxl.Workbook()
    _fill_list(book.active)
    _fill_hints(book.create_sheet("填写说明"))
    return workbook_bytes(book, "名单", NO_TIME)


def _fill_list(sheet: Any) -> None:
    sheet.title = "名单"
    sheet.append([WANTED.title(field) for field in WANTED.needed])
    for cell, field in zip(sheet[1], WANTED.needed, strict=True):
        cell.font = Font(bold=True)
        column = sheet.column_dimensions[cell.column_letter]
        column.number_format, column.width = _AS_TEXT, _WIDTHS[field]
    sheet.freeze_panes = "A2"


def _fill_hints(sheet: Any) -> None:
    for row in _HINTS:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, note in enumerate(_NOTES, len(_HINTS) + 2):
        sheet.cell(place, 1, note)
    for letter, width in (("A", 10), ("B", 60), ("C", 22)):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(max_row=len(_HINTS)):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
