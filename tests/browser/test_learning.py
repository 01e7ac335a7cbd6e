"""What the learner's browser remembers, on small pages of their own: kept, lost, forbidden, changed, in two tabs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from lianbing.widgets.assets import script_text
from lianbing.widgets.markup import markup
from tests.pages import reload
from tests.serving import WAYS, reached

pytestmark = pytest.mark.browser

SINGLE: dict[str, Any] = {
    "kind": "item",
    "id": "vis-0001",
    "type": "single",
    "stem": "进店先做什么？",
    "options": [{"id": "A", "text": "打招呼"}, {"id": "B", "text": "看库存"}],
    "practice": {
        "key": {"type": "single", "correct": "A", "options": ["A", "B"]},
        "explain": "先打招呼。",
        "digest": "d1",
    },
}
HINTS = ["先数户数。", "再乘天数。", "别忘了单位。"]


def _sum(days: int) -> dict[str, Any]:
    key = {"type": "numeric", "value": str(30 * days), "absolute": "0", "relative": "0", "unit": "户次"}
    return {"stem": f"每天走访 30 户，{days} 天走访多少户次？", "key": key, "explain": f"30 × {days} = {30 * days}。"}


NUMERIC: dict[str, Any] = {
    "kind": "item",
    "id": "vis-0002",
    "type": "numeric",
    "stem": _sum(5)["stem"],
    "unit": "户次",
    "hints": HINTS,
    "practice": {
        "key": _sum(5)["key"],
        "explain": _sum(5)["explain"],
        "digest": "d1",
        "excel": "=B2*5",
        "variants": [_sum(6), _sum(7)],
    },
}
OPEN: dict[str, Any] = {
    "kind": "item",
    "id": "vis-0003",
    "type": "short",
    "stem": "客户抱怨货源少，怎么答？",
    "practice": {
        "key": {
            "type": "open",
            "model": "先听，再解释。",
            "scoring_points": [{"text": "先听", "share": "1"}, {"text": "再解释", "share": "1"}],
        },
        "digest": "d1",
    },
}
TASK = {"kind": "task", "id": "visits", "title": "走访", "fields": [{**NUMERIC, "id": "visits.week"}], "clauses": {}}
SELFTEST = {
    "kind": "selftest",
    "id": "check-visit",
    "title": "章末自测",
    "count": 2,
    "items": [SINGLE, NUMERIC],
    "clauses": {},
}

BLOCKED = 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError"); } });'
FILL = """() => {
  for (let size = 1 << 22; size >= 1; size = Math.floor(size / 2)) {
    for (let place = 0; ; place++) {
      try { localStorage.setItem(`other:${size}:${place}`, "x".repeat(size)); } catch { break; }
    }
  }
}"""
MAKE_ROOM = "() => Object.keys(localStorage).forEach((key) => key.startsWith('other:') && localStorage.removeItem(key))"
FOCUSED = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node.textContent;
}"""
STORED = "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('lb:')).sort())"


def _changed(item: dict[str, Any], **practice: Any) -> dict[str, Any]:
    return {**item, "practice": {**item["practice"], **practice}}


