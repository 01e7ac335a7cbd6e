"""The installable app: its manifest, its icons, and the service worker with the list of all files of the book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianbing import design
from lianbing.press.packing import app_icon
from lianbing.press.packing.memory import Memory
from lianbing.press.packing.pages import Page
from lianbing.widgets.assets import Bundle, script_text

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
ICON = "icons/app_icon.svg"
TOUCH_ICON = "icons/mark-180.png"
CORE = "目录、搜索与练习"
REST = "正文"
# As many as the worker keeps of each digest.
_DIGEST = 16
# By path: side in pixels, and whether systems may cut it.
_PICTURES = {
    TOUCH_ICON: (180, True),
    "icons/mark-192.png": (192, False),
    "icons/mark-512.png": (512, False),
    "icons/maskable-512.png": (512, True),
}


@dataclass(frozen=True)
class Book:
    """What a site is called and what its table of contents says."""

    title: str
    contents: Mapping[str, Any]

    @property
    def start(self) -> str:
        """The path of its first page."""
        return _page_of(str(self.contents.get("root", "index")))

    def parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The parts of the book: a title, and the paths of its pages."""
        parts = self.contents.get("parts")
        for part in parts if isinstance(parts, list) else [{**self.contents, "caption": REST}]:
            yield str(part.get("caption") or REST), tuple(_pages_below(part))


def _pages_below(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in ("chapters", "sections"):
        for inner in entry.get(key) or ():
            if "file" in inner:
                yield _page_of(str(inner["file"]))
            yield from _pages_below(inner)


def _page_of(name: str) -> str:
    for ending in (".ipynb", ".md", ".rst"):
        name = name.removesuffix(ending)
    return f"{name}.html"


def app_icons(memory: Memory) -> dict[str, bytes]:
    """The icon of the app in all its sizes, by path."""

    def drawn(side: int, whole: bool) -> bytes:
        return memory.recall("icon", f"{side} {whole}".encode(), lambda: app_icon.png(side, whole=whole))

    return {ICON: app_icon.svg(), **{path: drawn(*how) for path, how in _PICTURES.items()}}


def app_files(book: Book, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The manifest and the worker of a site that holds ``files``."""
    manifest = {
        "name": book.title,
        "short_name": book.title,
        "lang": "zh-CN",
        "start_url": book.start,
        "scope": "./",
        "display": "standalone",
        "theme_color": app_icon.GROUND,
        "background_color": design.colour("ground", "pages"),
        "icons": [
            {
                "src": path,
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "maskable" if whole else "any",
            }
            for path, (side, whole) in _PICTURES.items()
            if path != TOUCH_ICON
        ],
    }
    text = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return {MANIFEST: text, WORKER: _worker(book, {**files, MANIFEST: text})}


def _worker(book: Book, files: Mapping[str, bytes]) -> bytes:
    titles, places = placed(book, files)
    listed = {path: [_digest(files[path]), len(files[path]), places[path]] for path in sorted(files)}
    edition = _digest(json.dumps([titles, listed], ensure_ascii=False).encode())
    known = {"edition": edition, "parts": titles, "files": listed}
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";const BOOK={data};\n{script_text(Bundle.WORKER)}'.encode()


def placed(book: Book, files: Mapping[str, bytes]) -> tuple[list[str], dict[str, int]]:
    """The titles of the parts, and for each file the place of its part: 0 for what is needed to use the book at all.

    A picture or another file that the pages of one part alone use belongs to that part.
    """
    titles, places = [CORE], dict[str, int]()
    for title, pages in book.parts():
        there = [page for page in pages if page in files and page not in places]
        if there:
            titles.append(_distinct(title, titles))
            places.update(dict.fromkeys(there, len(titles) - 1))
    users: dict[str, set[int]] = {}
    for path, content in files.items():
        if path.endswith(".html"):
            for used in Page(path=path, text=content.decode()).addresses():
                users.setdefault(used, set()).add(places.get(path, 0))
    for path in files:
        if path not in places:
            alone = users.get(path, set()) if not path.endswith(".html") else set[int]()
            places[path] = next(iter(alone)) if len(alone) == 1 else 0
    return titles, places


def _distinct(title: str, taken: Sequence[str]) -> str:
    """The learner chooses parts by their titles, so no two may have the same."""
    number, name = 2, title
    while name in taken:
        name, number = f"{title}（{number}）", number + 1
    return name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGEST]
