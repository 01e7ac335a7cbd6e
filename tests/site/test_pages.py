"""What stands in the built files, without a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.small_root import Built

# Names of keys and things that are written so in Chinese text too.
LATIN_ALLOWED = {"Ctrl", "K", "P", "VIS", "L"}
# Views that a page draws by its address, without an anchor.
VIEWS = {("study", "record")}
READ_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "data-bs-title")
LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}


class Reader(HTMLParser):
    """Addresses, anchors and everything that a person can read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.anchors: set[str] = set()
        self.read: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._silent += tag in ("script", "style", "code")
        self.anchors.update(found[name] for name in ("id", "name") if name in found)
        if tag in LOADING and LOADING[tag] in found:
            self.loaded.append(found[LOADING[tag]])
        if tag == "a" and "href" in found:
            self.linked.append(found["href"])
        self.read += [found[name] for name in READ_ATTRIBUTES if found.get(name)]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.read.append(data)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[Path, Reader]:
    return {path: read(path) for path in built.site.folder.rglob("*.html")}


def test_every_page_is_there(pages: dict[Path, Reader]) -> None:
    names = {"index", "visits", "margin", "search", "study", "offline"}
    assert {path.stem for path in pages} == names
    assert len(pages) == len(names) + 1  # the start page and the book's first page


def test_no_page_loads_anything_from_outside(pages: dict[Path, Reader]) -> None:
    outside = [(path.name, address) for path, page in pages.items() for address in page.loaded if _is_outside(address)]
    assert not outside


def test_no_style_loads_anything_from_outside(built: Built) -> None:
    for path in built.site.folder.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text):
            assert not _is_outside("".join(address)), path


def test_no_script_of_ours_knows_an_address_outside(built: Built) -> None:
    static = built.site.folder / "_static"
    for path in (static / "lianbing.js", static / "lianbing-search.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:fetch|import|importScripts|src\s*=)\s*\(?\s*[`'\"](?:https?:)?//", text)


def test_no_link_and_no_anchor_is_broken(pages: dict[Path, Reader]) -> None:
    broken = [
        (path.name, address)
        for path, page in pages.items()
        for address in page.linked + page.loaded
        if not _leads_somewhere(path, address, pages)
    ]
    assert not broken


def _leads_somewhere(path: Path, address: str, pages: dict[Path, Reader]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not parts.fragment or target.suffix != ".html" or (target.stem, parts.fragment) in VIEWS:
        return target.is_file()
    return target in pages and unquote(parts.fragment) in pages[target].anchors


def test_nobody_meets_an_english_word(pages: dict[Path, Reader]) -> None:
    for path, page in pages.items():
        words = {word for text in page.read for word in re.findall(r"[A-Za-z_]+", text)}
        assert words <= LATIN_ALLOWED, path


def test_every_page_says_its_language(built: Built) -> None:
    for path in built.site.folder.rglob("*.html"):
        assert '<html lang="zh-CN"' in path.read_text(encoding="utf-8")


def test_only_pages_with_elements_load_the_element_script(pages: dict[Path, Reader]) -> None:
    having = {path.stem for path, page in pages.items() if any("lianbing.js" in name for name in page.loaded)}
    assert having == {"visits"}


def test_cards_have_anchors_and_badges(built: Built) -> None:
    text = (built.site.folder / "book" / "chapters" / "visits.html").read_text(encoding="utf-8")
    assert '<blockquote class="lb-clause" id="vis-06">' in text
    assert '<span class="lb-id">VIS-06</span> 每天走访户数' in text
    assert '<span class="lb-badge lb-status-rebuilt">状态 重建</span>' in text
    assert text.count("lb-clause-facts") == 1
    assert "<blockquote>\n<div><p>这是一段普通的引文" in text


def test_a_parameter_is_called_by_its_name_and_found_by_its_id(built: Built) -> None:
    text = (built.site.folder / "book" / "chapters" / "margin.html").read_text(encoding="utf-8")
    card = text.partition('id="visit.min_per_day"')[2].partition("</blockquote>")[0]
    assert re.search(r"<strong>每天走访户数下限</strong>\s*</p>", card)
    assert "visit." not in card
    index = (built.site.folder / "_static" / "lianbing-search-index.js").read_text(encoding="utf-8")
    assert '["parameter",2,"visit.min_per_day","每天走访户数下限","取值:30 户/天"]' in index


def test_what_sources_say_differently_is_folded_under_its_matters(built: Built) -> None:
    text = (built.site.folder / "book" / "chapters" / "visits.html").read_text(encoding="utf-8")
    folds = re.findall(r"<details class=\"lb-differences\"><summary>(.*?)</summary>(.*?)</details>", text, re.DOTALL)
    assert [summary for summary, _ in folds] == ["说法不一：每日走访户数、每天走访时长"]
    assert ">每日走访户数。规范标准:每天不少于 30 户" in folds[0][1]
    assert ">每天走访时长。" in folds[0][1]
    assert "说明" not in folds[0][1]
    index = (built.site.folder / "_static" / "lianbing-search-index.js").read_text(encoding="utf-8")
    assert "文集:每天近 20 户" not in index


def test_links_to_cards_of_this_and_of_another_chapter(built: Built) -> None:
    text = (built.site.folder / "book" / "chapters" / "visits.html").read_text(encoding="utf-8")
    assert 'href="#vis-06"' in text
    assert 'href="margin.html#k080"' in text


def test_sections_and_elements_are_called_by_what_they_say(pages: dict[Path, Reader]) -> None:
    anchors = next(page.anchors for path, page in pages.items() if path.stem == "visits")
    assert {"走访纪律", "三定", "库存", "vis-06", "vis-0001"} <= anchors
    assert not [name for name in anchors if re.fullmatch(r"id\d+", name)]


def test_the_search_index_names_kinds_and_places(built: Built) -> None:
    text = (built.site.folder / "_static" / "lianbing-search-index.js").read_text(encoding="utf-8")
    index = json.loads(text.partition("=")[2].strip().rstrip(";"))
    visits = next(page for page in index["pages"] if page["url"].endswith("visits.html"))
    assert visits["title"] == "走访纪律"
    kinds = {(kind, anchor): text for kind, _, anchor, _, text in visits["entries"]}
    assert kinds["item", "vis-0001"] == "有。"
    assert "限额 ≥ 30 户/天" in kinds["clause", "vis-06"]
    assert "行为规范" not in kinds["clause", "vis-06"]
    assert ("page", "") in kinds
    assert ("section", "库存") in kinds


def test_only_the_search_page_loads_the_index(pages: dict[Path, Reader]) -> None:
    having = {path.stem for path, page in pages.items() if any("search-index" in name for name in page.loaded)}
    assert having == {"search"}


def test_the_search_index_holds_text_and_no_keys(built: Built) -> None:
    text = (built.site.folder / "_static" / "lianbing-search-index.js").read_text(encoding="utf-8")
    assert "每天走访户数有下限" in text
    assert '"correct"' not in text
    assert "dataframe" not in text
    assert "IPython" not in text


def _is_outside(address: str) -> bool:
    return bool(re.match(r"(?:https?:)?//", address))