class Shelf:
    """A folder of pages, each with some elements, and how to open them."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self._address = address

    def put(self, *elements: dict[str, Any], name: str = "page.html") -> str:
        """Writes a page with these elements; its address."""
        body = "".join(markup(element, element["kind"]) for element in elements)
        head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>练习</title>'
        text = f"{head}<body>{body}<script>{script_text()}</script></body></html>"
        (self._folder / name).write_text(text, encoding="utf-8")
        return f"{self._address}/{name}"


@pytest.fixture(params=WAYS)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """Pages on a web server, and again as files."""
    with reached(tmp_path, request.param) as address:
        yield Shelf(tmp_path, address)


def _open(phone: BrowserContext, address: str) -> Page:
    page = phone.new_page()
    page.goto(address)
    return page


def _stored(page: Page) -> dict[str, str]:
    stored: dict[str, str] = page.evaluate(STORED)
    return stored


def _reload(page: Page) -> None:
    """Opens the page again, and once more if another process shows it before it knows what was stored (``file://``)."""
    before = _stored(page)
    for _attempt in range(5):
        reload(page)
        if _stored(page) == before:
            return
    assert _stored(page) == before


def _entry(page: Page, item: str) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(_stored(page)[f"lb:item:{item}"])
    return entry


def _choose(page: Page, option: str) -> None:
    page.get_by_label(option).check()
    page.get_by_role("button", name="提交").click()


def _verdict(page: Page) -> Locator:
    return page.locator(".verdict")


def test_an_answer_is_there_again_when_the_page_is_opened_again(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SINGLE))
    _choose(page, "看库存")
    expect(_verdict(page)).to_have_text("✗ 答错")
    expect(page.get_by_role("alert")).to_have_count(0)
    _reload(page)
    expect(_verdict(page)).to_have_text("上次作答：✗ 答错")
    expect(page.get_by_label("看库存")).to_be_checked()
    entry = _entry(page, "vis-0001")
    assert (entry["tries"], entry["right"], entry["wrong"]["right"]) == (1, 0, [])
    page.get_by_role("button", name="重做").click()
    _choose(page, "打招呼")
    _reload(page)
    expect(_verdict(page)).to_have_text("上次作答：✓ 答对")
    assert _entry(page, "vis-0001")["tries"] == 2


def test_doing_it_again_keeps_what_was_saved_until_the_next_answer(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SINGLE))
    _choose(page, "打招呼")
    page.get_by_role("button", name="重做").click()
    expect(_verdict(page)).to_be_empty()
    _reload(page)
    expect(_verdict(page)).to_have_text("上次作答：✓ 答对")


def test_where_storage_is_forbidden_the_learner_is_told_and_can_go_on(shelf: Shelf, phone: BrowserContext) -> None:
    phone.add_init_script(BLOCKED)
    page = _open(phone, shelf.put(SINGLE, TASK, SELFTEST))
    item = page.locator("lb-item")
    item.get_by_label("看库存").check()
    item.get_by_role("button", name="提交").click()
    expect(item.get_by_role("alert")).to_have_text(
        "浏览器不让保存学习记录，这里做的只留到关闭本页为止。请关闭无痕模式，或换一个浏览器。"
    )
    expect(item.locator(".verdict")).to_have_text("✗ 答错")
    item.get_by_role("button", name="重做").click()
    expect(item.get_by_label("看库存")).to_be_enabled()
    selftest = page.locator("lb-selftest")
    selftest.get_by_role("button", name="开始自测").click()
    expect(selftest.get_by_role("heading", name="第 1/2 题")).to_be_focused()


def test_full_storage_loses_nothing_that_was_saved(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SINGLE))
    _choose(page, "打招呼")
    before = _stored(page)
    page.evaluate(FILL)
    page.get_by_role("button", name="重做").click()
    _choose(page, "看库存")
    expect(page.get_by_role("alert")).to_contain_text("浏览器的存储空间满了，新的记录存不下，以前存的都还在。")
    assert _stored(page) == before
    page.evaluate(MAKE_ROOM)
    page.get_by_role("button", name="重做").click()
    _choose(page, "看库存")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert _entry(page, "vis-0001")["tries"] == 3


def test_a_record_of_a_newer_version_is_left_alone(shelf: Shelf, phone: BrowserContext) -> None:
    address = shelf.put(SINGLE)
    page = _open(phone, address)
    page.evaluate("() => { localStorage['lb:version'] = '2'; localStorage['lb:item:vis-0001'] = '{\"new\":1}'; }")
    _reload(page)
    before = _stored(page)
    _choose(page, "打招呼")
    expect(page.get_by_role("alert")).to_have_text(
        "学习记录是更新版本的练习册存的，这里不改动它，这里做的只留到关闭本页为止。请打开新版练习册。"
    )
    assert _stored(page) == before


