"""Writes a workbook into which the answers of a unit's people are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lianbing.domain.items.on_paper import AskedOnPaper, LongText, PaperForm
from lianbing.drills.fillable import put_head, put_text, put_title, tint, unlock
from lianbing.drills.printed.paper import asked_on_paper
from lianbing.drills.tokens import check_code
from lianbing.drills.typed_sheets.layout import (
    DRILL,
    FIRST_ITEM,
    FORM,
    HANDED_IN,
    HEAD_ROW,
    IDENTITY,
    LABELS,
    STARTED,
    TYPED_BY,
    RowIdentity,
    cell_name,
    heads,
)
from lianbing.spreadsheets import workbook_bytes
from lianbing.wire.papers import Booklet

_NOTE = (
    "每人一行，照纸质答题卡录入；白底的格子才能填，都是文本。没有作答的题写“／”，整行空着就是没有交卷。"
    "开考、交卷时间写成 2026-11-21 09:00。录完存盘，用 lianbing drill collect 收。"
)
_WIDTHS = (12, 12, 18, 24, 9)
_ANSWER_WIDTH, _LONG_WIDTH = 13, 36
_LONGEST_PROMPT = 250
Validations = dict[tuple[PaperForm, AskedOnPaper], DataValidation]


@dataclass(frozen=True, kw_only=True)
class SheetMade:
    """Who is going to type answers in, and the time (UTC, without a zone) that stands in the file."""

    typed_by: str
    made: datetime


def sheet_bytes(booklets: Sequence[Booklet], made: SheetMade) -> bytes:
    """A workbook for the papers of ``booklets``, at least one; papers of other items get a sheet of their own."""
    book = Workbook()
    book.remove(book.active)
    kinds: dict[tuple[str, ...], list[Booklet]] = {}
    for booklet in booklets:
        kinds.setdefault(heads(booklet), []).append(booklet)
    for number, (titles, own) in enumerate(kinds.items(), 1):
        sheet = book.create_sheet("答题卡" if number == 1 else f"答题卡{number}")
        _write_head(sheet, own[0], titles, made.typed_by)
        validations: Validations = {}
        for row, booklet in enumerate(own, HEAD_ROW + 1):
            _write_row(sheet, row, booklet, validations)
        for validation in validations.values():
            sheet.add_data_validation(validation)
        _finish(sheet, own[0], titles)
    return workbook_bytes(book, f"{booklets[0].drill.title} 答题卡录入表", made.made)


def _write_head(sheet: Any, booklet: Booklet, titles: Sequence[str], typed_by: str) -> None:
    put_title(sheet, 1, 1, FORM)
    for (row, column), label in LABELS.items():
        put_text(sheet, row, column - 1, label)
    put_text(sheet, *DRILL, booklet.drill.id)
    put_text(sheet, 2, 4, booklet.drill.title)
    for place, text in ((TYPED_BY, typed_by), (STARTED, ""), (HANDED_IN, "")):
        unlock(put_text(sheet, *place, text))
    put_text(sheet, 4, 1, _NOTE)
    for column, text in enumerate((*IDENTITY, *titles), 1):
        put_head(sheet, HEAD_ROW, column, text)


def _write_row(sheet: Any, row: int, booklet: Booklet, validations: Validations) -> None:
    person = booklet.employee
    identity = RowIdentity(
        employee=person.id,
        name=person.name,
        unit=person.team,
        paper=booklet.paper,
        check=check_code(booklet.token),
    )
    for column, text in enumerate(identity.texts, 1):
        tint(put_text(sheet, row, column, text))
    items = [item for section in booklet.sections for item in section.items]
    for column, item in enumerate(items, FIRST_ITEM):
        unlock(put_text(sheet, row, column, ""))
        form, asked = item.type.paper, asked_on_paper(item)
        validation = validations.setdefault((form, asked), _validation(form, asked))
        validation.add(cell_name(row, column))


def _validation(form: PaperForm, asked: AskedOnPaper) -> DataValidation:
    """A list to choose from where all answers are known; else a hint beside the cell."""
    choices = form.choices(asked)
    made = DataValidation(
        type="list" if choices else None,
        formula1=f'"{",".join((*choices, "／"))}"' if choices else None,
        allow_blank=True,
        showErrorMessage=bool(choices),
        showInputMessage=True,
        error=f"这题要写：{form.expected(asked)}；没有作答写“／”",
        errorTitle="录入有误",
    )
    made.prompt = f"要写：{form.expected(asked)}"[:_LONGEST_PROMPT]
    return made


def _finish(sheet: Any, booklet: Booklet, titles: Sequence[str]) -> None:
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    items = [item for section in booklet.sections for item in section.items]
    for column, item in enumerate(items[: len(titles)], FIRST_ITEM):
        is_long = isinstance(item.type.paper, LongText)
        sheet.column_dimensions[get_column_letter(column)].width = _LONG_WIDTH if is_long else _ANSWER_WIDTH
    sheet.row_dimensions[HEAD_ROW].height = 30
    sheet.freeze_panes = cell_name(HEAD_ROW + 1, IDENTITY.index("姓名") + 2)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
