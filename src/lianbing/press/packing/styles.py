"""The style sheets of all pages as one text, in the order in which the pages link them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath

from lianbing.errors import BuildFailed
from lianbing.press.packing.pages import Page, resolve

_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*([^;]*);""")
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]+))\s*\)""")


@dataclass(frozen=True, kw_only=True)
class StyleSheet:
    """A style sheet and the media that it is for."""

    path: str
    media: str


def sheets_of(pages: Iterable[Page]) -> tuple[StyleSheet, ...]:
    """The style sheets of all pages, each once; one that only some pages link stands after its forerunner there."""
    ordered: list[StyleSheet] = []
    for page in pages:
        at = 0
        for tag in page.tags():
            path = resolve(page.path, tag.address) if tag.is_style else None
            if path is None:
                continue
            sheet = StyleSheet(path=path, media=tag.attributes.get("media", ""))
            if sheet not in ordered:
                ordered.insert(at, sheet)
            at = ordered.index(sheet) + 1
    return tuple(ordered)


def joined(sheets: Iterable[StyleSheet], files: Mapping[str, bytes], target: str) -> str:
    """All sheets as the one at ``target``: imports filled in, addresses as ``target`` has to write them."""
    return "\n".join(_for_media(_text(sheet.path, files, target), sheet.media) for sheet in sheets)


def _text(path: str, files: Mapping[str, bytes], target: str) -> str:
    if path not in files:
        raise BuildFailed(f"网页要用的样式表 {path} 没有生成")
    text = files[path].decode("utf-8-sig")

    def imported(match: re.Match[str]) -> str:
        inner = resolve(path, match[1])
        if inner is None:
            raise BuildFailed(f"样式表 {path} 要从外面取 {match[1]}，离线时用不了。请把它放进本书")
        return _for_media(_text(inner, files, target), match[2].strip())

    # Imports first: what they bring has its addresses moved already.
    pieces, at = [], 0
    for match in _IMPORT.finditer(text):
        pieces += [_moved(text[at : match.start()], path, target), imported(match)]
        at = match.end()
    return "".join([*pieces, _moved(text[at:], path, target)])


def _for_media(text: str, media: str) -> str:
    return f"@media {media} {{\n{text}\n}}" if media not in ("", "all") else text


def _moved(text: str, path: str, target: str) -> str:
    def address(inner: str) -> str | None:
        file = resolve(path, inner)
        return relpath(file, dirname(target)) if file else None

    return with_addresses(text, address)


def with_addresses(text: str, change: Callable[[str], str | None]) -> str:
    """The text with each ``url()`` as ``change`` says; None leaves it."""

    def replaced(match: re.Match[str]) -> str:
        new = change(next(value for value in match.groups() if value is not None))
        return match[0] if new is None else f'url("{new}")'

    return _URL.sub(replaced, text)


def addresses(text: str, path: str) -> set[str]:
    """The paths below the site's root of all files that the sheet at ``path`` loads."""
    loaded: set[str] = set()

    def note(inner: str) -> None:
        if (file := resolve(path, inner)) is not None:
            loaded.add(file)

    with_addresses(text, note)
    return loaded
