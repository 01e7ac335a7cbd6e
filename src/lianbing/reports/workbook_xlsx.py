"""考评表.xlsx: the assessment as a workbook that HR sorts, checks, signs and files.

A number is a number cell with exactly the digits of the record. Where there is no number there is a word (未交, 未定,
待判 …), never an empty cell and never a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from lianbing import spreadsheets
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.kernel.cleaning import showable
from lianbing.reports.cells import (
    A3,
    HEAD,
    HEADING,
    Layout,
    Long,
    Missing,
    Value,
    finish,
    new_workbook,
    put,
    put_row,
)
from lianbing.reports.certainty.sheets import CLAUSE_COLUMNS as CERTAINTY_OF_CLAUSES
from lianbing.reports.certainty.sheets import LEVELS, TOPICS, levels_sheet, topics_sheet
from lianbing.reports.certainty.words import short_words
from lianbing.reports.columns import (
    CHANGES,
    CLAUSES,
    DETAILS,
    FIGURES,
    METHOD,
    SUMMARY,
    UNITS,
    ClauseRow,
    Column,
    DetailRow,
    FigureRow,
    PartRow,
    SummaryRow,
    UnitRow,
    widths,
    with_added,
    write_table,
)
from lianbing.reports.figures import by_rank, clause_tallies
from lianbing.reports.method_words import method_sections
from lianbing.reports.reasons import change_words, changed_marks, level_words
from lianbing.reports.unit_figures import unit_tallies
from lianbing.reports.wording import drill_title, explanation, moment, short_state, state_label

PERSON_COLUMNS: tuple[Column[SummaryRow], ...] = (
    Column("名次", 8, lambda row: _or_state(row, row.result.rank)),
    Column("工号", 12, lambda row: row.result.employee.id),
    Column("姓名", 13, lambda row: Long(row.result.employee.name)),
    Column("部门", 15, lambda row: Long(row.result.employee.team)),
)
PART_COLUMNS: tuple[Column[PartRow], ...] = (
    Column("得分", 11, lambda row: row.counted(row.part.earned)),
    Column("满分", 9, lambda row: row.part.worth if row.part.ungraded else row.counted(row.part.worth)),
    Column("得分率（%）", 11, lambda row: row.decided(row.part.rate)),
    Column("权重", 8, lambda row: _weight(row.part.weight)),
    Column("折算分", 10, lambda row: row.decided(row.part.contribution)),
)
END_COLUMNS: tuple[Column[SummaryRow], ...] = (
    Column("总分", 9, lambda row: _or_state(row, row.result.total)),
    Column("等级", 10, lambda row: _or_state(row, row.result.level)),
    Column("把握", 18, lambda row: short_words(row.assessment, row.result) or Missing("没有算")),
    Column("等级理由", 44, lambda row: Long(level_words(row.assessment, row.result) or "没有等级")),
    Column("状态", 22, lambda row: state_label(row.result.state)),
    Column("人工改分（题）", 10, lambda row: len(changed_marks(row.result))),
    Column("说明", 38, lambda row: Long(explanation(row.assessment, row.result))),
)
UNIT_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("单位", 20, lambda row: Long(row.tally.unit)),
    Column("应考", 9, lambda row: row.tally.count.expected),
    Column("已定", 9, lambda row: row.tally.count.final),
    Column("未定", 9, lambda row: row.tally.count.pending),
    Column("未交", 9, lambda row: row.tally.count.absent),
    Column("缓考、免考等", 9, lambda row: row.tally.count.excused),
)
UNIT_FIGURES: tuple[Column[UnitRow], ...] = (
    Column("平均分", 10, lambda row: _or_word(row.tally.average, "没有")),
    Column("比全体", 10, lambda row: row.beyond(row.tally.average, row.everybody.average)),
    Column("合格人数", 10, lambda row: row.tally.passed),
    Column("合格率（%）", 11, lambda row: _or_word(row.tally.pass_rate, "没有")),
    Column("比全体", 10, lambda row: row.beyond(row.tally.pass_rate, row.everybody.pass_rate)),
)
DETAIL_COLUMNS: tuple[Column[DetailRow], ...] = (
    Column("工号", 12, lambda row: row.result.employee.id),
    Column("姓名", 13, lambda row: row.result.employee.name),
    Column("练兵", 28, lambda row: Long(drill_title(row.assessment, row.drill))),
    Column("试卷", 22, lambda row: _of_mark(row, lambda mark: mark.paper)),
    Column("题号", 8, lambda row: _of_mark(row, lambda mark: mark.number)),
    Column("题目编号", 20, lambda row: _of_mark(row, lambda mark: mark.item)),
    Column("部分", 16, lambda row: _of_mark(row, lambda mark: mark.skill.label)),
    Column("满分", 9, lambda row: _of_mark(row, lambda mark: mark.worth)),
    Column("得分", 9, lambda row: _of_mark(row, lambda mark: _or_word(mark.earned, "待判"))),
    Column("台账号", 10, lambda row: _of_mark(row, lambda mark: _or_word(mark.entry, "未入账"))),
    Column("依据条款", 36, lambda row: _of_mark(row, lambda mark: Long("、".join(mark.clauses) or "未注明"))),
    Column("计入", 18, lambda row: row.use),
    Column("更正", 18, lambda row: row.mark.note or "—" if row.mark else "—"),
    Column("人工改分", 40, lambda row: Long(change_words(row.mark) or "—") if row.mark else "—"),
)
CHANGE_COLUMNS: tuple[Column[DetailRow], ...] = (
    *DETAIL_COLUMNS[:3],
    *DETAIL_COLUMNS[4:6],
    Column("满分", 9, lambda row: _of_mark(row, lambda mark: mark.worth)),
    Column("改前", 9, lambda row: _of_mark(row, lambda mark: _or_word(mark.before, "未判"))),
    Column("改后", 9, lambda row: _of_mark(row, lambda mark: _or_word(mark.earned, "未判"))),
    Column("原因", 14, lambda row: _of_mark(row, lambda mark: mark.cause.value if mark.cause else "—")),
    Column("理由", 50, lambda row: _of_mark(row, lambda mark: Long(mark.reason or "没有写"))),
    Column("经手人", 14, lambda row: _of_mark(row, lambda mark: mark.by or "没有记")),
    Column("台账号", 10, lambda row: _of_mark(row, lambda mark: _or_word(mark.entry, "未入账"))),
    Column("计入", 18, lambda row: row.use),
)
FIGURE_COLUMNS: tuple[Column[FigureRow], ...] = (
    Column("工号", 12, lambda row: row.result.employee.id),
    Column("姓名", 13, lambda row: row.result.employee.name),
    Column("部分", 20, lambda row: row.part.title),
    Column("来源", 26, lambda row: row.figure.label),
    Column("得分", 10, lambda row: _or_word(row.figure.earned, "没有")),
    Column("满分", 10, lambda row: row.figure.worth),
    Column("评定号", 10, lambda row: "—" if row.figure.entry is None else row.figure.entry),
)
CLAUSE_COLUMNS: tuple[Column[ClauseRow], ...] = (
    Column("条款", 14, lambda row: row.tally.reference),
    Column("标题", 26, lambda row: Long(row.basis.title if row.basis else "没有标题")),
    Column("得分", 10, lambda row: row.counted(row.tally.earned)),
    Column("满分", 10, lambda row: row.counted(row.tally.worth)),
    Column("得分率（%）", 12, lambda row: row.counted(row.tally.rate)),
    Column("涉及题次", 11, lambda row: row.tally.answers),
    Column("待判题次", 11, lambda row: row.tally.ungraded),
    Column("不同题目数", 13, lambda row: row.tally.items),
    Column("内容", 64, lambda row: Long(row.basis.text if row.basis else "考评里没有存这一条的内容")),
)


def workbook_bytes(assessment: Assessment) -> bytes:
    """The workbook as a file; raises ValueError if ``made_at`` is no ISO 8601 time."""
    title = f"{assessment.period.title}　{assessment.scheme.title}"
    book = new_workbook()
    _summary(book.create_sheet(SUMMARY), assessment, title)
    _units(book.create_sheet(UNITS), assessment, title)
    _changes(book.create_sheet(CHANGES), assessment, title)
    _details(book.create_sheet(DETAILS), assessment, title)
    if any(part.taken for result in assessment.results for part in result.parts):
        _figures(book.create_sheet(FIGURES), assessment, title)
    _clauses(book.create_sheet(CLAUSES), assessment, title)
    topics_sheet(book.create_sheet(TOPICS), assessment, title)
    levels_sheet(book.create_sheet(LEVELS), assessment, title)
    _method(book.create_sheet(METHOD), assessment, title)
    return spreadsheets.workbook_bytes(book, showable(title), moment(assessment.made_at))


def _summary(sheet: Any, assessment: Assessment, title: str) -> None:
    parts = assessment.scheme.parts
    of_parts = [_of_part(place, column) for place, _ in enumerate(parts) for column in PART_COLUMNS]
    columns = with_added(SUMMARY, [*PERSON_COLUMNS, *of_parts, *END_COLUMNS])
    put_row(sheet, 1, [""] * len(columns), HEAD)
    rows = (SummaryRow(assessment, result) for result in by_rank(assessment.results))
    write_table(sheet, columns, rows, head_row=2)
    for place, part in enumerate(parts):
        first = len(PERSON_COLUMNS) + 1 + place * len(PART_COLUMNS)
        put(sheet, (1, first), part.title, HEAD)
        sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + len(PART_COLUMNS) - 1)
    layout = Layout(widths=widths(columns), head_rows=2, fixed_columns=3, paper=A3)
    finish(sheet, layout, f"{title}　{SUMMARY}")


def _of_part(place: int, column: Column[PartRow]) -> Column[SummaryRow]:
    """The column in the rows of people, for the part of the scheme at ``place``."""
    return Column(column.title, column.width, lambda row: column.value(PartRow(row.result, row.result.parts[place])))


def _or_state(row: SummaryRow, value: Decimal | int | str | None) -> Value:
    return Missing(short_state(row.result.state)) if value is None else value


def _or_word(value: Decimal | int | None, word: str) -> Value:
    return Missing(word) if value is None else value


def _weight(weight: Decimal) -> Value:
    return int(weight) if weight == weight.to_integral_value() else weight


def _details(sheet: Any, assessment: Assessment, title: str) -> None:
    columns = with_added(DETAILS, DETAIL_COLUMNS)
    write_table(sheet, columns, _answers(assessment))
    finish(sheet, Layout(widths=widths(columns), fixed_columns=2), f"{title}　{DETAILS}")


def _answers(assessment: Assessment) -> Iterator[DetailRow]:
    for result in assessment.results:
        for mark in result.marks:
            yield DetailRow(assessment=assessment, result=result, drill=mark.drill, mark=mark)
        for sitting in result.sittings:
            if not sitting.handed_in:
                yield DetailRow(assessment=assessment, result=result, drill=sitting.drill)


def _of_mark(row: DetailRow, value: Callable[[MarkedItem], Value]) -> Value:
    return Missing(row.use) if row.mark is None else value(row.mark)


def _figures(sheet: Any, assessment: Assessment, title: str) -> None:
    """What parts take from shorter periods and from ratings, so that their points can be added up again."""
    columns = with_added(FIGURES, FIGURE_COLUMNS)
    rows = (
        FigureRow(result=result, part=part, figure=figure)
        for result in assessment.results
        for part in result.parts
        for figure in part.taken
    )
    write_table(sheet, columns, rows)
    finish(sheet, Layout(widths=widths(columns), fixed_columns=2), f"{title}　{FIGURES}")


def _clauses(sheet: Any, assessment: Assessment, title: str) -> None:
    columns = with_added(CLAUSES, [*CLAUSE_COLUMNS, *CERTAINTY_OF_CLAUSES])
    write_table(sheet, columns, (ClauseRow(assessment, tally) for tally in clause_tallies(assessment.results)))
    finish(sheet, Layout(widths=widths(columns)), f"{title}　{CLAUSES}")


def _changes(sheet: Any, assessment: Assessment, title: str) -> None:
    """Every mark that a person changed, with why: what somebody who signs has to have seen."""
    columns = with_added(CHANGES, CHANGE_COLUMNS)
    rows = (
        DetailRow(assessment=assessment, result=result, drill=mark.drill, mark=mark)
        for result in assessment.results
        for mark in result.marks
        if mark.changed_by_hand
    )
    write_table(sheet, columns, rows)
    finish(sheet, Layout(widths=widths(columns), fixed_columns=2), f"{title}　{CHANGES}")


def _units(sheet: Any, assessment: Assessment, title: str) -> None:
    columns = with_added(UNITS, [*UNIT_COLUMNS, *_level_columns(assessment), *UNIT_FIGURES, *_rate_columns(assessment)])
    tallies = unit_tallies(assessment)
    write_table(sheet, columns, (UnitRow(tally=tally, everybody=tallies[-1]) for tally in tallies))
    finish(sheet, Layout(widths=widths(columns)), f"{title}　{UNITS}")


def _level_columns(assessment: Assessment) -> Iterator[Column[UnitRow]]:
    for level in assessment.scheme.levels:
        yield Column(level.title, 9, partial(_held, level.title))


def _held(level: str, row: UnitRow) -> Value:
    return row.tally.held[level]


def _rate_columns(assessment: Assessment) -> Iterator[Column[UnitRow]]:
    for place, part in enumerate(assessment.scheme.parts):
        yield Column(f"{part.title}平均得分率（%）", 16, partial(_rate, place))


def _rate(place: int, row: UnitRow) -> Value:
    return _or_word(row.tally.rates[place], "没有")


def _method(sheet: Any, assessment: Assessment, title: str) -> None:
    row = 1
    for section in method_sections(assessment):
        put(sheet, (row, 1), section.heading, HEADING)
        for place, line in enumerate(section.lines, 1):
            put_row(sheet, row + place, [place, Long(line)])
        row += len(section.lines) + 2
    finish(sheet, Layout(widths=[18, 110], head_rows=0), f"{title}　{METHOD}")
