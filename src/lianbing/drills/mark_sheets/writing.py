"""Writes a 评分表: a front sheet with questions, rubrics and progress, then a protected sheet for each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from lianbing.domain.kernel.cleaning import showable
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.rubrics import Rubric
from lianbing.drills.fillable import put_head, put_reckoned, put_text, put_title, tint, unlock
from lianbing.drills.mark_sheets.layout import (
    CHECK,
    CODE,
    COMMENT,
    DRILL,
    EARNED,
    FIRST_DEDUCTION,
    FORM,
    FRONT,
    HEAD_ROW,
    HEADS,
    HINT_ROW,
    ITEM,
    KIND,
    LEVEL,
    MARKER,
    NOTE,
    NUMBER,
    POINTS,
    SECOND_DEDUCTION,
    TEXT,
    TO_FILL,
    MarkedQuestion,
    MarkRow,
    MarkSheetHead,
    bound,
    row_texts,
)
from lianbing.spreadsheets import workbook_bytes

_WIDTHS = {
    CODE: 10,
    TEXT: 64,
    LEVEL: 14,
    POINTS: 8,
    FIRST_DEDUCTION: 18,
    SECOND_DEDUCTION: 18,
    COMMENT: 28,
    EARNED: 8,
    NOTE: 32,
}
_LONGEST = 32_000
_TOP = Alignment(vertical="top")
_LINE, _HIGHEST = 15, 409
_HELP = (
    "每张表一道题，每行一份作答；没有姓名、工号，编码只是为了对号。",
    "白底的格子才能填：档和扣分从下拉里选，得分直接填（扣分以前的分），评语可以选也可以自己写。不会评的先空着。",
    "填完存盘，把这个文件交回；不用改文件名，也不要加行、删行、改表头。可以分几次交，也可以同笔记本换着评。",
)
_FRONT_WIDTHS = (16, 70, 10, 10, 12)
Lists = dict[str, tuple[int, int]]
"""The rows of the front sheet in which the words of a question's list stand, by ``kind`` and question."""


def mark_sheet_bytes(head: MarkSheetHead, questions: Sequence[MarkedQuestion], made: datetime) -> bytes:
    """A marker's workbook; ``made`` (UTC, without a zone) stands for every time in it."""
    book = Workbook()
    front = book.active
    front.title = FRONT
    lists = _write_front(front, head, questions)
    for question in questions:
        _write_question(book.create_sheet(question.sheet), head, question, lists)
    return workbook_bytes(book, f"{head.title} 评分表 {head.marker}", made)


def _write_front(front: Any, head: MarkSheetHead, questions: Sequence[MarkedQuestion]) -> Lists:
    put_title(front, 1, 1, f"{head.title}　评分表")
    put_text(front, 2, 1, f"{head.role} {head.marker}")
    put_text(front, 2, 2, f"评分办法：{head.plan}")
    for row, line in enumerate(_HELP, 3):
        put_text(front, row, 1, line)
    row = 7
    for column, text in enumerate(("表", "题目", "满分", "已评", "共"), 1):
        put_head(front, row, column, text)
    for question in questions:
        row += 1
        _write_progress(front, row, question)
    lists: Lists = {}
    for question in questions:
        row = _write_rubric(front, row + 2, question, lists)
    for column, width in enumerate(_FRONT_WIDTHS, 1):
        front.column_dimensions[get_column_letter(column)].width = width
    _protect(front)
    return lists


def _write_progress(front: Any, row: int, question: MarkedQuestion) -> None:
    put_text(front, row, 1, question.sheet).alignment = _TOP
    _wrapped(front, row, 2, question.stem, _FRONT_WIDTHS[1])
    for column, value in ((3, question.rubric.worth), (4, _count(question)), (5, len(question.rows))):
        put_reckoned(front, row, column, value).alignment = _TOP


def _count(question: MarkedQuestion) -> str:
    """The formula that counts the rows with points or a level."""
    first, last = HEAD_ROW + 1, HEAD_ROW + max(len(question.rows), 1)
    sheet = question.sheet.replace("'", "''")
    points, levels = (
        f"'{sheet}'!{get_column_letter(column)}{first}:{get_column_letter(column)}{last}" for column in (POINTS, LEVEL)
    )
    return f'=SUMPRODUCT(--((({points}<>"")+({levels}<>""))>0))'


def _write_rubric(front: Any, row: int, question: MarkedQuestion, lists: Lists) -> int:
    """Writes a question's rubric from ``row`` on; returns its last row."""
    rubric = question.rubric
    put_head(front, row, 1, question.sheet)
    put_head(front, row, 2, f"{question.title}　{rubric.title}（满分 {plain(rubric.worth)}，来源：{rubric.source}）")
    for kind, lines in _lists_of(rubric, question):
        first = row + 1
        for word, text, points in lines:
            row += 1
            put_text(front, row, 1, word).alignment = _TOP
            _wrapped(front, row, 2, text, _FRONT_WIDTHS[1])
            if points is not None:
                put_reckoned(front, row, 3, points).alignment = _TOP
        if kind and row >= first:
            lists[f"{kind} {question.sheet}"] = (first, row)
    return row


def _lists_of(rubric: Rubric, question: MarkedQuestion) -> Iterator[tuple[str, list[tuple[str, str, object]]]]:
    yield "", [("参考答案", rubric.model, None)] if rubric.model else []
    yield "", [(f"得分点 {place}", each.text, each.worth) for place, each in enumerate(rubric.points, 1)]
    spans = [(level, rubric.span(level, question.step)) for level in rubric.levels]
    yield (
        "档",
        [
            (level.title, f"{plain(low)}–{plain(high)} 分：{level.text}".rstrip("："), None)
            for level, (low, high) in spans
        ],
    )
    yield "扣分", [(each.title, f"扣 {plain(each.points)} 分", each.points) for each in rubric.deductions]
    yield "评语", [(each, "", None) for each in rubric.comments]


