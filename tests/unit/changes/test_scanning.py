"""Lines that still say the old are told, others are not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from lianbing.content.editions.prose import passages
from lianbing.content.loader import read_workbook
from lianbing.domain.changes.comparing import compare
from lianbing.domain.changes.needles import needles
from lianbing.domain.changes.scanning import StaleLine, scan
from lianbing.domain.changes.snapshots import snapshot_of
from lianbing.domain.changes.worked_out import worked_out
from tests.unit.content.small_workbook import BANK, CHAPTER, CONTRADICTIONS, LOCAL, SCENARIO, STANDARD, SmallWorkbook

FIGURE = "syllabus/figures/day.yml"


def stale(before: SmallWorkbook, small: SmallWorkbook) -> tuple[StaleLine, ...]:
    old, book = (read_workbook(one.root).workbook for one in (before, small))
    changes = compare(snapshot_of(old), snapshot_of(book))
    return scan(passages(small.root), (*needles(changes, snapshot_of(book)), *worked_out(book, changes)))


def told(before: SmallWorkbook, small: SmallWorkbook, lines: Iterable[str], local: str) -> list[str]:
    """Those of some lines of a chapter that are told after a value of the company's own."""
    for each in (before, small):
        each.edit(CHAPTER, "结束语。", "## 做法\n\n" + "\n\n".join(lines))
    small.write(LOCAL, local)
    return [one.sentence for one in stale(before, small) if one.file == CHAPTER]


VISITS = "visit.min_per_day: 25\n"


@pytest.mark.parametrize(
    "line",
    [
        "小李一天走 30 户。",
        "一天走三十户，隔一夜就记不清了。",
        "日记里写着“走访 30 户，无异常”。",
        "你每天进三十家店，听到的是实话。",
    ],
)
def test_the_old_number_is_known_in_digits_and_in_words(before: SmallWorkbook, small: SmallWorkbook, line: str) -> None:
    assert told(before, small, [line], VISITS) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "每天不少于 {{VIS-06}} 户。",
        "通知 30 户来开会，来了 24 户。",
        "便利店的条数占 30 户总条数的几成？",
        "一周 30 户里有 12 户没有见到人。",
        "这一格打 30 分。",
        "每天走访 29 户。",
        "走访时看过 30 条烟。",
        "K30 和 VIS-30 只是编号。",
    ],
)
def test_other_numbers_and_what_is_bound_are_left_alone(before: SmallWorkbook, small: SmallWorkbook, line: str) -> None:
    assert told(before, small, [line], VISITS) == []


def test_sums_that_go_on_from_the_old_number_are_told(before: SmallWorkbook, small: SmallWorkbook) -> None:
    lines = [
        "假设要求每天 30 户。",
        "- 能做：30 × 21 = 630 户次。",
        "- 这 630 户次要排进四周。",
        "- 6 户细谈，其余 24 户各七分钟。",
        "- 合计 12 条线，8 ÷ 40 = 20%。",
    ]
    assert told(before, small, lines, VISITS) == [line.removeprefix("- ") and line for line in lines[:4]]


