"""A type of question from elsewhere, in one Python file and one JavaScript file, through everything there is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from lianbing.plug_ins import ITEM_TYPES
from tests.browser.booklet_player import hand_in
from tests.plug_ins.installing import HERE, install
from tests.reports.printed import text_of
from tests.unit.content.small_workbook import BANK, BLUEPRINT, CHAPTER, SCHEME, SmallWorkbook

REPOSITORY = Path(__file__).parents[2]
DRILL = "2026H2-skill"
QUESTION = """
  - id: clock-000{number}
    type: clock
    stem: {stem}
    key: "{key}"
    tolerance: {{absolute: 5}}
    explain: 按作息时间。
    rests_on: [VIS-06]
    skill: knowledge
    difficulty: 1
    cognitive: recall
    importance: X
    exposure: open
    status: reviewed
    author: 培训师
"""

PAGE = """
import sys
from pathlib import Path

from lianbing.content.loader import read_workbook
from lianbing.domain.items.question import realise
from lianbing.widgets.assets import script_text
from lianbing.widgets.elements import markup
from lianbing.wire.items import practice
from lianbing.wire.references import Reference

book = read_workbook(Path(sys.argv[1])).workbook
item = realise(book.questions["clock-0001"], book.sources, "seed")
element = markup(practice([item], lambda name: Reference(book.basis(name))), "item")
print(f"<!doctype html><meta charset=utf-8>{element}<script>{script_text()}</script>")
"""
"""A page with the question and its feedback, as a chapter of the built book has it."""


@dataclass(frozen=True)
class Desk:
    """A root whose bank has questions of the type, on a machine where the type is installed."""

    small: SmallWorkbook
    data: Path
    installed: Path

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["-m", "lianbing", "--root", str(self.small.root), "--data", str(self.data), *words]
        return self.python(*command)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(self.installed)}
        return subprocess.run(
            [sys.executable, *words], env=env, capture_output=True, text=True, timeout=300, check=False
        )

    def done(self, *words: str) -> str:
        ran = self(*words)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    installed, root = tmp_path / "installed", tmp_path / "root"
    install(installed, ITEM_TYPES, "clock:CLOCK")
    small = SmallWorkbook(root)
    small.append(BANK, QUESTION.format(number=1, stem="几点前到岗？", key="07:50"))
    small.append(BANK, QUESTION.format(number=2, stem="几点开晨会？", key="08:30"))
    small.edit(CHAPTER, "flow-0001 flow-0003", "flow-0001 flow-0003 clock-0001 clock-0002")
    small.edit(BLUEPRINT, "type: truefalse, count: 1, worth: 2, reserved: 1", "type: clock, count: 2, worth: 5")
    small.edit(SCHEME, "drills: [skill]", "drills: []")
    small.edit(SCHEME, "knowledge, weight: 60", "knowledge, weight: 100")
    small.edit(SCHEME, "      - {skill: analysis, weight: 40}\n", "")
    (root / "grading" / "reports").mkdir()
    for name in ("_config.yml", "grading/grade_submission.ipynb", "grading/reports/考评表.ipynb"):
        shutil.copy(REPOSITORY / name, root / name)
    return Desk(small, tmp_path / "var", installed)


def test_both_files_are_small() -> None:
    for name in ("clock.py", "clock.js"):
        assert len((HERE / name).read_text(encoding="utf-8").splitlines()) < 60


def test_it_is_checked(desk: Desk) -> None:
    desk.done("check")
    desk.small.edit(BANK, 'key: "07:50"', 'key: "25:00"')
    ran = desk("check")
    assert (ran.returncode, "时刻题的答案要写成时刻并加引号" in ran.stdout + ran.stderr) == (1, True)


@pytest.mark.browser
def test_it_is_in_the_book_and_practised_there(desk: Desk, offline_page: Page, tmp_path: Path) -> None:
    desk.done("generate")
    chapter = (desk.small.root / "book" / "chapters" / "flow.ipynb").read_text(encoding="utf-8")
    assert "clock-0001" in chapter
    made = desk.python("-c", PAGE, str(desk.small.root))
    assert made.returncode == 0, made.stderr
    (tmp_path / "item.html").write_text(made.stdout, encoding="utf-8")
    offline_page.goto((tmp_path / "item.html").as_uri())
    offline_page.get_by_label("时刻").fill("八点")
    offline_page.get_by_role("button", name="提交").click()
    expect(offline_page.get_by_text("填的不是时刻")).to_be_visible()
    offline_page.get_by_label("时刻").fill("8:20")
    offline_page.get_by_role("button", name="提交").click()
    expect(offline_page.get_by_text("07:50（前后 5 分钟都对）")).to_be_visible()


@pytest.mark.browser
def test_it_is_answered_collected_marked_and_reported(desk: Desk, offline_page: Page, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,城区一部\n", encoding="utf-8")
    desk.done("drill", "issue", DRILL, "--roster", str(roster))
    (booklet,) = desk.data.glob("**/答题册/C0001-*.html")
    assert '"type":"clock"' in booklet.read_text(encoding="utf-8")
    assert "07:50" not in booklet.read_text(encoding="utf-8")
    offline_page.goto(booklet.as_uri())
    offline_page.get_by_role("button", name="开始答题").click()
    for item in offline_page.locator("fieldset.item").all():
        item.get_by_label("时刻").fill("7:52")  # right for one of them alone
    submission = hand_in(offline_page, tmp_path)
    desk.done("drill", "collect", DRILL, str(submission))
    desk.done("grade", DRILL)
    (marked,) = desk.data.glob("runs/**/判卷.html")
    assert all(words in marked.read_text(encoding="utf-8") for words in ("时刻题", "7:52", "08:30", "答错，不得分"))
    found = json.loads(desk.done("assess", "2026H2", "--json"))
    assert [result["total"] for result in found["results"]] == ["50.00"]
    (report,) = desk.data.glob("reports/**/*.xlsx")
    details = [[cell.value for cell in row] for row in load_workbook(report)["逐题明细"]]
    assert {(row[5], row[8]) for row in details[1:]} == {("clock-0001", 5), ("clock-0002", 0)}


@pytest.mark.long
def test_it_is_answered_on_paper_and_typed_in(desk: Desk, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,城区一部\n", encoding="utf-8")
    desk.done("drill", "issue", DRILL, "--roster", str(roster))
    desk.done("drill", "print", DRILL)
    (printed,) = desk.data.glob("**/纸质卷/**/*.docx")
    text = text_of(printed.read_bytes())
    assert "把答案写在答题卡的横线上" in text
    assert "07:50" not in text
    desk.done("drill", "sheet", DRILL)
    (path,) = desk.data.glob("**/答题卡录入表/*.xlsx")
    book = load_workbook(path)
    for cell, typed in {"D3": "2026-11-21 09:00", "F3": "2026-11-21 10:00", "F6": "7:52", "G6": "7:52"}.items():
        book.worksheets[0][cell] = typed
    book.save(path)
    desk.done("drill", "collect", DRILL, str(path))
    desk.done("grade", DRILL)
    (marked,) = desk.data.glob("runs/**/判卷.html")
    assert all(words in marked.read_text(encoding="utf-8") for words in ("时刻题", "7:52", "08:30", "答错，不得分"))
