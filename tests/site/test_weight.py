"""What the shipped book weighs: on the way to a phone, and on it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from lianbing.domain.workbook import Workbook
from lianbing.widgets.assets import script_text

ITEM = re.compile(r'"id":\s*"([a-z]+-\d+)"')
FIRST = "book/chapters/concept.html"


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content, 9))


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A phone that keeps nothing and has no service worker, so that every request is seen."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, service_workers="block")
    yield context.new_page()
    context.close()


def _loaded(page: Page, address: str, path: str, site: Path) -> dict[str, int]:
    """What a page asks for until it rests, each with its bytes as a server sends them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    paths = [urlsplit(url).path.lstrip("/") for url in asked if url.startswith(address)]
    return {f"{place} {path}": _zipped((site / path).read_bytes()) for place, path in enumerate(paths)}


@pytest.mark.browser
def test_the_first_chapter_is_light(plain_page: Page, shipped_server: str, shipped_site: Path) -> None:
    loaded = _loaded(plain_page, shipped_server, FIRST, shipped_site)
    assert any("lianbing.js" in path for path in loaded)
    assert len(loaded) <= 10, loaded
    assert sum(loaded.values()) <= 120_000, loaded


@pytest.mark.browser
def test_no_chapter_is_heavy(plain_page: Page, shipped_server: str, shipped_site: Path) -> None:
    pages = sorted((shipped_site / "book" / "chapters").glob("*.html"), key=lambda path: _zipped(path.read_bytes()))
    heaviest = pages[-1].relative_to(shipped_site).as_posix()
    loaded = _loaded(plain_page, shipped_server, heaviest, shipped_site)
    assert len(loaded) <= 15, loaded
    assert sum(loaded.values()) <= 150_000, loaded


def test_the_element_script_is_light() -> None:
    assert _zipped(script_text().encode()) <= 30_000


def test_the_whole_book_is_no_more_than_a_few_photos(shipped_site: Path) -> None:
    sizes = {path: path.stat().st_size for path in shipped_site.rglob("*") if path.is_file()}
    assert sum(sizes.values()) <= 12_000_000


def test_no_page_holds_the_bank(shipped_site: Path, workbook: Workbook) -> None:
    bank = {question.id for question in workbook.questions.values() if question.practisable}
    assert len(bank) > 300
    held = {path: bank & set(ITEM.findall(path.read_text(encoding="utf-8"))) for path in shipped_site.rglob("*.html")}
    assert [path for path, items in held.items() if len(items) > len(bank) / 8] == []
    assert sum(map(len, held.values())) > 300  # or the check sees nothing
