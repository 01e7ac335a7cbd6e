"""The site as people meet it: from a web server and from a folder, on a phone, with and without a dark room."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages import reload
from tests.site.small_root import Built

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "book/index.html",
    "book/chapters/visits.html",
    "book/chapters/margin.html",
    "search.html?q=走访",
)


def test_no_request_leaves_the_folder(page: Page, base: str) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    for name in PAGES:
        page.goto(f"{base}/{name}")
        page.wait_for_load_state("networkidle")
    outside = [url for url in asked if not url.startswith((base, "data:", "blob:"))]
    assert asked
    assert not outside
    assert not failed


def test_no_script_fails(page: Page, base: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(f"{said.text} {said.location}") if said.type == "error" else None)
    for name in PAGES:
        page.goto(f"{base}/{name}")
        page.wait_for_load_state("networkidle")
    assert not [error for error in errors if "favicon" not in error]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    for name in PAGES[1:]:  # the start page is gone before it can be measured
        page.goto(f"{base}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_wide_table_scrolls_in_its_own_box(page: Page, base: str) -> None:
    page.goto(f"{base}/book/chapters/visits.html")
    box = page.locator(".pst-scrollable-table-container").first
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert box.evaluate("box => getComputedStyle(box).overflowX") == "auto"


def test_the_element_comes_alive(page: Page, base: str) -> None:
    page.goto(f"{base}/book/chapters/visits.html")
    expect(page.get_by_role("radio")).to_have_count(2)


def test_the_start_page_leads_to_the_book(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("练兵")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("走访", "走访纪律"),
        ("毛利率", "毛利率"),
        ("毛利", "毛利率"),
        ("库存", "库存"),
        ("订货引导", "库存"),
        ("VIS-06", "VIS-06 每天走访户数"),
        ("vis-06", "VIS-06 每天走访户数"),
        ("走访 零售户", "VIS-06 每天走访户数"),
        ("毛利率怎么算", "毛利率"),
    ],
)
def test_search_finds_and_ranks(page: Page, base: str, query: str, first: str) -> None:
    page.goto(f"{base}/search.html?q={query}")
    results = page.locator(".lb-search-results li")
    expect(results.first.locator("a")).to_contain_text(first)
    assert results.first.text_content()


@pytest.mark.parametrize(
    ("query", "badges"),
    [
        ("VIS-06", ["条款"]),
        ("毛利率", ["章节", "行业知识"]),
        ("走访户数有下限", ["题目解析"]),
        ("走访", ["章节", "条款"]),
    ],
)
def test_a_result_says_what_it_is_and_where(page: Page, base: str, query: str, badges: list[str]) -> None:
    page.goto(f"{base}/search.html?q={query}")
    shown = page.locator(".lb-search-results .lb-search-kind")
    expect(shown.first).to_have_text(badges[0])
    assert set(badges) <= set(shown.all_text_contents())
    expect(page.locator(".lb-search-results mark").first).to_be_visible()


def test_one_kind_can_be_shown_alone(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=走访")
    everything = page.locator(".lb-search-results li").count()
    chosen = page.locator(".lb-search-filters").get_by_role("button", name="条款和知识")
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    alone = page.locator(".lb-search-results li")
    assert 0 < alone.count() < everything
    assert set(page.locator(".lb-search-kind").all_text_contents()) <= {"条款", "行业知识", "参数"}


def test_typing_searches_and_the_address_keeps_the_query(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    box = page.get_by_role("searchbox", name="搜索本书").last
    expect(box).to_be_focused()
    box.fill("毛利")
    expect(page.locator(".lb-search-results a").first).to_contain_text("毛利")
    expect(page).to_have_url(re.compile(r"search\.html\?q=%E6%AF%9B%E5%88%A9$"))
    reload(page)
    expect(page.locator(".lb-search-results a").first).to_contain_text("毛利")


def test_the_keyboard_alone_leads_to_a_result(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=")
    page.keyboard.type("VIS-06")
    expect(page.locator(".lb-search-results a").first).to_contain_text("VIS-06")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".lb-search-results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".lb-search-form input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}/book/chapters/visits.html#vis-06")


def test_a_question_is_found_by_its_explanation_and_led_to(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=走访户数有下限")
    page.locator(".lb-search-results a").first.click()
    expect(page).to_have_url(f"{base}/book/chapters/visits.html#vis-0001")
    expect(page.locator("lb-item#vis-0001")).to_be_in_viewport()


def test_everything_to_press_is_wide_enough_for_a_finger(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=走访")
    pressed = page.locator(".lb-search :is(a, button, input):visible")
    heights = [box["height"] for box in (one.bounding_box() for one in pressed.all()) if box]
    assert len(heights) > 5
    assert min(heights) >= 44


def test_search_says_when_it_finds_nothing_and_what_to_do(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=量子纠缠")
    expect(page.locator(".lb-search-status")).to_contain_text("没有找到“量子纠缠”")
    expect(page.locator(".lb-search-results li")).to_have_count(0)
    expect(page.locator(".lb-search-help")).to_contain_text("换个说法")
    page.goto(f"{base}/search.html?q=走户访数")
    page.locator(".lb-search-words button").first.click()
    expect(page.locator(".lb-search-results li").first).to_be_visible()


def test_sections_keep_their_anchors_whatever_stands_before_them(page: Page, base: str) -> None:
    page.goto(f"{base}/book/chapters/visits.html#库存")
    expect(page.locator("section#库存 > h2")).to_be_in_viewport()
    expect(page.locator("[id^=id]")).to_have_count(0)


def test_a_query_is_text_and_never_markup(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=<img src=x onerror=document.title='pwned'>走访")
    page.wait_for_load_state("networkidle")
    assert page.title() != "pwned"
    expect(page.locator(".bd-article img")).to_have_count(0)


def test_from_any_page_to_a_result(page: Page, base: str) -> None:
    page.goto(f"{base}/book/chapters/margin.html")
    page.locator("button.search-button").click()
    page.locator("#pst-search-dialog input").fill("零售户")
    page.locator("#pst-search-dialog").get_by_role("button", name="搜索").click()
    page.locator(".lb-search-results a").first.click()
    expect(page).to_have_url(f"{base}/book/chapters/visits.html#vis-06")
    expect(page.locator("#vis-06")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_modes(page: Page, base: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{base}/book/chapters/visits.html")
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [entry for entry in contrasts if entry["ratio"] < 4.5] == []


def test_without_scripts_the_questions_can_be_read(built: Built, page: Page) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{built.site.folder.as_uri()}/book/chapters/visits.html")
    expect(plain.locator("lb-item noscript p")).to_be_visible()
    expect(plain.locator("lb-item noscript p")).to_have_text("每天走访户数有下限。")
    context.close()


# The contrast of every text of the article with the nearest painted background (WCAG 2.2, 1.4.3).
CONTRASTS = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(".bd-article :is(h1, h2, p, a:not(.headerlink), span, td, th, code)")]
    .filter((element) => element.textContent.trim() && element.getClientRects().length)
    .map((element) => {
      const [one, other] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      return { ratio, text: element.textContent.slice(0, 20) };
    });
}"""
