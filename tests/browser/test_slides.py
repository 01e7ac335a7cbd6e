"""The slides of a session as a trainer shows them: from a file, offline, with a clicker, on two shapes of projector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lianbing.app.sessions.clauses_on_slides import clauses_on_slides
from lianbing.domain.items.question import Item
from lianbing.domain.sessions.plans import Activity, ActivityKind
from lianbing.domain.workbook import Workbook
from lianbing.sessions.slides.deck import write_deck
from tests.machine import need_reveal
from tests.prepared_sessions import PLAN, item_of, prepared_of

pytestmark = pytest.mark.browser
WIDE, HIGH = (1280, 720), (1024, 768)
VOTE = 9
"""The number of the slide with the first question, from 0."""
ASKED = next(each.items[0] for each in PLAN.activities if each.kind is ActivityKind.VOTE)
READABLE = 28
LONGEST = 30


@pytest.fixture(scope="module")
def deck(workbook: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_reveal()
    folder = tmp_path_factory.mktemp("材料") / "幻灯片"
    write_deck(prepared_of(workbook), folder, clauses_on_slides(workbook, PLAN.clauses))
    return folder


@pytest.fixture(scope="module")
def long_deck(workbook: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The longest questions of each type, and every scenario."""
    need_reveal()
    items = [item_of(workbook, question.id) for question in workbook.questions.values() if question.practisable]
    by_type: dict[str, list[tuple[int, str]]] = {}
    for item in items:
        parts = [*item.options.values(), *item.prompts.values()]
        by_type.setdefault(str(item.type), []).append(
            (len(item.stem) + sum(map(len, parts)) + 18 * len(parts), item.id)
        )
    names = [name for each in by_type.values() for _, name in sorted(each, reverse=True)[:5]]
    assert len(names) >= LONGEST
    activities = [Activity(kind=ActivityKind.VOTE, minutes=1, items=tuple(names))]
    activities += [Activity(kind=ActivityKind.SCENARIO, minutes=1, scenario=name) for name in workbook.scenarios]
    folder = tmp_path_factory.mktemp("long")
    write_deck(prepared_of(workbook, replace(PLAN, goals=(), activities=tuple(activities))), folder)
    return folder


@pytest.fixture(scope="module")
def asked(workbook: Workbook) -> Item:
    """The first question that the room votes on."""
    return item_of(workbook, ASKED)


def _right(item: Item) -> str:
    return item.options[str(item.key.right_answer())]


@pytest.fixture
def room(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop without a network; any error of a script and any request outside the folder fails the test."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="zh-CN")
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda request: faults.append(request.url) if _is_outside(request.url) else None)
    yield context
    context.close()
    assert faults == []


def _is_outside(url: str) -> bool:
    return not url.startswith(("file:", "data:", "about:", "blob:"))


def _opened(room: BrowserContext, folder: Path, *, size: tuple[int, int] = WIDE, query: str = "") -> Page:
    page = room.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{(folder / 'index.html').as_uri()}{query}")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    return page


def _place(page: Page) -> int:
    return int(page.evaluate("Reveal.getIndices().h"))


def _tight(page: Page) -> list[Any]:
    """Every slide whose text is too small or cut off: its kind, what is on it, the size of its text, the overflow."""
    return list(
        page.evaluate(
            """async (readable) => {
          const bad = [];
          for (let at = 0; at < Reveal.getTotalSlides(); at++) {
            Reveal.slide(at);
            const slide = Reveal.getCurrentSlide();
            const box = slide.querySelector(".fit[data-least]");
            if (!box) continue;
            const size = box.dataset.size * (box.dataset.least >= 1.5 ? 16 : 28);
            const over = box.scrollHeight - box.clientHeight;
            const name = slide.querySelector("[data-item], [data-scenario]");
            const shown = name?.dataset.item ?? name?.dataset.scenario;
            if (over > 1 || size < readable - 1.5) bad.push([at, slide.className, shown, size, over]);
          }
          return bad;
        }""",
            READABLE,
        )
    )


@pytest.mark.parametrize("size", [WIDE, HIGH])
def test_every_slide_of_a_session_can_be_read(room: BrowserContext, deck: Path, size: tuple[int, int]) -> None:
    assert _tight(_opened(room, deck, size=size)) == []


def test_the_button_of_a_vote_stands_clear_of_the_question(room: BrowserContext, deck: Path) -> None:
    question = _opened(room, deck, query=f"#/{VOTE}").locator("section.present lb-item")
    button, stem = (question.locator(name).first.bounding_box() for name in (".buttons .button", ".stem"))
    assert button
    assert stem
    assert stem["y"] - (button["y"] + button["height"]) >= 0


def test_the_longest_questions_and_every_scenario_fit(room: BrowserContext, long_deck: Path) -> None:
    assert _tight(_opened(room, long_deck)) == []


