"""Chinese full-text search that works on ``file://``.

Sphinx cuts Chinese into words, the browser doesn't cut the query at all, and summaries are fetched, which ``file://``
forbids. Here the index is the text itself, entry by entry, loaded by the search page alone; what is found and in which
order is decided in the browser (``widgets/static/search/``). The index is ``window.lianbingSearchIndex``, of the shape
that ``wire/search_index.py`` declares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from lianbing.book.reference import FOLDER, GLOSSARY, entry_kinds
from lianbing.book.sphinx.assets import SEARCH_SCRIPT
from lianbing.book.sphinx.entries import SearchEntry, aliases_of, entries_of
from lianbing.wire.canonical import Json
from lianbing.wire.search_index import SEARCH_INDEX, IndexEntry, IndexPage, SearchIndex

INDEX = "lianbing-search-index.js"


def connect(app: Sphinx) -> None:
    """Register collection, the search page and the index."""
    app.connect("builder-inited", _replace_search)
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("html-collect-pages", _search_page)
    app.connect("build-finished", _write_index)


def _replace_search(app: Sphinx) -> None:
    # Neither Sphinx's index nor its page.
    app.builder.search = False  # type: ignore[attr-defined]


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:  # noqa: ARG001
    scripts = [f"_static/{name}" for name in (INDEX, SEARCH_SCRIPT)]
    yield "search", {"search_scripts": scripts}, "search.html"


class _Collected:
    """What the pages read so far hold, kept in Sphinx's environment between builds."""

    def __init__(self) -> None:
        self.entries: dict[str, list[SearchEntry]] = {}
        self.aliases: dict[str, list[list[str]]] = {}

    def forget(self, name: str) -> None:
        self.entries.pop(name, None)
        self.aliases.pop(name, None)


def _collected(env: BuildEnvironment) -> _Collected:
    if not hasattr(env, "lianbing_search"):
        env.lianbing_search = _Collected()  # type: ignore[attr-defined]
    collected: _Collected = env.lianbing_search  # type: ignore[attr-defined]
    return collected


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG001
    _collected(env).forget(docname)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:  # noqa: ARG001
    here, there = _collected(env), _collected(other)
    here.entries.update({name: entries for name, entries in there.entries.items() if name in docnames})
    here.aliases.update({name: groups for name, groups in there.aliases.items() if name in docnames})


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    path = PurePosixPath(app.env.docname)
    first, others = entry_kinds(path.name) if path.parent == PurePosixPath(FOLDER) else ("page", "section")
    entries = entries_of(doctree, first, others)
    # A reference page that lists what stands elsewhere is found by its title.
    _collected(app.env).entries[app.env.docname] = entries if others else entries[:1]
    if path == PurePosixPath(FOLDER) / GLOSSARY:
        _collected(app.env).aliases[app.env.docname] = aliases_of(doctree)


def _write_index(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    data = json.dumps(index_of(app), ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / "_static" / INDEX).write_text(f"window.lianbingSearchIndex = {data};\n", encoding="utf-8")


def index_of(app: Sphinx) -> dict[str, Json]:
    """The pages in the order of the book, each with its address, title and entries; and the terms' other names."""
    collected = _collected(app.env)
    names = [name for name in _book_order(app.env) if name in collected.entries]
    once = _each_item_once([(name, collected.entries[name]) for name in names])
    pages = (
        IndexPage(
            url=app.builder.get_target_uri(name),
            title=" ".join(app.env.titles[name].astext().split()),
            entries=tuple(map(_indexed, entries)),
        )
        for name, entries in once
    )
    aliases = (tuple(group) for name in names for group in collected.aliases.get(name, ()))
    return SEARCH_INDEX.encode(SearchIndex(pages=tuple(pages), aliases=tuple(aliases)))


def _indexed(entry: SearchEntry) -> IndexEntry:
    return IndexEntry(kind=entry.kind, depth=entry.depth, anchor=entry.anchor, heading=entry.heading, text=entry.text)


def _book_order(env: BuildEnvironment) -> list[str]:
    """All pages, as the table of contents has them; those that it lacks come last."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in ordered:
            ordered[name] = None
            for child in env.toctree_includes.get(name, ()):
                visit(child)

    visit(env.config.root_doc)
    return [*ordered, *sorted(name for name in env.found_docs if name not in ordered)]


def _each_item_once(pages: Iterable[tuple[str, list[SearchEntry]]]) -> list[tuple[str, list[SearchEntry]]]:
    """Drops from checks what also stands by itself, so that a search lists it once."""
    pages = list(pages)
    alone = {entry.item for _, entries in pages for entry in entries if entry.item and entry.anchor == entry.item}
    seen: set[str] = set()
    kept = []
    for name, entries in pages:
        left = [entry for entry in entries if _is_new(entry, alone, seen)]
        kept.append((name, left))
    return kept


def _is_new(entry: SearchEntry, alone: set[str], seen: set[str]) -> bool:
    if not entry.item:
        return True
    if entry.item in seen or (entry.item in alone and entry.anchor != entry.item):
        return False
    seen.add(entry.item)
    return True
