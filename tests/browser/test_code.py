"""Code tasks in a booklet, on a phone and by keyboard: data to try on, a place to write, nothing lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lianbing.app.workspace import Workspace
from lianbing.domain.items.question import Item
from lianbing.domain.items.types.code import CodeKey
from lianbing.wire.submissions import read_submission
from tests.browser.booklet_player import hand_in, issued_paper, open_booklet
from tests.pages import reload

DRILL = "2026H2-code"
pytestmark = pytest.mark.browser


@pytest.fixture
def asked(workspace: Workspace) -> Item:
    """The first item of the paper."""
    (first, *_) = issued_paper(workspace, DRILL, "C0001").items
    return first.item


@pytest.fixture
def opened(workspace: Workspace, offline_page: Page) -> Locator:
    """Its place in the open booklet."""
    open_booklet(offline_page, workspace, DRILL, "C0001")
    return offline_page.locator("fieldset.item").first


def test_the_given_beginning_and_data_are_there_and_fit_a_phone(
    opened: Locator, asked: Item, offline_page: Page
) -> None:
    assert isinstance(asked.key, CodeKey)
    assert asked.table is not None
    expect(opened.get_by_label("你的代码")).to_have_value(asked.key.starter)
    expect(opened.locator("tbody tr")).to_have_count(len(asked.table.rows))
    expect(opened).to_contain_text(f"在 {len(asked.key.cases)} 组你没见过的数据上运行")
    assert offline_page.evaluate("document.documentElement.scrollWidth") == 360
    expect(offline_page.locator("button.num").first).not_to_have_class("done")


def test_tab_indents_and_escape_lets_go(opened: Locator, offline_page: Page) -> None:
    area, keyboard = opened.get_by_label("你的代码"), offline_page.keyboard
    area.fill("")
    area.focus()
    keyboard.type("def solve(data):")
    keyboard.press("Enter")
    keyboard.type("x = 1")
    keyboard.press("Enter")
    keyboard.type("if x:")
    keyboard.press("Enter")
    keyboard.type("return {}")
    expect(area).to_have_value("def solve(data):\n    x = 1\n    if x:\n        return {}")
    keyboard.press("Tab")
    expect(area).to_have_value("def solve(data):\n    x = 1\n    if x:\n        return {}    ")
    keyboard.press("Control+z")
    keyboard.press("Escape")
    keyboard.press("Tab")
    expect(area).not_to_be_focused()
    area.focus()
    keyboard.press("Shift+Tab")
    expect(area).not_to_be_focused()


def test_code_outlives_a_reload_and_is_handed_in_as_written(
    opened: Locator, asked: Item, offline_page: Page, tmp_path: Path
) -> None:
    code = 'def solve(*given):\n    """甲"""\n    return {"a": 1 < 2}\n'
    opened.get_by_label("你的代码").fill(code)
    reload(offline_page)
    expect(opened.get_by_label("你的代码")).to_have_value(code)
    submission = hand_in(offline_page, tmp_path)
    notebook = json.loads(submission.read_text(encoding="utf-8"))
    (first, *others) = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert (first["source"], first["metadata"]) == (code, {"lianbing": {"item": asked.id}})
    assert [cell["source"] for cell in others] == ["", ""]
    assert read_submission(submission.read_bytes()).answers[asked.id] == code
    expect(opened.get_by_label("你的代码")).not_to_be_editable()


def test_the_data_come_as_files(opened: Locator, asked: Item, offline_page: Page, tmp_path: Path) -> None:
    assert isinstance(asked.key, CodeKey)
    assert asked.table is not None
    with offline_page.expect_download() as table:
        opened.get_by_role("button", name="下载数据表（CSV）").click()
    table.value.save_as(tmp_path / "data.csv")
    text = (tmp_path / "data.csv").read_text(encoding="utf-8-sig")
    assert [*csv.reader(io.StringIO(text))] == [[*asked.table.columns], *([*row] for row in asked.table.rows)]
    with offline_page.expect_download() as notebook:
        opened.get_by_role("button", name="下载笔记本（JupyterLab）").click()
    notebook.value.save_as(tmp_path / "try.ipynb")
    cells = json.loads((tmp_path / "try.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    exec(cells[1]["source"], names)
    assert names["data"].shape == (len(asked.table.rows), len(asked.table.columns))  # type: ignore[attr-defined]
    assert cells[2]["source"] == asked.key.starter
