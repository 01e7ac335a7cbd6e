"""What the tests of code tasks share: the shipped ones, and solutions that a capable learner would write."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lianbing.content.checks import load_workbook
from lianbing.domain.drills.instances import personal
from lianbing.domain.items.question import Item, Question
from lianbing.domain.items.types.code import CodeKey, CodeTask
from lianbing.domain.workbook import Workbook

REPO = Path(__file__).parents[2]

SOLUTIONS: Mapping[str, str] = {
    "wri-0019": """
import pandas as pd

def solve(data, days, days_line):
    data["可卖"] = data["上期库存"] + data["本期到货"]
    data["销量"] = data["可卖"] - data["期末库存"]
    data["可销天数"] = data["期末库存"] / (data["销量"] / days)
    slow = data[data["可销天数"] > days_line]
    total = data.sum(numeric_only=True)
    return pd.Series({
        "动销比": total["销量"] / total["可卖"] * 100,
        "可销天数": total["期末库存"] / total["销量"] * days,
        "压货规格数": len(slow),
        "压货库存": slow["期末库存"].sum(),
        "最长可销天数": data["可销天数"].max(),
    })
""",
    "sal-0032": """
def solve(data, ratio, floor_qty):
    over = data["本次订量"] / data["前三期均量"] * 100 > ratio
    spared = over & ((data["本次订量"] <= floor_qty) | (data["经营状态"] == "新办户"))
    alert = data[over & ~spared]
    extra = (alert["本次订量"] - alert["前三期均量"]).sum()
    return {"过线户数": over.sum(), "豁免户数": spared.sum(), "预警户数": len(alert), "多出条数": extra}
""",
    "con-0026": """
def solve(data, cut):
    sold, price, cost = data["月销量（条）"], data["零售价（元/条）"], data["批发价（元/条）"]
    taken, earned, given = (price * sold).sum(), ((price - cost) * sold).sum(), cut * sold.sum()
    return {
        "零售额": taken,
        "毛利": earned,
        "组合毛利率": earned / taken * 100,
        "让价后毛利率": (earned - given) / (taken - given) * 100,
    }
""",
    "pro-0023": """
def solve(data, carton_per_case, line):
    quantity, amount = data["购进条数"], data["购进金额（元）"]
    price = amount / quantity
    average = amount.sum() / quantity.sum()
    return {
        "线路条均价": average,
        "简单平均": price.mean(),
        "线路单箱值": average * carton_per_case,
        "达线户数": (price >= line).sum(),
    }
""",
}


@cache
def workbook() -> Workbook:
    return load_workbook(REPO)


def code_questions() -> tuple[Question, ...]:
    return tuple(question for question in workbook().questions.values() if isinstance(question.key, CodeTask))


def instance(question: str = "wri-0019", seed: str = "drill/C0001") -> tuple[Item, CodeKey]:
    """The item as a person gets it, and its key."""
    item = personal(workbook().questions[question], workbook().sources, seed)
    assert isinstance(item.key, CodeKey)
    return item, item.key
