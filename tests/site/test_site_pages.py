"""What stands in the built files, without a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from small_root import Built

# Names of keys and things that are written so in Chinese text too.
LATIN_ALLOWED = {"Ctrl", "K", "VIS", "R", "L", "visit", "min_per_day"}
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
    assert len(pages) == 5  # start, index, two chapters, search


def test_no_page_loads_anything_from_outside(pages: dict[Path, Reader]) -> None:
    outside = [(path.name, address) for path, page in pages.items() for address in page.loaded if _is_outside(address)]
    assert not outside


def test_no_style_loads_anything_from_outside(built: Built) -> None:
    for path in built.site.folder.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text):
            assert not _is_outside("".join(address)), path


def test_no_script_of_ours_knows_an_address_outside(built: Built) -> None:
    for name in ("lianbing.js", "lianbing-search.js"):
        text = (built.site.folder / "_static" / name).read_text(encoding="utf-8")
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
    if not parts.fragment or target.suffix != ".html":
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


def test_links_to_cards_of_this_and_of_another_chapter(built: Built) -> None:
    text = (built.site.folder / "book" / "chapters" / "visits.html").read_text(encoding="utf-8")
    assert 'href="#vis-06"' in text
    assert 'href="margin.html#k080"' in text


def test_the_search_index_holds_text_and_no_keys(built: Built) -> None:
    text = (built.site.folder / "_static" / "lianbing-search-index.js").read_text(encoding="utf-8")
    assert "每天走访户数有下限" in text
    assert '"correct"' not in text
    assert "dataframe" not in text
    assert "IPython" not in text


def _is_outside(address: str) -> bool:
    return bool(re.match(r"(?:https?:)?//", address))
