"""A week of practice: the book is opened once, then the server is switched off; and the same from a folder on a PC."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.study_player import Learner, read_bank
from tests.serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.long]
DAYS = tuple(f"2026-11-{day:02}" for day in range(2, 9))
CHAPTERS = ("concept", "role", "manners", "visit-discipline", "visit-flow", "duty-market", "duty-customer")
WRONG = 2
"""How many of the day's ten the learner gets wrong on each of the first days."""
DAILY = 10


def _read(page: Page, base: str, chapter: str) -> None:
    """Opens a chapter and answers its first question."""
    page.goto(f"{base}/book/chapters/{chapter}.html")
    expect(page.locator("h1")).to_be_visible()
    item = page.locator("lb-item").filter(has=page.get_by_role("radio")).first
    again = item.get_by_role("button", name="重做")
    if again.is_visible():  # it was among the day's ten already
        again.click()
    item.get_by_role("radio").first.check()
    item.get_by_role("button", name="提交").click()
    expect(item.locator(".verdict")).not_to_be_empty()


def _practise(learner: Learner, wrong: int) -> list[str]:
    """The ten of the day, the first ``wrong`` of them wrongly; their ids."""
    learner.open()
    learner.page.get_by_role("link", name="开始今天的练习").click()
    done = [learner.answer(right=number >= wrong) for number in range(DAILY)]
    expect(learner.page.get_by_role("heading", name="今天的练完了")).to_be_visible()
    return done


def _study_a_week(learner: Learner) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for place, (day, chapter) in enumerate(zip(DAYS, CHAPTERS, strict=True)):
        learner.on_day(day)
        asked[day] = _practise(learner, WRONG if place < 3 else 0)
        _read(learner.page, learner.base, chapter)
    return asked


def _check_the_week(learner: Learner, asked: dict[str, list[str]]) -> None:
    for day, items in asked.items():
        assert len(set(items)) == DAILY, day
    first_wrong = asked[DAYS[0]][:WRONG]
    assert any(item in asked[day] for item in first_wrong for day in DAYS[1:]), "wrong answers come back"
    record = learner.record()
    assert set(record["days"]) == set(DAYS)
    assert all(record["items"][item]["tries"] >= 2 for item in first_wrong)
    learned = [item for item in first_wrong if "wrong" not in record["items"][item]]
    assert learned, "right on two different days leads out of the 错题本"
    learner.open("today")
    expect(learner.page.locator("lb-study")).to_contain_text("已经连着练了 7 天")
    learner.go("进度")
    expect(learner.page.locator("lb-study")).to_contain_text(str(len(record["items"])))


def _reach_everything(page: Page, base: str, site: Path) -> None:
    """Every page of the book opens, and the search finds."""
    for path in sorted(site.rglob("*.html")):
        page.goto(f"{base}/{path.relative_to(site).as_posix()}")
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{base}/search.html?q=走访")
    expect(page.locator(".lb-search-results li").first).to_be_visible()


def test_a_week_on_a_phone_after_the_server_is_gone(phone: BrowserContext, shipped_site: Path) -> None:
    served = Served(shipped_site).switch_on()
    page = phone.new_page()
    page.goto(f"{served.address}/index.html")
    expect(page.locator(".lb-offline a")).to_have_text("可离线使用", timeout=60_000)
    served.switch_off()
    _reach_everything(page, served.address, shipped_site)
    learner = Learner(phone.new_page(), served.address, read_bank(shipped_site))
    _check_the_week(learner, _study_a_week(learner))


def test_a_week_from_a_folder_on_a_pc(phone: BrowserContext, shipped_site: Path) -> None:
    page = phone.new_page()
    _reach_everything(page, shipped_site.as_uri(), shipped_site)
    learner = Learner(phone.new_page(), shipped_site.as_uri(), read_bank(shipped_site))
    _check_the_week(learner, _study_a_week(learner))
