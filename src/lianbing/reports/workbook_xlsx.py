"""考评表.xlsx: the assessment as a workbook that HR sorts, checks, signs and files.

A number is a number cell with exactly the digits of the record. Where there is no number there is a word (未交, 未定,
待判 …), never an empty cell and never a zero.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lianbing import spreadsheets
from lianbing.domain.assessment.assessment import Assessment, EarlierAssessment, MarkedItem, PartResult, PersonResult
from lianbing.domain.kernel.cleaning import showable
from lianbing.domain.kernel.decimals import ZERO
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
from lianbing.reports.figures import ClauseTally, by_rank, clause_tallies
from lianbing.reports.wording import (
    FORMULA,
    STATE_MEANINGS,
    drill_title,
    explanation,
    moment,
    part_gap,
    short_state,
    shown_time,
    state_label,
    threshold,
)

SUMMARY, DETAILS, CLAUSES, SCHEME = "考评汇总", "逐题明细", "条款掌握", "考评方案"
_PERSON_HEADS = ("名次", "工号", "姓名", "部门")
_PART_HEADS = ("得分", "满分", "得分率（%）", "权重", "折算分")
_END_HEADS = ("总分", "等级", "状态", "说明")
_DETAIL_HEADS = (
    "工号",
    "姓名",
    "练兵",
    "试卷",
    "题号",
    "题目编号",
    "部分",
    "满分",
    "得分",
    "台账号",
    "依据条款",
    "更正",
)
_CLAUSE_HEADS = ("条款", "标题", "得分", "满分", "得分率（%）", "涉及题次", "待判题次", "不同题目数", "内容")


def workbook_bytes(assessment: Assessment) -> bytes:
    """The workbook as a file; raises ValueError if ``made_at`` is no ISO 8601 time."""
    title = f"{assessment.period.title}　{assessment.scheme.title}"
    book = new_workbook()
    _summary(book.create_sheet(SUMMARY), assessment, title)
    _details(book.create_sheet(DETAILS), assessment, title)
    _clauses(book.create_sheet(CLAUSES), assessment, title)
    _scheme(book.create_sheet(SCHEME), assessment, title)
    return spreadsheets.workbook_bytes(book, showable(title), moment(assessment.made_at))


def _summary(sheet: Any, assessment: Assessment, title: str) -> None:
    parts = assessment.scheme.parts
    heads = [*_PERSON_HEADS, *(head for _ in parts for head in _PART_HEADS), *_END_HEADS]
    put_row(sheet, 1, [""] * len(heads), HEAD)
    put_row(sheet, 2, heads, HEAD)
    for place, part in enumerate(parts):
        first = len(_PERSON_HEADS) + 1 + place * len(_PART_HEADS)
        put(sheet, (1, first), part.title, HEAD)
        sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + len(_PART_HEADS) - 1)
    for row, result in enumerate(by_rank(assessment.results), 3):
        put_row(sheet, row, _summary_row(assessment, result))
    widths = [8.0, 12, 13, 15, *(11.0, 9, 11, 8, 10) * len(parts), 9, 10, 22, 38]
    finish(sheet, Layout(widths=widths, head_rows=2, fixed_columns=3, paper=A3), f"{title}　{SUMMARY}")


def _summary_row(assessment: Assessment, result: PersonResult) -> list[Value]:
    none = Missing(short_state(result.state))
    employee = result.employee
    return [
        none if result.rank is None else result.rank,
        employee.id,
        Long(employee.name),
        Long(employee.team),
        *(value for part in result.parts for value in _part(result, part)),
        none if result.total is None else result.total,
        none if result.level is None else result.level,
        state_label(result.state),
        Long(explanation(assessment, result)),
    ]


def _part(result: PersonResult, part: PartResult) -> tuple[Value, ...]:
    gap = part_gap(result, part)
    if gap is None and part.rate is not None and part.contribution is not None:
        return part.earned, part.worth, part.rate, _weight(part.weight), part.contribution
    if part.ungraded:
        return Missing(gap or ""), part.worth, Missing("未定"), _weight(part.weight), Missing("未定")
    none = Missing(gap or "")
    return none, none, none, _weight(part.weight), none


def _weight(weight: Decimal) -> Value:
    return int(weight) if weight == weight.to_integral_value() else weight


def _details(sheet: Any, assessment: Assessment, title: str) -> None:
    put_row(sheet, 1, _DETAIL_HEADS, HEAD)
    row = 2
    for result in assessment.results:
        for values in _detail_rows(assessment, result):
            put_row(sheet, row, values)
            row += 1
    widths = [12, 13, 28, 22, 8, 20, 16, 9, 9, 10, 36, 18]
    finish(sheet, Layout(widths=widths, fixed_columns=2), f"{title}　{DETAILS}")


def _detail_rows(assessment: Assessment, result: PersonResult) -> list[list[Value]]:
    who: list[Value] = [result.employee.id, result.employee.name]
    rows = [[*who, *_detail(assessment, mark)] for mark in result.marks]
    none = Missing("未交")
    rows += [[*who, Long(drill_title(assessment, drill)), *(none,) * 8, "—"] for drill in result.missing]
    return rows


def _detail(assessment: Assessment, mark: MarkedItem) -> list[Value]:
    return [
        Long(drill_title(assessment, mark.drill)),
        mark.paper,
        mark.number,
        mark.item,
        mark.skill.label,
        mark.worth,
        Missing("待判") if mark.earned is None else mark.earned,
        Missing("未入账") if mark.entry is None else mark.entry,
        Long("、".join(mark.clauses) or "未注明"),
        mark.note or "—",
    ]


def _clauses(sheet: Any, assessment: Assessment, title: str) -> None:
    put_row(sheet, 1, _CLAUSE_HEADS, HEAD)
    for row, tally in enumerate(clause_tallies(assessment.results), 2):
        put_row(sheet, row, _clause(assessment, tally))
    finish(sheet, Layout(widths=[14, 26, 10, 10, 12, 11, 11, 13, 64]), f"{title}　{CLAUSES}")


def _clause(assessment: Assessment, tally: ClauseTally) -> list[Value]:
    basis = assessment.basis.get(tally.reference)
    none = Missing("待判")
    figures: list[Value] = [none, none, none]
    if tally.rate is not None:
        figures = [tally.earned, tally.worth, tally.rate]
    heading = Long(basis.title if basis else "没有标题")
    text = Long(basis.text if basis else "考评里没有存这一条的内容")
    return [tally.reference, heading, *figures, tally.answers, tally.ungraded, tally.items, text]


def _scheme(sheet: Any, assessment: Assessment, title: str) -> None:
    row = 1
    for heading, lines in _scheme_blocks(assessment):
        put(sheet, (row, 1), heading, HEADING)
        for offset, line in enumerate(lines, 1):
            put_row(sheet, row + offset, line)
        row += len(lines) + 2
    finish(sheet, Layout(widths=[30, 76, 14], head_rows=0), f"{title}　{SCHEME}")


def _earlier(kept: EarlierAssessment) -> list[Value]:
    return [f"{kept.period} 的考评", Long(f"{kept.scheme}，{shown_time(kept.made_at)}")]


def _scheme_blocks(assessment: Assessment) -> list[tuple[str, list[list[Value]]]]:
    scheme = assessment.scheme
    weights: list[list[Value]] = [[part.title, "权重", _weight(part.weight)] for part in scheme.parts]
    weights.append(["合计", "权重", _weight(sum((part.weight for part in scheme.parts), ZERO))])
    return [
        (f"{assessment.period.title}　{scheme.title}", [["考评期", assessment.period.code], ["方案编号", scheme.id]]),
        ("各部分权重", weights),
        ("技能等级", [[level.title, Long(threshold(level))] for level in scheme.levels]),
        ("算法与取舍", [[f"第 {place} 条", Long(rule)] for place, rule in enumerate(FORMULA, 1)]),
        (
            "怎样复算",
            [
                ["逐题", Long("在“逐题明细”按工号和部分筛选，得分、满分分别相加，就是“考评汇总”里的得分、满分。")],
                ["条款", Long("一道题依据几个条款，就在“条款掌握”的每个条款里各计一次；待判的题不计得分和满分。")],
                ["追溯", Long("每个得分后面的台账号，对应成绩台账里的一笔记录：谁、何时、为什么判的、改前改后。")],
            ],
        ),
        ("状态与未定", [[state_label(state), Long(words)] for state, words in STATE_MEANINGS.items()]),
        ("本期练兵", [[drill, Long(name)] for drill, name in assessment.drills.items()] or [["没有练兵"]]),
        (
            "出处",
            [
                *map(_earlier, assessment.earlier),
                ["生成时间", shown_time(assessment.made_at)],
                ["成绩台账截至", "第几笔", assessment.ledger_sequence],
                ["台账校验码（SHA-256）", Long(assessment.ledger_digest)],
            ],
        ),
    ]
