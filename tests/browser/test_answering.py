"""Questions of several parts: what a learner is told who left some open, or has given one option twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lianbing.widgets.assets import script_text
from lianbing.widgets.markup import markup
from tests.browser.kept_record import kept

pytestmark = pytest.mark.browser

PROMPTS = [{"id": str(place), "text": text} for place, text in enumerate(("缺货", "滞销", "串码"), 1)]
OPTIONS = [{"id": f"o{place}", "text": text} for place, text in enumerate(("补订", "停进", "上报"), 1)]
MATCHING: dict[str, Any] = {
    "kind": "item",
    "id": "vis-0004",
    "type": "matching",
    "stem": "给每种情形选一种办法。",
    "rule": "each",
    "prompts": PROMPTS,
    "options": OPTIONS,
    "practice": {
        "key": {
            "type": "matching",
            "pairs": {"1": "o1", "2": "o2", "3": "o3"},
            "prompts": ["1", "2", "3"],
            "options": ["o1", "o2", "o3"],
            "rule": "each",
        },
        "digest": "d1",
    },
}
FILL: dict[str, Any] = {
    "kind": "item",
    "id": "vis-0005",
    "type": "fill",
    "stem": "先 ____ ；再 ____ 。",
    "blanks": 2,
    "rule": "each",
    "practice": {"key": {"type": "fill", "blanks": [["听"], ["讲"]], "rule": "each"}, "digest": "d1"},
}


def opened(page: Page, folder: Path, item: dict[str, Any]) -> Page:
    body = markup(item, "item") + f"<script>{script_text()}</script>"
    file = folder / "item.html"
    file.write_text(f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>{body}</body></html>', "utf-8")
    page.goto(file.as_uri())
    return page


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交").click()


def test_an_option_chosen_twice_tells_both_rows(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, MATCHING)
    rows, selects = page.locator(".pair"), page.locator("select")
    selects.nth(0).select_option("o2")
    selects.nth(2).select_option("o2")
    expect(selects.nth(0)).to_have_value("")
    lost, won = (
        rows.nth(0).get_by_text("B 改给了第 3 项，请重新选。"),
        rows.nth(2).get_by_text("B 是从第 1 项拿来的"),
    )
    expect(lost).to_be_visible()
    expect(won).to_be_visible()
    expect(lost).to_be_in_viewport()
    selects.nth(1).select_option("o1")
    expect(lost).to_be_visible()
    expect(won).to_have_count(0)
    selects.nth(0).select_option("o3")
    expect(lost).to_have_count(0)


def test_an_unfinished_matching_is_not_taken_without_a_word(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, MATCHING)
    page.locator("select").nth(1).select_option("o2")
    submit(page)
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("第 1、3 项还没有选")
    assert kept(page, "item", "vis-0004") is None
    page.locator("select").nth(0).select_option("o1")
    submit(page)
    expect(verdict).to_contain_text("第 3 项还没有选")
    submit(page)
    expect(verdict).to_contain_text("部分答对")
    assert kept(page, "item", "vis-0004")["answer"] == {"1": "o1", "2": "o2"}


def test_a_whole_matching_is_taken_at_once(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, MATCHING)
    for place in range(3):
        page.locator("select").nth(place).select_option(f"o{place + 1}")
    submit(page)
    expect(page.locator(".verdict")).to_contain_text("答对")


def test_a_blank_that_is_left_open_is_named_and_may_stay_so(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, FILL)
    assert page.locator(".stem").text_content() == "先____；再____。"
    page.get_by_label("第 1 空").fill("听")
    submit(page)
    expect(page.locator(".verdict")).to_contain_text("第 2 空还没有填")
    submit(page)
    expect(page.locator(".verdict")).to_contain_text("部分答对")


NUMBERS: dict[str, Any] = {
    **FILL,
    "id": "log-0003",
    "stem": "整件 ____ 件，还剩 ____ 条。",
    "practice": {
        "key": {"type": "fill", "blanks": [["26", "二十六"], ["50"]], "rule": "each"},
        "digest": "d1",
        "traditional": {"條": "条"},
    },
}


def test_a_number_that_may_be_right_is_not_counted_as_wrong(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, NUMBERS)
    page.get_by_label("第 1 空").fill("贰拾陆")
    page.get_by_label("第 2 空").fill("约50")
    submit(page)
    expect(page.locator(".verdict")).to_contain_text("还没有提交")
    expect(page.locator("p.problem").first).to_contain_text("写法看不准")
    assert kept(page, "item", "log-0003") is None
    page.get_by_label("第 2 空").fill("50 條")
    expect(page.locator("p.problem").first).to_be_empty()
    submit(page)
    expect(page.locator(".verdict")).to_contain_text("答对")
    expect(page.locator(".blank .mark")).to_have_text(["✓ 填对", "✓ 填对"])
    assert kept(page, "item", "log-0003")["verdict"] == "correct"
