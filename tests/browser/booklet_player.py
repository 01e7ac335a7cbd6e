"""Answering a booklet as a person would, for the browser tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Paper, PaperItem
from lianbing.domain.items.keys import Key
from lianbing.domain.items.types.code import CodeKey
from lianbing.domain.items.types.fill import FillKey
from lianbing.domain.items.types.matching import MatchingKey
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.items.types.ordering import OrderingKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey


def issued_paper(workspace: Workspace, drill: str, employee: str) -> Paper:
    with workspace.store.transaction() as records:
        issued = records.drills.paper(f"{drill}-{employee}")
    assert issued is not None
    return issued.paper


def open_booklet(page: Page, workspace: Workspace, drill: str, employee: str) -> None:
    (booklet,) = (workspace.drill_folder(drill) / "答题册").glob(f"{employee}-*.html")
    page.goto(booklet.as_uri())
    page.get_by_role("button", name="开始答题").click()


def answer(page: Page, paper_item: PaperItem, right: bool) -> None:
    item = page.locator("fieldset.item").nth(paper_item.number - 1)
    expect(item).to_contain_text(paper_item.item.stem.split("\n")[0].split("_")[0][:20])
    fill_in(item, paper_item.item.key, right)


def fill_in(item: Locator, key: Key, right: bool) -> None:
    match key:
        case NumericKey(value=value):
            item.get_by_role("textbox").fill(str(value if right else value + 1000))
        case FillKey(blanks=blanks):
            for place, wordings in enumerate(blanks):
                item.get_by_role("textbox").nth(place).fill(wordings[-1] if right else "不知道")
        case OrderingKey(order=order, options=options):
            _put_in_order(item, order if right else tuple(reversed(order)), options)
        case MatchingKey(pairs=pairs):
            for place, option in enumerate(pairs.values()):
                item.locator("select").nth(place).select_option(value=option)
        case OpenKey(model=model):
            item.get_by_role("textbox").fill(model)
        case CodeKey():
            item.get_by_role("textbox").fill(str(key.right_answer() if right else key.wrong_answer()))
        case _:
            for choice in _choices(key, right):
                item.locator(f"label:has(input[value='{choice}'])").click()


def _put_in_order(item: Locator, wanted: tuple[str, ...], options: tuple[str, ...]) -> None:
    """Moves each option up to its place, from the first place on, by the buttons."""
    shown = [*options]
    item.get_by_role("button", name="就按这个次序").click()
    for place, option in enumerate(wanted):
        while shown.index(option) > place:
            at = shown.index(option)
            item.locator("li.rank").nth(at).get_by_role("button", name="上移").click()
            shown[at - 1], shown[at] = shown[at], shown[at - 1]


def _choices(key: Key, right: bool) -> list[str]:
    match key:
        case ChoiceKey(correct=correct, options=options):
            return [correct if right else next(option for option in options if option != correct)]
        case MultipleKey(correct=several, options=options):
            return sorted(several) if right else [option for option in options if option not in several][:1]
        case TrueFalseKey(correct=truth):
            return [str(truth is right).lower()]
    raise AssertionError(key)


def hand_in(page: Page, folder: Path) -> Path:
    page.get_by_role("button", name="交卷", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="确认交卷").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
