"""The installable app: opened once from a server, the book goes on without it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from lianbing.press.packing.offline import WORKER, Book, app_files
from lianbing.press.packing.packed_site import version
from lianbing.press.packing.publishing import publish
from lianbing.wire.catalogue import script
from tests.serving import Served
from tests.site.small_root import Built

pytestmark = pytest.mark.browser
CORE = "目录、搜索与练习"
PART = "基本功"
SIGN = ".lb-offline a"
WHOLE = "可离线使用"
VISITS = "book/chapters/visits.html"
MARGIN = "book/chapters/margin.html"


class Edition:
    """A served copy of the site, of which new editions can be made."""

    def __init__(self, built: Built, folder: Path) -> None:
        shutil.copytree(built.site.folder, folder)
        self.folder = folder
        self.contents = yaml.safe_load((built.root / "_toc.yml").read_text(encoding="utf-8"))
        self.server = Served(folder).switch_on()

    @property
    def address(self) -> str:
        return self.server.address

    def renew(self, changes: dict[str, Callable[[str], str]]) -> None:
        """Publishes the site with these pages changed."""
        paths = (path for path in self.folder.rglob("*") if path.is_file() and path.name != WORKER)
        files = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}
        for path, change in changes.items():
            files[path] = change(files[path].decode()).encode()
        publish(self.folder, {**files, **app_files(Book("练兵", self.contents), files)})


@pytest.fixture
def edition(built: Built, tmp_path: Path) -> Iterator[Edition]:
    made = Edition(built, tmp_path / "html")
    yield made
    made.server.switch_off()


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    """A phone whose scripts never fail."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def _open_once(reader: Page, edition: Edition) -> None:
    reader.goto(f"{edition.address}/{VISITS}")
    expect(reader.locator(SIGN)).to_have_text(WHOLE)


def test_opened_once_the_whole_book_goes_on_without_the_server(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    edition.server.switch_off()
    for path in (
        "",
        "index.html",
        "book/index.html",
        "book/",
        "book",
        VISITS,
        MARGIN,
        f"{VISITS}#vis-06",
        "study.html",
    ):
        reader.goto(f"{edition.address}/{path}")
        expect(reader.get_by_role("heading", level=1).first).to_be_visible()
        expect(reader.get_by_text("这一页还没有下载")).to_have_count(0)
    reader.goto(f"{edition.address}/{VISITS}?from=mail")
    expect(reader.get_by_role("radio")).to_have_count(2)
    reader.goto(f"{edition.address}/search.html?q=库存")
    expect(reader.locator(".lb-search-results a").first).to_contain_text("库存")
    expect(reader.locator(SIGN)).to_have_text(WHOLE)


def test_the_data_of_the_study_page_are_those_of_its_edition(reader: Page, edition: Edition) -> None:
    item = {"id": "vis-0001", "digest": "d", "type": "single", "topic": "visits", "clauses": []}
    chapter = {"title": "走访", "href": VISITS, "minutes": 5, "items": [item], "tasks": [], "scenarios": []}
    parts = [{"title": PART, "chapters": ["visits"]}]
    catalogue = {"edition": "first", "parts": parts, "chapters": {"visits": chapter}, "topics": {}, "clauses": {}}
    file = edition.folder / "practice" / "catalogue.js"
    file.parent.mkdir()
    file.write_text(script("catalogue", catalogue), encoding="utf-8")
    known = f"{{&quot;catalogue&quot;:&quot;{version(file.read_bytes())}&quot;}}"
    meta = '<meta name="lb-practice" content="{}">'
    edition.renew({"study.html": lambda text: text.replace(meta, meta.format(known))})
    reader.goto(f"{edition.address}/study.html#progress")
    expect(reader.locator(SIGN)).to_have_text(WHOLE)
    chapters = reader.locator(".chapters")
    expect(chapters).to_contain_text("走访0/1")
    # The page and the worker ask for the same address, which says what the file holds.
    asked = {path for path in edition.server.asked if path.startswith("/practice/catalogue")}
    assert asked == {f"/practice/catalogue.js?v={version(file.read_bytes())}"}
    edition.server.switch_off()
    reader.context.new_cdp_session(reader).send("Network.clearBrowserCache")
    reader.reload()
    expect(chapters).to_contain_text("走访0/1")
    reader.goto(f"{edition.folder.as_uri()}/study.html#progress")
    expect(chapters).to_contain_text("走访0/1")


class _CutOff(list[str]):
    """What a server was asked for; it goes off when it is asked for ``last``."""

    def __init__(self, server: Served, last: str) -> None:
        super().__init__()
        self.server, self.last, self.off = server, last, threading.Event()

    def append(self, path: str) -> None:
        super().append(path)
        if path == self.last and not self.off.is_set():
            self.server.switch_off()
            self.off.set()


@pytest.mark.parametrize("by", ["connection", "learner"])
def test_a_first_installation_that_was_cut_off_goes_on(reader: Page, edition: Edition, by: str) -> None:
    edition.server.switch_off()
    cut = edition.server.asked = _CutOff(edition.server, "/offline.html")
    edition.server.switch_on()
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator(SIGN)).to_have_text("下载未完成")
    assert cut.off.wait(10)
    reader.evaluate("globalThis.stillThisPage = true")
    edition.server.switch_on()
    if by == "connection":
        reader.evaluate("dispatchEvent(new Event('online'))")
    else:
        reader.locator("lb-downloads li", has_text=PART).get_by_role("button", name="下载").click()
    expect(reader.locator(SIGN)).to_have_text(WHOLE)
    assert reader.evaluate("globalThis.stillThisPage")


