"""The workbook of an analysis: questions, options, clauses, progress, self-study, and files that could not be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.figures import OptionFigures
from lianbing.psychometrics.wording import NOTHING, rounded, without_intervals
from lianbing.reports.analysis.analysis import (
    AnalysedClause,
    AnalysedItem,
    BankAnalysis,
    ChapterProgress,
    LearnerTotals,
)
from lianbing.reports.cells import Layout, Long, Missing, Value, finish, new_workbook
from lianbing.reports.columns import Column, widths, write_table
from lianbing.spreadsheets import workbook_bytes

ITEMS, OPTIONS, CLAUSES, PROGRESS, LEARNERS, UNUSED = (
    "题目",
    "选项",
    "条款",
    "章节进度",
    "自学",
    "未能使用的文件",
)
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class OptionRow:
    """An option of a question with its figures."""

    item: AnalysedItem
    option: OptionFigures


@dataclass(frozen=True, kw_only=True)
class UnusedRow:
    """A file that could not be used, or a note on what was left out."""

    kind: str
    file: str
    why: str


Figure = tuple[str, Callable[[R], Estimate | None], int, int]
"""Its title, how a row has it, what it is multiplied by, and how many places it is shown with."""


def _with_figures(figures: Sequence[Figure[R]]) -> list[Column[R]]:
    """Each figure with both ends of its interval, and in one column why some have none."""

    def part(figure: Figure[R], name: str) -> Callable[[R], Value]:
        _, estimate, factor, places = figure

        def value(row: R) -> Value:
            known = estimate(row)
            number = None if known is None else getattr(known, name)
            return Missing(NOTHING) if number is None else rounded(number * factor, places)

        return value

    def why(row: R) -> Value:
        return Long(without_intervals((title, estimate(row)) for title, estimate, _, _ in figures))

    numbers = [
        column
        for figure in figures
        for column in (
            Column(figure[0], 11, part(figure, "value")),
            Column(f"{figure[0]}从", 11, part(figure, "low")),
            Column(f"{figure[0]}到", 11, part(figure, "high")),
        )
    ]
    return [*numbers, Column("没有区间的，为什么", 36, why)]


def _of_item(name: str) -> Callable[[AnalysedItem], Estimate | None]:
    return lambda item: getattr(item.figures, name) if item.figures else None


_ITEM_FIGURES: list[Figure[AnalysedItem]] = [
    ("得分率%", _of_item("facility"), 100, 1),
    ("没有答%", _of_item("unanswered"), 100, 1),
    ("区分指数", _of_item("index"), 1, 1),
    ("题与其余的相关", _of_item("item_rest"), 1, 2),
    ("区分效率%", _of_item("efficiency"), 1, 1),
    ("高低分组差", _of_item("upper_lower"), 1, 2),
    ("两期的变化", lambda item: item.drift.change if item.drift else None, 100, 1),
    ("本题自己的变化", lambda item: item.drift.own if item.drift else None, 100, 1),
    ("自学答对%", lambda item: item.self_study, 100, 1),
]


def _count(value: int | None) -> Value:
    return Missing(NOTHING) if value is None else value


def _item_columns(analysis: BankAnalysis) -> list[Column[AnalysedItem]]:
    return [
        Column("题号", 12, lambda item: item.id),
        Column("状态", 10, lambda item: item.status),
        Column("题型", 10, lambda item: item.question.kind),
        Column("知识点", 18, lambda item: Long(analysis.topics.get(item.topic, item.topic))),
        Column("章", 18, lambda item: Long(item.chapter)),
        Column("题干", 46, lambda item: Long(item.question.stem)),
        Column("答案", 8, lambda item: item.question.right or NOTHING),
        Column("条款", 16, lambda item: Long("、".join(item.question.rests_on))),
        Column("值得看一看", 40, lambda item: Long("；".join(item.reasons))),
        Column("停用后", 30, lambda item: Long("；".join(lost.words for lost in item.lost))),
        Column("人数", 8, lambda item: _count(item.figures.people if item.figures else None)),
        *_with_figures(_ITEM_FIGURES),
        Column("出现在答题册", 12, lambda item: item.exposure.papers),
        Column("出现在测验", 12, lambda item: item.exposure.quizzes),
        Column("见过的人", 10, lambda item: item.exposure.people),
        Column("最近一次", 12, lambda item: item.exposure.last or NOTHING),
        Column("书里可练", 10, lambda item: "是" if item.exposure.in_book else "否"),
    ]


_OPTION_COLUMNS: list[Column[OptionRow]] = [
    Column("题号", 12, lambda row: row.item.id),
    Column("选项", 8, lambda row: row.option.option),
    Column("内容", 40, lambda row: Long(row.item.question.options.get(row.option.option, ""))),
    Column("是答案", 9, lambda row: "是" if row.option.is_key else "否"),
    Column("选的次数", 10, lambda row: row.option.count),
    *_with_figures(
        [
            ("选的比例%", lambda row: row.option.share, 100, 1),
            ("低分组%", lambda row: row.option.low, 100, 1),
            ("中间组%", lambda row: row.option.middle, 100, 1),
            ("高分组%", lambda row: row.option.high, 100, 1),
            ("与其余相关", lambda row: row.option.rest, 1, 2),
        ]
    ),
]
_CLAUSE_COLUMNS: list[Column[AnalysedClause]] = [
    Column("条款", 12, lambda clause: clause.reference),
    Column("标题", 30, lambda clause: Long(clause.title)),
    Column("章", 20, lambda clause: Long(clause.chapter)),
    Column("题次", 9, lambda clause: clause.answers),
    Column("人数", 9, lambda clause: clause.facility.count),
    Column("自学人数", 10, lambda clause: clause.self_study.count),
    *_with_figures(
        [
            ("得分率%", lambda clause: clause.facility, 100, 1),
            ("自学答对%", lambda clause: clause.self_study, 100, 1),
        ]
    ),
    Column("答过的题", 40, lambda clause: Long("、".join(clause.items))),
    Column("在用的题", 10, lambda clause: clause.in_force),
]
_PROGRESS_COLUMNS: list[Column[ChapterProgress]] = [
    Column("工号或代号", 16, lambda row: row.person or NOTHING),
    Column("姓名", 16, lambda row: Long(row.label)),
    Column("单位", 16, lambda row: Long(row.unit)),
    Column("章", 26, lambda row: Long(row.title)),
    Column("可练的题", 10, lambda row: row.questions),
    Column("做过", 8, lambda row: row.done),
    Column("做过%", 9, lambda row: rounded(100 * row.done / row.questions, 1)),
    Column("最近一次答对", 13, lambda row: row.right),
]
_LEARNER_COLUMNS: list[Column[LearnerTotals]] = [
    Column("工号或代号", 16, lambda row: row.person or NOTHING),
    Column("姓名", 16, lambda row: Long(row.label)),
    Column("单位", 16, lambda row: Long(row.unit)),
    Column("学了几天", 10, lambda row: row.days),
    Column("第一天", 12, lambda row: row.first or NOTHING),
    Column("最近一天", 12, lambda row: row.last or NOTHING),
    Column("导出日期", 12, lambda row: row.exported),
    Column("做过的题", 10, lambda row: row.done),
    Column("最近一次答对", 13, lambda row: row.right),
    Column("模拟考试", 10, lambda row: row.exams),
    Column("情景演练", 10, lambda row: row.scenarios),
]
_UNUSED_COLUMNS: list[Column[UnusedRow]] = [
    Column("类别", 12, lambda row: row.kind),
    Column("文件", 40, lambda row: Long(row.file)),
    Column("为什么，怎么办", 70, lambda row: Long(row.why)),
]


def analysis_workbook(analysis: BankAnalysis, made: datetime) -> bytes:
    """The workbook; ``made`` (UTC, without a zone) stands for every time in it."""
    book = new_workbook()
    _add(book, ITEMS, _item_columns(analysis), analysis.items)
    _add(book, OPTIONS, _OPTION_COLUMNS, _options(analysis))
    _add(book, CLAUSES, _CLAUSE_COLUMNS, analysis.clauses)
    _add(book, PROGRESS, _PROGRESS_COLUMNS, analysis.progress)
    _add(book, LEARNERS, _LEARNER_COLUMNS, analysis.learners)
    _add(book, UNUSED, _UNUSED_COLUMNS, _unused(analysis))
    return workbook_bytes(book, "题库分析", made)


def _add(book: Any, name: str, columns: Sequence[Column[R]], rows: Iterable[R]) -> None:
    sheet = book.create_sheet(name)
    write_table(sheet, columns, rows)
    finish(sheet, Layout(widths=widths(columns)), f"题库分析　{name}")


def _options(analysis: BankAnalysis) -> Iterator[OptionRow]:
    for item in analysis.items:
        for option in item.figures.options if item.figures else ():
            yield OptionRow(item=item, option=option)


def _unused(analysis: BankAnalysis) -> Iterator[UnusedRow]:
    for fault in analysis.faults:
        yield UnusedRow(kind="没有用", file=fault.file, why=fault.message)
    for note in analysis.notes:
        yield UnusedRow(kind="说明", file="", why=note)
