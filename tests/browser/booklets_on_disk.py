"""Small booklets as files, without a drill, and what a test does with their pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lianbing.domain.drills.papers import Employee
from lianbing.drills.booklets import booklet_page
from lianbing.wire.papers import BOOKLET, DrillHead, opened
from lianbing.wire.submissions import Submission, read_submission
from tests.unit.objects import FOUR, item, paper

FIRST = Employee(id="C0001", name="样例甲", team="城区一部")
SECOND = Employee(id="C0002", name="样例乙", team="农网部")
ITEMS = 4

DEAF = """for (const name of ["storage", "focus", "pageshow", "visibilitychange"]) {
  addEventListener(name, (event) => event.stopImmediatePropagation(), true);
}"""
"""What makes a tab one that hears nothing, as one that a phone has put to sleep."""


@dataclass(frozen=True)
class BookletFile:
    """A booklet in a folder."""

    folder: Path

    def write(self, employee: Employee = FIRST, *, minutes: int = 60, opens: str = "", closes: str = "") -> str:
        """The address of the booklet of a paper of four single choices, issued to one person."""
        made = paper([item(f"s-{number}", stem=f"第 {number} 问？", options=FOUR) for number in range(1, ITEMS + 1)])
        made = replace(made, id=f"{made.drill}-{employee.id}", employee=employee)
        head = DrillHead(id=made.drill, title="岗位练兵", period="2026H2", minutes=minutes, opens=opens, closes=closes)
        token = employee.id.encode().hex() * 4
        page = booklet_page(BOOKLET.encode(opened(made, head, token)), f"{employee.name} 岗位练兵")
        file = self.folder / f"{employee.id}-{employee.name}.html"
        file.write_text(page, encoding="utf-8")
        return file.as_uri()


def start(page: Page) -> None:
    page.get_by_role("button", name="开始答题").click()


def choose(page: Page, numbers: Sequence[int], option: str = "A") -> None:
    for number in numbers:
        page.locator("fieldset.item").nth(number - 1).locator(f"label:has(input[value='{option}'])").click()


def answered(page: Page) -> list[int]:
    """The numbers of the items that show an answer."""
    shown = page.locator("fieldset.item").evaluate_all("all => all.map(one => !!one.querySelector('input:checked'))")
    return [number for number, is_answered in enumerate(shown, 1) if is_answered]


def handed_in(page: Page, folder: Path) -> tuple[str, Submission]:
    """Hands in; the file's name and what it says."""
    page.get_by_role("button", name="交卷", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="确认交卷").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file.name, read_submission(file.read_bytes())


def numbers_in(submission: Submission) -> list[int]:
    """The numbers of the items that were answered."""
    return sorted(int(name.removeprefix("s-")) for name, one in submission.answers.items() if one is not None)


def said_elsewhere(page: Page) -> Locator:
    return page.locator("p.elsewhere")


def kept_keys(page: Page) -> list[str]:
    keys: list[str] = json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))
    return sorted(keys)


def expect_receipt(page: Page) -> None:
    expect(page.get_by_role("heading", name="答卷已生成")).to_be_visible()
