"""Sheets of the workbook on the certainty of levels, and on topics of everybody and of units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.certainty import PersonCertainty
from lianbing.domain.assessment.clause_mastery import ClauseMastery, TopicMastery
from lianbing.reports.cells import HEADING, Layout, Long, Missing, Value, finish, put, put_row
from lianbing.reports.certainty.words import (
    CAUTIONS,
    LOOK_AGAIN,
    level_words,
    mastery_words,
    tenths,
    topic_title,
    total_words,
    weak_rule,
)
from lianbing.reports.columns import ClauseRow, Column, widths, with_added, write_table
from lianbing.reports.figures import by_rank

LEVELS, TOPICS = "等级把握", "知识点掌握"


@dataclass(frozen=True, kw_only=True)
class CertaintyRow:
    """A person with a final result, and what is known of the level's certainty."""

    assessment: Assessment
    result: PersonResult
    person: PersonCertainty


@dataclass(frozen=True)
class TopicRow:
    """A topic, of everybody or of a unit."""

    assessment: Assessment
    topic: TopicMastery


LEVEL_COLUMNS: tuple[Column[CertaintyRow], ...] = (
    Column("名次", 8, lambda row: row.result.rank or Missing("没有")),
    Column("工号", 12, lambda row: row.result.employee.id),
    Column("姓名", 13, lambda row: Long(row.result.employee.name)),
    Column("部门", 15, lambda row: Long(row.result.employee.team)),
    Column("总分", 9, lambda row: row.result.total or 0),
    Column("等级", 10, lambda row: row.result.level or Missing("没有")),
    Column(LOOK_AGAIN, 10, lambda row: LOOK_AGAIN if row.person.look_again else "—"),
    Column("是分数够到的等级", 14, lambda row: tenths(row.person.of_held)),
    Column("可能（%）", 10, lambda row: row.person.of_held),
    Column("高一级（%）", 12, lambda row: _or_none(row.person.of_next_higher, "已最高")),
    Column("低一级（%）", 12, lambda row: _or_none(row.person.of_next_lower, "已最低")),
    Column("标准误（分）", 12, lambda row: row.person.error),
    Column("真实总分从", 12, lambda row: row.person.low),
    Column("到", 10, lambda row: row.person.high),
    Column("说明", 44, lambda row: Long(level_words(row.assessment, row.person))),
)
TOPIC_COLUMNS: tuple[Column[TopicRow], ...] = (
    Column("范围", 16, lambda row: Long(row.topic.unit or "全体")),
    Column("知识点", 26, lambda row: Long(topic_title(row.assessment, row.topic.topic))),
    Column("题次", 9, lambda row: row.topic.figures.answers),
    Column("不同题目数", 13, lambda row: row.topic.figures.items),
    Column("每题平均得分率（%）", 18, lambda row: row.topic.figures.rate),
    Column("估计（%）", 11, lambda row: row.topic.figures.estimate),
    Column("十次有九次从", 14, lambda row: row.topic.figures.low),
    Column("到", 10, lambda row: row.topic.figures.high),
    Column("结论", 34, lambda row: Long(mastery_words(row.topic.figures))),
)
CLAUSE_COLUMNS: tuple[Column[ClauseRow], ...] = (
    Column("知识点", 22, lambda row: _of_clause(row, lambda c: Long(topic_title(row.assessment, c.topic)))),
    Column("估计（%）", 11, lambda row: _of_clause(row, lambda c: c.figures.estimate)),
    Column("十次有九次从", 14, lambda row: _of_clause(row, lambda c: c.figures.low)),
    Column("到", 10, lambda row: _of_clause(row, lambda c: c.figures.high)),
    Column("结论", 34, lambda row: _of_clause(row, lambda c: Long(mastery_words(c.figures)))),
)
"""What is added to the sheet of clauses."""


def _or_none(value: Value | None, word: str) -> Value:
    return Missing(word) if value is None else value


def _of_clause(row: ClauseRow, value: Any) -> Value:
    """A figure of the clause; a word where nothing of it is marked or the assessment is older."""
    mastery = row.assessment.mastery
    clause: ClauseMastery | None = mastery.by_clause.get(row.tally.reference) if mastery else None
    shown: Value = Missing("没有") if clause is None else value(clause)
    return shown


def levels_sheet(sheet: Any, assessment: Assessment, title: str) -> None:
    """What is said of totals and levels, then everybody with a final result, by rank."""
    lines = [*total_words(assessment), *CAUTIONS]
    put(sheet, (1, 1), "等级有多大把握", HEADING)
    for number, line in enumerate(lines, 2):
        put(sheet, (number, 1), line)
    columns = with_added(LEVELS, LEVEL_COLUMNS)
    head = len(lines) + 3
    write_table(sheet, columns, _people(assessment), head_row=head)
    finish(sheet, Layout(widths=widths(columns), head_rows=0), f"{title}　{LEVELS}")
    sheet.freeze_panes = f"A{head + 1}"


def _people(assessment: Assessment) -> Iterator[CertaintyRow]:
    known = assessment.certainty.by_employee if assessment.certainty else {}
    for result in by_rank(assessment.results):
        if result.employee.id in known:
            yield CertaintyRow(assessment=assessment, result=result, person=known[result.employee.id])


def topics_sheet(sheet: Any, assessment: Assessment, title: str) -> None:
    """Topics of everybody and of units, the weakest first."""
    columns = with_added(TOPICS, TOPIC_COLUMNS)
    put(sheet, (1, 1), weak_rule(assessment))
    mastery = assessment.mastery
    topics = (*mastery.topics, *mastery.of_units) if mastery else ()
    write_table(sheet, columns, (TopicRow(assessment, topic) for topic in topics), head_row=2)
    if not topics:
        put_row(sheet, 3, ["没有判过的题"])
    finish(sheet, Layout(widths=widths(columns), head_rows=2), f"{title}　{TOPICS}")
