"""Chinese full-text search that works on ``file://``.

Sphinx cuts Chinese into words, the browser doesn't cut the query at all, and summaries are fetched, which ``file://``
forbids. Here the index is the text itself, section by section and card by card, loaded by the search page alone. The
browser looks for the query as it was typed; where nothing has it, by how many of its character
pairs a section holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypedDict

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

INDEX = "lianbing-search-index.js"
_UNREAD_TAGS = frozenset({"script", "style"})


class Entry(TypedDict):
    """A section or card of a page: its anchor, its heading, its own text."""

    anchor: str
    heading: str
    text: str


def connect(app: Sphinx) -> None:
    """Register collection, the search page and the index."""
    app.connect("builder-inited", _replace_search)
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])  # noqa: ARG005
    app.connect("build-finished", _write_index)


def _replace_search(app: Sphinx) -> None:
    # Neither Sphinx's index nor its page.
    app.builder.search = False  # type: ignore[attr-defined]


def _entries(env: BuildEnvironment) -> dict[str, list[Entry]]:
    if not hasattr(env, "lianbing_search"):
        env.lianbing_search = {}  # type: ignore[attr-defined]
    entries: dict[str, list[Entry]] = env.lianbing_search  # type: ignore[attr-defined]
    return entries


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG001
    _entries(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:  # noqa: ARG001
    _entries(env).update({name: found for name, found in _entries(other).items() if name in docnames})


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    _entries(app.env)[app.env.docname] = entries_of(doctree)


def entries_of(doctree: nodes.document) -> list[Entry]:
    """The sections and cards of a page in reading order, each with its own text, less that of those inside it."""
    found = [node for node in doctree.findall(nodes.Element) if _stands_alone(node)]
    return [
        Entry(anchor=_anchor(node, first=place == 0), heading=_heading(node), text=" ".join(_own_text(node)))
        for place, node in enumerate(found)
    ]


def _stands_alone(node: nodes.Node) -> bool:
    if isinstance(node, nodes.section):
        return True
    return isinstance(node, nodes.block_quote) and "lb-clause" in node["classes"]


def _anchor(node: nodes.Element, *, first: bool) -> str:
    return "" if first or not node["ids"] else str(node["ids"][0])


def _heading(node: nodes.Element) -> str:
    return _plain(node[0].astext()) if len(node) else ""


def _own_text(node: nodes.Element) -> Iterator[str]:
    # The first child is the heading.
    for child in node.children[1:]:
        yield from _text(child)


def _text(node: nodes.Node) -> Iterator[str]:
    if _stands_alone(node) or isinstance(node, nodes.comment | nodes.system_message):
        return
    if isinstance(node, nodes.raw):
        yield from _html_text(node)
    elif isinstance(node, nodes.TextElement):
        yield _plain("".join(_inline_text(node)))
    else:
        for child in _shown(node):
            yield from _text(child)


def _inline_text(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.raw):
        yield " "
    elif not (isinstance(node, nodes.inline) and "lb-source" in node["classes"]):
        # The name of the document that a clause is from would make every clause a hit for its words.
        for child in node.children:
            yield from _inline_text(child)


def _shown(node: nodes.Node) -> Sequence[nodes.Node]:
    """The children that a page shows: of the forms of one output, HTML if there is one."""
    if not (isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"):
        return node.children
    forms = [child for child in node.children if isinstance(child, nodes.container)]
    return [form for form in forms if form.get("mime_type") == "text/html"] or forms[:1]


def _html_text(node: nodes.raw) -> Iterator[str]:
    if "html" in node.get("format", ""):
        reader = _Reader()
        reader.feed(node.astext())
        yield _plain(" ".join(reader.found))


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Reader(HTMLParser):
    """The text of HTML less its scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unread += tag in _UNREAD_TAGS

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD_TAGS

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found.append(data)


def _write_index(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    text = f"window.lianbingSearchIndex = {json.dumps(index_of(app), ensure_ascii=False, separators=(',', ':'))};\n"
    (Path(app.outdir) / "_static" / INDEX).write_text(text, encoding="utf-8")


def index_of(app: Sphinx) -> list[dict[str, Any]]:
    """The pages in the order of their names, each with its address, title and entries."""
    return [
        {"url": app.builder.get_target_uri(name), "title": _plain(app.env.titles[name].astext()), "entries": entries}
        for name, entries in sorted(_entries(app.env).items())
    ]
