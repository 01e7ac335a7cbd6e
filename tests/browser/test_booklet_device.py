"""A booklet on a PC of several people, in a full storage, outside its window, and sent from a phone."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.booklets_on_disk import (
    SECOND,
    BookletFile,
    answered,
    choose,
    expect_receipt,
    handed_in,
    kept_keys,
    numbers_in,
    said_elsewhere,
    start,
)
from tests.browser.test_access import TARGETS, axe
from tests.pages import reload

__all__ = ["axe"]
pytestmark = pytest.mark.browser

FILL_UP = """() => {
  for (let size = 1 << 22; size >= 1; size >>= 1) {
    try { for (let n = 0; ; n++) localStorage.setItem(`x${size}-${n}`, "0".repeat(size)); } catch {}
  }
}"""

SHARING = """Object.assign(navigator, {
  canShare: ({ files }) => files.every(({ name }) => name.endsWith(ENDING)),
  share: async ({ files: [file], title }) => {
    globalThis.shared = { name: file.name, title, text: await file.text() };
    if (FAULT) throw new DOMException("", FAULT);
  },
});"""


@pytest.fixture
def files(tmp_path: Path) -> BookletFile:
    return BookletFile(tmp_path)


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


def test_the_start_card_warns_of_what_would_lose_the_answers(page: Page, files: BookletFile) -> None:
    page.goto(files.write())
    card = page.locator("section.card")
    for words in ("不要用无痕窗口", "不要清理浏览数据", "换设备、换浏览器带不过去", "清除这台电脑上的作答"):
        expect(card).to_contain_text(words)
    expect(card.locator(".note.bad")).to_have_count(0)


def test_who_sits_down_next_is_told_and_can_clear(phone: BrowserContext, files: BookletFile, tmp_path: Path) -> None:
    first, second = phone.new_page(), phone.new_page()
    first.goto(files.write())
    start(first)
    choose(first, [1])
    second.goto(files.write(SECOND))
    expect(second.locator(".others li")).to_have_text("样例甲（C0001）岗位练兵：还没有交卷")
    expect(second.get_by_role("button", name="清除已交卷的作答")).to_have_count(0)
    handed_in(first, tmp_path)
    reload(second)
    expect(second.locator(".others li")).to_have_text("样例甲（C0001）岗位练兵：已经交卷")
    second.get_by_role("button", name="清除已交卷的作答").click()
    second.get_by_role("button", name="确定清除").click()
    expect(second.locator(".others")).to_have_count(0)
    assert not [key for key in kept_keys(second) if key.startswith("lb:paper:")]
    expect(said_elsewhere(first)).to_have_text("这份卷的作答已经在另一个标签页里清除。")
    assert answered(first) == []


def test_after_the_hand_in_this_pc_can_be_cleared(page: Page, files: BookletFile, tmp_path: Path) -> None:
    page.goto(files.write())
    start(page)
    choose(page, [1, 2])
    handed_in(page, tmp_path)
    page.get_by_role("button", name="清除这台电脑上的作答").click()
    page.get_by_role("button", name="不清除").click()
    expect_receipt(page)
    page.get_by_role("button", name="清除这台电脑上的作答").click()
    page.get_by_role("button", name="确定清除").click()
    reload(page)
    expect(page.locator("section.card .note").nth(1)).to_contain_text("这份卷在这个浏览器里交过 1 次")
    assert not [key for key in kept_keys(page) if key.startswith("lb:paper:")]
    start(page)
    assert answered(page) == []


def test_a_full_storage_is_told_and_takes_nothing(phone: BrowserContext, files: BookletFile, tmp_path: Path) -> None:
    other, page = phone.new_page(), phone.new_page()
    page.goto(files.write())
    (tmp_path / "other.html").write_text("<!doctype html>", "utf-8")
    other.goto((tmp_path / "other.html").as_uri())
    start(page)
    other.evaluate(FILL_UP)
    choose(page, [1, 2, 3])
    expect(page.locator(".note.bad")).to_contain_text("存储空间满了")
    reload(page)
    expect(page.locator("input:checked")).to_have_count(3)
    _, submission = handed_in(page, tmp_path)
    assert numbers_in(submission) == [1, 2, 3]
    reload(page)
    expect_receipt(page)
    page.goto(files.write(SECOND))
    expect(page.locator("section.card")).to_contain_text("存储空间快满了")


@pytest.mark.parametrize(("ending", "name"), [(".ipynb", "第1次.ipynb"), (".txt", "第1次.ipynb.txt")])
def test_a_phone_sends_the_file_by_its_share_sheet(
    page: Page, files: BookletFile, tmp_path: Path, ending: str, name: str
) -> None:
    page.add_init_script(SHARING.replace("ENDING", json.dumps(ending)).replace("FAULT", "''"))
    page.goto(files.write())
    start(page)
    saved, _ = handed_in(page, tmp_path)
    page.get_by_role("button", name="分享").click()
    page.wait_for_function("globalThis.shared")
    shared = page.evaluate("globalThis.shared")
    assert shared["name"].endswith(name)
    assert shared["text"] == (tmp_path / saved).read_text(encoding="utf-8")


def test_a_share_sheet_that_fails_leaves_the_file(page: Page, files: BookletFile, tmp_path: Path) -> None:
    page.add_init_script(SHARING.replace("ENDING", "'.ipynb'").replace("FAULT", "'NotAllowedError'"))
    page.goto(files.write())
    start(page)
    handed_in(page, tmp_path)
    with page.expect_download():
        page.get_by_role("button", name="分享").click()
    expect(page.locator(".receipt")).to_contain_text("分享没有成功，文件已经另存到“下载”")


def test_without_a_share_sheet_there_is_no_button(page: Page, files: BookletFile, tmp_path: Path) -> None:
    page.add_init_script("Object.assign(navigator, { canShare: undefined, share: undefined });")
    page.goto(files.write())
    start(page)
    handed_in(page, tmp_path)
    expect(page.get_by_role("button", name="再次保存")).to_be_visible()
    expect(page.get_by_role("button", name="分享")).to_have_count(0)


def test_flags_last_and_are_listed_before_the_hand_in(page: Page, files: BookletFile) -> None:
    page.goto(files.write())
    start(page)
    choose(page, [1, 2, 3])
    page.get_by_role("button", name="标记第 2 题").click()
    reload(page)
    expect(page.get_by_role("button", name="标记第 2 题")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".count")).to_have_text("已答 3/4，标记 1")
    page.get_by_role("button", name="交卷", exact=True).click()
    lines = page.locator(".problems")
    expect(lines).to_have_text(["还没有作答（1 题）：4", "做了标记（1 题）：2"])
    lines.nth(1).get_by_role("button", name="去第 2 题").click()
    expect(page.locator("fieldset.item").nth(1)).to_be_in_viewport()


def test_before_and_after_the_window_and_over_time_all_is_kept(page: Page, files: BookletFile, tmp_path: Path) -> None:
    address = files.write(minutes=30, opens="2026-11-10", closes="2026-11-20")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-09T20:00:00+08:00"))
    page.goto(address)
    expect(page.locator("section.card")).to_contain_text("还没到作答时间：2026-11-10 起")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-20T23:50:00+08:00"))
    reload(page)
    expect(page.locator("section.card")).not_to_contain_text("作答时间：")
    start(page)
    choose(page, [1])
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-21T00:25:00+08:00"))
    late = page.locator(".booklet > .note").filter(has_text="已过截止时间")
    expect(late).to_contain_text("会算迟交")
    expect(late).to_contain_text("已经超时：照样保存，仍可交卷")
    _, submission = handed_in(page, tmp_path)
    assert numbers_in(submission) == [1]
    expect(page.locator(".receipt")).to_contain_text("35 分钟（限时 30 分钟，超时 5 分钟）")


def test_small_screens_large_type_and_screen_readers(page: Page, files: BookletFile, tmp_path: Path, axe: str) -> None:
    def fits() -> None:
        assert page.evaluate(TARGETS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.evaluate("document.documentElement.style.fontSize = ''")
        found = page.evaluate(f"() => {{ {axe}; return axe.run(document, {{resultTypes: ['violations']}}); }}")
        assert [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical", "moderate")] == []

    page.goto(files.write(closes="2026-11-10"))
    fits()
    start(page)
    page.get_by_role("button", name="标记第 1 题").click()
    page.get_by_role("button", name="交卷", exact=True).click()
    fits()
    page.get_by_role("button", name="确认交卷").click()
    page.get_by_role("button", name="清除这台电脑上的作答").click()
    fits()
