"""The key, the Excel expression and the pandas code of a data exercise are held against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.book.workings.comparing import disagreements
from lianbing.book.workings.pandas_process import numbers_shown
from lianbing.domain.items.tasks import Task
from lianbing.domain.kernel.tables import Table
from lianbing.domain.workbook import Workbook

TABLE = Table(("店", "数"), (("甲", "10"), ("乙", "20")))


def alone(workbook: Workbook, task: Task) -> Workbook:
    return replace(workbook, tasks={task.id: task})


@pytest.fixture
def task(workbook: Workbook) -> Task:
    return workbook.tasks["stock-turn"]


def messages(workbook: Workbook, task: Task) -> list[str]:
    return [each.message for each in disagreements(alone(workbook, task))]


def with_excel(task: Task, excel: str) -> Task:
    first, *others = task.fields
    return replace(task, fields=(replace(first, excel=excel), *others))


def test_an_exercise_whose_workings_agree_is_not_named(workbook: Workbook, task: Task) -> None:
    assert messages(workbook, task) == []


@pytest.mark.parametrize(
    ("excel", "word"),
    [
        ("=SUM(B2:C13)", "答案是"),
        ("=1/0", "算不出数"),
        ('="甲"', "算不出数"),
        ("=B2:B13", "算不出数"),
        ("=VLOOKUP(9,B2:C3,2,0)", "算不出数"),
    ],
)
def test_an_expression_that_gives_something_else_is_named_once(
    workbook: Workbook, task: Task, excel: str, word: str
) -> None:
    (message,) = messages(workbook, with_excel(task, excel))
    assert word in message
    assert excel in message
    assert task.fields[0].id in message


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"零售销量（条）": total["销量"],', '"零售销量（条）": total["可卖"],', "pandas 代码算出"),
        ('"零售销量（条）": total["销量"],', "", "一道一个"),
        ('.to_frame("结果")', "", "结果"),
        ("import pandas as pd", "import nowhere", "ModuleNotFoundError"),
        ("import pandas as pd", "import pandas as pd; import os; os._exit(0)", "中途退出"),
        ("import pandas as pd", "import pandas as pd; print('[]')", ""),
    ],
)
def test_code_that_gives_something_else_is_named(workbook: Workbook, task: Task, old: str, new: str, word: str) -> None:
    assert old in task.pandas
    told = messages(workbook, replace(task, pandas=task.pandas.replace(old, new)))
    assert bool(told) == bool(word)
    assert all(word in message for message in told)


def test_what_code_shows_last_counts() -> None:
    code = 'import pandas as pd\npd.Series({"和": table("x")["数"].sum() / 7}).to_frame("结果")'
    assert numbers_shown(code, TABLE) == [str(round(Decimal(30) / 7, 9))]
    with pytest.raises(ValueError, match="最后一行"):
        numbers_shown("x = 1", TABLE)


@pytest.mark.parametrize("code", ["import os\nos._exit(0)", "import sys\nsys.exit(0)", "quit()"])
def test_code_that_ends_its_process_is_named_and_no_other(workbook: Workbook, task: Task, code: str) -> None:
    other = next(each for each in workbook.tasks.values() if each.pandas and each.id != task.id)
    broken = replace(task, pandas=f"{code}\ntable(1)")
    told = list(disagreements(replace(workbook, tasks={task.id: broken, other.id: other})))
    assert [each.task for each in told] == [task.id]
