"""Forms: what a file says of them, what is wrong in one, and a company's own fields."""

from __future__ import annotations

import pytest

from lianbing.content.checks import find_faults, read_checked
from lianbing.content.lint import Weight
from lianbing.domain.knowledge.forms import FieldKind, realise_form
from lianbing.domain.workbook import Workbook
from tests.unit.content.small_workbook import CHAPTER, SmallWorkbook

FORM = "exercises/forms/diary.yml"
LOCAL = "exercises/forms/local.yml"
TEXT = """\
id: diary
title: 日记
topic: flow
use: 当天写，不少于 {{visit.min_per_day}} 户。
rests_on: [VIS-06]
counted: [VIS-34]
values:
  most: {parameter: visit.min_per_day}
  done: {compute: most - 1}
sections:
  - title: 当天
    filled_by: 客户经理
    fields:
      - {id: day, label: 日期, kind: date, required: true}
      - {id: visits, label: 走访户数, kind: number, rests_on: [VIS-34]}
      - id: shops
        label: 各户
        kind: rows
        columns:
          - {id: shop, label: 户名}
          - {id: state, label: 情况, kind: choice, choices: [正常, 断货]}
        preset:
          - {shop: 甲店}
        rests_on: [VIS-34]
model:
  story: 一天。
  values:
    day: 2026-11-03
    visits: "{{done}}"
    shops:
      - {shop: 乙店, state: 断货}
faulty:
  story: 又一天。
  values:
    day: 昨天
    shops:
      - {shop: 丙店}
  faults:
    - {field: day, wrong: 不是日子, right: 2026-11-04, rests_on: [VIS-06]}
    - {field: shops, line: 1, wrong: 没有情况, right: 断货, rests_on: [VIS-34]}
"""
PLACED = "\n:::{form} diary\n:::\n"


@pytest.fixture
def diary(small: SmallWorkbook) -> SmallWorkbook:
    small.write(FORM, TEXT)
    small.append(CHAPTER, PLACED)
    return small


def test_a_form_is_read_with_its_examples(diary: SmallWorkbook) -> None:
    form = diary.load().forms["diary"]
    assert [each.id for each in form.fields] == ["day", "visits", "shops"]
    assert form.fields[2].kind is FieldKind.ROWS
    assert form.fields[2].lines == 5
    assert form.clauses == ("VIS-06", "VIS-34")
    assert form.faulty is not None
    assert [(each.field, each.line) for each in form.faulty.faults] == [("day", 0), ("shops", 1)]


def test_its_numbers_are_those_of_this_company(diary: SmallWorkbook) -> None:
    diary.write("standards/local.yml", "visit.min_per_day: 25\n")
    book = diary.load()
    form = realise_form(book.forms["diary"], book.sources)
    assert form.use == "当天写，不少于 25 户。"
    assert form.model.texts["visits"] == "24"


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("kind: date", "kind: day", "kind: day", ("kind",)),
        ("    visits: ", "    visit: ", "    visit: ", ("visit", "没有的栏目")),
        ("    day: 2026-11-03", "    day: 11 月 3 日", "11 月 3 日", ("日期",)),
        ("    day: 2026-11-03\n", "", "model:", ("必填", "日期")),
        ("state: 断货}", "stat: 断货}", "stat: 断货}", ("没有的列 stat",)),
        ("{shop: 甲店}", "{shp: 甲店}", "{shp: 甲店}", ("没有的列 shp",)),
        ("choices: [正常, 断货]", "width: 3", "width: 3", ("state", "choices")),
        ("{id: visits,", "{id: day,", "sections:", ("day", "两次")),
        ("    - {field: day,", "    - {field: date,", "{field: date,", ("date", "没有的栏目")),
        ("line: 1,", "line: 2,", "line: 2,", ("第 2 行",)),
        (", rests_on: [VIS-34]}\n", "}\n", "id: diary", ("VIS-34", "1 个")),
        ("right: 断货, rests_on: [VIS-34]", "right: 断货, rests_on: []", "line: 1", ("rests_on",)),
        ("wrong: 没有情况, ", "", "line: 1", ("wrong",)),
        ("{field: shops, line: 1,", "{field: day,", "{field: day, wrong: 没有", ("两条",)),
        ("wrong: 不是日子", 'wrong: "不是 {{no.such}}"', "no.such", ("no.such",)),
        ("rests_on: [VIS-06]\ncounted", "rests_on: [VIS-99]\ncounted", "id: diary", ("VIS-99",)),
        ("topic: flow", "topic: flew", "id: diary", ("flew",)),
    ],
)
def test_what_is_wrong_in_a_form_is_told_with_its_line(
    diary: SmallWorkbook, old: str, new: str, at: str, words: tuple[str, ...]
) -> None:
    diary.edit(FORM, old, new)
    fault = diary.faults()[0]
    assert fault.file == FORM
    assert all(word in fault.message for word in words), fault.message
    assert fault.line == diary.line(FORM, at)


def test_a_form_that_no_chapter_shows_fails_the_check_alone(small: SmallWorkbook) -> None:
    small.write(FORM, TEXT)
    assert small.faults() == ()
    (told,) = (each for each in find_faults(read_checked(small.root), Weight.FAILS_CHECK) if each.file == FORM)
    assert "没有放进任何一章" in told.message
    assert told.line == 1


def test_a_chapter_shows_only_forms_that_there_are(small: SmallWorkbook) -> None:
    small.append(CHAPTER, PLACED)
    fault = small.fault()
    assert fault.file == CHAPTER
    assert "没有表单 diary" in fault.message


OWN = """\
forms:
  diary:
    title: 访销日记
    rename: {visits: 户数}
    drop: [day]
    add:
      - {id: mood, label: 天气, after: visits, sample: 晴}
"""


def test_a_company_has_its_own_fields(diary: SmallWorkbook) -> None:
    diary.write(LOCAL, OWN)
    form = diary.load().forms["diary"]
    assert form.title == "访销日记"
    assert [(each.id, each.label) for each in form.fields] == [("visits", "户数"), ("mood", "天气"), ("shops", "各户")]
    assert form.model.texts == {"visits": "29", "mood": "晴"}
    assert form.faulty is not None
    assert [each.field for each in form.faulty.faults] == ["shops"]


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("  diary:", "  dairy:", "dairy:", ("没有表单 dairy", "diary")),
        ("drop: [day]", "drop: [visits]", "drop:", ("VIS-34", "不能去掉", "rename")),
        ("rename: {visits:", "rename: {visit:", "rename:", ("没有栏目 visit",)),
        ("id: mood", "id: shops", "id: shops", ("已经有",)),
        ("after: visits", "after: no", "add:", ("after", "no")),
        ("label: 天气,", "label: 天气, kind: choice,", "kind: choice", ("choices",)),
        ("label: 天气, ", "", "sample", ("label",)),
    ],
)
def test_what_a_company_can_not_change_is_told(
    diary: SmallWorkbook, old: str, new: str, at: str, words: tuple[str, ...]
) -> None:
    diary.write(LOCAL, OWN.replace(old, new))
    fault = diary.fault()
    assert fault.file == LOCAL
    assert all(word in fault.message for word in words), fault.message
    assert abs(fault.line - diary.line(LOCAL, at)) <= 1


def test_the_shipped_slip_has_the_ten_fields_of_its_clause(workbook: Workbook) -> None:
    slip = workbook.forms["slip"]
    assert sum("REC-11" in each.rests_on for each in slip.fields) == workbook.limit_value("REC-11") == 10
    assert [len(section.fields) for section in slip.sections] == [6, 4]
