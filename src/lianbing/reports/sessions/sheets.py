"""学时.xlsx, 转投.xlsx: who was there for how long, who was not, and who moved from which answer to which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from lianbing.domain.sessions.hours import HoursRule, YearLine
from lianbing.domain.sessions.votes import CastAnswer, VotedQuestion
from lianbing.reports.cells import HEAD, Layout, Long, Missing, Value, finish, new_workbook, put, put_row
from lianbing.reports.sessions.record import SessionRecord
from lianbing.spreadsheets import workbook_bytes

Naming = Callable[[str], tuple[str, str, str, str]]
"""By a seat, the seat, number, name and unit that are written for it."""


def hours_xlsx(record: SessionRecord) -> bytes:
    """The hours of everybody who was there, and a list of those who were not, with their units."""
    book = new_workbook()
    title = f"{record.plan.id} {record.plan.title}"
    sheet = book.create_sheet("学时")
    put_row(sheet, 1, ("工号", "姓名", "部门", "签到", "怎样签的", "迟到（分）", "分钟", "学时"), HEAD)
    for row, one in enumerate(record.roll.present, 2):
        who = one.who
        counted: tuple[Value, ...] = ("", "", "")
        if one.time:
            counted = (one.time.late, one.time.minutes, one.time.hours)
        number = who.number or Missing("没有工号")
        put_row(sheet, row, (number, who.name, record.roll.unit_of(one), who.at[11:16], who.by.label, *counted))
    if record.rules:
        rule = record.rules.hours
        put(sheet, (len(record.roll.present) + 3, 1), f"{rule.words}（{rule.note}）。")
    finish(sheet, Layout(widths=(14, 14, 22, 10, 14, 12, 10, 10), fixed_columns=2), f"{title}　学时")
    absent = book.create_sheet("缺席")
    put_row(absent, 1, ("工号", "姓名", "部门", "缺席原因", "补学完成日期"), HEAD)
    for row, person in enumerate(record.roll.absent, 2):
        put_row(absent, row, (person.id, person.name, person.team, "", ""))
    finish(absent, Layout(widths=(14, 14, 22, 30, 16), fixed_columns=2), f"{title}　缺席")
    return workbook_bytes(book, "学时", made(record))


def year_xlsx(year: str, lines: Sequence[YearLine], rule: HoursRule, at: datetime) -> bytes:
    """The hours of a year; ``at`` (UTC, without a zone) stands for every time in it."""
    book = new_workbook()
    sheet = book.create_sheet(f"{year} 学时")
    put_row(sheet, 1, ("工号", "姓名", "部门", "参加（次）", "分钟", "学时", "参加的培训", "缺席的培训"), HEAD)
    for row, line in enumerate(lines, 2):
        attended, missed = Long("、".join(line.attended)), Long("、".join(line.missed))
        put_row(
            sheet,
            row,
            (line.number, line.name, line.unit, len(line.attended), line.minutes, line.hours, attended, missed),
        )
    put(sheet, (len(lines) + 3, 1), f"{rule.words}；一年的学时是各次的和（{rule.note}）。")
    finish(sheet, Layout(widths=(14, 14, 22, 12, 10, 10, 40, 30), fixed_columns=2), f"{year} 年培训学时")
    return workbook_bytes(book, f"{year} 培训学时", at)


def moves_xlsx(record: SessionRecord, naming: Naming) -> bytes:
    """Of each question that was voted on, how many moved where, and each person's two answers."""
    book = new_workbook()
    counts, people = book.create_sheet("合计"), book.create_sheet("各人")
    row = 1
    for question in record.votes:
        row = _put_matrix(counts, row, question) + 2
    if not record.votes:
        put(counts, (1, 1), "这次没有投票的题")
    finish(counts, Layout(widths=(30, *(10,) * _widest(record.votes)), head_rows=0), f"{record.plan.id}　转投")
    put_row(people, 1, ("题", "座位", "工号", "姓名", "部门", "第一次", "第二次", "改选", "第二次对不对"), HEAD)
    row = 2
    for question in record.votes:
        for each in question.people:
            right = "" if each.after is None else "对" if each.after.is_right else "不对"
            answers = [_given(answer) for answer in (each.before, each.after)]
            moved = "改选" if each.moved else "没有改" if each.both else ""
            put_row(people, row, (question.item.id, *naming(each.seat), *answers, moved, right))
            row += 1
    finish(people, Layout(widths=(14, 16, 14, 14, 22, 12, 12, 10, 14), fixed_columns=2), f"{record.plan.id}　转投")
    return workbook_bytes(book, "转投", made(record))


def _given(answer: CastAnswer | None) -> Value:
    return answer.text if answer else Missing("没有投")


def _widest(votes: Sequence[VotedQuestion]) -> int:
    return max((len(question.answers) + 1 for question in votes), default=0)


def _put_matrix(sheet: Any, row: int, question: VotedQuestion) -> int:
    """A question's table of moves below ``row``; returns the last row."""
    put(sheet, (row, 1), f"{question.item.id} {' '.join(question.item.stem.split())}")
    answers = question.answers
    put_row(sheet, row + 1, ("第一次 ＼ 第二次", *answers, "合计"), HEAD)
    moves = question.moves
    for place, before in enumerate(answers, row + 2):
        counts = [moves.get((before, after), 0) for after in answers]
        put_row(sheet, place, (before, *counts, sum(counts)))
    last = row + 2 + len(answers)
    totals = [sum(moves.get((before, after), 0) for before in answers) for after in answers]
    put_row(sheet, last, ("合计（两次都投的）", *totals, question.twice))
    return last


def made(record: SessionRecord) -> datetime:
    """The time of the record, UTC without a zone."""
    return datetime.fromisoformat(record.made_at).astimezone(UTC).replace(tzinfo=None)
