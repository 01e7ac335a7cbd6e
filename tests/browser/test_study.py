"""The study page: a learner's days, wrong answers, mock exams and record, over http and from a folder."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lianbing.domain.workbook import Workbook
from lianbing.wire.keys import key_from_json
from tests.browser.booklet_player import fill_in
from tests.browser.kept_record import answered, keep, kept
from tests.browser.study_player import DAY, Bank, Learner, read_bank, write_site
from tests.pages import reload
from tests.serving import WAYS, reached

pytestmark = pytest.mark.browser
THEME = "theme-1"
VIEWS = ("today", "wrong", "exam", f"exam/{THEME}/0", "progress", "record")
# What doesn't depend on where the page comes from is looked at in one place.
from_folder = pytest.mark.parametrize("base", ["file"], indirect=True)
TYPES = ("single", "truefalse", "multiple", "numeric", "fill", "matching", "ordering", "short")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, workbook: Workbook) -> Path:
    return write_site(tmp_path_factory.mktemp("study"), workbook)


@pytest.fixture(scope="session")
def bank(site: Path) -> Bank:
    return read_bank(site)


@pytest.fixture(scope="session", params=WAYS)
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the book, on a web server and again as files."""
    with reached(site, request.param) as address:
        yield address


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers that know nothing of each other; an error in any page fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: Any) -> BrowserContext:
        settings = {"viewport": {"width": 360, "height": 780}, "timezone_id": "Asia/Shanghai", "locale": "zh-CN"}
        context = browser.new_context(**{**settings, **options})
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert [error for error in errors if "ERR_FILE_NOT_FOUND" not in error and "404" not in error] == []


@pytest.fixture
def learner(device: Callable[..., BrowserContext], base: str, bank: Bank) -> Learner:
    made = Learner(device().new_page(), base, bank)
    made.on_day(DAY)
    return made


def test_a_day_from_the_first_question_to_the_last_with_a_break(learner: Learner) -> None:
    page = learner.page
    learner.open()
    expect(page.get_by_role("heading", name="早上好")).to_be_visible()
    page.get_by_role("link", name="开始今天的练习").click()
    expect(page.get_by_role("heading", name="第 1/10 题")).to_be_focused()
    first = learner.answer_all(True, False, True)
    reload(page)
    expect(page.get_by_role("heading", name="第 4/10 题")).to_be_visible()
    rest = learner.answer_all(*[True] * 6, False)
    assert len({*first, *rest}) == 10
    expect(page.get_by_role("heading", name="今天的练完了")).to_be_focused()
    expect(page.locator(".score")).to_contain_text("这次答对 6/7 题")
    expect(page.locator(".wrongs > li")).to_have_count(1)
    page.get_by_role("link", name="回到今天").click()
    expect(page.locator(".daily .score")).to_have_text("10/10")
    page.get_by_role("link", name="再来十题").click()
    expect(page.get_by_role("heading", name="第 1/10 题")).to_be_visible()
    assert learner.asked() not in {*first, *rest}
    learner.on_day("2026-11-03")
    learner.open()
    expect(page.get_by_text("已经连着练了")).to_have_count(0)
    expect(page.locator(".daily .score")).to_have_text("0/10")
    learner.go("错题本")
    expect(page.get_by_text("现在有 2 题。")).to_be_visible()


def test_a_wrong_answer_comes_back_until_it_was_right_on_two_days(learner: Learner) -> None:
    page = learner.page
    learner.open()
    (item,) = learner.of_types("single")
    learner.keep_daily(item)
    learner.open("today/practice")
    learner.answer(right=False)
    learner.go("错题本")
    expect(page.get_by_text("现在有 1 题。")).to_be_visible()
    page.get_by_role("link", name="练这 1 题").click()
    assert learner.answer(right=True) == item
    learner.go("错题本")
    expect(page.get_by_text("今天答对了，改天再来一次")).to_be_visible()
    expect(page.get_by_text("今天能练的都练过了，明天再来。")).to_be_visible()
    learner.on_day("2026-11-03")
    learner.open("wrong/all")
    learner.answer(right=False)
    learner.on_day("2026-11-04")
    learner.open("wrong/all")
    learner.answer(right=True)
    assert learner.entry(item)["wrong"] == {"since": "2026-11-03", "right": ["2026-11-04"]}
    learner.on_day("2026-11-05")
    learner.open("wrong")
    expect(page.get_by_text("再对 1 天就离开")).to_be_visible()
    page.get_by_role("link", name="练这 1 题").click()
    learner.answer(right=True)
    learner.go("错题本")
    expect(page.get_by_text("错题本是空的。")).to_be_visible()