def test_a_damaged_value_is_named_and_put_aside(shelf: Shelf, phone: BrowserContext) -> None:
    address = shelf.put(SINGLE)
    page = _open(phone, address)
    page.evaluate("() => { localStorage['lb:item:vis-0001'] = '{\"digest\":'; }")
    _reload(page)
    expect(page.get_by_text("这道题上次的作答记录读不出来了，请重新做一遍；其他记录不受影响。")).to_be_visible()
    _choose(page, "打招呼")
    expect(page.get_by_text("读不出来")).to_be_hidden()
    assert _stored(page)["lb:damaged:lb:item:vis-0001"] == '{"digest":'
    _reload(page)
    expect(_verdict(page)).to_have_text("上次作答：✓ 答对")


def test_an_item_changed_by_a_new_edition_is_asked_anew(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SINGLE))
    _choose(page, "看库存")
    shelf.put(_changed(SINGLE, digest="d2"))
    _reload(page)
    note = page.get_by_text("这道题在新版里改过，请重新做一遍。")
    expect(note).to_be_visible()
    expect(_verdict(page)).to_be_empty()
    expect(page.get_by_label("看库存")).not_to_be_checked()
    assert _entry(page, "vis-0001")["digest"] == "d1"
    _choose(page, "打招呼")
    expect(note).to_be_hidden()
    entry = _entry(page, "vis-0001")
    assert (entry["digest"], entry["tries"], "wrong" in entry) == ("d2", 1, False)


def test_a_new_wording_alone_keeps_the_answer(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SINGLE))
    _choose(page, "打招呼")
    shelf.put(_changed(SINGLE, explain="进门先问好。"))
    _reload(page)
    expect(_verdict(page)).to_have_text("上次作答：✓ 答对")
    expect(page.get_by_text("进门先问好。")).to_be_visible()


def test_another_tab_s_answer_appears_here_too(shelf: Shelf, phone: BrowserContext) -> None:
    address = shelf.put(SINGLE, TASK)
    here, there = _open(phone, address), _open(phone, address)
    there.locator("lb-item").get_by_label("看库存").check()
    there.locator("lb-item").get_by_role("button", name="提交").click()
    expect(here.locator("lb-item .verdict")).to_have_text("上次作答：✗ 答错")
    expect(here.get_by_text("这道题刚在另一个窗口里作答，这里已换成那次的作答。")).to_be_visible()
    there.locator("lb-task").get_by_label("你的答案").fill("150")
    there.locator("lb-task").get_by_role("button", name="提交").click()
    expect(here.locator("lb-task .summary")).to_have_text("已答 1/1，对 1")
    here.locator("lb-item").get_by_role("button", name="重做").click()
    here.locator("lb-item").get_by_label("打招呼").check()
    here.locator("lb-item").get_by_role("button", name="提交").click()
    expect(there.locator("lb-item .verdict")).to_have_text("上次作答：✓ 答对")
    assert _entry(there, "vis-0001")["tries"] == 2
    assert json.loads(_stored(there)[next(key for key in _stored(there) if key.startswith("lb:day:"))])["answered"] == 3


def test_what_is_being_written_here_is_not_taken_away(shelf: Shelf, phone: BrowserContext) -> None:
    address = shelf.put(NUMERIC)
    here, there = _open(phone, address), _open(phone, address)
    here.get_by_label("你的答案").fill("15")
    there.get_by_label("你的答案").fill("150")
    there.get_by_role("button", name="提交").click()
    expect(here.get_by_text("已经记下；这里填的没有动，可以接着做。")).to_be_visible()
    expect(here.get_by_label("你的答案")).to_have_value("15")
    here.get_by_role("button", name="提交").click()
    entry = _entry(here, "vis-0002")
    assert (entry["tries"], entry["right"], entry["answer"]) == (2, 1, "15")


