"""Writes the rating sheet of one assessor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.practicals.rubric import Criterion, PracticalRubric
from lianbing.drills.fillable import put_head, put_text, put_title, tint, unlock
from lianbing.drills.practical_sheets.layout import (
    ASSESSOR,
    CHIEF,
    FIRST_CRITERION,
    FORM,
    HEAD_ROW,
    IDENTITY,
    LABELS,
    PERIOD,
    RATING,
    RUBRIC,
    RULES_SHEET,
    SHEET,
    TOTAL,
    YES,
    edition,
    heads,
    points_allowed,
)
from lianbing.drills.typed_sheets.layout import cell_name
from lianbing.spreadsheets import NO_TIME, workbook_bytes

_NOTE = (
    "每人一行，每个要点从下拉里选分；各档的说明在“评分细则”那张表里。合计自己算，评全了才显示。"
    "没有参加的人整行空着。评完存盘，交给组织的人，用 lianbing rating collect 收。"
)
_WIDTHS = {"工号": 11, "姓名": 10, "部门": 16, TOTAL: 8}
_CRITERION_WIDTH, _REMARK_WIDTH = 13, 24
_LONGEST_PROMPT = 250
_RULES_WIDTHS = (18, 8, 6, 60, 50)
_LINE, _ROOMY = 16, 22


@dataclass(frozen=True, kw_only=True)
class SheetAsked:
    """What a sheet is for: period, assessor, whether that is the chief, and the people, in their order."""

    period: str
    assessor: str
    is_chief: bool
    people: Sequence[Employee]


def rating_sheet_bytes(rubric: PracticalRubric, asked: SheetAsked, wordings: Mapping[str, str]) -> bytes:
    """A workbook for one assessor: people × criteria, and the rubric. ``wordings`` are the clauses that it cites."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _write_head(sheet, rubric, asked)
    for row, person in enumerate(asked.people, HEAD_ROW + 1):
        _write_row(sheet, row, person, len(rubric.criteria))
    last = HEAD_ROW + len(asked.people)
    for column, criterion in enumerate(rubric.criteria, FIRST_CRITERION):
        validation = _validation(criterion)
        validation.add(f"{cell_name(HEAD_ROW + 1, column)}:{cell_name(last, column)}")
        sheet.add_data_validation(validation)
    _finish(sheet, rubric)
    _write_rules(book.create_sheet(RULES_SHEET), rubric, wordings)
    return workbook_bytes(book, f"{rubric.title} 评分表 {asked.assessor}", NO_TIME)


def _write_head(sheet: Any, rubric: PracticalRubric, asked: SheetAsked) -> None:
    put_title(sheet, 1, 1, FORM)
    texts = {
        PERIOD: asked.period,
        RATING: rubric.id,
        RUBRIC: edition(rubric),
        ASSESSOR: asked.assessor,
        CHIEF: YES if asked.is_chief else "",
    }
    for (row, column), label in LABELS.items():
        put_text(sheet, row, column - 1, label)
        put_text(sheet, row, column, texts[row, column])
    put_text(sheet, 1, FIRST_CRITERION, rubric.title)
    put_text(sheet, 4, 1, _NOTE)
    for column, text in enumerate(heads(rubric), 1):
        put_head(sheet, HEAD_ROW, column, text)


def _write_row(sheet: Any, row: int, person: Employee, criteria: int) -> None:
    for column, text in enumerate((person.id, person.name, person.team), 1):
        tint(put_text(sheet, row, column, text))
    total = FIRST_CRITERION + criteria
    for column in range(FIRST_CRITERION, total):
        cell = put_text(sheet, row, column, "")
        cell.number_format = "General"
        unlock(cell)
        cell.alignment = Alignment(horizontal="center", vertical="center")
    _put_total(sheet, row, total)
    unlock(put_text(sheet, row, total + 1, ""))


def _put_total(sheet: Any, row: int, column: int) -> None:
    """A sum that shows once every criterion is rated."""
    rated = f"{cell_name(row, FIRST_CRITERION)}:{cell_name(row, column - 1)}"
    count = column - FIRST_CRITERION
    cell = put_text(sheet, row, column, "")
    cell.number_format = "General"
    cell.value = f'=IF(COUNT({rated})={count},SUM({rated}),"")'
    cell.alignment = Alignment(horizontal="center", vertical="center")


def _validation(criterion: Criterion) -> DataValidation:
    allowed = "、".join(plain(points) for points in points_allowed(criterion))
    made = DataValidation(
        type="list",
        formula1=f'"{",".join(plain(points) for points in points_allowed(criterion))}"',
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="评分有误",
        error=f"“{criterion.title}”只能选 {allowed}",
    )
    levels = "；".join(f"{plain(level.points)} {level.title}：{level.text}" for level in criterion.levels)
    made.prompt = levels if len(levels) <= _LONGEST_PROMPT else levels[: _LONGEST_PROMPT - 1] + "…"
    return made


def _finish(sheet: Any, rubric: PracticalRubric) -> None:
    names = heads(rubric)
    for column, name in enumerate(names, 1):
        width = _WIDTHS.get(name, _REMARK_WIDTH if column == len(names) else _CRITERION_WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEAD_ROW].height = 2 * _LINE + 4
    sheet.freeze_panes = cell_name(HEAD_ROW + 1, IDENTITY.index("姓名") + 2)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.oddFooter.left.text = "评委签字：　　　　　　日期："
    sheet.oddFooter.right.text = "第 &P 页，共 &N 页"
    _protect_for_printing(sheet)


def _write_rules(sheet: Any, rubric: PracticalRubric, wordings: Mapping[str, str]) -> None:
    panel = rubric.panel
    put_text(sheet, 1, 1, rubric.note)
    allowed = f"各人总分最多相差 {plain(panel.allowed)} 分，在内取平均，超过{panel.beyond.label}"
    put_text(sheet, 2, 1, f"至少 {panel.assessors} 名评委；{allowed}。{panel.source}")
    for column, text in enumerate(("要点", "档", "分", "看到的", "依据"), 1):
        put_head(sheet, 3, column, text)
    row = 4
    for criterion in rubric.criteria:
        basis = "\n".join(f"{name} {wordings.get(name, '')}".strip() for name in criterion.rests_on)
        _put_criterion(sheet, row, criterion, basis)
        row += len(criterion.levels)
    for column, width in enumerate(_RULES_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _protect_for_printing(sheet)


def _put_criterion(sheet: Any, first: int, criterion: Criterion, basis: str) -> None:
    """The levels of a criterion, a row each, its name and its clauses beside all of them."""
    last = first + len(criterion.levels) - 1
    for row, level in enumerate(criterion.levels, first):
        texts = (criterion.title, level.title, plain(level.points), level.text, basis)
        for column, text in enumerate(texts, 1):
            shown = text if row == first or column in (2, 3, 4) else ""
            put_text(sheet, row, column, shown).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = _ROOMY
    for column in (1, 5):
        sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)


def _protect_for_printing(sheet: Any) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
