"""The sheet that managers fill in: people with results and weak clauses, and empty cells for what a manager decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.coaching.cases import CoachingCase
from lianbing.domain.coaching.events import StudyClause
from lianbing.domain.coaching.rules import CoachingRules
from lianbing.domain.kernel.decimals import plain
from lianbing.reports.cells import HEAD, TEXT, Long, new_workbook, put, put_row
from lianbing.reports.coaching.record import shown_clause, shown_score
from lianbing.spreadsheets import workbook_bytes

SHEET, HINTS = "辅导", "类型和办法"
_GIVEN = ("工号", "姓名", "部门", "总分", "等级", "薄弱的条款")
_HEADS = (*_GIVEN, "类型", "观察到的", "采用的办法", "回看日期", "回看结果")
_WIDTHS = (12, 12, 18, 9, 12, 44, 14, 36, 24, 14, 36)
_FIRST_ASKED = len(_GIVEN) + 1
_NOTES = (
    "类型只由经理选：看人、看做事，不看分数定；没有要辅导的人，那一行空着。",
    "“采用的办法”写条款编号，几条用“、”隔开；“回看日期”写成 2027-01-15；“回看结果”到时候再填，可以用同一张表。",
    "填好存盘：lianbing --who 经理姓名 coach collect 考评期 这张表.xlsx",
)


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """A person on the sheet, with what was recorded before."""

    result: PersonResult
    study: tuple[StudyClause, ...]
    case: CoachingCase | None


def coaching_sheet(
    lines: Sequence[SheetLine], rules: CoachingRules, wordings: Mapping[str, str], made: datetime
) -> bytes:
    """The workbook; ``wordings`` are the texts of the measures, ``made`` (UTC, without a zone) is every time in it."""
    book = new_workbook()
    sheet = book.create_sheet(SHEET)
    put_row(sheet, 1, _HEADS, HEAD)
    for row, line in enumerate(lines, 2):
        put_row(sheet, row, [*_known(line), *(Long(text) for text in _texts_of(line.case))])
        for column in range(_FIRST_ASKED, len(_HEADS) + 1):
            sheet.cell(row, column).number_format = "@"
    choices = DataValidation(
        type="list", formula1='"' + ",".join(each.title for each in rules.types) + '"', allow_blank=True
    )
    choices.add(f"{get_column_letter(_FIRST_ASKED)}2:{get_column_letter(_FIRST_ASKED)}{max(len(lines), 1) + 1}")
    sheet.add_data_validation(choices)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    _add_hints(book.create_sheet(HINTS), rules, wordings)
    return workbook_bytes(book, "辅导录入表", made)


def _known(line: SheetLine) -> list[Any]:
    employee, result = line.result.employee, line.result
    weak = "\n".join(f"{shown_clause(each)} {shown_score(each.score)}" for each in line.study)
    total = "—" if result.total is None else plain(result.total)
    return [employee.id, employee.name, employee.team, total, result.level or result.state.value, Long(weak)]


def _texts_of(case: CoachingCase | None) -> tuple[str, ...]:
    if case is None:
        return ("", "", "", "", "")
    plan = ("、".join(case.plan.measures), case.plan.follow_up) if case.plan else ("", "")
    return (case.choice.title, case.choice.observed, *plan, case.outcome.outcome if case.outcome else "")


def _add_hints(sheet: Any, rules: CoachingRules, wordings: Mapping[str, str]) -> None:
    put_row(sheet, 1, ("类型", "可以观察的表现", "办法", "怎样做"), HEAD)
    row = 2
    for each in rules.types:
        for place, measure in enumerate(each.measures):
            shown = (each.title, Long("；".join(each.signs))) if place == 0 else ("", "")
            put_row(sheet, row, [*shown, measure, Long(wordings.get(measure, ""))])
            row += 1
    for note in _NOTES:
        put(sheet, (row + 1, 1), note, TEXT)
        row += 1
    for letter, width in (("A", 14), ("B", 40), ("C", 12), ("D", 70)):
        sheet.column_dimensions[letter].width = width
