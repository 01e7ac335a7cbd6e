"""Code as people write it in a notebook, and habits from before pandas 3."""

from __future__ import annotations

import pytest

from lianbing.sandbox import Sandbox
from tests.coding.kit import SOLUTIONS
from tests.coding.test_running import WORTH, marked

GOOD = SOLUTIONS["con-0026"]
EXACT = GOOD + "\nexact = solve\ndef solve(*given):\n    result = dict(exact(*given))\n    "
OLD_HABIT = """
def solve(data, ratio, floor_qty):
    data["过线"] = 0
    data["过线"][data["本次订量"] / data["前三期均量"] * 100 > ratio] = 1
    data["豁免"] = 0
    spared = (data["本次订量"] <= floor_qty) | (data["经营状态"] == "新办户")
    data["豁免"][(data["过线"] == 1) & spared] = 1
    alert = data[(data["过线"] == 1) & (data["豁免"] == 0)]
    extra = (alert["本次订量"] - alert["前三期均量"]).sum()
    return {"过线户数": data["过线"].sum(), "豁免户数": data["豁免"].sum(), "预警户数": len(alert), "多出条数": extra}
"""


@pytest.mark.parametrize(
    "source",
    [
        f"%matplotlib inline\n{GOOD}",
        f"%%time\n{GOOD}",
        f"!pip install pandas\n{GOOD}",
        f"{GOOD}\nfiles = !ls\n%who\nsolve?\n",
        f"?solve\n??pd.merge\n{GOOD}\nfirst, second = !ls\nsolve.files = %sx ls\n",
        GOOD.replace("\n", "\n    "),
        "\n".join(f">>> {line}" if line[:1].strip() else f"... {line}" for line in GOOD.strip().split("\n")),
        "In [1]: " + GOOD.strip().replace("\n", "\n   ...: "),
        GOOD.replace("):\n", "):\n    display(data.head())\n", 1),
        f"get_ipython().run_line_magic('matplotlib', 'inline')\n{GOOD}",
        f"{GOOD}\nimport pandas as pd\ndata = pd.read_csv('我的表.csv')\nsolve(data, 1)\n",
        f"import matplotlib.pyplot as plt\n{GOOD}",
        f"print(1 / 0)\n{GOOD}\nraise SystemExit\n",
        f"\ufeff{GOOD}",
        GOOD.replace("\n    ", "\n　　 "),
        GOOD.replace("\n    sold", "\n　　sold"),
        GOOD.replace("\n    ", "\n\u00a0\u00a0\u00a0\u00a0"),
        GOOD.replace("(", "（").replace(")", "）").replace(":", "：").replace("=", "＝").replace(", ", "，"),
        GOOD.replace('["', "[“").replace('"]', "”]"),
    ],
    ids=[
        "line magic", "cell magic", "shell", "shell into a name",
        "help and shell into names", "indented", "prompts of Python", "prompts of IPython",
        "display", "ipython", "try-out of a file",
        "module that is not there", "raising lines", "byte order mark", "full-width indent", "full-width in one line",
        "no-break indent",
        "full-width signs", "curly quotation marks",
    ],
)  # fmt: skip
def test_what_a_notebook_adds_costs_nothing(source: str, sandbox: Sandbox) -> None:
    mark = marked(source, sandbox, "con-0026")
    assert mark.earned == WORTH, mark.reason


def test_a_text_keeps_its_full_width_signs(sandbox: Sandbox) -> None:
    """Only code that Python can't read is repaired, and never within a text."""
    source = f"%matplotlib inline\nNAME = '毛利率（％）：'\nassert NAME == '毛利率（％）：'\n{GOOD}"
    assert marked(source, sandbox, "con-0026").earned == WORTH


def test_a_syntax_error_that_stays_is_told_of_the_code_as_it_was_written(sandbox: Sandbox) -> None:
    mark = marked(f"%matplotlib inline\n{GOOD}\nx = = 1\n", sandbox, "con-0026")
    assert mark.earned == 0
    assert "第 1 行语法错误" in mark.reason


def test_without_the_function_the_first_failure_is_the_reason(sandbox: Sandbox) -> None:
    mark = marked("1 / 0\nimport nosuchmodule\n", sandbox, "con-0026")
    assert "第 1 行运行出错：ZeroDivisionError" in mark.reason


@pytest.mark.parametrize("changed", ["float('inf')", "float('nan')", "object()", "[].__iter__()"])
def test_one_odd_value_costs_only_itself(changed: str, sandbox: Sandbox) -> None:
    mark = marked(f"{EXACT}result['毛利'] = {changed}; return result", sandbox, "con-0026")
    assert mark.earned is not None
    assert 0 < mark.earned < WORTH
    assert "“毛利”" in mark.reason


@pytest.mark.parametrize("extra", ["float('inf')", "given[0].groupby('规格')", "lambda: 1", "[0] * 200_000"])
def test_an_odd_value_that_nobody_asked_for_costs_nothing(extra: str, sandbox: Sandbox) -> None:
    source = f"{EXACT}return {{'备注': {extra}, **result}}"
    assert marked(source, sandbox, "con-0026").earned == WORTH


def test_an_infinite_value_of_a_series_costs_only_itself(sandbox: Sandbox) -> None:
    source = f"{EXACT}result['毛利'] = float('inf'); import pandas; return pandas.Series(result)"
    mark = marked(source, sandbox, "con-0026")
    assert mark.earned
    assert "无穷大" in mark.reason


def test_a_fraction_is_a_number(sandbox: Sandbox) -> None:
    source = f"{EXACT}from fractions import Fraction; return {{k: Fraction(float(v)) for k, v in result.items()}}"
    assert marked(source, sandbox, "con-0026").earned == WORTH


def test_blanks_in_a_name_are_passed_over(sandbox: Sandbox) -> None:
    source = f"{EXACT}return {{f' {{k[:1]}}  {{k[1:]}}　': v for k, v in result.items()}}"
    assert marked(source, sandbox, "con-0026").earned == WORTH


def test_names_with_units_are_told(sandbox: Sandbox) -> None:
    mark = marked(f"{EXACT}return {{f'{{k}}（元）': v for k, v in result.items()}}", sandbox, "con-0026")
    assert mark.earned == 0
    assert "没有交回“毛利”，交回的名字里有" in mark.reason
    assert "“毛利（元）”" in mark.reason


def test_setting_values_on_a_copy_is_told_in_words(sandbox: Sandbox) -> None:
    mark = marked(OLD_HABIT, sandbox, "sal-0032")
    assert mark.earned == 0
    for words in ("第 4、7 行", "拷贝", 'data.loc[条件, "列"] = 值'):
        assert words in mark.reason


def test_filling_in_place_on_a_column_is_told_too(sandbox: Sandbox) -> None:
    source = OLD_HABIT.replace('["过线"] = 0', '["过线"] = None').replace(
        "    spared =", '    data["过线"].fillna(0, inplace=True)\n    spared ='
    )
    assert 'data["列"].fillna(值)' in marked(source, sandbox, "sal-0032").reason


def test_right_code_is_told_nothing(sandbox: Sandbox) -> None:
    harmless = 'def aside(data):\n    data["本次订量"][data["本次订量"] > 0] = 1\n\n'
    source = harmless + SOLUTIONS["sal-0032"].replace("):\n", "):\n    aside(data.copy())\n", 1)
    mark = marked(source, sandbox, "sal-0032")
    assert (mark.earned, "拷贝" in mark.reason) == (WORTH, False)