def test_a_clicker_is_never_caught_by_a_question(room: BrowserContext, deck: Path) -> None:
    page = _opened(room, deck, query=f"#/{VOTE}")
    question = page.locator("section.present lb-item")
    question.locator("label.option").nth(1).click()  # the focus is in the element now
    page.keyboard.press("PageDown")
    expect(page.locator("section.present .again")).to_be_visible()  # vote again
    assert _place(page) == VOTE
    page.keyboard.press("PageDown")
    assert _place(page) == VOTE + 1
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert _place(page) == VOTE
    question.locator("label.option").nth(1).click()
    page.keyboard.press("Space")  # ticks, and turns no page
    assert _place(page) == VOTE


def test_the_key_is_seen_only_after_the_question(room: BrowserContext, deck: Path, asked: Item) -> None:
    page = _opened(room, deck, query=f"#/{VOTE}")
    question = page.locator("section.present lb-item")
    expect(question).to_contain_text(asked.stem)
    expect(question.locator(".feedback, .option.right, .option.missed")).to_have_count(0)
    question.locator("label.option").first.click()
    question.get_by_role("button", name="提交").click()
    expect(question.locator(".feedback")).to_contain_text("解析")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator("section.present .right")).to_contain_text(_right(asked))
    page.keyboard.press("PageUp")
    expect(question.locator(".feedback")).to_have_count(0)  # a second round asks anew
    assert page.evaluate("Object.keys(localStorage)") == []  # nothing in the trainer's own record
    page.reload()
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert _place(page) == VOTE


def test_no_key_shows_the_room_what_is_still_to_come(room: BrowserContext, deck: Path) -> None:
    page = _opened(room, deck, query=f"#/{VOTE}")
    for key in ("Escape", "o"):
        page.keyboard.press(key)
        assert not page.evaluate("Reveal.isOverview()")
        assert (
            page.locator(".right").first.evaluate("(node) => getComputedStyle(node.closest('section')).opacity") == "0"
        )


def test_without_the_answers_the_slides_can_be_given_away(
    room: BrowserContext, deck: Path, asked: Item, tmp_path: Path
) -> None:
    for path in deck.rglob("*"):
        if path.is_file() and path.name != "答案.js":
            copy = tmp_path / path.relative_to(deck)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    page = _opened(room, tmp_path, query=f"#/{VOTE}")
    expect(page.locator("section.present lb-item")).to_contain_text(asked.stem)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator("section.present")).to_contain_text("没有带答案")


def test_a_scenario_is_played_by_the_room(room: BrowserContext, deck: Path) -> None:
    page = _opened(room, deck)
    page.evaluate("Reveal.slide(Reveal.getSlides().findIndex((slide) => slide.classList.contains('scenario')))")
    visit = page.locator("section.present lb-scenario")
    for _ in range(12):
        if not visit.locator("button.choice").count():
            break
        visit.locator("button.choice").first.click()
        assert page.evaluate("document.querySelector('section.present .sheet').getBoundingClientRect().top") >= -1
    expect(visit.locator(".ending")).to_be_visible()
    box = page.locator("section.present .fit")
    before = box.evaluate("(node) => node.scrollTop")
    page.keyboard.press("ArrowDown")  # the debrief is longer than a slide
    assert box.evaluate("(node) => node.scrollTop") > before
    page.keyboard.press("ArrowRight")
    expect(page.locator("section.present")).to_contain_text("分组案例")


def test_the_trainers_window_works_from_a_file(room: BrowserContext, deck: Path, asked: Item) -> None:
    page = _opened(room, deck, query=f"#/{VOTE}")
    with room.expect_page() as opened:
        page.keyboard.press("s")
    window = opened.value
    expect(window.locator("main")).to_contain_text("先各自投票")
    expect(window.locator("main .right")).to_contain_text(_right(asked))
    expect(window.locator("header")).to_contain_text("第 10 页")
    expect(window.locator(".left")).to_contain_text(":")
    expect(window.frame_locator("iframe").locator("section.present .right")).to_contain_text(_right(asked))
    window.keyboard.press("ArrowRight")
    window.keyboard.press("ArrowRight")
    assert _place(page) == VOTE + 1
    page.wait_for_function(f"location.hash === '#/{VOTE + 1}'")  # reveal.js writes it once a second
    page.reload()
    if not window.is_closed():
        window.wait_for_event("close")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    with room.expect_page() as again:
        page.keyboard.press("s")
    expect(again.value.locator("header")).to_contain_text("第 11 页")


def test_a_poor_projector_gets_more_contrast(room: BrowserContext, deck: Path) -> None:
    page = _opened(room, deck)
    page.keyboard.press("c")
    assert "contrast" in page.locator(".reveal").evaluate("(node) => getComputedStyle(node).filter")
    page.keyboard.press("c")
    assert page.locator(".reveal").evaluate("(node) => getComputedStyle(node).filter") == "none"


def test_the_slides_print_a_page_each(room: BrowserContext, deck: Path) -> None:
    page = _opened(room, deck, query="?view=print")
    expect(page.locator(".pdf-page")).to_have_count(page.locator(".sheet").count())
    cut = page.evaluate(
        "[...document.querySelectorAll('.fit')].filter((box) => box.scrollHeight > box.clientHeight + 1).length"
    )
    assert cut == 0