@from_folder
def test_every_type_of_question_can_be_practised(learner: Learner) -> None:
    learner.open()
    items = learner.of_types(*TYPES)
    learner.keep_daily(*items)
    learner.open("today/practice")
    assert learner.answer_all(*[True] * len(items)) == items
    expect(learner.page.locator(".score")).to_contain_text(f"这次答对 {len(items)}/{len(items)} 题")


def begin_exam(learner: Learner) -> list[dict[str, Any]]:
    """Starts the first set of a mock exam; its questions in order."""
    page = learner.page
    learner.open("exam")
    card = page.locator("section.card", has=page.get_by_role("heading", name="主题练兵之一"))
    card.get_by_role("button", name="看规则").click()
    expect(page.get_by_text("限时 20 分钟，到点自动交卷")).to_be_visible()
    page.get_by_role("button", name="开始考试").click()
    expect(page.get_by_role("timer")).to_be_visible()
    exam = next(one for one in learner.bank.exams if one["id"] == THEME)
    sections = exam["sets"][0]["sections"]
    return [learner.bank.items[item] | {"worth": part["worth"]} for part in sections for item in part["items"]]


def fill_paper(learner: Learner, items: list[dict[str, Any]], rights: list[bool]) -> None:
    for place, (item, right) in enumerate(zip(items, rights, strict=False)):
        fill_in(learner.page.locator("fieldset.item").nth(place), key_from_json(item["practice"]["key"]), right)


def test_a_mock_exam_outlives_a_reload_and_ends_with_marks_by_section(learner: Learner) -> None:
    page = learner.page
    page.clock.install(time=f"{DAY}T09:00:00+08:00")
    items = begin_exam(learner)
    assert [item["type"] for item in items][-1] == "case"
    expect(page.locator(".sitting").get_by_role("button", name="看提示")).to_have_count(0)
    fill_paper(learner, items, [True, True, False])
    page.clock.fast_forward("05:00")
    reload(page)
    expect(page.get_by_role("timer")).to_contain_text(re.compile("剩余 14:|剩余 15:00"))
    expect(page.get_by_text("已答 3/11")).to_be_visible()
    rights = [True, True, False, *[True] * 8]
    fill_paper(learner, items, rights)
    page.get_by_role("button", name="交卷", exact=True).click()
    expect(page.get_by_text("11 题全部作答完毕。")).to_be_visible()
    page.get_by_role("button", name="确认交卷").click()
    expect(page.get_by_role("heading", name="给自己评分")).to_be_visible()
    page.locator(".rating label").first.click()
    reload(page)
    expect(page.locator(".rating input").first).to_be_checked()
    page.get_by_role("button", name="评完了，看成绩").click()
    points = items[-1]["practice"]["key"]["scoring_points"]
    share = float(points[0]["share"]) / sum(float(point["share"]) for point in points)
    expect(page.locator(".bigscore b")).to_have_text(f"{70 - 6 + round(30 * share + 1e-9, 2):g}")
    rows = page.locator("table.marks tbody tr")
    expect(rows.first).to_contain_text("18/24")
    expect(rows.first).to_contain_text("3/4")
    wrong = page.locator("details.explained")
    expect(wrong).to_have_count(2)
    wrong.first.locator("summary").click()
    expect(wrong.first.locator(".feedback")).to_contain_text("正确答案")
    assert "book/chapters/" in str(wrong.first.locator(".clauses a").first.get_attribute("href"))
    assert learner.entry(items[2]["id"])["wrong"]["right"] == []
    page.get_by_role("link", name="再考一套").click()
    history = page.locator(".history")
    expect(history).to_contain_text("第 1 套")
    expect(page.locator("select").nth(1)).to_have_value("1")
    history.get_by_role("link", name="看解析").click()
    expect(page.locator("details.explained")).to_have_count(2)


