"""Code tasks as authors write them: what is read, and what ``lianbing check`` says of each way to get it wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import realise
from lianbing.domain.items.types.code import CODE, CodeKey, CodeTask
from lianbing.domain.kernel.tables import Table
from tests.unit.content.small_workbook import BANK, SmallWorkbook

TASK = "exercises/tasks/turn.yml"
TASK_TEXT = """\
id: turn
title: 动销
topic: flow
rests_on: [VIS-06]
values: {line: 50, note: 每家}
story: 看表。
table:
  generate:
    rows: 6
    columns:
      - {name: shop, title: 店, serial: "店{n}"}
      - {name: come, title: 到货, range: [60, 120], step: 10}
      - {name: left, title: 库存, range: [10, 50], step: 5}
      - {name: rate, hidden: true, compute: "(come - left) / come * 100"}
      - {name: low, hidden: true, compute: "if_else(rate < line, 1, 0)"}
fields:
  - {id: all, type: numeric, stem: 合计？, key: total(left), unit: 条, rests_on: [VIS-06], explain: 相加。}
  - {id: low, type: numeric, stem: 几家？, key: total(low), rests_on: [VIS-06], explain: 数一数。}
  - {id: line, type: numeric, stem: 线？, key: line, rests_on: [VIS-06], explain: 题目给的。}
  - {id: mean, type: numeric, stem: 平均？, key: average(rate), decimals: 1, rests_on: [VIS-06], explain: 平均。}
  - {id: sure, type: truefalse, stem: 对吗？, key: true, rests_on: [VIS-06], explain: 对。}
"""
ITEM = '''
  - id: flow-0009
    type: code
    stem: 写一个函数，线是 {{line}}。
    code:
      task: turn
      parameters: [line]
      returns:
        - {name: 库存合计, field: all}
        - {name: 平均率, field: mean, share: 2}
      hidden: 2
      edges:
        - {title: 一家, rows: 1}
        - {title: 都一样, set: {come: 100, left: [50, 50]}}
        - {title: 换线, set: {line: 0}}
      starter: |
        def solve(data, line):
            """返回字典：“库存合计”“平均率”。"""
            pass
    explain: 先合计。
    rests_on: [VIS-06]
    skill: analysis
    difficulty: 2
    cognitive: apply
    importance: Y
    exposure: reserved
    status: reviewed
    author: 测试
'''


@pytest.fixture
def coded(small: SmallWorkbook) -> SmallWorkbook:
    small.write(TASK, TASK_TEXT)
    small.append(BANK, ITEM)
    return small


def key_of(coded: SmallWorkbook, seed: str = "s") -> CodeKey:
    workbook = coded.load()
    key = realise(workbook.questions["flow-0009"], workbook.sources, seed).key
    assert isinstance(key, CodeKey)
    return key


def test_a_code_task_is_read_as_written(coded: SmallWorkbook) -> None:
    question = coded.load().questions["flow-0009"]
    assert question.type is CODE
    assert isinstance(question.key, CodeTask)
    assert (question.key.task, question.key.parameters, question.key.rule) == ("turn", ("line",), Rule.EACH)
    assert not question.practisable


def test_hidden_data_are_the_exercise_drawn_anew_and_its_extremes(coded: SmallWorkbook) -> None:
    key = key_of(coded)
    assert [(case.title, case.edge) for case in key.cases] == [
        ("随机数据", False), ("随机数据", False), ("一家", True), ("都一样", True), ("换线", True),
    ]  # fmt: skip
    tables = [case.table for case in key.cases]
    assert [len(table.rows) for table in tables if table] == [6, 6, 1, 2, 6]
    assert tables[3] == Table(("店", "到货", "库存"), (("店1", "100", "50"), ("店2", "100", "50")))
    assert [case.parameters for case in key.cases] == [(Decimal(50),)] * 4 + [(Decimal(0),)]
    assert key.cases[3].expected == (Decimal(100), Decimal(50))


def test_the_same_seed_gives_the_same_hidden_data_and_another_one_others(coded: SmallWorkbook) -> None:
    assert key_of(coded) == key_of(coded)
    assert key_of(coded).cases[0] != key_of(coded, "t").cases[0]


def test_hidden_data_are_not_what_the_learner_has(coded: SmallWorkbook) -> None:
    workbook = coded.load()
    item = realise(workbook.questions["flow-0009"], workbook.sources, "s")
    assert isinstance(item.key, CodeKey)
    assert item.table is not None
    assert item.table not in [case.table for case in item.key.cases]
    assert item.stem == "写一个函数，线是 50。"


def test_tolerances_are_those_of_the_fields_and_rounding_either_way_is_fine(coded: SmallWorkbook) -> None:
    checks = key_of(coded).numbers
    assert [(check.name, check.share, check.absolute) for check in checks] == [
        ("库存合计", Decimal(1), Decimal(0)),
        ("平均率", Decimal(2), Decimal("0.1")),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("task: turn", "task: turns", "没有数据练习 turns"),
        ("field: all", "field: alls", "没有小题 alls"),
        ("field: all", "field: sure", "不是计算题"),
        ("{name: 库存合计, field: all}", "{name: 库存合计, field: line}", "换了数据答案也不变"),
        ("{name: 平均率,", "{name: 库存合计,", "同名"),
        ("parameters: [line]", "parameters: [lines]", "没有取值 lines"),
        ("parameters: [line]", "parameters: []", "要有 1 个参数"),
        ("parameters: [line]", "parameters: [line, note]", "要有 3 个参数"),
        ("hidden: 2", "hidden: 1", "2"),
        ("rows: 1}", "rows: 0}", "1"),
        ("rows: 1}", "set: {}}", "至少写一样"),
        ("set: {line: 0}", "set: {lines: 0}", "没有取值或列 lines"),
        ("set: {line: 0}", "set: {line: [1, 2]}", "不能写成列表"),
        ("left: [50, 50]}", "left: [50, 50]}, rows: 3", "一样长"),
        ("set: {line: 0}", "set: {come: 0}", "算不出答案"),
        ("exposure: reserved", "exposure: open", "exposure 写 reserved"),
        ("            pass\n", "            return {'库存合计': data['库存'].sum(), '平均率': 0}\n", "不写解法"),
        ("def solve(data, line):", "def solve(data, line:", "不是能运行的 Python"),
        ("def solve(data, line):", "def solv(data, line):", "函数 solve"),
        ("“库存合计”“平均率”", "“库存合计”", "平均率"),
        ('"""返回字典：“库存合计”“平均率”。"""', "# “库存合计”“平均率”", "要有说明"),
        ("    type: code\n", "    type: code\n    key: 3\n", "不写 key"),
        ("    type: code\n", "    type: code\n    rule: half\n", "rule: half"),
        ("    type: code\n", "    type: code\n    values: {n: 1}\n", "不写 values"),
        ("    type: code\n", "    type: short\n", "flow-0009"),
    ],
)
def test_each_mistake_is_told_with_its_place(coded: SmallWorkbook, old: str, new: str, words: str) -> None:
    coded.edit(BANK, ITEM, ITEM.replace(old, new, 1))
    faults = coded.faults()
    assert any(words in fault.message for fault in faults), [str(fault) for fault in faults]
    assert {fault.file for fault in faults} == {BANK}


def test_an_exercise_has_no_code_task_of_its_own(coded: SmallWorkbook) -> None:
    coded.edit(TASK, "{id: sure, type: truefalse, stem: 对吗？, key: true,", "{id: sure, type: code, stem: 写一段。,")
    assert any("只能写在 quizzes/ 里" in fault.message for fault in coded.faults())