def test_what_the_content_works_out_itself_is_looked_for(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.edit(SCENARIO, "start: greet\n", "values:\n  n: {limit: VIS-06}\n  m: {compute: 360 / n}\nstart: greet\n")
        each.edit(SCENARIO, "店主板着脸。", "留给这一户约 {{m}} 分钟。")
        each.edit(SCENARIO, "我还有事。", "每户 12 分钟，到点就走。")
    small.write(LOCAL, VISITS)
    (line,) = [one for one in stale(before, small) if one.file == SCENARIO]
    assert (line.why.value, line.old, line.now) == ("derived", "12 分钟", "14.4 分钟")


def test_notes_questions_contradictions_and_figures_are_read(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.edit(BANK, "explain: 至少两次。", "explain: 每天至少走访 30 户，每户两次。")
        each.edit(STANDARD, "    place: 原文三2\n", "    place: 原文三2\n    note: 与每天不少于 30 户一起看。\n")
        each.write(
            FIGURE,
            "id: day\ntitle: 一天\nkind: timeline\nnote: 每天走访 30 户。\n"
            "events: [{at: 早, text: 甲}, {at: 晚, text: 乙}]\n",
        )
    small.write(LOCAL, VISITS)
    found = {(one.file, one.where.value, one.owner, one.field) for one in stale(before, small)}
    assert found == {
        (BANK, "question", "flow-0002", "explain"),
        (STANDARD, "clause", "VIS-34", "note"),
        (FIGURE, "figure", "day", "note"),
        (CONTRADICTIONS, "contradiction", "X01", "sides"),
    }


def test_a_line_is_told_with_its_place(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.edit(BANK, "stem: 每户每月去一次就够。", "stem: |\n      材料一行。\n      按规范写，每天走访 30 户就够。")
    small.write(LOCAL, VISITS)
    (line,) = [one for one in stale(before, small) if one.file == BANK]
    assert (line.line, line.owner, line.changes) == (
        small.line(BANK, "30 户就够"),
        "flow-0002",
        ("VIS-06", "visit.min_per_day"),
    )
    assert (line.old, line.now, line.quoted) == ("30 户", "25 户/天", True)


@pytest.mark.parametrize(("written", "is_told"), [("早上七点半到岗", True), ("7：30 集合", True), ("7:40 开门", False)])
def test_times_of_day(before: SmallWorkbook, small: SmallWorkbook, written: str, is_told: bool) -> None:
    for each in (before, small):
        each.append(
            "standards/parameters.yml", '  - {id: work.start, title: 早上到岗时刻, unit: 时刻, default: "07:30"}\n'
        )
    assert bool(told(before, small, [f"{written}，再开晨会。"], 'work.start: "08:00"\n')) is is_told


def test_hours_are_known_as_minutes(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.append(
            "standards/parameters.yml", "  - {id: visit.hours, title: 每天走访时长, unit: 小时/天, default: 6}\n"
        )
    lines = ["每天走访六个小时。", "每天在市场走访 360 分钟。", "每天睡六小时。"]
    assert told(before, small, lines, "visit.hours: 5\n") == lines[:2]


def test_words_of_an_edited_text_are_looked_for_near_it(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.edit(STANDARD, "每户每月不少于 {{limit}} 次。", "每户每月书面答复不少于 {{limit}} 次。")
        each.edit(BANK, "explain: 至少两次。", "explain: 至少两次，都要书面答复。")
        each.edit(BANK, "explain: 不少于 {{v}} 户。", "explain: 不少于 {{v}} 户，书面的不算。")
    small.edit(STANDARD, "书面答复", "当面答复")
    assert [(one.owner, one.why.value, one.old) for one in stale(before, small)] == [("flow-0002", "word", "书面")]


def test_an_old_formula_and_an_old_edition_are_looked_for(before: SmallWorkbook, small: SmallWorkbook) -> None:
    formulas = """\
indicators:
  - id: days
    title: 可销天数
    unit: 天
    definitions:
      - {formula: 库存 ÷ 日均销量, basis: [K081]}
"""
    for each in (before, small):
        each.write("syllabus/formulas.yml", formulas)
        each.edit(
            CHAPTER,
            "结束语。",
            "## 做法\n\n可销天数 = 库存 ÷ 日均销量。\n\n2013 年规范标准写明了。\n\n2013 年他刚入行。",
        )
    small.edit("syllabus/formulas.yml", "日均销量", "日均订货量")
    small.edit(STANDARD, '"2013-06"', '"2026-01"')
    assert [one.sentence for one in stale(before, small)] == ["可销天数 = 库存 ÷ 日均销量。", "2013 年规范标准写明了。"]


def test_a_number_between_the_old_and_the_new_bound_is_told_where_it_rests_on_it(
    before: SmallWorkbook, small: SmallWorkbook
) -> None:
    for each in (before, small):
        each.edit(BANK, "stem: 每天至少走访多少户？", "stem: 每天走访 27 户够不够，至少多少户？")
    small.write(LOCAL, VISITS)
    assert [(one.owner, one.why.value) for one in stale(before, small) if one.file == BANK] == [
        ("flow-0001", "between")
    ]


def test_the_number_of_a_renumbered_clause_is_told(before: SmallWorkbook, small: SmallWorkbook) -> None:
    small.edit(STANDARD, "id: VIS-34", "id: VIS-35")
    small.edit(CHAPTER, "结束语。", "见 VIS-34。")
    assert [(one.file, one.sentence) for one in stale(before, small)] == [(CHAPTER, "见 VIS-34。")]


def test_of_a_text_that_was_written_anew_no_word_is_looked_for(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for each in (before, small):
        each.edit(BANK, "explain: 至少两次。", "explain: 至少两次，书面答复也算上门。")
        each.edit(STANDARD, "每户每月不少于 {{limit}} 次。", "每户每月书面答复不少于 {{limit}} 次。")
    small.edit(STANDARD, "每户每月书面答复不少于 {{limit}} 次。", "客户经理按线路当面走完，次数 {{limit}}。")
    assert stale(before, small) == ()


def test_words_that_stand_everywhere_are_not_looked_for(before: SmallWorkbook, small: SmallWorkbook) -> None:
    lines = [f"第 {number} 店：书面答复写在本子上。" for number in range(100)]
    for each in (before, small):
        each.edit(STANDARD, "每户每月不少于 {{limit}} 次。", "每户每月书面答复不少于 {{limit}} 次。")
        each.edit(CHAPTER, "结束语。", "\n\n".join(lines))
    small.edit(STANDARD, "书面答复", "当面答复")
    assert stale(before, small) == ()
