"""重判签字表: what a regrading changes, for the people who sign it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lianbing import spreadsheets
from lianbing.domain.kernel.cleaning import showable
from lianbing.domain.ledger.regradings import LevelChange, MarkChange, PersonChange, Regrading, SparedMark
from lianbing.reports.cells import HEAD, HEADING, Layout, Long, Value, finish, new_workbook, put, put_row
from lianbing.reports.wording import moment, shown_time

_WIDTHS = [14, 14, 10, 20, 12, 12, 44]
_BLANK = "　" * 8


@dataclass(frozen=True, kw_only=True)
class RegradingSheet:
    """A regrading as it is signed: the drill's title, who made the sheet, and when (ISO 8601)."""

    regrading: Regrading
    drill: str
    by: str
    at: str


def regrading_bytes(sheet: RegradingSheet) -> bytes:
    """The sheet as an .xlsx file; the same content gives the same bytes."""
    book = new_workbook()
    title = f"{sheet.drill}　重判签字表"
    page = book.create_sheet("重判")
    row = _blocks(page, sheet, title)
    put(page, (row + 1, 1), f"经办：{_BLANK}复核：{_BLANK}负责人：{_BLANK}日期：", HEADING)
    finish(page, Layout(widths=_WIDTHS, head_rows=0), title)
    return spreadsheets.workbook_bytes(book, showable(title), moment(sheet.at))


def _blocks(page: Any, sheet: RegradingSheet, title: str) -> int:
    """Writes all blocks, one below the other; returns the first row below them."""
    regrading, row = sheet.regrading, 1
    head = [f"制表 {sheet.by}，{shown_time(sheet.at)}", f"校验号 {regrading.code or '没有变化'}"]
    blocks: list[tuple[str, list[str], list[list[Value]]]] = [
        (title, [], [[Long(line)] for line in head]),
        (
            "更正的题",
            ["题目编号", "怎样更正", "卷数"],
            [[item.item, item.kind.value, item.people] for item in regrading.items],
        ),
        (
            "等级变化",
            ["工号", "姓名", "考评期", "方案", "原等级", "等级", "总分"],
            [_level(each) for each in regrading.levels],
        ),
        (
            "总分变化",
            ["工号", "姓名", "原总分", "总分", "待复核"],
            [_person(each) for each in regrading.people],
        ),
        (
            "逐题变化",
            ["工号", "姓名", "题号", "题目编号", "原得分", "得分", "说明"],
            [_mark(each) for each in regrading.changes],
        ),
        (
            "就高，不降的题",
            ["工号", "姓名", "题号", "题目编号", "保留", "重判为"],
            [_spared(each) for each in regrading.spared],
        ),
    ]
    for heading, columns, rows in blocks:
        put(page, (row, 1), heading, HEADING)
        if columns:
            row += 1
            put_row(page, row, columns, HEAD)
        for line in rows or [["没有"]]:
            row += 1
            put_row(page, row, line)
        row += 2
    return row


def _points(points: Decimal | None) -> Value:
    return "未判" if points is None else points


def _level(change: LevelChange) -> list[Value]:
    before, after = _points(change.total_before), _points(change.total_after)
    head: list[Value] = [change.employee, change.name, change.period, change.scheme]
    return [*head, change.level_before or "未定", change.level_after or "未定", Long(f"{before} → {after}")]


def _person(person: PersonChange) -> list[Value]:
    before, after = f"{person.before} / {person.worth_before}", f"{person.after} / {person.worth_after}"
    return [person.employee, person.name, before, after, person.waiting]


def _mark(change: MarkChange) -> list[Value]:
    head: list[Value] = [change.employee, change.name, change.number, change.item]
    return [*head, _points(change.before), _points(change.after), Long(change.reason)]


def _spared(mark: SparedMark) -> list[Value]:
    return [mark.employee, mark.name, mark.number, mark.item, mark.earned, mark.regraded]
