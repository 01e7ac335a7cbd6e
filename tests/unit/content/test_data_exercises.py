"""Hints in steps, Excel expressions, captions and pandas code of ``exercises/tasks/*.yml``."""

from __future__ import annotations

import pytest

from lianbing.content.excel_shapes import expression_problem
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.tasks import TaskInstance, realise_task
from tests.unit.content.small_workbook import BANK, TASK, SmallWorkbook

FIELD = "    unit: 户次\n"
STEPS = "    hints:\n      - 先看 {{days}} 天\n      - 再乘每天的户数\n"
CORNER = (3, 4)


def exercise(small: SmallWorkbook) -> TaskInstance:
    book = small.load()
    return realise_task(book.tasks["schedule"], book.sources, practice_seed("schedule"))


def test_hints_come_in_their_order_with_numbers_in_place(small: SmallWorkbook) -> None:
    small.edit(TASK, FIELD, FIELD + STEPS)
    assert exercise(small).fields[0].hints == ("先看 21 天", "再乘每天的户数")


def test_one_hint_may_be_written_alone(small: SmallWorkbook) -> None:
    small.edit(TASK, FIELD, FIELD + "    hint: 两个数相乘\n")
    assert exercise(small).fields[0].hints == ("两个数相乘",)
    assert exercise(small).fields[1].hints == ()


def test_an_expression_a_caption_and_code_get_their_numbers_in_place(small: SmallWorkbook) -> None:
    small.edit(TASK, FIELD, FIELD + "    excel: '=B2*{{days}}'\n")
    small.edit(TASK, "table:\n", "table:\n  caption: 每天 {{per_day}} 户\n")
    small.append(TASK, "pandas: |\n  table('schedule')['户数'] * {{days}}\n")
    made = exercise(small)
    assert [field.excel for field in made.fields] == ["=B2*21", ""]
    assert made.table
    assert made.table.caption == "每天 30 户"
    assert made.pandas == "table('schedule')['户数'] * 21"


def test_a_generated_table_has_a_caption_too(small: SmallWorkbook) -> None:
    text = small.text(TASK)
    before, _, rest = text.partition("table:\n")
    _, _, after = rest.partition("fields:\n")
    columns = '      - {name: shop, title: 店, serial: "店{n}"}\n      - {name: sold, title: 条数, range: [1, 9]}\n'
    generated = (
        f"table:\n  caption: 每天 {{{{per_day}}}} 户\n  generate:\n    rows: 3\n    columns:\n{columns}fields:\n"
    )
    small.write(TASK, before + generated + after.replace(FIELD, FIELD + "    excel: =SUM(B2:B4)\n"))
    table = exercise(small).table
    assert table
    assert (table.caption, len(table.rows)) == ("每天 30 户", 3)
    small.edit(TASK, "B2:B4", "B2:B5")
    assert "B2:B5 在数据表外面" in small.fault().message


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (f"    hint: 一步\n{STEPS}", ("hint", "hints", "只写一个")),
        ("    hints: 一步\n", ("hints", "列表")),
        ("    hints:\n      - ''\n", ("hints", "不能空着")),
        ("    excel: B2*21\n", ("capacity", "excel", "= 开头")),
        ("    excel: '=SUM（B2:B2）'\n", ("capacity", "（", "半角")),
        ("    excel: =B2*C2\n", ("capacity", "C2", "数据表外面")),
        ("    excel: =B1*21\n", ("capacity", "表头")),
        ("    excel: 600\n", ("excel", "文字")),
    ],
)
def test_the_shape_of_hints_and_expressions_is_checked(small: SmallWorkbook, new: str, words: tuple[str, ...]) -> None:
    small.edit(TASK, FIELD, FIELD + new)
    told = [fault for fault in small.faults() if fault.file == TASK]
    assert len(told) == 1
    assert all(word in told[0].message for word in words), told[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIELD, FIELD + "    excel: '=B2*{{none}}'\n"),
        (FIELD, FIELD + "    hints: ['{{none}} 天']\n"),
        ("table:\n", "table:\n  caption: 每天 {{none}} 户\n"),
        ("story:", 'pandas: "{{none}}"\nstory:'),
    ],
)
def test_a_placeholder_that_nothing_defines_is_named(small: SmallWorkbook, old: str, new: str) -> None:
    small.edit(TASK, old, new)
    assert "none" in small.fault().message


def test_only_numbers_have_an_expression(small: SmallWorkbook) -> None:
    small.edit(TASK, "    key: capacity >= 600\n", "    key: capacity >= 600\n    excel: =B2*21\n")
    assert all(word in small.fault().message for word in ("enough", "计算题", "判断题"))


def test_questions_of_the_bank_have_steps_but_no_expression(small: SmallWorkbook) -> None:
    explained = "    explain:"
    small.write(BANK, small.text(BANK).replace(explained, f"    hints: [先看, 再算]\n{explained}", 1))
    assert next(iter(small.load().questions.values())).hints == ("先看", "再算")
    small.write(BANK, small.text(BANK).replace(explained, f"    excel: =1\n{explained}", 1))
    assert "excel" in small.fault().message


@pytest.mark.parametrize(
    "excel",
    [
        "=SUM(B2:B4)/COUNT(B2:B4)",
        "=$B$2*{{rate}}%",
        '=COUNTIF(A2:A4,"是，（对）")',
        '=COUNTIF(A2:A4,"1)")',
        '=COUNTIFS(A2:A4,"甲",B2:B4,">={{line}}")',
        "=SUMPRODUCT((B2:B4/C2:C4>50%)*1)",
        "=SUMPRODUCT(MAX(B2:B4/C2:C4))",
        "=IF(SUM(B2:B4)>3,1,0)",
        "={{days}}*{{per_day}}",
    ],
)
def test_an_expression_that_works_when_typed(excel: str) -> None:
    assert expression_problem(excel, CORNER) == ""


@pytest.mark.parametrize(
    ("excel", "words"),
    [
        ("SUM(B2:B4)", "= 开头"),
        ("=SUM(B2：B4)", "：”是中文标点"),
        ("=COUNTIF(A2:A4,“甲”)", "中文标点"),
        ("=B2×C2", "×”是中文标点"),
        ("=SUM(B2:B4", "左右括号"),
        ("=)B2(", "读不懂"),
        ('=COUNTIF(A2:A4,"甲)', "读不懂"),
        ("=COUNTIF(A2:A4,甲)", "“甲”不是单元格"),
        ("=FILTER(A2:A4,B2:B4)", "FILTER"),
        ("=sum(B2:B4)", "大写"),
        ("=SUM(B:B)", "不是单元格"),
        ("=SUM(B2:B5)", "在数据表外面"),
        ("=SUM(D2:D4)", "在数据表外面"),
        ("=SUM(B1:B4)", "表头"),
        ("=SUM(B4:B2)", "颠倒"),
        ("=MAX(B2:B4/C2:C4)", "SUMPRODUCT"),
        ("=SUM(B2:B4*2)", "SUMPRODUCT"),
        ("=IF(B2:B4,1,0)", "SUMPRODUCT"),
    ],
)
def test_an_expression_that_would_fail_a_learner(excel: str, words: str) -> None:
    assert words in expression_problem(excel, CORNER)
