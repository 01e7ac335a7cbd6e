"""Clauses that are mere headings, and what rests on them."""

from __future__ import annotations

import pytest

from lianbing.app.traceability import coverage, untested
from lianbing.app.workspace import Workspace
from lianbing.content.checking.bases import heading_advice
from lianbing.content.checks import read_checked
from tests.unit.content.small_workbook import BANK, CHAPTER, STANDARD, SmallWorkbook

HEADING = """\
  - id: VIS-63
    section: fixed
    title: 烟草文化
    text: %s
    roles: [manager]
    place: 原文五1
    status: complete
    sources: [R357]
"""


@pytest.fixture
def book(small: SmallWorkbook) -> SmallWorkbook:
    """A workbook with one more clause, which a chapter shows and nothing tests."""
    add_clause(small, "讲烟草文化。")
    return small


def add_clause(small: SmallWorkbook, text: str) -> None:
    small.append(STANDARD, HEADING % text)
    small.edit(CHAPTER, "VIS-06 VIS-34", "VIS-06 VIS-34 VIS-63")


def advice(small: SmallWorkbook) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, fault.message) for fault in heading_advice.faults(read_checked(small.root))]


@pytest.mark.parametrize("text", ["讲烟草文化。", "领导交办的任务要完成。", "讲本企业在行业里处在什么位置。"])
def test_a_short_single_phrase_is_a_heading(small: SmallWorkbook, text: str) -> None:
    add_clause(small, text)
    assert small.load().clauses["VIS-63"].heading


@pytest.mark.parametrize(
    "text",
    [
        "讲本企业在当地行业里处在什么位置。",  # longer
        "统一着装，衣着整洁，佩牌上岗。",  # several requirements
        "不准把卷烟捆在一起搭着卖。",
        "禁止客户经理拿预订单。",
    ],
)
def test_what_says_more_is_none(small: SmallWorkbook, text: str) -> None:
    add_clause(small, text)
    assert not small.load().clauses["VIS-63"].heading


def test_a_limit_says_something_however_short(small: SmallWorkbook) -> None:
    clause = small.load().clauses["VIS-34"]
    assert (clause.text, clause.heading) == ("每户每月不少于 {{limit}} 次。", False)


def test_a_question_that_rests_on_a_heading_alone_is_named(book: SmallWorkbook) -> None:
    book.edit(BANK, "rests_on: [VIS-06]", "rests_on: [VIS-63]")
    [(file, line, message)] = advice(book)
    assert (file, line) == (BANK, book.line(BANK, "id: flow-0001"))
    assert all(word in message for word in ("flow-0001", "VIS-63“讲烟草文化”", "rests_on"))


@pytest.mark.parametrize("basis", ["[VIS-63, VIS-06]", "[VIS-63, K081]"])
def test_a_heading_beside_something_that_says_more_is_not(book: SmallWorkbook, basis: str) -> None:
    book.edit(BANK, "rests_on: [VIS-06]", f"rests_on: {basis}")
    assert advice(book) == []


def test_a_retired_question_is_not_named(book: SmallWorkbook) -> None:
    book.edit(BANK, "rests_on: [VIS-34]", "rests_on: [VIS-63]")
    assert len(advice(book)) == 1
    text = book.text(BANK)
    book.write(BANK, text.replace("reserved\n    status: reviewed", "reserved\n    status: retired"))
    book.delete("grading/drills/2026H2-skill.yml")
    book.delete("grading/blueprints/drill.yml")
    book.delete("grading/schemes/half.yml")
    assert advice(book) == []


def test_the_coverage_passes_over_headings_that_nothing_tests(book: SmallWorkbook) -> None:
    workspace = Workspace(root=book.root, data=book.root)
    traces = coverage(workspace)
    assert "VIS-63" in {trace.clause for trace in traces if not trace.tested}
    assert untested(workspace, traces) == ()


def test_the_coverage_passes_over_what_is_not_taught(small: SmallWorkbook) -> None:
    add_clause(small, "打造一支有追求、够优秀的队伍。\n    teachable: false")
    workspace = Workspace(root=small.root, data=small.root)
    assert untested(workspace, coverage(workspace)) == ()


def test_the_coverage_lists_a_clause_that_says_something(small: SmallWorkbook) -> None:
    add_clause(small, "不准把卷烟捆在一起搭着卖。")
    workspace = Workspace(root=small.root, data=small.root)
    assert untested(workspace, coverage(workspace)) == ("VIS-63",)
