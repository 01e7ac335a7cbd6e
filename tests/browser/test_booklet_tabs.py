"""A booklet in several tabs, in a killed browser, with the clock set: nothing is lost or turned round."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser.booklets_on_disk import (
    DEAF,
    BookletFile,
    answered,
    choose,
    expect_receipt,
    handed_in,
    numbers_in,
    said_elsewhere,
    start,
)
from tests.conftest import CHROMIUM
from tests.pages import reload

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> str:
    return BookletFile(tmp_path).write()


def _tab(phone: BrowserContext, address: str, *, deaf: bool = False) -> Page:
    page = phone.new_page()
    if deaf:
        page.add_init_script(DEAF)
    page.goto(address)
    return page


def test_two_tabs_answer_one_paper(phone: BrowserContext, address: str, tmp_path: Path) -> None:
    a = _tab(phone, address)
    start(a)
    b = _tab(phone, address)
    choose(a, [1])
    choose(b, [2, 3])
    expect(said_elsewhere(a)).to_have_text("这份卷在另一个标签页里改过，已合并（第 2、3 题）。")
    choose(a, [2], "B")
    expect(b.locator("fieldset.item").nth(1).locator("input[value=B]")).to_be_checked()
    choose(b, [4])
    name, submission = handed_in(a, tmp_path)
    assert name == "drill-C0001-样例甲-第1次.ipynb"
    assert numbers_in(submission) == [1, 2, 3, 4]
    assert submission.answers["s-2"] == "B"
    assert (submission.handin, submission.clock_at) == (1, "")


@pytest.mark.parametrize("deaf", [False, True])
def test_a_stale_start_card_begins_nothing_anew(phone: BrowserContext, address: str, deaf: bool) -> None:
    b = _tab(phone, address, deaf=deaf)
    a = _tab(phone, address)
    start(a)
    choose(a, [1, 2])
    start(b)
    expect(said_elsewhere(b)).to_contain_text("接着答的是同一份")
    assert answered(b) == [1, 2]
    reload(a)
    assert answered(a) == [1, 2]


def test_a_touch_after_the_hand_in_changes_nothing(phone: BrowserContext, address: str, tmp_path: Path) -> None:
    a = _tab(phone, address)
    start(a)
    b = _tab(phone, address, deaf=True)
    choose(a, [1, 2])
    handed_in(a, tmp_path)
    receipt = a.locator(".receipt dd").first.text_content()
    choose(b, [1], "B")
    expect_receipt(b)
    expect(said_elsewhere(b)).to_contain_text("刚才这一改没有算进去")
    reload(a)
    expect_receipt(a)
    for page in (a, b):
        assert page.locator(".receipt dd").first.text_content() == receipt
        assert page.locator("input[value=A]:checked").count() == 2


@pytest.mark.parametrize("deaf", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_hand_in_from_a_stale_tab_is_the_good_one(
    phone: BrowserContext, address: str, tmp_path: Path, deaf: bool
) -> None:
    a = _tab(phone, address)
    start(a)
    b = _tab(phone, address, deaf=deaf)
    choose(b, [4])
    choose(a, [1, 2, 3])
    good = handed_in(a, tmp_path)
    assert handed_in(b, tmp_path) == good
    assert numbers_in(good[1]) == [1, 2, 3, 4]
    b.get_by_role("button", name="继续修改").click()
    choose(b, [1], "C")
    _, second = handed_in(b, tmp_path)
    assert (second.answers["s-1"], second.handin) == ("C", 2)
    assert second.submitted_at > good[1].submitted_at


def test_back_and_forward_leave_the_paper_as_it_was(phone: BrowserContext, address: str, tmp_path: Path) -> None:
    a = _tab(phone, address)
    start(a)
    choose(a, [1, 2])
    a.goto("about:blank")
    b = _tab(phone, address)
    choose(b, [3])
    a.go_back()
    expect(a.locator("fieldset.item").nth(2).locator("input:checked")).to_have_count(1)
    choose(a, [4])
    assert numbers_in(handed_in(b, tmp_path)[1]) == [1, 2, 3, 4]


def test_a_clock_set_back_never_makes_a_later_hand_in_earlier(
    phone: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = _tab(phone, address)
    page.clock.set_fixed_time(datetime.fromisoformat("2027-11-30T09:00:00+08:00"))
    start(page)
    choose(page, [1])
    _, first = handed_in(page, tmp_path)
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-30T09:30:00+08:00"))
    reload(page)
    page.get_by_role("button", name="继续修改").click()
    choose(page, [2])
    _, second = handed_in(page, tmp_path)
    assert (first.clock_at, second.clock_at[:19]) == ("", "2026-11-30T09:30:00")
    assert first.started_at <= first.submitted_at < second.submitted_at
    assert (first.handin, second.handin) == (1, 2)
    assert second.elapsed is not None
    assert 0 <= second.elapsed < 60
    expect(page.locator(".receipt")).to_contain_text("没有提前")
    expect(page.locator(".receipt")).to_contain_text("以前交过：第 1 次 2027-11-30 09:00:00，回执号")


@contextmanager
def _own_process(chromium: BrowserType, profile: Path) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """A page of a browser that may be killed."""
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    ports = profile / "DevToolsActivePort"
    ports.unlink(missing_ok=True)
    arguments = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0")
    process = subprocess.Popen(
        [found, *arguments, f"--user-data-dir={profile}", "about:blank"], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            if ports.is_file() and "\n" in ports.read_text():
                break
            time.sleep(0.05)
        browser = chromium.connect_over_cdp(f"http://127.0.0.1:{ports.read_text().split()[0]}")
        yield browser.contexts[0].pages[0], process
    finally:
        process.kill()
        process.wait()


def test_a_killed_browser_goes_on_where_it_was(browser: Browser, address: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with _own_process(browser.browser_type, profile) as (page, process):
        page.goto(address)
        start(page)
        choose(page, [1, 2, 3])
        page.wait_for_timeout(200)  # far less than the seconds that localStorage takes to reach the disk
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    for lock in profile.glob("Singleton*"):
        lock.unlink()
    with _own_process(browser.browser_type, profile) as (page, _):
        page.goto(address)
        expect(said_elsewhere(page)).to_have_text("已恢复上次的作答，可以接着答。")
        assert answered(page) == [1, 2, 3]
