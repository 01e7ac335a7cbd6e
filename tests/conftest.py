"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lianbing.app.building import build
from lianbing.app.workspace import Workspace
from lianbing.content.checks import load_workbook
from lianbing.domain.workbook import Workbook
from lianbing.startup import skip_grammar
from tests.machine import absent
from tests.serving import Served

skip_grammar()

ROOT = Path(__file__).parent.parent
CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading", "book", "_config.yml", "_toc.yml")
LOCAL = ("file:", "blob:", "data:")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BROWSER_RERUNS = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets a failed browser test run again: a page loses what it stored when Chromium's storage process dies.

    That happens to a few of some hundred tests on a busy machine, and five reloads don't bring anything back. A fault
    of ours fails each time.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=BROWSER_RERUNS))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """The shipped content."""
    return load_workbook(ROOT)


@pytest.fixture(scope="session")
def copied_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped content, so that nothing that a test does touches the repository."""
    copy = tmp_path_factory.mktemp("workbook")
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy(source, copy / name)
    # Executed chapters are shared between the workers of a parallel run; each is executed once.
    shared = tmp_path_factory.getbasetemp().parent / "executed-chapters"
    shared.mkdir(exist_ok=True)
    (copy / "_build").mkdir()
    (copy / "_build" / "executed").symlink_to(shared, target_is_directory=True)
    return copy


@pytest.fixture(scope="session")
def shipped_site(copied_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped book as ``lianbing build`` makes it, built once for all workers of a run; only to read."""
    shared = tmp_path_factory.getbasetemp().parent / f"site-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "html").exists():
            site = build(Workspace(root=copied_root, data=copied_root / "var"))
            shutil.copytree(site.folder, shared / "whole")
            (shared / "whole").rename(shared / "html")
    return shared / "html"


@pytest.fixture(scope="session")
def shipped_server(shipped_site: Path) -> Iterator[str]:
    """The address of a web server for the shipped book."""
    served = Served(shipped_site).switch_on()
    yield served.address
    served.switch_off()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        absent("Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-sync",
                # A reloaded file:// page may get another process, which on a busy machine reads localStorage before
                # what the old page wrote in the last milliseconds has arrived (4 of 150 reloads; none in one process).
                "--process-per-site",
            ],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme="light", locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def offline_page(browser: Browser) -> Iterator[Page]:
    """A phone without a network; any request outside the file itself fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, offline=True, accept_downloads=True)
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(LOCAL) else outside.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert (outside, errors) == ([], [])
