"""The marking notebook in a real JupyterLab, by keyboard alone: what is typed is in the store."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lianbing.domain.reviewing.rounds import RawMark
from tests.app.conftest import answered_cases, shipped  # noqa: F401 - fixtures of theirs
from tests.app.marking_bench import CASES, MarkingBench, copied
from tests.lab.lab import Lab, open_and_run

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def marking(answered_cases: MarkingBench, tmp_path_factory: pytest.TempPathFactory) -> MarkingBench:  # noqa: F811
    bench = copied(answered_cases, tmp_path_factory.mktemp("review") / "data")
    assert bench.open().code == 0
    return bench


def notebook_for(marking: MarkingBench, root: Path, marker: str) -> str:
    """A copy of the notebook with its first cell filled in."""
    notebook = nbformat.read(root / "grading" / "review.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "parameters")
    cell.source = f"drill, marker, data = {CASES!r}, {marker!r}, {str(marking.bench.data)!r}"
    nbformat.write(notebook, root / "grading" / "review-filled.ipynb")
    return "grading/review-filled.ipynb"


def marks_of(marking: MarkingBench, marker: str) -> list[RawMark]:
    with marking.workspace().store.transaction() as records:
        marks = [mark for marks in records.reviews.marks(CASES).values() for mark in marks if mark.marker == marker]
    return sorted(marks, key=lambda mark: mark.sequence)


def test_answers_are_marked_by_keyboard_one_after_another_and_by_pointer_as_well(
    lab: Lab, lab_page: Page, marking: MarkingBench, copied_root: Path
) -> None:
    open_and_run(lab, lab_page, notebook_for(marking, copied_root, "王评"), ".lb-desk")
    desk = lab_page.locator(".lb-desk")
    expect(desk.get_by_text("已评 0 / 6")).to_be_visible()
    expect(desk).to_be_focused()
    message, points = desk.locator(".lb-message"), desk.get_by_placeholder("0").or_(desk.locator(".widget-text input"))

    lab_page.keyboard.press("b")  # “二档”; JupyterLab would add a cell
    expect(points).to_have_value("7.5")
    lab_page.keyboard.press("ArrowUp")
    expect(points).to_have_value("8")
    lab_page.keyboard.press("Enter")
    expect(message).to_contain_text("已记：8 分（二档）")
    expect(desk.get_by_text("已评 1 / 6")).to_be_visible()

    lab_page.keyboard.type("6.5")
    expect(points).to_have_value("6.5")
    lab_page.keyboard.press("Enter")
    expect(desk.get_by_text("已评 2 / 6")).to_be_visible()

    desk.locator("textarea").fill("只列要点 x m 5")  # letters and digits belong to the comment
    lab_page.keyboard.press("Escape")
    lab_page.keyboard.press("c")
    lab_page.keyboard.press("m")
    lab_page.keyboard.press("Enter")
    expect(desk.get_by_text("已评 3 / 6")).to_be_visible()
    lab_page.keyboard.type("11")
    lab_page.keyboard.press("Enter")
    expect(message).to_contain_text("得分要在 0 到 10 之间")

    first, second, third = marks_of(marking, "王评")
    assert [mark.earned for mark in (first, second)] == [Decimal(8), Decimal("6.5")]
    assert (third.given.level, third.given.comment) == ("三档", "只列要点 x m 5")
    assert {mark.way.value for mark in (first, second, third)} == {"笔记本"}
    assert lab_page.locator(".jp-CodeCell").count() == 3, "no key was a command of JupyterLab"

    desk.get_by_role("button", name="A 一档").click()
    expect(points).to_have_value("9.5")
    desk.get_by_label("条理不清").check()
    desk.get_by_role("button", name="做记号").click()
    expect(desk.get_by_role("button", name="取消记号")).to_be_visible()
    lab_page.keyboard.press("Enter")  # the focus is back on the desk, not on what was clicked
    expect(desk.get_by_text("已评 4 / 6")).to_be_visible()
    *_, mark = marks_of(marking, "王评")
    assert (mark.given.level, mark.given.deductions, mark.earned) == (
        "一档",
        ("条理不清",),
        mark.given.points - Decimal("0.5"),
    )
    desk.get_by_role("button", name="做了记号的").click()
    expect(desk.get_by_text("列出 2 份")).to_be_visible()
    expect(desk.get_by_text("（已评）")).to_be_visible()
    assert desk.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), "it fits a laptop's width"
