"""A chapter page in class: one section at a time, in large type."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.small_root import Built

pytestmark = pytest.mark.browser
CHAPTER = "book/chapters/visits.html"


@pytest.fixture
def room(browser: Browser) -> Iterator[Page]:
    """A laptop at a projector; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN", reduced_motion="reduce")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert errors == []


def _count(page: Page) -> str:
    return page.locator(".lb-present-count").inner_text()


def test_one_section_at_a_time_from_a_server_and_from_files(room: Page, base: str) -> None:
    asked: list[str] = []
    room.on("request", lambda request: asked.append(request.url))
    room.goto(f"{base}/{CHAPTER}")
    assert not [url for url in asked if "lianbing-present" in url]  # loaded when it is asked for
    room.get_by_role("button", name="演示本章").click()
    bar = room.get_by_role("navigation", name="演示")
    expect(bar).to_contain_text("第 1 节，共 3 节")
    expect(room.get_by_role("heading", name="三定")).to_be_hidden()
    bar.get_by_role("button", name="下一节").click()
    expect(room.get_by_role("heading", name="三定")).to_be_focused()
    expect(room.get_by_role("heading", name="走访纪律")).to_be_hidden()
    expect(room.get_by_role("heading", name="库存")).to_be_hidden()
    size = room.locator(".bd-article p:visible").first.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 28
    room.reload()
    expect(bar).to_contain_text("第 2 节")
    room.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    expect(room.get_by_role("heading", name="库存")).to_be_visible()
    assert "present" not in room.url


def test_a_clicker_reads_a_long_section_to_its_end(room: Page, base: str) -> None:
    room.goto(f"{base}/{CHAPTER}#present-2")
    expect(room.locator(".lb-present-count")).to_contain_text("第 2 节")
    seen = set()
    for _ in range(20):
        if "第 2 节" not in _count(room):
            break
        seen.add(room.evaluate("scrollY"))
        room.keyboard.press("PageDown")
    assert len(seen) > 1
    assert "第 3 节" in _count(room)
    room.keyboard.press("ArrowLeft")
    assert "第 2 节" in _count(room)


def test_questions_are_live_and_keep_their_keys(room: Page, base: str) -> None:
    room.goto(f"{base}/{CHAPTER}")
    room.keyboard.press("p")
    expect(room.locator(".lb-present-count")).to_contain_text("第 1 节")
    room.evaluate("location.hash = '#present-3'")
    expect(room.locator(".lb-present-count")).to_contain_text("第 3 节")
    question = room.locator("lb-item")
    question.locator("label.option").first.click()
    room.keyboard.press("Space")
    assert "第 3 节" in _count(room)
    question.get_by_role("button", name="提交").click()
    expect(question.locator(".feedback")).to_be_visible()
    for _ in range(5):
        if "第 3 节" in _count(room):
            room.keyboard.press("PageUp")
    assert "第 2 节" in _count(room)


def test_a_link_to_another_section_leads_there(room: Page, base: str) -> None:
    room.goto(f"{base}/{CHAPTER}#present-1")
    expect(room.locator(".lb-present-count")).to_contain_text("第 1 节")
    room.evaluate("location.hash = '#vis-06'")
    expect(room.locator(".lb-present-count")).to_contain_text("第 2 节")
    expect(room.locator("#vis-06")).to_be_in_viewport()


def test_paper_has_the_whole_chapter(room: Page, base: str) -> None:
    room.goto(f"{base}/{CHAPTER}#present-2")
    expect(room.locator(".lb-present-bar")).to_be_visible()
    room.emulate_media(media="print")
    expect(room.locator(".lb-present-bar")).to_be_hidden()
    expect(room.get_by_role("heading", name="库存")).to_be_visible()


def test_a_phone_has_the_bar_and_no_wider_page(page: Page, base: str) -> None:
    page.goto(f"{base}/{CHAPTER}#present-2")
    expect(page.locator(".lb-present-bar")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in page.locator(".lb-present-bar button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_only_chapters_are_presented_and_every_copy_has_the_script(built: Built) -> None:
    folder = built.site.folder
    chapter, study = ((folder / name).read_text(encoding="utf-8") for name in (CHAPTER, "study.html"))
    match = re.search(r'name="lb-present" content="\.\./\.\./(_static/lianbing-present\.js)\?v=\w{10}"', chapter)
    assert match
    assert (folder / match[1]).is_file()
    assert match[1] in (folder / "sw.js").read_text(encoding="utf-8")  # read offline as well
    assert "btn-present-button" not in study
