"""The scripts of all pages as one, without those that no page of the site can use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename

import rjsmin

from lianbing.errors import BuildFailed
from lianbing.press.packing.pages import Page, Tag, resolve

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
# Written for each page anew, and read by nothing but a switch between versions, which no offline book has.
_PAGE_NAME = re.compile(r"^\s*DOCUMENTATION_OPTIONS\.pagename\s*=\s*'[^']*';?\s*$")
_BOOTSTRAP_PARTS = re.compile(r'data-bs-(?:toggle|dismiss|ride|spy|target)="(?!tooltip")')
_HIDDEN_BOX = re.compile(
    r'class="(?:[^"]*\s)?(?:toggle|admonition[^"]*\sdropdown|dropdown\s[^"]*admonition)(?:\s[^"]*)?"'
)

# Of scripts that the theme and its extensions put into each page: whether a page needs it. Tooltips alone don't need
# Bootstrap: browsers show titles by themselves, and the book's style shows them for the keyboard.
NEEDED: Mapping[str, Callable[[str], bool]] = {
    "bootstrap.js": lambda text: bool(_BOOTSTRAP_PARTS.search(text)),
    "togglebutton.js": lambda text: bool(_HIDDEN_BOX.search(text)),
    "design-tabs.js": lambda text: "sd-tab-label" in text,
}


@dataclass(frozen=True, kw_only=True)
class Script:
    """A script that all pages have: its path below the site's root, or its text."""

    path: str
    text: str


def of_tag(page: Page, tag: Tag) -> Script | None:
    """The script of a tag; None for one that is no script of the site."""
    if not tag.is_script:
        return None
    if not tag.address:
        return Script(path="", text=(tag.content or "").strip())
    path = resolve(page.path, tag.address)
    return Script(path=path, text="") if path is not None else None


def common(pages: Sequence[Page]) -> tuple[Script, ...]:
    """The scripts that all pages have, in the order in which a browser runs them."""
    lists = [_in_running_order(page) for page in pages]
    if not lists:
        return ()
    often = Counter(script for scripts in lists for script in dict.fromkeys(scripts))
    return tuple(dict.fromkeys(script for script in lists[0] if often[script] == len(pages)))


def _in_running_order(page: Page) -> list[Script]:
    tags = [tag for tag in movable(page) if tag.is_script]
    ordered = sorted(tags, key=lambda tag: "defer" in tag.attributes and bool(tag.address))
    return [script for tag in ordered if (script := of_tag(page, tag)) is not None]


def movable(page: Page) -> list[Tag]:
    """The tags of a page after the first style sheet: what stands before it must run before anything is shown."""
    tags = list(page.tags())
    first = next((place for place, tag in enumerate(tags) if tag.is_style), len(tags))
    return tags[first:]


def is_superfluous(script: Script) -> bool:
    """Whether a script of one page does nothing."""
    return bool(_PAGE_NAME.match(script.text))


def bundle(scripts: Sequence[Script], files: Mapping[str, bytes], pages: Sequence[Page]) -> str:
    """The scripts as one text, minified; each sees what those before it declared, as it did alone."""
    texts = [script.text or _text(script.path, files) for script in scripts if _is_needed(script, pages)]
    # The first statement keeps a "use strict" of one script from ruling all.
    return "void 0;\n" + "\n".join(f"{rjsmin.jsmin(_SOURCE_MAP.sub('', text))};" for text in texts) + "\n"


def _is_needed(script: Script, pages: Sequence[Page]) -> bool:
    needs = NEEDED.get(basename(script.path))
    return needs is None or any(needs(page.text) for page in pages)


def _text(path: str, files: Mapping[str, bytes]) -> str:
    if path not in files:
        raise BuildFailed(f"网页要用的脚本 {path} 没有生成")
    return files[path].decode("utf-8-sig")
