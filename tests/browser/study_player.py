"""The study page as a site serves it, and a learner who works on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from lianbing.book.practice_files import practice_files
from lianbing.domain.workbook import Workbook
from lianbing.widgets.assets import Bundle, script_text
from lianbing.wire.keys import key_from_json
from tests.browser.booklet_player import fill_in
from tests.browser.kept_record import keep, kept, whole_record

DAY = "2026-11-02"
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>我的学习</title>
<script defer src="lianbing-study.js"></script>
</head>
<body><h1>我的学习</h1><lb-study></lb-study></body>
</html>
"""


def write_site(folder: Path, workbook: Workbook) -> Path:
    """The study page with the shipped question bank, in a page as plain as possible."""
    for name, content in practice_files(workbook).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "lianbing-study.js").write_text(script_text(Bundle.STUDY), encoding="utf-8")
    (folder / "study.html").write_text(PAGE, encoding="utf-8")
    return folder


def handed_over(path: Path) -> Any:
    """What a file of the bank hands to the page."""
    text = path.read_text(encoding="utf-8")
    event = re.fullmatch(r'dispatchEvent\(new CustomEvent\("lb-data",\{detail:(.*)\}\)\);\n', text, re.DOTALL)
    assert event
    return json.loads(event[1])["data"]


@dataclass(frozen=True)
class Bank:
    """All questions of the bank by id."""

    items: dict[str, dict[str, Any]]
    catalogue: dict[str, Any]
    exams: list[dict[str, Any]]


def read_bank(site: Path) -> Bank:
    catalogue = handed_over(site / "practice" / "catalogue.js")
    banks = [handed_over(site / "practice" / f"{chapter}.js") for chapter in catalogue["chapters"]]
    items = {item["id"]: item for bank in banks for item in bank["items"]}
    return Bank(items, catalogue, handed_over(site / "practice" / "exams.js"))


@dataclass(frozen=True)
class Learner:
    """One browser tab on the study page."""

    page: Page
    base: str
    bank: Bank

    def open(self, view: str = "today") -> None:
        self.page.goto("about:blank")  # else another view of the same page is no new page
        self.page.goto(f"{self.base}/study.html#{view}")
        expect(self.page.locator("lb-study h2").first).to_be_visible()

    def go(self, tab: str) -> None:
        self.page.get_by_role("link", name=tab, exact=True).click()
        expect(self.page.get_by_role("link", name=tab, exact=True)).to_have_attribute("aria-current", "page")

    def on_day(self, day: str, hour: int = 9) -> None:
        """From now on, and when the page is opened, it is that day."""
        self.page.clock.set_fixed_time(f"{day}T{hour:02}:00:00+08:00")

    def asked(self) -> str:
        """The id of the question on the screen."""
        session = self.page.locator(".session[data-item]")
        expect(session).to_be_visible()
        return str(session.get_attribute("data-item"))

    def key(self) -> Any:
        """The key of the question on the screen, of the variant that is shown."""
        practice = self.bank.items[self.asked()]["practice"]
        shown = self.page.locator("fieldset.item .stem").inner_text()
        same = [one for one in practice.get("variants", []) if one["stem"].replace("\n", "") in shown.replace("\n", "")]
        return key_from_json((same or [practice])[0]["key"])

    def answer(self, *, right: bool) -> str:
        """Answers the question on the screen and goes on; open questions are rated in full or not at all."""
        self.page.bring_to_front()  # a tab behind another one draws once a second
        item = self.asked()
        key = self.key()
        fill_in(self.page.locator("fieldset.item").first, key, right)
        self.page.locator("lb-study button[type=submit]").click()
        if hasattr(key, "model") and right:
            for point in self.page.locator(".rating label").all():
                point.click()
        expect(self.page.locator(".verdict")).not_to_be_empty()
        self.page.locator(".session .stage > .buttons .button.main").click()
        return item

    def answer_all(self, *rights: bool) -> list[str]:
        return [self.answer(right=right) for right in rights]

    def entry(self, item: str) -> Any:
        return kept(self.page, "item", item)

    def record(self) -> Any:
        """All that the browser keeps of the learner."""
        return whole_record(self.page)

    def keep_daily(self, *items: str) -> None:
        """Lets these be the questions of a day that has just begun."""
        day = self.page.evaluate("new Date().toLocaleDateString('sv')")
        keep(self.page, "day", {day: {"answered": 0, "right": 0, "daily": items}})

    def of_types(self, *types: str) -> list[str]:
        """As many questions, each of its type, none twice and none with other numbers to come."""
        found: list[str] = []
        for wanted in types:
            found.append(
                next(
                    name
                    for name, item in self.bank.items.items()
                    if item["type"] == wanted and name not in found and "variants" not in item["practice"]
                )
            )
        return found
