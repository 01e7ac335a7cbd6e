"""A data exercise in the book, on a phone: reading its table, saving its files, checking one number after the other."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from lianbing.book.elements import exercise_of, task_data
from lianbing.book.given import given_html
from lianbing.domain.items.question import Item
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.progress import Silent
from lianbing.domain.workbook import Workbook
from lianbing.press.site import build_site
from lianbing.widgets.markup import markup
from tests.site.small_root import show, write_notebook, write_root

pytestmark = pytest.mark.browser
TASKS = ("delivery-rates", "penalty-range", "shelf-rate", "abnormal-orders")


@pytest.fixture(scope="module")
def chapter(workbook: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the data of four exercises and the questions of the first."""
    root = write_root(tmp_path_factory.mktemp("given"))
    codes = [show(given_html(exercise_of(workbook, name))) for name in TASKS]
    asked = show(markup(task_data(workbook, TASKS[0]), "task"))
    write_notebook(root / "book" / "chapters" / "margin.ipynb", ("# 数据练习\n\n先看表。",), *codes, asked)
    (root / "book" / "chapters" / "visits.ipynb").unlink()
    toc = root / "_toc.yml"
    toc.write_text(
        toc.read_text(encoding="utf-8").replace("      - file: book/chapters/visits\n", ""), encoding="utf-8"
    )
    return build_site(root, Silent()).folder / "book" / "chapters" / "margin.html"


@pytest.fixture
def opened(page: Page, chapter: Path) -> Page:
    page.context.set_offline(True)
    page.goto(chapter.as_uri())
    return page


def left(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["x"]


def test_a_table_scrolls_in_its_own_box_and_its_first_column_stays(opened: Page) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth") == 360
    box = opened.locator(".lb-given-box").first
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    name, number = box.locator("tbody tr:first-child th"), box.locator("tbody tr:first-child td").nth(1)
    before = left(name), left(number)
    box.focus()
    for _ in range(4):
        opened.keyboard.press("ArrowRight")
    opened.wait_for_function("document.querySelector('.lb-given-box').scrollLeft > 40")
    assert left(name) == before[0]
    assert left(number) < before[1] - 40


def test_the_first_column_leaves_room_for_the_others(opened: Page) -> None:
    for number in range(len(TASKS)):
        first = opened.locator(".lb-given").nth(number).locator("tbody th").first.bounding_box()
        assert first
        assert first["width"] <= 180, TASKS[number]


def test_the_caption_names_table_and_unit(opened: Page) -> None:
    for caption in opened.locator(".lb-given figcaption").all():
        expect(caption).to_contain_text("单位")
    expect(opened.get_by_role("region", name="三条线路 30 单的送货记录（时间的单位：分钟）")).to_be_visible()
    expect(opened.get_by_role("table", name="三条线路 30 单的送货记录（时间的单位：分钟）")).to_be_visible()


@pytest.mark.parametrize(("words", "ending"), [("Excel", ".xlsx"), ("CSV", ".csv"), ("JupyterLab", ".ipynb")])
def test_the_files_save_from_a_folder_without_a_network(opened: Page, words: str, ending: str) -> None:
    link = opened.locator(".lb-given").first.get_by_role("link", name=words)
    box = link.bounding_box()
    assert box
    assert box["height"] >= 44
    with opened.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == f"三十单里的送货三率{ending}"
    content = Path(saved.value.path()).read_bytes()
    match ending:
        case ".xlsx":
            assert openpyxl.load_workbook(io.BytesIO(content)).active["A1"].value == "单号"
        case ".csv":
            assert content.decode("utf-8-sig").startswith("单号,线路,")
        case _:
            assert json.loads(content)["nbformat"] == 4


def numbers(workbook: Workbook) -> list[Item]:
    return [item for item in exercise_of(workbook, TASKS[0]).fields if item.type is NUMERIC]


def test_each_number_is_checked_at_once_by_enter_or_by_the_button(opened: Page, workbook: Workbook) -> None:
    first, second, *_ = numbers(workbook)
    assert isinstance(first.key, NumericKey)
    cards = opened.locator("lb-task form")
    cards.nth(0).get_by_role("textbox").fill(plain(first.key.value))
    cards.nth(0).get_by_role("textbox").press("Enter")
    expect(cards.nth(0).get_by_text("答对").first).to_be_visible()
    cards.nth(1).get_by_role("textbox").fill("0")
    cards.nth(1).get_by_role("button", name="提交").click()
    expect(cards.nth(1).get_by_text("答错").first).to_be_visible()
    expect(cards.nth(1)).to_contain_text(second.explain)
    expect(opened.locator("lb-task .summary")).to_contain_text("对 1")
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


def test_hints_come_one_after_the_other(opened: Page, workbook: Workbook) -> None:
    hints = numbers(workbook)[2].hints
    card = opened.locator("lb-task form").nth(2)
    for seen, hint in enumerate(hints):
        for later in hints[seen:]:
            expect(card.get_by_text(later)).to_have_count(0)
        card.get_by_role("button", name="提示").click()
        expect(card.get_by_text(hint)).to_be_visible()
