"""Rubrics and plans of marking as files: what is read, and what is told of faults."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.content.office.plan_files import ReviewPlanFile
from lianbing.content.office.rubric_files import RubricFile
from lianbing.content.reading.validation import read_model, validate
from lianbing.content.reading.yaml_source import parse
from lianbing.domain.reviewing.plans import MarkerRole, ReviewMode, Settler, Straddle
from lianbing.errors import ContentFaults
from tests.unit.content.small_workbook import SmallWorkbook

RUBRIC = """id: r
title: 细则
source: 评分会
worth: 10
items: [q-1]
levels:
  - {title: 一档, low: 8}
  - {title: 二档, low: 0}
deductions: [{title: 违规, points: 2}]
comments: [好, 一般]
examples: [{id: a, text: 作答, points: 7, why: 缺一点}]
"""
PLAN = """id: p
title: 办法
source: 默认值
default: {mode: 1+1, allowed: {percent: 10}}
rules:
  - {type: numeric, mode: 1, allowed: {points: 0}}
  - {section: 案例分析题, mode: 2+1+1, allowed: {points: 2}, settler: chief, straddle: allowed}
recheck: 0.2
"""


def test_a_rubric_is_read_with_its_levels_deductions_and_examples() -> None:
    rubric = validate(parse(RUBRIC, "r.yml"), RubricFile).build()
    assert rubric.items == ("q-1",)
    assert [level.title for level in rubric.levels] == ["一档", "二档"]
    assert rubric.deducted(["违规"]) == 2
    assert rubric.comments == ("好", "一般")
    assert rubric.examples[0].points == 7


def test_a_plan_is_read_with_its_rules() -> None:
    plan = validate(parse(PLAN, "p.yml"), ReviewPlanFile).build()
    assert plan.rule("别的", "case").mode is ReviewMode.PAIR
    assert plan.rule("别的", "numeric").mode is ReviewMode.ONE
    case = plan.rule("案例分析题", "case")
    assert (case.mode, case.settler, case.straddle) == (ReviewMode.PAIR_THEN_THIRD, Settler.CHIEF, Straddle.ALLOWED)
    assert (plan.default.allowed.of(Decimal(30)), case.allowed.of(Decimal(30))) == (3, 2)
    assert Settler.LEADER.takes(MarkerRole.CHIEF)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("items: [q-1]\n", "", "归谁用"),
        ("items: [q-1]", "items: [q-1]\nsection: 段", "写一样"),
        ("low: 8", "low: 0", "从高到低"),
        ("low: 0}", "low: 1}", "最低一档的 low 要是 0"),
        ("low: 8", "low: 11", "超过了 worth"),
        ("title: 二档", "title: 一档", "两项同名"),
        ("title: 违规", "title: '违规,重'", "写法不对"),
        ("comments:", "points: [{text: 甲, worth: 3}]\ncomments:", "合计要等于满分 10"),
        ("source: 评分会\n", "", "source"),
    ],
)
def test_faults_of_a_rubric_are_told(before: str, after: str, said: str) -> None:
    with pytest.raises(ContentFaults, match=said):
        validate(parse(RUBRIC.replace(before, after, 1), "r.yml"), RubricFile)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{percent: 10}", "{percent: 10, points: 1}", "里的一样"),
        ("{percent: 10}", "{}", "里的一样"),
        ("mode: 1+1", "mode: 3", "mode"),
        ("type: numeric, ", "", "里的一样"),
        ("type: numeric", "type: essay", "只能写"),
        ("recheck: 0.2", "recheck: 20", "不能大于 1"),
    ],
)
def test_faults_of_a_plan_are_told(before: str, after: str, said: str) -> None:
    with pytest.raises(ContentFaults, match=said):
        validate(parse(PLAN.replace(before, after, 1), "p.yml"), ReviewPlanFile)


def test_the_shipped_files_say_that_they_are_defaults(root: Path) -> None:
    rubrics = sorted((root / "grading" / "rubrics").glob("*.yml"))
    plans = sorted((root / "grading" / "reviewing").glob("*.yml"))
    sources = [read_model(path, root, RubricFile)[0].source for path in rubrics]
    sources += [read_model(path, root, ReviewPlanFile)[0].source for path in plans]
    assert len(sources) >= 2
    assert all("默认值，按本单位文件改" in source for source in sources)


def test_rubrics_and_plans_name_what_there_is_and_one_rubric_is_enough(small: SmallWorkbook) -> None:
    small.write("grading/rubrics/r.yml", RUBRIC)
    small.write("grading/rubrics/s.yml", RUBRIC.replace("id: r", "id: s", 1))
    small.write("grading/reviewing/p.yml", PLAN)
    messages = [(fault.file, fault.message) for fault in small.faults()]
    assert ("grading/rubrics/r.yml", "没有题 q-1：改编号，或先定义它") in messages
    assert ("grading/rubrics/s.yml", "q-1 已经有评分细则 r：留一份") in messages
    assert ("grading/reviewing/p.yml", "没有段 案例分析题：改编号，或先定义它") in messages
