"""The published site: the rendered pages, each with one style sheet and one script."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import rcssmin

from lianbing.press.packing import icons, scripts, styles
from lianbing.press.packing.app_icon import GROUND
from lianbing.press.packing.memory import Memory
from lianbing.press.packing.offline import ICON, TOUCH_ICON, Book, app_files, app_icons
from lianbing.press.packing.pages import Page, Tag, resolve
from lianbing.press.packing.purging import names_in, properties_in, purge

STYLE = "_static/book.css"
SCRIPT = "_static/book.js"
PRESENT = "_static/lianbing-present.js"
"""Loaded by the script of all pages, when a page is to be presented."""
STUDY = "study.html"
_STATIC = "_static/"
_PRACTICE = "practice/"
_PRESENTED = "btn-present-button"
# Sphinx's notes for itself, and for other books that want to link here.
_NOT_SHIPPED = (".buildinfo", "objects.inv", "searchindex.js", "_sources/")
_LICENCES = (
    "/*! Holds parts of: Sphinx (BSD), sphinx-book-theme (BSD), pydata-sphinx-theme (BSD), sphinx-design (MIT), "
    "sphinx-togglebutton (MIT), MyST-NB (BSD), Bootstrap (MIT), Pygments (BSD), Font Awesome Free (icons CC BY 4.0, "
    "font SIL OFL 1.1, code MIT, fontawesome.com). */\n"
)


def packed(files: Mapping[str, bytes], book: Book, memory: Memory) -> dict[str, bytes]:
    """All files of the published site by their paths below its root, from those that were rendered."""
    whole = {**_small(files, memory), **app_icons(memory)}
    return {**whole, **app_files(book, whole)}


def _small(files: Mapping[str, bytes], memory: Memory) -> dict[str, bytes]:
    pages = [Page(path=path, text=content.decode()) for path, content in files.items() if path.endswith(".html")]
    themed = [page for page in pages if any(tag.is_style for tag in page.tags())]
    shared = scripts.common(themed)
    bundle = (_LICENCES + scripts.bundle(shared, files, themed)).encode()
    own = {path: files[path] for path in {*_own_scripts(themed, shared), PRESENT} if path in files}
    loose = {path: content for path, content in files.items() if path.endswith(".js") and not path.startswith(_STATIC)}
    running = [content.decode() for content in (bundle, *{**own, **loose}.values())]
    loaded = {**own, SCRIPT: bundle, STYLE: _style(pages, themed, running, files, memory)}
    versions = {path: version(content) for path, content in {**loose, **loaded}.items()}
    rewriting = _Rewriting(frozenset(shared), versions)
    rewritten = [rewriting.of(page) for page in themed]
    ready = {**files, **loaded, **{page.path: page.text.encode() for page in rewritten}}
    wanted = _wanted(ready)
    return {path: content for path, content in ready.items() if path in wanted}


def version(content: bytes) -> str:
    """The version in a file's address, so that no browser shows an old copy from its cache."""
    return hashlib.sha256(content).hexdigest()[:10]


def _own_scripts(pages: Iterable[Page], shared: Sequence[scripts.Script]) -> set[str]:
    loaded = (scripts.of_tag(page, tag) for page in pages for tag in page.tags())
    return {script.path for script in loaded if script is not None and script.path and script not in shared}


def _style(
    pages: Sequence[Page], themed: Sequence[Page], running: Sequence[str], files: Mapping[str, bytes], memory: Memory
) -> bytes:
    whole = styles.joined(styles.sheets_of(themed), files, STYLE)
    texts = [page.text for page in pages]
    names = names_in(texts, running)
    used = {name for text in texts for name in properties_in(text)}

    def made() -> bytes:
        small = icons.with_icons(purge(whole, names, used), STYLE, files, names, memory.recall)
        return (_LICENCES + str(rcssmin.cssmin(small)) + "\n").encode()

    return memory.recall("style", "\0".join([whole, names.text(), *sorted(used)]).encode(), made)


@dataclass(frozen=True)
class _Rewriting:
    """Pages with the site's one style sheet and one script in place of those that were put together."""

    shared: frozenset[scripts.Script]
    versions: Mapping[str, str]

    def of(self, page: Page) -> Page:
        """The page, loading what is published."""
        movable = {tag.start for tag in scripts.movable(page)}
        missing = [STYLE, SCRIPT]

        def replaced(tag: Tag) -> str | None:
            if tag.is_hint:
                return ""
            script = scripts.of_tag(page, tag)
            if tag.is_style and resolve(page.path, tag.address) is not None:
                return self._first(page, STYLE, missing)
            if script is None or tag.start not in movable:
                return None
            if script in self.shared:
                return self._first(page, SCRIPT, missing)
            if script.path in self.versions:
                return self._tag(page, script.path)
            return "" if scripts.is_superfluous(script) else None

        return page.rewritten(replaced)

    def _first(self, page: Page, path: str, missing: list[str]) -> str:
        if path not in missing:
            return ""
        missing.remove(path)
        return self._tag(page, path)

    def _tag(self, page: Page, path: str) -> str:
        address = f"{page.lead_to(path)}?v={self.versions[path]}"
        if path == STYLE:
            return f'<link rel="stylesheet" href="{address}">\n{_app_tags(page)}{self._data_tag(page)}'
        return f'<script defer src="{address}"></script>'

    def _data_tag(self, page: Page) -> str:
        """For a page that loads more when it needs it (presenting/asking.js, study/loading.js): the version of it."""
        if _PRESENTED in page.text and PRESENT in self.versions:
            return f'\n<meta name="lb-present" content="{page.lead_to(PRESENT)}?v={self.versions[PRESENT]}">'
        if page.path != STUDY:
            return ""
        names = {
            path.removeprefix(_PRACTICE).removesuffix(".js"): version
            for path, version in sorted(self.versions.items())
            if path.startswith(_PRACTICE)
        }
        return f'\n<meta name="lb-practice" content="{html.escape(json.dumps(names, separators=(",", ":")))}">'


def _app_tags(page: Page) -> str:
    """Where the site's root is, and its icons. A manifest is added by the script, since ``file://`` forbids it."""
    return (
        f'<meta name="lb-root" content="{page.lead_to(".")}/">\n'
        f'<meta name="theme-color" content="{GROUND}">\n'
        f'<link rel="icon" type="image/svg+xml" href="{page.lead_to(ICON)}">\n'
        f'<link rel="apple-touch-icon" href="{page.lead_to(TOUCH_ICON)}">'
    )


def _wanted(files: Mapping[str, bytes]) -> set[str]:
    """Of the theme's folder, what a page, its script or the style sheet loads; of all else, what is not for Sphinx."""
    wanted = {path for path in files if path == PRESENT or not path.startswith((*_NOT_SHIPPED, _STATIC))}
    for path, content in files.items():
        if path.endswith(".html"):
            wanted.update(Page(path=path, text=content.decode()).addresses())
    return (wanted | styles.addresses(files[STYLE].decode(), STYLE)) & set(files)
