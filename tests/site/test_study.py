"""The study page and the chapters' progress, in a site as `jupyter-book build .` makes it: without a question bank."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages import reload
from tests.site.small_root import Built

SCRIPT = "lianbing-study.js"


def test_only_the_study_page_loads_its_script(built: Built) -> None:
    folder = built.site.folder
    loading = [page.name for page in folder.rglob("*.html") if SCRIPT in page.read_text(encoding="utf-8")]
    assert loading == ["study.html"]
    assert (folder / "_static" / SCRIPT).is_file()


def test_every_page_leads_to_the_study_page(built: Built) -> None:
    for page in ("study.html", "search.html", "book/index.html", "book/chapters/visits.html"):
        html = (built.site.folder / page).read_text(encoding="utf-8")
        assert re.search(r'<a class="reference internal" href="[^"]*(?:study\.html|#)">我的学习</a>', html), page


@pytest.mark.browser
def test_without_a_bank_the_study_page_says_how_to_make_one(page: Page, base: str) -> None:
    page.goto(f"{base}/study.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("我的学习")
    expect(page.locator("lb-study").get_by_role("alert").filter(visible=True)).to_contain_text("lianbing build")
    words = page.locator("main").inner_text() + page.title()
    assert set(re.findall(r"[A-Za-z]{3,}", words)) <= {"lianbing", "build", "jupyter", "book"}


@pytest.mark.browser
def test_a_chapter_says_how_much_of_it_was_practised(page: Page, base: str) -> None:
    page.goto(f"{base}/book/chapters/visits.html")
    line = page.locator("lb-progress")
    expect(line).to_be_hidden()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="提交").click()
    expect(line).to_have_text("本章练了 1/1 题，答对 1")
    reload(page)
    expect(line).to_have_text("本章练了 1/1 题，答对 1")


def test_a_page_without_questions_has_no_such_line(built: Built) -> None:
    for page in ("book/chapters/margin.html", "book/index.html"):
        assert "<lb-progress" not in (built.site.folder / page).read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["study.html", "search.html"])
def test_a_page_without_contents_leaves_no_quarter_of_a_wide_screen_empty(page: Page, base: str, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 780})
    page.goto(f"{base}/{name}")
    article, content = (page.locator(part).bounding_box() for part in (".bd-article-container", ".bd-content"))
    assert article
    assert content
    assert article["width"] > 0.9 * content["width"]