@from_folder
def test_when_time_runs_out_the_exam_hands_itself_in(learner: Learner) -> None:
    page = learner.page
    page.clock.install(time=f"{DAY}T09:00:00+08:00")
    items = begin_exam(learner)
    fill_paper(learner, items, [True])
    page.clock.fast_forward("19:58")
    expect(page.get_by_role("timer")).to_contain_text("剩余 00:0")
    page.clock.fast_forward("00:05")
    expect(page.get_by_text("时间到，已经自动交卷。")).to_be_visible()
    expect(page.locator(".bigscore b")).to_have_text("6")
    expect(page.get_by_text("20 分钟")).to_be_visible()


def test_time_goes_on_while_the_page_is_closed(learner: Learner) -> None:
    page = learner.page
    items = begin_exam(learner)
    fill_paper(learner, items, [True, True])
    learner.go("今天")
    expect(page.get_by_text("模拟考试还没有做完，时间照走。")).to_be_visible()
    page.goto("about:blank")
    learner.on_day("2026-11-05")
    learner.open("exam")
    expect(page.locator(".bigscore b")).to_have_text("12")
    runs = learner.record()["exams"][THEME]
    assert [(run["minutes"], run["at"]) for run in runs] == [(20, f"{DAY}T09:20:00+08:00")]
    learner.open("exam")
    expect(page.get_by_role("heading", name="模拟考试")).to_be_visible()


@from_folder
def test_an_exam_can_be_given_up(learner: Learner) -> None:
    page = learner.page
    begin_exam(learner)
    page.get_by_role("button", name="放弃这场考试").click()
    page.get_by_role("button", name="确定放弃").click()
    expect(page.get_by_role("heading", name="模拟考试")).to_be_visible()
    assert learner.record()["exams"].get(THEME, []) == []


