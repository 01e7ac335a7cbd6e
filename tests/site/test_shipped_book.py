"""The shipped content as a built site: on a phone, from file://, without a network, and without anything reserved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lianbing.book.elements import item_data
from lianbing.domain.items.question import Exposure
from lianbing.domain.items.types.single import SINGLE
from lianbing.domain.kernel.progress import Silent
from lianbing.domain.workbook import Workbook
from lianbing.press.site import Site, build_site

pytestmark = pytest.mark.browser
LOADED = re.compile(
    r"""(?:src|href)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)


@pytest.fixture(scope="module")
def site(copied_root: Path) -> Site:
    return build_site(copied_root, Silent())


@pytest.fixture
def local_page(page: Page) -> Page:
    page.context.set_offline(True)
    page.on("request", _refuse_outside)
    return page


def _refuse_outside(request: object) -> None:
    url = str(getattr(request, "url", ""))
    assert url.startswith(("file:", "data:", "blob:")), url


def _texts(site: Site) -> dict[Path, str]:
    kinds = {".html", ".js", ".css", ".json", ".txt"}
    return {path: path.read_text(encoding="utf-8") for path in site.folder.rglob("*") if path.suffix in kinds}


def test_no_file_loads_anything_from_outside(site: Site) -> None:
    loading = {path.name: found[0] for path, text in _texts(site).items() if (found := LOADED.search(text))}
    assert {name: what for name, what in loading.items() if "<a" not in what} == {}


def test_nothing_reserved_is_anywhere_in_the_site(site: Site, workbook: Workbook) -> None:
    everything = "\n".join(_texts(site).values())
    reserved = [q for q in workbook.questions.values() if q.classification.exposure is Exposure.RESERVED]
    assert reserved
    assert [q.id for q in reserved if q.id in everything or q.stem[:24] in everything] == []
    assert not (site.folder / "_sources").exists()


def test_every_clause_has_its_card_where_feedback_leads(site: Site, workbook: Workbook) -> None:
    for chapter in workbook.chapters.values():
        html = (site.folder / "book" / "chapters" / f"{chapter.id}.html").read_text(encoding="utf-8")
        missing = [name for name in chapter.marked("clauses") if f'id="{name.lower()}"' not in html]
        assert missing == []


def test_chapters_fit_a_phone_and_their_elements_work(site: Site, workbook: Workbook, local_page: Page) -> None:
    errors: list[str] = []
    local_page.on("pageerror", lambda error: errors.append(str(error)))
    for chapter in workbook.chapters.values():
        local_page.goto((site.folder / "book" / "chapters" / f"{chapter.id}.html").as_uri())
        assert local_page.evaluate("document.documentElement.scrollWidth") == 360
        quizzes = chapter.marked("quiz")
        expect(local_page.locator("lb-item:not(lb-task lb-item) fieldset.item")).to_have_count(len(quizzes))
        single = next(workbook.questions[q] for q in quizzes if workbook.questions[q].type is SINGLE)
        stem = str(item_data(workbook, single.id)["stem"])
        item = local_page.locator("lb-item", has_text=stem[:24]).first
        (right,) = single.key.right_letters()
        item.locator(f"label:has(input[value='{right}'])").click()
        item.get_by_role("button", name="提交").click()
        expect(item.get_by_text("答对").first).to_be_visible()
        expect(item.get_by_text(single.rests_on[0]).first).to_be_visible()
    assert errors == []


def test_a_visit_can_be_played_to_its_end(site: Site, local_page: Page) -> None:
    local_page.goto((site.folder / "book" / "chapters" / "visit-discipline.html").as_uri())
    visit = local_page.locator("lb-scenario")
    for _ in range(40):
        if visit.get_by_role("button", name="再走一遍").count():
            break
        visit.locator("button.choice, button.main").first.click()
    expect(visit.get_by_role("button", name="再走一遍")).to_be_visible()
    expect(visit.get_by_text("复盘").first).to_be_visible()


@pytest.mark.parametrize("query", ["走访", "六不准", "电话拜访", "要货记录"])
def test_search_finds_the_chapter_that_teaches_it(site: Site, local_page: Page, query: str) -> None:
    local_page.goto(f"{(site.folder / 'search.html').as_uri()}?q={query}")
    results = local_page.locator("main")
    expect(results.locator("a[href*='book/chapters/']").first).to_be_visible()
    expect(results.locator("mark", has_text=query).first).to_be_visible()
