"""What pages weigh and how soon they answer, on the shipped book, in Chromium from a folder.

Bytes are gzipped one by one, as a web server sends them. Answers are timed by the browser itself (Event Timing: from
the touch to the next frame that shows its effect, in steps of 8 ms) with the processor slowed down four times.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks.commands import content_copy
from lianbing.app.building import build
from lianbing.app.workspace import Workspace

SLOWDOWN = 4
CHAPTER = "book/chapters/visit-flow.html"
SCENARIO = "book/chapters/visit-discipline.html"
FIRST = "book/chapters/concept.html"
PAGES = {
    "home": "book/index.html",
    "first chapter": FIRST,
    "heaviest chapter": CHAPTER,
    "data exercises": "book/chapters/analysis.html",
    "study page": "study.html",
    "search, index included": "search.html?q=走访",
}

_WATCH = """() => {
  window.slowest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.slowest = Math.max(window.slowest, duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""


def _files(browser: Browser, site: Path, name: str) -> list[Path]:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.as_uri()}/{name}")
    page.wait_for_load_state("networkidle")
    page.close()
    return [Path(unquote(urlparse(url).path)) for url in asked if url.startswith("file:")]


def weights(browser: Browser, site: Path) -> Iterator[tuple[str, int, float]]:
    """Page, requests, gzipped kilobytes."""
    for what, name in PAGES.items():
        files = _files(browser, site, name)
        yield what, len(files), sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) / 1000


def _slowest(page: Page, act: Callable[[], None]) -> float:
    page.evaluate(_WATCH)
    act()
    page.wait_for_timeout(400)
    found: float = page.evaluate("() => window.slowest")
    return found


def _answer_single(item: Locator) -> None:
    item.get_by_role("radio").first.check()
    item.get_by_role("button", name="提交").click()


def _walk(scenario: Locator) -> None:
    scenario.locator("button.choice").first.click()


def interactions(browser: Browser, site: Path) -> Iterator[tuple[str, float]]:
    """What was done, and the longest time (ms) from a touch to the frame that shows it; 0 stands for under 16."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(f"{site.as_uri()}/{CHAPTER}")
    single = page.locator("lb-item").filter(has=page.get_by_role("radio")).first
    yield "answer a question", _slowest(page, lambda: _answer_single(single))
    selftest = page.locator("lb-selftest")
    yield "start a chapter's self-test", _slowest(page, selftest.get_by_role("button", name="开始自测").click)
    page.goto(f"{site.as_uri()}/{SCENARIO}")
    yield "choose in a scenario", _slowest(page, lambda: _walk(page.locator("lb-scenario").first))
    page.goto(f"{site.as_uri()}/search.html")
    box = page.get_by_role("searchbox").first
    yield "type a search", _slowest(page, lambda: box.press_sequentially("走访户数", delay=250))
    page.goto(f"{site.as_uri()}/study.html")
    for view in ("错题本", "模拟考试", "进度", "记录", "今天"):
        yield f"study page, {view}", _slowest(page, page.get_by_role("link", name=view, exact=True).click)
    page.close()


def main() -> None:
    """Prints both tables."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = content_copy(Path(folder))
        site = build(Workspace(root=root, data=root / "var")).folder
        whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for what, requests, kilobytes in weights(browser, site):
            print(f"{what:<30} {requests:4d} requests {kilobytes:8.1f} kB gzipped", flush=True)
        print(f"{'whole site':<30} {whole / 1e6:22.1f} MB", flush=True)
        for what, milliseconds in interactions(browser, site):
            print(f"{what:<30} {milliseconds:8.0f} ms at {SLOWDOWN}× slowdown", flush=True)
        browser.close()
