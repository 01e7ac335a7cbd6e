"""Every type of page for people who use a keyboard, a screen reader, large type or a dark screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.machine import absent

pytestmark = pytest.mark.browser

PAGES = {
    "home": "book/index.html",
    "questions and a scenario": "book/chapters/visit-flow.html",
    "data exercises": "book/chapters/analysis.html",
    "figures and tables": "book/chapters/concept.html",
    "formulas": "book/reference/formulas.html",
    "glossary": "book/reference/glossary.html",
    "roles": "book/reference/roles.html",
    "a role": "book/reference/roles-customer-manager.html",
    "clauses of a standard": "book/reference/clauses-vis.html",
    "search": "search.html?q=走访",
    "study, today": "study.html#today",
    "study, wrong answers": "study.html#wrong",
    "study, mock exam": "study.html#exam",
    "study, progress": "study.html#progress",
    "study, record": "study.html#record",
}
PHONE, DESKTOP = "phone, light", "desktop, dark"
SCREENS = {PHONE: ((360, 780), "light"), DESKTOP: ((1280, 900), "dark")}
WITH_OWN_COLOURS = {"questions and a scenario", "figures and tables", "study, today"}
LOOKS = [
    pytest.param(screen, name, marks=() if screen == PHONE or name in WITH_OWN_COLOURS else pytest.mark.long)
    for screen in SCREENS
    for name in PAGES
]
SMALLEST_TARGET = 44

TARGETS = """() => {
  const found = [];
  const visit = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) visit(node.shadowRoot);
      if (!node.matches("button, select, summary, input:not([type=hidden])")) continue;
      const target = node.matches("input[type=radio], input[type=checkbox]") ? node.closest("label") ?? node : node;
      const { width, height } = target.getBoundingClientRect();
      const shown = target.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (shown && width && (width < SIZE || height < SIZE)) {
        const name = node.getAttribute("aria-label") ?? node.textContent.trim().slice(0, 20);
        found.push(`${node.tagName} ${name} ${width}×${height}`);
      }
    }
  };
  visit(document);
  return found;
}""".replace("SIZE", str(SMALLEST_TARGET - 0.5))


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    script = root / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        absent("axe-core (npm ci)")
    return script.read_text(encoding="utf-8")


@pytest.fixture
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    (width, height), scheme = SCREENS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="zh-CN",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def _opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    # Sections out of sight have the place of a guess: what stands in them would lie over what comes after.
    page.add_style_tag(content="* { content-visibility: visible !important; }")


@pytest.mark.parametrize(("screen", "name"), LOOKS, indirect=["screen"])
def test_axe_finds_nothing_serious(screen: Page, shipped_server: str, axe: str, name: str) -> None:
    _opened(screen, f"{shipped_server}/{PAGES[name]}")
    screen.evaluate(axe)
    found: dict[str, Any] = screen.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical", "moderate")
        for node in violation["nodes"][:3]
    ]
    assert serious == []
    assert found["passes"]


@pytest.mark.parametrize("name", PAGES)
def test_a_small_phone_holds_the_page(page: Page, shipped_server: str, name: str) -> None:
    """Every button is large enough for a finger, nothing stands out to the right, and large type stays on the page."""
    _opened(page, f"{shipped_server}/{PAGES[name]}")
    assert page.evaluate(TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
