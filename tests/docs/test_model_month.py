"""The model month is a plan that can be packed, and its page tells of that plan and of made-up people alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianbing.domain.sessions.plans import SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.sessions.plan_reading import read_plan

PLAN = Path("grading") / "samples" / "month" / "2026-12" / "plan.yml"


@pytest.fixture(scope="module")
def plan(root: Path, workbook: Workbook) -> SessionPlan:
    return read_plan(root / PLAN, workbook)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "model-month.md").read_text(encoding="utf-8")


def _section(page: str, title: str) -> str:
    return page.partition(f"## {title}")[2].partition("\n## ")[0]


def test_the_plan_fills_its_ninety_minutes(plan: SessionPlan) -> None:
    assert sum(activity.minutes for activity in plan.activities) == 90


def test_the_page_has_the_goals_and_the_steps_of_the_plan(plan: SessionPlan, page: str) -> None:
    assert re.findall(r"^\| ([A-Z]{3}-\d+) \|", _section(page, "目标"), re.MULTILINE) == [
        goal.clause for goal in plan.goals
    ]
    ends = [int(end) for end in re.findall(r"^\| \d+–(\d+) \|", _section(page, "九十分钟"), re.MULTILINE)]
    minutes = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    assert minutes == [activity.minutes for activity in plan.activities]


def test_the_faulty_plan_that_is_mended_in_class_has_as_many_faults(page: str, workbook: Workbook) -> None:
    faulty = workbook.forms["month-plan"].faulty
    assert faulty is not None
    assert f"{'零一二三四五六七八九'[len(faulty.faults)]}处里每人先找三处" in page


def test_minutes_are_kept_on_the_form_of_the_book(page: str, workbook: Workbook) -> None:
    labels = {each.label for each in workbook.forms["minutes"].fields}
    kept = _section(page, "纪要")
    assert "没有弄明白的" in labels
    assert all(label in kept for label in ("没有弄明白的", "定了的事"))
    columns = next(each for each in workbook.forms["minutes"].fields if each.id == "decided").columns
    assert "| " + " | ".join(column.label for column in columns) + " |" in kept


def test_the_numbers_are_said_to_be_of_made_up_people(page: str, root: Path) -> None:
    assert "60 个虚构的人" in page.partition("## ")[0]
    assert "虚构" in (root / PLAN).read_text(encoding="utf-8").partition("title:")[0]