def test_a_record_goes_to_another_device_as_a_file(
    learner: Learner, device: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = learner.page
    learner.open("today/practice")
    learner.answer_all(True, False, True)
    path = exported(learner, tmp_path)
    before = learner.record()
    page.get_by_role("button", name="清空记录").click()
    page.get_by_role("button", name="确定清空").click()
    expect(page.get_by_text("记录已清空。")).to_be_visible()
    assert learner.record()["items"] == {}
    other = Learner(device().new_page(), learner.base, learner.bank)
    other.on_day("2026-11-03")
    for one in (learner, other):
        one.open("record")
        one.page.locator("input[type=file]").set_input_files(path)
        expect(one.page.get_by_role("heading", name="将并入 3 道题的作答")).to_be_focused()
        expect(one.page.get_by_text("其中 3 题这里没有")).to_be_visible()
        assert one.record()["items"] == {}
        one.page.get_by_role("button", name="确认并入").click()
        expect(one.page.get_by_text("已并入。")).to_be_visible()
        assert one.record()["items"] == before["items"]


def exported(learner: Learner, folder: Path) -> Path:
    learner.open("record")
    with learner.page.expect_download() as download:
        learner.page.get_by_role("button", name="导出学习记录").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(learner.page.get_by_text(f"已存为“{path.name}”")).to_be_visible()
    return path


@from_folder
@pytest.mark.parametrize("damage", ["cut", "changed", "other", "empty"])
def test_a_damaged_file_changes_nothing(learner: Learner, tmp_path: Path, damage: str) -> None:
    learner.open("today/practice")
    learner.answer(right=False)
    path = exported(learner, tmp_path)
    text = path.read_text(encoding="utf-8")
    broken = {
        "cut": text[: len(text) // 2],
        "changed": text.replace('"tries":1', '"tries":9').replace('"tries": 1', '"tries": 9'),
        "other": '{"cells": []}',
        "empty": "",
    }[damage]
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    before = learner.record()
    learner.page.locator("input[type=file]").set_input_files(path)
    alert = learner.page.get_by_role("alert").filter(visible=True)
    expect(alert).to_contain_text("。")
    expect(learner.page.get_by_role("button", name="确认并入")).to_have_count(0)
    assert learner.record() == before


def test_two_tabs_keep_what_each_has_answered(learner: Learner) -> None:
    learner.open()
    other = Learner(learner.page.context.new_page(), learner.base, learner.bank)
    other.on_day(DAY)
    other.open()
    items = learner.of_types("single", "truefalse", "single")
    learner.keep_daily(*items)
    learner.open("today/practice")
    other.open("today")
    learner.answer(right=True)
    expect(other.page.locator(".daily .score")).to_have_text("1/3")
    other.open("today/practice")
    assert other.answer(right=False) == items[1]
    assert learner.answer(right=True) == items[1]
    assert learner.answer(right=True) == items[2]
    kept = other.record()["items"]
    assert {item: entry["tries"] for item, entry in kept.items()} == {items[0]: 1, items[1]: 2, items[2]: 1}


def test_an_exam_handed_in_elsewhere_cannot_be_answered_here(learner: Learner) -> None:
    items = begin_exam(learner)
    other = Learner(learner.page.context.new_page(), learner.base, learner.bank)
    other.on_day(DAY)
    other.open("exam")
    fill_paper(learner, items, [True])
    fill_in(other.page.locator("fieldset.item").nth(1), key_from_json(items[1]["practice"]["key"]), right=True)
    learner.page.get_by_role("button", name="交卷", exact=True).click()
    learner.page.get_by_role("button", name="确认交卷").click()
    expect(learner.page.locator(".bigscore b")).to_have_text("12")
    fill_in(other.page.locator("fieldset.item").nth(2), key_from_json(items[2]["practice"]["key"]), right=True)
    expect(other.page.get_by_text("这场考试已经在另一个页面交卷。")).to_be_visible()
    assert len(learner.record()["exams"][THEME]) == 1


def test_an_exam_changed_by_a_new_edition_starts_anew(learner: Learner) -> None:
    begin_exam(learner)
    state = kept(learner.page, "exam", THEME)
    state["running"]["digests"][next(iter(state["running"]["digests"]))] = "old"
    keep(learner.page, "exam", {THEME: state})
    reload(learner.page)
    expect(learner.page.get_by_text("这套题在新版里改过，请重新开始；已答的不计入成绩。")).to_be_visible()
    learner.page.get_by_role("button", name="重新开始").click()
    learner.page.get_by_role("button", name="开始考试").click()
    expect(learner.page.locator("fieldset.item").first).to_be_visible()
    assert learner.record()["exams"].get(THEME, []) == []


def test_a_run_by_old_keys_keeps_its_score_in_the_history(learner: Learner) -> None:
    learner.open()
    run = {"at": "2026-11-20T08:00:00+08:00", "set": 0, "score": "7.5", "total": "10", "minutes": 9}
    run |= {"answers": {}, "wrong": [], "digests": {"gone": "old"}}
    keep(learner.page, "exam", {THEME: {"running": None, "done": [run]}})
    learner.go("模拟考试")
    row = learner.page.locator(".history tr")
    expect(row).to_contain_text("7.5/10")
    expect(row.get_by_role("link")).to_have_count(0)


def test_an_old_tab_hands_in_what_was_answered_last(learner: Learner) -> None:
    items = begin_exam(learner)
    fill_paper(learner, items, [False])
    other = Learner(learner.page.context.new_page(), learner.base, learner.bank)
    other.on_day(DAY)
    other.open("exam")
    fill_paper(other, items, [True])
    learner.page.get_by_role("button", name="交卷", exact=True).click()
    learner.page.get_by_role("button", name="确认交卷").click()
    expect(learner.page.locator(".bigscore")).to_be_visible()
    (run,) = learner.record()["exams"][THEME]
    assert items[0]["id"] not in run["wrong"]


def test_a_link_to_where_one_is_draws_anew(learner: Learner) -> None:
    """The third 再来十题 leads to the address of the second."""
    learner.open("today/more/again")
    first = learner.page.locator("fieldset.item").first
    expect(first).to_be_visible()
    first.evaluate(
        """node => {
            const link = document.createElement("a");
            link.href = "#today/more/again"; link.textContent = "again";
            node.dataset.old = "1"; node.closest(".view").append(link);
        }"""
    )
    learner.page.get_by_role("link", name="again").click()
    expect(learner.page.locator("fieldset.item")).not_to_have_count(0)
    expect(learner.page.locator("[data-old]")).to_have_count(0)


BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def test_where_nothing_can_be_saved_the_learner_is_told_and_can_go_on(learner: Learner) -> None:
    page = learner.page
    page.add_init_script(BLOCKED)
    learner.open()
    expect(page.get_by_role("alert").filter(visible=True)).to_have_count(1)
    page.get_by_role("link", name="开始今天的练习").click()
    learner.answer_all(True, False)
    learner.go("错题本")
    expect(page.get_by_text("现在有 1 题。")).to_be_visible()
    items = begin_exam(learner)
    fill_paper(learner, items, [True])
    page.get_by_role("button", name="交卷", exact=True).click()
    page.get_by_role("button", name="确认交卷").click()
    expect(page.locator(".bigscore b")).to_have_text("6")


@from_folder
def test_a_session_by_keyboard_alone(learner: Learner) -> None:
    page = learner.page
    learner.open()
    items = learner.of_types("truefalse", "single", "multiple")
    learner.keep_daily(*items)
    learner.open()
    press_until(page, "开始今天的练习")
    page.keyboard.press("Enter")
    for place, item in enumerate(items):
        expect(page.get_by_role("heading", name=f"第 {place + 1}/3 题")).to_be_focused()
        key = learner.bank.items[item]["practice"]["key"]
        press_until(page, None)
        if key["type"] == "multiple":
            page.keyboard.press("Space")
        else:
            page.keyboard.press("ArrowDown")
        press_until(page, "提交")
        page.keyboard.press("Enter")
        press_until(page, "下一题" if place < 2 else "看结果")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="今天的练完了")).to_be_focused()
    press_until(page, "回到今天")
    page.keyboard.press("Enter")
    expect(page.locator(".daily .score")).to_have_text("3/3")


FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.matches("input") ? "input" : at?.textContent ?? "";
}"""


def press_until(page: Page, words: str | None) -> None:
    """Tabs to what says so, or to an input."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == (words or "input"):
            return
    raise AssertionError(f"no way to {words or 'an input'} by Tab")


def tries_of(index: int) -> list[tuple[date, bool]]:
    """Answers of a few weeks, right and wrong, old and new, so that each view has something to show."""
    first = date.fromisoformat(DAY) - timedelta(days=(index * 7) % 25)
    again = [] if index % 3 else [(first + timedelta(days=1), index % 4 != 1 and index % 9 != 0)]
    return [(first, index % 4 != 1), *again]


def fill_record(learner: Learner, count: int = 160) -> None:
    learner.open("record")
    tries = {item: tries_of(index) for index, item in enumerate([*learner.bank.items][:count])}
    days = Counter(day.isoformat() for of_item in tries.values() for day, _ in of_item)
    keep(learner.page, "item", {item: answered(of_item) for item, of_item in tries.items()})
    keep(learner.page, "day", {day: {"answered": many, "right": many // 2} for day, many in days.items()})


@from_folder
@pytest.mark.parametrize("width", [360, 1280])
def test_no_view_is_wider_than_the_screen(learner: Learner, width: int) -> None:
    page = learner.page
    page.set_viewport_size({"width": width, "height": 780})
    fill_record(learner)
    for view in (*VIEWS, "today/practice", "wrong/all"):
        learner.open(view)
        assert page.evaluate("document.documentElement.scrollWidth") == width, view
    begin_exam(learner)
    assert page.evaluate("document.documentElement.scrollWidth") == width


SMALL = """() => [...document.querySelector("lb-study").shadowRoot.querySelectorAll(
    ".button, .tabs a, select, summary, .leave")]
  .map((node) => ({ words: node.textContent.slice(0, 12), box: node.getBoundingClientRect() }))
  .filter(({ box }) => box.width && (box.height < 44 || box.width < 44)).map(({ words }) => words)"""


@from_folder
def test_what_is_pressed_is_large_enough_for_a_thumb(learner: Learner) -> None:
    fill_record(learner)
    for view in (*VIEWS, "today/practice"):
        learner.open(view)
        assert learner.page.evaluate(SMALL) == [], view


@from_folder
def test_progress_and_weak_places_lead_into_the_book(learner: Learner) -> None:
    page = learner.page
    fill_record(learner)
    learner.go("进度")
    expect(page.locator(".figures li").first).to_contain_text(re.compile(r"160/\d+"))
    first = learner.bank.catalogue["parts"][0]["chapters"][0]
    expect(page.locator(".chapters a").first).to_have_attribute("href", f"book/chapters/{first}.html")
    weak = page.locator("section.card", has=page.get_by_role("heading", name="常错的条款"))
    expect(weak.locator("li a").first).to_have_attribute("href", re.compile(r"^book/chapters/.+\.html#.+"))
    weak.locator("li .button").first.click()
    learner.answer(right=True)


@from_folder
def test_a_question_that_was_changed_since_is_marked(learner: Learner) -> None:
    learner.open()
    (item,) = learner.of_types("single")
    keep(learner.page, "item", {item: answered([(date.fromisoformat(DAY), False)], digest="old")})
    learner.go("错题本")
    expect(learner.page.get_by_text("题目改过，重新做一遍")).to_be_visible()


def test_without_a_bank_the_page_says_how_to_make_one(
    device: Callable[..., BrowserContext], site: Path, bank: Bank, tmp_path: Path
) -> None:
    for name in ("study.html", "lianbing-study.js"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    page = device().new_page()
    page.goto(f"{tmp_path.as_uri()}/study.html")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("lianbing build")
    page.get_by_role("link", name="记录", exact=True).click()
    expect(page.get_by_role("heading", name="导入记录")).to_be_visible()
    page.get_by_role("link", name="错题本", exact=True).click()
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    (tmp_path / "practice").symlink_to(site / "practice")
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_text("错题本是空的。")).to_be_visible()


def test_a_chapter_whose_bank_does_not_come_can_be_asked_for_again(
    device: Callable[..., BrowserContext], site: Path, bank: Bank, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    learner = Learner(device().new_page(), tmp_path.as_uri(), bank)
    learner.open()
    items = learner.of_types("single", "truefalse")
    learner.keep_daily(*items)
    banks = [path for path in (tmp_path / "practice").iterdir() if path.stem in bank.catalogue["chapters"]]
    for path in banks:
        path.rename(path.with_suffix(".away"))
    learner.open("today/practice")
    expect(learner.page.get_by_text("没有读到题目数据")).to_be_visible()
    for path in banks:
        path.with_suffix(".away").rename(path)
    learner.page.get_by_role("button", name="再试一次").click()
    assert learner.answer_all(True, True) == items


def begin_with(learner: Learner, *kinds: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Starts a mock exam with questions of these types: the exam, and its questions in order."""
    for exam in learner.bank.exams:
        for place, one in enumerate(exam["sets"]):
            items = [learner.bank.items[item] for section in one["sections"] for item in section["items"]]
            if {*kinds} <= {item["type"] for item in items}:
                learner.open(f"exam/{exam['id']}/{place}")
                learner.page.get_by_role("button", name="开始考试").click()
                expect(learner.page.get_by_role("timer")).to_be_visible()
                return exam, items
    raise AssertionError(f"no exam asks questions of the types {kinds}")


def hand_in_exam(learner: Learner) -> None:
    learner.page.get_by_role("button", name="交卷", exact=True).click()
    learner.page.get_by_role("button", name="确认交卷").click()
    rated = learner.page.get_by_role("button", name="评完了，看成绩")
    expect(rated.or_(learner.page.locator(".bigscore"))).to_be_visible()
    if rated.is_visible():
        rated.click()
    expect(learner.page.locator(".bigscore")).to_be_visible()


def test_what_is_no_number_asks_for_attention_and_is_missed(learner: Learner) -> None:
    page = learner.page
    exam, items = begin_with(learner, "numeric", "case")
    expect(page.get_by_text(f"{len(items)} 题，共 {exam['worth']} 分", exact=False).first).to_be_visible()
    place = [item["type"] for item in items].index("numeric")
    typed = page.locator("fieldset.item").nth(place).get_by_role("textbox")
    typed.fill("大约 30")
    typed.blur()
    for _ in range(2):
        expect(page.get_by_text(f"已答 0/{len(items)}，1 题要改")).to_be_visible()
        number = page.locator(".num").nth(place)
        expect(number).to_have_attribute("aria-label", f"第 {place + 1} 题，填的不是数字，要改")
        expect(number).to_have_class(re.compile(r"\bodd\b"))
        reload(page)
    typed.press_sequentially("0")
    expect(page.get_by_text("1 题要改")).to_have_count(0)  # not while it is being typed
    typed.blur()
    expect(page.get_by_text("1 题要改")).to_be_visible()
    hand_in_exam(learner)
    closed = [item["id"] for item in items if item["type"] not in {"short", "case"}]
    kept = {item["id"]: learner.entry(item["id"]) for item in items}
    assert [item for item, entry in kept.items() if entry and entry["wrong"]["right"] == []] == closed
    left = len(items) - len(closed)
    expect(page.get_by_text(f"除了没有作答的 {left} 道简答、案例题，都放进了错题本。")).to_be_visible()
    page.get_by_role("link", name="看错题本").click()
    expect(page.get_by_text(f"现在有 {len(closed)} 题。")).to_be_visible()
    learner.on_day("2026-11-03")
    learner.open(f"wrong/{chapter_of(learner, items[place]['id'])}")
    expect(page.locator("fieldset.item")).not_to_have_class(re.compile("locked"))  # nothing of that day is shown


def chapter_of(learner: Learner, item: str) -> str:
    chapters = learner.bank.catalogue["chapters"]
    found = (name for name, chapter in chapters.items() if any(one["id"] == item for one in chapter["items"]))
    return str(next(found))


@from_folder
def test_what_only_the_book_can_ask_is_said_and_not_counted_as_to_practise(learner: Learner) -> None:
    page = learner.page
    chapter, task = next(
        (chapter, task)
        for chapter in learner.bank.catalogue["chapters"].values()
        for task in chapter["tasks"]
        if len(task["fields"]) > 1
    )
    fields = [field["id"] for field in task["fields"][:2]]
    wrong = answered([(date.fromisoformat(DAY), False)])
    learner.open()
    keep(page, "item", dict.fromkeys(fields, wrong))
    learner.open()
    card = page.locator("section.card", has=page.get_by_role("heading", name="错题本"))
    expect(card.locator(".figures")).to_contain_text("2在册0今天可以练")
    learner.go("错题本")
    said = page.get_by_text("剩下 2 题在数据练习里，要对着表做，请到书里重做")
    expect(said).to_be_visible()
    expect(said.get_by_role("link", name=task["title"])).to_have_attribute("href", f"{chapter['href']}#{task['id']}")
    expect(page.get_by_text("今天能练的都练过了")).to_have_count(0)
    keep(page, "item", {chapter["items"][0]["id"]: wrong})
    learner.open()
    expect(card.locator(".figures")).to_contain_text("3在册1今天可以练")
    learner.go("错题本")
    expect(page.get_by_role("link", name="练这 1 题")).to_be_visible()
    expect(page.get_by_text("另外 2 题在数据练习里")).to_be_visible()


@from_folder
def test_what_is_said_of_a_saved_file_keeps_off_its_button(learner: Learner, tmp_path: Path) -> None:
    learner.open("today/practice")
    learner.answer(right=True)
    exported(learner, tmp_path)
    button = learner.page.get_by_role("button", name="导出学习记录").bounding_box()
    words = learner.page.get_by_text("已存为").bounding_box()
    assert button
    assert words
    assert words["y"] - button["y"] - button["height"] >= 8


@from_folder
def test_on_a_wide_screen_the_numbers_stand_beside_the_paper(learner: Learner) -> None:
    page = learner.page
    page.set_viewport_size({"width": 1280, "height": 780})
    begin_exam(learner)
    paper, numbers = (page.locator(part).bounding_box() for part in (".sheet", ".nav"))
    assert paper
    assert numbers
    assert numbers["x"] >= paper["x"] + paper["width"]
    expect(page.locator(".num").first).to_be_visible()
