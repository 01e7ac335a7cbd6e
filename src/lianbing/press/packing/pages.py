"""Reading and rewriting the parts of a page that load things; everything else of it stays as it is, byte for byte."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote, urlsplit

_ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
# Scripts are swallowed whole, so that nothing inside one is taken for a tag.
_LOADING = re.compile(
    rf"<!--.*?-->|<script\b({_ATTRIBUTES})>(.*?)</script\s*>|<link\b({_ATTRIBUTES})>", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ADDRESS = re.compile(r"""\b(?:src|href|poster|action)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_RUN = ("", "text/javascript", "application/javascript")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A ``link`` or ``script`` of a page, with its place in it."""

    start: int
    end: int
    attributes: Mapping[str, str]
    content: str | None
    """Of a script; None for a link."""

    @property
    def is_style(self) -> bool:
        """Whether it is a style sheet."""
        return self.content is None and "stylesheet" in self.attributes.get("rel", "").split()

    @property
    def is_hint(self) -> bool:
        """Whether it only asks to load something early."""
        return self.content is None and self.attributes.get("rel") in ("preload", "prefetch", "modulepreload")

    @property
    def is_script(self) -> bool:
        """Whether it is run."""
        return self.content is not None and self.attributes.get("type", "").lower() in _RUN

    @property
    def address(self) -> str:
        """What it loads; empty where its content stands in the page."""
        return self.attributes.get("src" if self.content is not None else "href", "")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the site: its path below the site's root, and its text."""

    path: str
    text: str

    def tags(self) -> Iterator[Tag]:
        """Its links and scripts in their order."""
        for match in _LOADING.finditer(self.text):
            if match[1] is not None:
                yield Tag(start=match.start(), end=match.end(), attributes=_attributes(match[1]), content=match[2])
            elif match[3] is not None:
                yield Tag(start=match.start(), end=match.end(), attributes=_attributes(match[3]), content=None)

    def addresses(self) -> Iterator[str]:
        """The paths below the site's root of all that it loads or links to."""
        for match in _ADDRESS.finditer(self.text):
            path = resolve(self.path, html.unescape(match[1] or match[2] or ""))
            if path is not None:
                yield path

    def rewritten(self, replace: Callable[[Tag], str | None]) -> Page:
        """Each tag replaced by what ``replace`` says; None leaves it. A removed tag takes its line along."""
        pieces, at = [], 0
        for tag in self.tags():
            new = replace(tag)
            if new is not None:
                pieces += [self.text[at : tag.start], new]
                at = tag.end if new else _after_line(self.text, tag)
        return Page(path=self.path, text="".join([*pieces, self.text[at:]]))

    def lead_to(self, path: str) -> str:
        """The address of a path of the site as this page writes it."""
        return quote(relpath(path, dirname(self.path) or "."))


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(next((value for value in match.group(2, 3, 4) if value is not None), ""))
        for match in _ATTRIBUTE.finditer(text)
    }


def _after_line(text: str, tag: Tag) -> int:
    """Where to go on after a removed tag: after its line, if nothing else stands on it."""
    line = text.rfind("\n", 0, tag.start) + 1
    if text[line : tag.start].strip():
        return tag.end
    rest = re.compile(r"[ \t]*\n").match(text, tag.end)
    return rest.end() if rest else tag.end


def resolve(base: str, address: str) -> str | None:
    """The path below the site's root that ``address`` in the file ``base`` means; None for one outside of the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = normpath(f"{dirname(base) or '.'}/{unquote(parts.path)}")
    return None if path.startswith("..") else path