def test_a_page_whose_edition_was_replaced_says_so(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    expect(reader.locator(".lb-edition")).to_have_count(0)  # the first edition replaces none
    other = reader.context.new_page()
    other.goto(f"{edition.address}/{MARGIN}")
    edition.renew({MARGIN: lambda text: text.replace("毛利核算", "毛利新算")})
    reader.reload()
    reader.get_by_role("button", name="新版已备好").click()
    line = other.get_by_role("button", name="已换成新版，点这里重新打开本页")
    expect(line).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_contain_text("毛利核算")
    line.click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("毛利新算")
    expect(line).to_have_count(0)


def test_an_unknown_page_without_a_network_is_explained_in_chinese(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    edition.server.switch_off()
    reader.goto(f"{edition.address}/book/chapters/elsewhere.html")
    expect(reader.get_by_role("heading", level=1)).to_have_text("这一页还没有下载")
    assert reader.url.endswith("/book/chapters/elsewhere.html")  # so that reloading tries again
    reader.get_by_role("main").get_by_role("link", name="首页").click()
    expect(reader).to_have_url(f"{edition.address}/book/index.html")


def test_nothing_is_fetched_twice(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    reader.wait_for_timeout(500)
    fetched = list(edition.server.asked)
    for path in (MARGIN, "search.html?q=走访", VISITS):
        reader.goto(f"{edition.address}/{path}")
        reader.wait_for_load_state("networkidle")
    assert set(edition.server.asked[len(fetched) :]) <= {f"/{WORKER}"}


def test_a_part_is_deleted_and_downloaded_again(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    reader.goto(f"{edition.address}/study.html#record")
    row = reader.locator("lb-downloads li", has_text=PART)
    expect(row).to_contain_text("已下载")
    expect(reader.locator("lb-downloads li", has_text=CORE).get_by_role("button")).to_have_count(0)
    row.get_by_role("button", name="删除").click()
    expect(row).to_contain_text("未下载")
    expect(reader.locator(SIGN)).to_have_text("已下载 1/2 部分")
    # Deleted by the learner: it doesn't come back by itself.
    reader.reload()
    expect(row).to_contain_text("未下载")
    edition.server.switch_off()
    # Browsers have a store of their own, which may still hold it.
    reader.context.new_cdp_session(reader).send("Network.clearBrowserCache")
    reader.goto(f"{edition.address}/{MARGIN}")
    expect(reader.get_by_role("heading", level=1)).to_have_text("这一页还没有下载")
    edition.server.switch_on()
    reader.goto(f"{edition.address}/study.html#record")
    row.get_by_role("button", name="下载").click()
    expect(row).to_contain_text("已下载")
    edition.server.switch_off()
    reader.goto(f"{edition.address}/{MARGIN}")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("毛利核算")


def test_without_the_switch_nothing_but_the_core_is_fetched(reader: Page, edition: Edition) -> None:
    reader.add_init_script("localStorage.setItem('lb:offline', JSON.stringify({automatic: false}))")
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator(SIGN)).to_have_text("已下载 1/2 部分")
    expect(reader.locator("lb-downloads li", has_text=PART)).to_contain_text("未下载")
    expect(reader.get_by_role("checkbox", name="自动下载")).not_to_be_checked()
    assert not [path for path in edition.server.asked if "chapters" in path]


def test_a_new_edition_fetches_what_changed_and_keeps_the_record(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    reader.evaluate("localStorage.setItem('lb:item:vis-0001', '{\"kept\": true}')")
    edition.renew({MARGIN: lambda text: text.replace("毛利核算", "毛利新算")})
    before = len(edition.server.asked)
    reader.reload()
    line = reader.get_by_role("button", name="新版已备好，点这里换成新版")
    expect(line).to_be_visible()
    asked = edition.server.asked[before:]
    assert {path for path in asked if path != f"/{WORKER}"} == {f"/{MARGIN}"}
    # The old edition is read until then, also where the new one differs.
    other = reader.context.new_page()
    other.goto(f"{edition.address}/{MARGIN}")
    expect(other.get_by_role("heading", level=1)).to_contain_text("毛利核算")
    other.close()
    line.click()
    expect(line).to_have_count(0)
    expect(reader.locator(SIGN)).to_have_text(WHOLE)
    edition.server.switch_off()
    reader.goto(f"{edition.address}/{MARGIN}")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("毛利新算")
    assert reader.evaluate("localStorage.getItem('lb:item:vis-0001')") == '{"kept": true}'


def test_a_new_edition_is_taken_at_the_next_start(browser: Browser, edition: Edition) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    reader = context.new_page()
    _open_once(reader, edition)
    edition.renew({MARGIN: lambda text: text.replace("毛利核算", "毛利新算")})
    reader.reload()
    expect(reader.get_by_role("button", name="新版已备好")).to_be_visible()
    elsewhere = context.new_page()  # no page of the book: the browser stays, the book is closed
    reader.close()
    for _ in range(10):  # the browser changes workers in its own time
        elsewhere.wait_for_timeout(300)
        again = context.new_page()
        again.goto(f"{edition.address}/{MARGIN}")
        if "毛利新算" in again.get_by_role("heading", level=1).inner_text():
            break
        again.close()
    expect(again.get_by_role("heading", level=1)).to_contain_text("毛利新算")
    expect(again.get_by_role("button", name="新版已备好")).to_have_count(0)
    context.close()


def test_an_edition_that_is_half_copied_is_not_taken(reader: Page, edition: Edition) -> None:
    _open_once(reader, edition)
    edition.renew({MARGIN: lambda text: text.replace("毛利核算", "毛利新算")})
    chapter = edition.folder / MARGIN
    whole = chapter.read_bytes()
    chapter.write_bytes(whole[: len(whole) // 2])
    reader.reload()
    expect(reader.locator(SIGN)).to_have_text(WHOLE)
    reader.wait_for_timeout(800)
    expect(reader.get_by_role("button", name="新版已备好")).to_have_count(0)
    reader.goto(f"{edition.address}/{MARGIN}")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("毛利核算")
    chapter.write_bytes(whole)
    reader.reload()
    expect(reader.get_by_role("button", name="新版已备好")).to_be_visible()


def test_an_interrupted_download_goes_on_where_it_stopped(reader: Page, edition: Edition) -> None:
    missing = edition.folder / MARGIN
    kept = missing.read_bytes()
    missing.unlink()
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator("lb-downloads [role=alert]")).to_contain_text("有文件没有下载成功")
    expect(reader.locator(SIGN)).to_have_text("下载未完成")
    expect(reader.locator("lb-downloads li", has_text=PART)).to_contain_text("下载了一些")
    missing.write_bytes(kept)
    before = len(edition.server.asked)
    reader.reload()
    expect(reader.locator(SIGN)).to_have_text(WHOLE)
    assert [path for path in edition.server.asked[before:] if path.endswith((".html", ".css"))] == [f"/{MARGIN}"]


def test_a_full_device_is_told_in_a_sentence(reader: Page, edition: Edition) -> None:
    # The browser itself refuses to keep more than this.
    client = reader.context.new_cdp_session(reader)
    client.send("Storage.overrideQuotaForOrigin", {"origin": edition.address, "quotaSize": 1000})
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator("lb-downloads [role=alert]")).to_contain_text("存储空间不够")
    expect(reader.locator(SIGN)).to_have_text("空间不足")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()


def test_from_a_folder_there_is_no_sign_and_no_fault(reader: Page, built: Built) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    reader.goto(f"{built.site.folder.as_uri()}/{VISITS}")
    expect(reader.get_by_role("radio")).to_have_count(2)
    expect(reader.locator(SIGN)).to_be_hidden()
    assert reader.locator("link[rel=manifest]").count() == 0
    assert said == []
    reader.goto(f"{built.site.folder.as_uri()}/study.html#record")
    expect(reader.locator("lb-downloads")).to_contain_text("不用下载")


def test_without_https_there_is_no_sign_and_the_reason_is_told(browser: Browser, edition: Edition) -> None:
    context = browser.new_context()
    reader = context.new_page()
    reader.add_init_script("Object.defineProperty(globalThis, 'isSecureContext', {value: false})")
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator("lb-downloads")).to_contain_text("离线安装要求网站用 https 打开")
    expect(reader.locator(SIGN)).to_be_hidden()
    context.close()


def test_a_browser_that_forbids_it_shows_the_book_and_says_so(reader: Page, edition: Edition) -> None:
    reader.add_init_script("ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('forbidden'))")
    reader.goto(f"{edition.address}/study.html#record")
    expect(reader.locator("lb-downloads")).to_contain_text("没有装成")
    expect(reader.locator(SIGN)).to_be_hidden()


def test_mobile_data_is_not_spent_without_being_asked(reader: Page, edition: Edition) -> None:
    reader.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    reader.goto(f"{edition.address}/study.html#record")
    row = reader.locator("lb-downloads li", has_text=PART)
    expect(row).to_contain_text("未下载")
    row.get_by_role("button", name="下载").click()
    expect(row).to_contain_text("已下载")


def test_the_site_can_be_installed(reader: Page, edition: Edition) -> None:
    reader.goto(f"{edition.address}/{VISITS}")
    client = reader.context.new_cdp_session(reader)
    manifest = client.send("Page.getAppManifest")
    assert manifest["url"] == f"{edition.address}/manifest.webmanifest"
    assert manifest["errors"] == []
    assert client.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_the_head_of_the_page_holds_the_sign(reader: Page, edition: Edition, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 780})
    _open_once(reader, edition)
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    for control in reader.locator(".bd-header-article :is(a, button):visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    reader.locator(SIGN).click()
    expect(reader).to_have_url(f"{edition.address}/study.html#record")
