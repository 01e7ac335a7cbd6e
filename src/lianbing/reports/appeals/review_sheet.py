"""申诉复核表: one appeal on paper, to decide by and to sign: its subject, the mark with its reason, the review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from lianbing.domain.appeals.contents import Publication
from lianbing.domain.appeals.views import AppealView
from lianbing.domain.assessment.assessment import PartResult
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period
from lianbing.printing.blocks import (
    Block,
    Facts,
    Grid,
    GridColumn,
    Heading,
    Opinion,
    PaperDocument,
    Sentence,
    Side,
    Signatures,
)
from lianbing.reports.appeals.words import barred_shown, day_shown

TITLE = "申诉复核表"


@dataclass(frozen=True, kw_only=True)
class SheetMark:
    """A mark that the appeal is about, as it stands, with the reason in the ledger and the clauses it rests on.

    ``answer`` is what the person wrote, empty where it is not shown.
    """

    drill: str
    number: int
    item: str
    worth: Decimal
    published: Decimal | None
    entry: int | None
    cause: str
    by: str
    at: str
    reason: str
    clauses: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class AppealSheet:
    """Everything that stands on the sheet; ``parts`` where the appeal is not against one item."""

    appeal: AppealView
    period: Period
    scheme: str
    published: Publication
    marks: tuple[SheetMark, ...]
    parts: tuple[PartResult, ...]
    total: str


_MARK_COLUMNS = (
    GridColumn(title="题号", width=1.1, side=Side.RIGHT),
    GridColumn(title="题目", width=2.6),
    GridColumn(title="满分", width=1.2, side=Side.RIGHT),
    GridColumn(title="公示的得分", width=1.6, side=Side.RIGHT),
    GridColumn(title="谁、何时、为什么给这个分", width=8.0),
    GridColumn(title="台账", width=1.2, side=Side.RIGHT),
)
_PART_COLUMNS = (
    GridColumn(title="部分", width=4.0),
    GridColumn(title="得分", width=2.0, side=Side.RIGHT),
    GridColumn(title="满分", width=2.0, side=Side.RIGHT),
    GridColumn(title="得分率（%）", width=2.2, side=Side.RIGHT),
    GridColumn(title="权重", width=1.6, side=Side.RIGHT),
    GridColumn(title="折算分", width=2.0, side=Side.RIGHT),
)


def sheet_document(sheet: AppealSheet, made: datetime) -> PaperDocument:
    """The sheet to print; ``made`` (UTC, without a zone) stands for every time in its file."""
    appeal = sheet.appeal
    assessed = f"{datetime.fromisoformat(sheet.published.made_at):%Y-%m-%d %H:%M}"
    return PaperDocument(
        title=TITLE,
        subtitle=f"{sheet.period.title}　{sheet.scheme}",
        foot=f"申诉 {appeal.appeal}　考评 {assessed}　校验码 {sheet.published.digest[:12]}",
        made=made,
        blocks=(
            Facts(_head(sheet)),
            Heading("一、申诉"),
            Sentence(f"对{appeal.subject}申诉。理由：{appeal.text}"),
            *_original(sheet),
            Heading("三、受理"),
            _accepted(appeal),
            Heading("四、复核"),
            Sentence(f"复核人不能是{barred_shown(sheet.published.rules)}。", is_note=True),
            *_review(appeal),
            Heading("五、答复"),
            *_answer(appeal),
            Signatures(labels=("申诉人", "复核人", "人事部门负责人"), seal="单位"),
        ),
    )


def _head(sheet: AppealSheet) -> tuple[tuple[str, str], ...]:
    appeal, published = sheet.appeal, sheet.published
    late = "（逾期登记）" if appeal.late else ""
    return (
        ("申诉编号", appeal.appeal),
        ("姓名", appeal.name),
        ("工号", appeal.employee),
        ("部门", appeal.unit),
        ("收到", f"{day_shown(appeal.received)}{late}"),
        ("方式", appeal.how),
        ("公示", _days(published)),
        ("申诉到", day_shown(published.filing_until)),
        ("登记人", appeal.filed_by),
    )


def _days(published: Publication) -> str:
    """First and last day, the year only once where it is the same."""
    first, last = published.first, published.last
    return f"{first} 至 {last.removeprefix(first[:5])}"


def _original(sheet: AppealSheet) -> Iterator[Block]:
    yield Heading("二、原来的得分")
    if sheet.parts:
        yield Grid(columns=_PART_COLUMNS, rows=tuple(map(_part_row, sheet.parts)))
        yield Sentence(f"公示的结果：{sheet.total}", is_note=True)
    if sheet.marks:
        yield Grid(columns=_MARK_COLUMNS, rows=tuple(map(_mark_row, sheet.marks)))
    for mark in sheet.marks:
        if mark.answer:
            yield Sentence(f"第 {mark.number} 题的作答：{mark.answer}")
    for clause in dict.fromkeys(clause for mark in sheet.marks for clause in mark.clauses):
        yield Sentence(f"依据 {clause}", is_note=True)


def _part_row(part: PartResult) -> tuple[str, ...]:
    def shown(value: Decimal | None) -> str:
        return "—" if value is None else plain(value)

    return (
        part.title,
        shown(part.earned),
        shown(part.worth),
        shown(part.rate),
        shown(part.weight),
        shown(part.contribution),
    )


def _mark_row(mark: SheetMark) -> tuple[str, ...]:
    why = f"{mark.cause}，{mark.by}，{mark.at}：{mark.reason}" if mark.entry else "还没有判分"
    earned = "未判" if mark.published is None else plain(mark.published)
    return (str(mark.number), mark.item, plain(mark.worth), earned, why, str(mark.entry or ""))


def _accepted(appeal: AppealView) -> Block:
    if not appeal.decided:
        by = f"（{appeal.due.day} 以前决定）" if appeal.due else ""
        return Opinion(title=f"受理或不受理，不受理的写明理由{by}：", sign="决定人", height=2.2)
    why = f"理由：{appeal.decision}" if appeal.decision else ""
    return Sentence(
        f"{day_shown(appeal.decided)}{'不受理' if appeal.refused else '受理'}，决定人 {appeal.decided_by}。{why}"
    )


def _review(appeal: AppealView) -> Iterator[Block]:
    if appeal.refused:
        yield Sentence("不受理，不复核。")
    elif not appeal.reviewed:
        yield Opinion(
            title="结论（维持、改分或另行更正），改分的写明由几分改为几分、为什么：", sign="复核人", height=3.4
        )
    else:
        yield Sentence(
            f"{day_shown(appeal.reviewed)}，复核人 {appeal.reviewer}，结论：{appeal.outcome}。理由：{appeal.review}"
        )
        for mark in appeal.marks:
            yield Sentence(mark.shown)


def _answer(appeal: AppealView) -> Iterator[Block]:
    if appeal.answered:
        yield Sentence(f"{day_shown(appeal.answered)}答复：{appeal.answer}")
    elif not appeal.refused:
        yield Opinion(title="给本人的答复：", sign="答复人", height=2.6)
    yield Sentence("复核改了分的，重新考评、再公示以后，公示的结果才变。", is_note=True)