def test_one_more_like_this_has_other_numbers_and_counts_as_a_try(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(NUMERIC))
    more = page.get_by_role("button", name="再来一题")
    expect(more).to_be_hidden()
    for tries, (days, variant) in enumerate([(5, None), (6, 1), (7, 2), (5, None)], start=1):
        expect(page.locator(".stem")).to_have_text(_sum(days)["stem"])
        field = page.get_by_label("你的答案")
        expect(field).to_have_value("")
        field.fill(str(30 * days))
        page.get_by_role("button", name="提交").click()
        expect(_verdict(page)).to_have_text("✓ 答对")
        expect(page.get_by_text(_sum(days)["explain"])).to_be_visible()
        entry = _entry(page, "vis-0002")
        assert (entry["tries"], entry.get("variant")) == (tries, variant)
        _reload(page)
        expect(page.locator(".stem")).to_have_text(_sum(days)["stem"])
        expect(page.get_by_label("你的答案")).to_have_value(str(30 * days))
        more.click()
        expect(page.get_by_label("你的答案")).to_be_focused()


def test_the_solution_has_its_excel_formula(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(NUMERIC))
    page.get_by_label("你的答案").fill("1")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="Excel 算式")).to_be_visible()
    expect(page.locator("code")).to_have_text("=B2*5")


def test_hints_come_one_by_one(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(NUMERIC))
    shown = page.locator(".hints p")
    for seen, label in enumerate(["看提示", "再看一条提示（已看 1/3）", "再看一条提示（已看 2/3）"], start=1):
        page.get_by_role("button", name=label, exact=True).click()
        expect(shown).to_have_count(seen)
        expect(shown.last).to_have_text(f"提示 {seen}/3：{HINTS[seen - 1]}")
    expect(page.get_by_role("button", name="提示")).to_have_count(0)
    expect(shown.last).to_be_focused()


def test_every_tick_at_an_open_question_rates_the_same_try(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(OPEN))
    page.get_by_label("你的回答").fill("先听他说")
    page.get_by_role("button", name="对照要点").click()
    assert "wrong" not in _entry(page, "vis-0003"), "nobody has rated it yet"
    page.get_by_label("先听").check()
    page.get_by_label("再解释").check()
    entry = _entry(page, "vis-0003")
    assert (entry["tries"], entry["right"], entry["ticked"], "wrong" in entry) == (1, 1, [0, 1], False)
    _reload(page)
    expect(page.get_by_label("再解释")).to_be_checked()
    page.get_by_label("再解释").uncheck()
    entry = _entry(page, "vis-0003")
    assert (entry["tries"], entry["right"], entry["fraction"], "wrong" in entry) == (1, 0, 0.5, True)


def test_a_self_test_asks_anew_and_keeps_each_answer(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(SELFTEST))
    for _round in range(2):
        page.get_by_role("button", name="开始自测").click()
        for _item in range(2):
            if page.get_by_label("打招呼").count():
                page.get_by_label("打招呼").check()
            else:
                page.get_by_label("你的答案").fill("0")
            expect(page.get_by_role("button", name="看提示")).to_have_count(0)
            page.get_by_role("button", name="提交").click()
            expect(page.get_by_role("button", name="重做")).to_be_hidden()
            expect(page.get_by_role("button", name="再来一题")).to_be_hidden()
            page.get_by_role("button", name="下一题").or_(page.get_by_role("button", name="看结果")).click()
        expect(page.locator(".score")).to_have_text("答对 1/2 题")
        _reload(page)
    expect(page.get_by_text("测过 2 次，上次答对 1/2。")).to_be_visible()
    single, numeric = _entry(page, "vis-0001"), _entry(page, "vis-0002")
    assert (single["tries"], single["right"]) == (2, 2)
    assert (numeric["tries"], numeric["right"], numeric["variant"]) == (2, 0, 1)


def test_all_of_it_goes_by_keyboard(shelf: Shelf, phone: BrowserContext) -> None:
    page = _open(phone, shelf.put(NUMERIC))
    page.keyboard.press("Tab")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    expect(_verdict(page)).to_have_text("✗ 答错")
    for name in ("提交", "再来一题"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == name
    page.keyboard.press("Enter")
    expect(page.locator(".stem")).to_have_text(_sum(6)["stem"])
    page.keyboard.type("180")
    for name in ("提交", "看提示"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == name
    for _hint in HINTS:
        page.keyboard.press("Space")
    expect(page.locator(".hints p")).to_have_count(3)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(_verdict(page)).to_have_text("✓ 答对")
