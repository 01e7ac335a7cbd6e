"""申诉登记表: every appeal of a period with its steps, the publications, and the rules in force, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from lianbing import spreadsheets
from lianbing.domain.appeals.rules import AppealRules
from lianbing.domain.appeals.views import AppealView, PublicationView
from lianbing.domain.kernel.periods import Period
from lianbing.reports.appeals.words import rule_lines
from lianbing.reports.cells import A3, Layout, Long, Missing, Value, finish, new_workbook
from lianbing.reports.columns import Column, widths, write_table
from lianbing.reports.wording import shown_time

_APPEALS: tuple[Column[AppealView], ...] = (
    Column("申诉", 13, lambda a: a.appeal),
    Column("工号", 10, lambda a: a.employee),
    Column("姓名", 11, lambda a: a.name),
    Column("部门", 13, lambda a: Long(a.unit)),
    Column("对什么", 20, lambda a: Long(a.subject)),
    Column("理由", 28, lambda a: Long(a.text)),
    Column("收到、登记", 22, lambda a: Long(_receipt(a))),
    Column("受理与否", 22, lambda a: _long(_decision(a))),
    Column("复核人", 10, lambda a: _or_none(a.reviewer)),
    Column("结论", 10, lambda a: _or_none(a.outcome)),
    Column("复核", 26, lambda a: _long(f"{a.reviewed} {a.review}".strip())),
    Column("改分", 22, lambda a: _long("；".join(mark.shown for mark in a.marks))),
    Column("答复", 24, lambda a: _long(f"{a.answered} {a.answer}".strip())),
    Column("状态", 10, lambda a: a.state),
    Column("到期", 20, lambda a: _long(f"{a.due.what}：{a.due.shown}" if a.due else "")),
)
_PUBLICATIONS: tuple[Column[PublicationView], ...] = (
    Column("方案", 22, lambda p: p.scheme),
    Column("考评时间", 34, lambda p: shown_time(p.made_at)),
    Column("公示第一天", 13, lambda p: p.first),
    Column("公示最后一天", 14, lambda p: p.last),
    Column("申诉到", 13, lambda p: p.filing_until),
    Column("状态", 16, lambda p: p.state),
    Column("之后申诉改分", 14, lambda p: p.changed),
    Column("经手", 12, lambda p: p.by),
)
_RULES: tuple[Column[tuple[str, str, str]], ...] = (
    Column("规则", 18, lambda line: line[0]),
    Column("内容", 50, lambda line: Long(line[1])),
    Column("出处", 60, lambda line: Long(line[2])),
)


def register_bytes(
    period: Period,
    appeals: Sequence[AppealView],
    publications: Sequence[PublicationView],
    rules: AppealRules,
    made: datetime,
) -> bytes:
    """The workbook; ``rules`` are those of the newest publication, ``made`` (UTC, no zone) every time in its file."""
    title = f"{period.title}申诉登记表"
    book = new_workbook()
    _table(book.create_sheet("申诉登记"), _APPEALS, appeals, title, fixed=3)
    _table(book.create_sheet("公示"), _PUBLICATIONS, publications, title)
    _table(book.create_sheet("规则"), _RULES, rule_lines(rules), title)
    return spreadsheets.workbook_bytes(book, title, made)


def _table(sheet: Any, columns: Sequence[Column[Any]], rows: Iterable[Any], title: str, *, fixed: int = 0) -> None:
    """Writes a sheet; ``fixed`` columns stay in sight."""
    write_table(sheet, columns, rows)
    finish(sheet, Layout(widths=widths(columns), fixed_columns=fixed, paper=A3), title)


def _or_none(text: str) -> Value:
    return text or Missing("—")


def _long(text: str) -> Value:
    return Long(text) if text else Missing("—")


def _receipt(appeal: AppealView) -> str:
    """When and in which way it came, who registered it, and why so late."""
    late = f"；逾期登记：{appeal.late}" if appeal.late else ""
    return f"{appeal.received} {appeal.how}，登记人 {appeal.filed_by}{late}"


def _decision(appeal: AppealView) -> str:
    """Accepted, refused or taken back: when, by whom and why."""
    if appeal.withdrawn:
        return f"{appeal.withdrawn} 本人撤回：{appeal.withdrawal}"
    if not appeal.decided:
        return ""
    what = "不受理" if appeal.refused else "受理"
    why = f"：{appeal.decision}" if appeal.decision else ""
    return f"{appeal.decided} {what}（{appeal.decided_by}）{why}"
