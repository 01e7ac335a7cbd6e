"""The shipped book on a phone: opened once, then without a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lianbing.domain.workbook import Workbook
from tests.serving import Served

pytestmark = pytest.mark.browser
PLACES = ("index.html", "book/index.html", "book/reference/clauses.html", "book/reference/glossary.html", "study.html")


def test_opened_once_every_page_of_the_book_is_there(page: Page, shipped_site: Path, workbook: Workbook) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    server = Served(shipped_site).switch_on()
    page.goto(server.address)
    expect(page.locator(".lb-offline a")).to_have_text("可离线使用", timeout=60_000)
    fetched = [path for path in server.asked if path.endswith(".html")]
    assert len(set(fetched)) >= len(workbook.chapters)
    server.switch_off()
    for path in (*PLACES, *(f"book/chapters/{chapter}.html" for chapter in workbook.chapters)):
        page.goto(f"{server.address}/{path}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert "还没有下载" not in page.title(), path
    expect(page.locator("lb-item").first.locator("fieldset")).to_be_attached()
    page.goto(f"{server.address}/search.html?q=六不准")
    expect(page.locator(".lb-search-results a[href*='book/chapters/']").first).to_be_visible()
    page.goto(f"{server.address}/study.html#record")
    expect(page.locator("lb-downloads")).to_contain_text("全书已下载")
    assert errors == []