def _write_question(sheet: Any, head: MarkSheetHead, question: MarkedQuestion, lists: Lists) -> None:
    put_title(sheet, 1, 1, FORM)
    for place, text in ((DRILL, head.drill), (MARKER, head.marker), (ITEM, question.item), (KIND, question.kind)):
        put_text(sheet, *place, text)
    _wrapped(sheet, HINT_ROW, 1, _hint(question), sum(_WIDTHS.values()))
    sheet.merge_cells(start_row=HINT_ROW, start_column=1, end_row=HINT_ROW, end_column=NOTE)
    for column, text in enumerate(HEADS, 1):
        put_head(sheet, HEAD_ROW, column, text)
    for row, answer in enumerate(question.rows, HEAD_ROW + 1):
        _write_row(sheet, row, answer, _earned(row, lists.get(f"扣分 {question.sheet}")))
    _add_lists(sheet, question, lists)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in (CHECK, NUMBER):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.freeze_panes = f"{get_column_letter(TEXT)}{HEAD_ROW + 1}"
    _protect(sheet)


def _hint(question: MarkedQuestion) -> str:
    rubric = question.rubric
    levels = [f"{level.title} {plain(low)}–{plain(high)}" for level, (low, high) in _spans(rubric, question)]
    points = [f"{place} {each.text}（{plain(each.worth)}）" for place, each in enumerate(rubric.points, 1)]
    parts = [question.stem, f"满分 {plain(rubric.worth)}，每 {plain(question.step)} 分一格"]
    parts += [f"档：{'，'.join(levels)}"] if levels else []
    parts += [f"得分点：{'；'.join(points)}"] if points else []
    return "\n".join(parts)


def _spans(rubric: Rubric, question: MarkedQuestion) -> list[tuple[Any, tuple[Any, Any]]]:
    return [(level, rubric.span(level, question.step)) for level in rubric.levels]


def _write_row(sheet: Any, row: int, answer: MarkRow, earned: str) -> None:
    texts = row_texts(answer.given)
    code = put_text(sheet, row, CODE, answer.code)
    code.alignment = _TOP
    tint(code)
    shown = _wrapped(sheet, row, TEXT, answer.text, _WIDTHS[TEXT])
    filled = (texts.level, texts.points, *texts.deductions, texts.comment)
    for column, text in zip(TO_FILL, filled, strict=True):
        cell = put_text(sheet, row, column, text)
        if column == POINTS:
            cell.number_format = "General"
            if text and answer.given:
                cell.value = answer.given.points  # a number, with which the sheet can reckon
        if not answer.locked:
            unlock(cell)
    put_reckoned(sheet, row, EARNED, earned).alignment = _TOP
    _wrapped(sheet, row, NOTE, answer.note, _WIDTHS[NOTE])
    put_text(sheet, row, CHECK, f"{texts.check}-{bound(answer.code, shown)}")
    put_text(sheet, row, NUMBER, str(answer.number))


def _earned(row: int, deductions: tuple[int, int] | None) -> str:
    """The formula of what is left after deductions."""
    points, first, second = (f"{get_column_letter(column)}{row}" for column in TO_FILL[1:4])
    if deductions is None:
        return f'=IF({points}="","",{points})'
    words, costs = (f"'{FRONT}'!${column}${deductions[0]}:${column}${deductions[1]}" for column in "AC")
    taken = "-".join(f"SUMIF({words},{cell},{costs})" for cell in (first, second))
    return f'=IF({points}="","",MAX(0,{points}-{taken}))'


_LISTED = {"档": (LEVEL,), "扣分": (FIRST_DEDUCTION, SECOND_DEDUCTION), "评语": (COMMENT,)}
"""The columns of each list to choose from."""


def _add_lists(sheet: Any, question: MarkedQuestion, lists: Lists) -> None:
    first, last = HEAD_ROW + 1, HEAD_ROW + max(len(question.rows), 1)
    worth = plain(question.rubric.worth)
    points = DataValidation(type="decimal", operator="between", formula1="0", formula2=worth, allow_blank=True)
    points.errorTitle, points.error = "得分不对", f"得分在 0 到 {worth} 之间"
    added: list[tuple[DataValidation, tuple[int, ...]]] = [(points, (POINTS,))]
    for kind, columns in _LISTED.items():
        rows = lists.get(f"{kind} {question.sheet}")
        if rows:
            chosen = DataValidation(type="list", formula1=f"'{FRONT}'!$A${rows[0]}:$A${rows[1]}", allow_blank=True)
            chosen.errorTitle, chosen.error = "请选一项", f"{kind}从下拉里选"
            added.append((chosen, columns))
    for validation, columns in added:
        validation.showErrorMessage = columns != (COMMENT,)  # a comment may be in one's own words
        for column in columns:
            letter = get_column_letter(column)
            validation.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(validation)


def _wrapped(sheet: Any, row: int, column: int, text: str, width: float) -> str:
    """Writes a text in as many lines as it needs, and returns what the cell shows of it."""
    shown = showable(text)
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + "……（太长，表里放不下，余下的请在笔记本里看）"
    cell = put_text(sheet, row, column, shown)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    lines = sum(max(-(-_columns(line) // int(width - 2)), 1) for line in shown.split("\n"))
    height = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = min(max(lines * _LINE + 3, height), _HIGHEST)
    return shown


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _protect(sheet: Any) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.autoFilter = False  # but no sorting: Excel could sort the open cells only, away from their codes
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
