"""bank analyse: what a trainer gets to know of questions, clauses and learners."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from lianbing.content.checks import load_workbook as load_content
from lianbing.domain.items.question import Item, realise
from lianbing.domain.workbook import Workbook
from tests.app.answered_drills import able, add_answered_drill, people
from tests.app.kit import Bench, told

COHORT = people(120)
EARLIER, LATER = "2026H1-skill", "2026H2-skill"


def asked(book: Workbook) -> list[Item]:
    """Ten single choices of the shipped bank."""
    questions = [each for each in book.questions.values() if each.type.name == "single" and each.practisable]
    return [realise(each, book.sources, "seed") for each in questions[:10]]


@pytest.fixture(scope="module")
def analysed(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Two half-years: everybody answers by ability, but the keys of two questions are wrong and one got easy."""
    bench = Bench(shipped, tmp_path_factory.mktemp("analysed"))
    items = asked(load_content(shipped))
    workspace = bench.workspace
    add_answered_drill(workspace, EARLIER, "2026H1", items, COHORT)
    add_answered_drill(workspace, LATER, "2026H2", items, COHORT[:100], able)
    workspace.close()
    return bench


def test_the_summary_is_a_screenful_and_the_files_are_there(analysed: Bench) -> None:
    ran = analysed("bank", "analyse")
    assert ran.code == 0, ran.said
    assert "2200 题次，10 道题有人答过" in ran.out
    assert len(ran.out.splitlines()) < 50
    for name in ("题库分析.html", "题库分析.xlsx"):
        assert (analysed.data / "reports" / "题库分析" / name).is_file()


def test_the_workbook_has_numbers_as_numbers_under_a_frozen_head(analysed: Bench, tmp_path: Path) -> None:
    assert analysed("bank", "analyse", "--output", tmp_path).code == 0
    book = load_workbook(tmp_path / "题库分析.xlsx")
    assert book.sheetnames == ["题目", "选项", "条款", "章节进度", "自学", "未能使用的文件"]
    assert all(sheet.freeze_panes for sheet in book)
    sheet = book["题目"]
    heads = [cell.value for cell in sheet[1]]
    facility = sheet.cell(2, heads.index("难度%") + 1).value
    assert isinstance(facility, float | int)
    low, high = (sheet.cell(2, heads.index("难度%") + place).value for place in (2, 3))
    assert low < facility < high
    assert sheet.max_row == 11


def test_what_is_not_there_is_named(analysed: Bench, empty: Bench) -> None:
    told(analysed("bank", "analyse", "--drill", "nothing"), "没有练兵 nothing", EARLIER)
    told(analysed("bank", "analyse", "--since", "去年"), "去年", code=2)
    told(analysed("bank", "analyse", "--records", "/没有这里"), "没有文件夹", code=2)
    ran = empty("bank", "analyse")
    assert ran.code == 0
    assert "0 题次" in ran.out
