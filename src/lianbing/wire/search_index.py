"""The index of the search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from lianbing.wire.shapes.kinds import Coded, ListOf, Row, Text, Whole
from lianbing.wire.shapes.shape import Says, Shape

FOUND_KINDS = (
    "page",
    "section",
    "clause",
    "fact",
    "parameter",
    "formula",
    "term",
    "role",
    "item",
    "scenario",
    "task",
    "reference",
    "form",
)


@dataclass(frozen=True, kw_only=True)
class IndexEntry:
    """A place that can be found."""

    kind: str
    depth: int
    anchor: str
    heading: str
    text: str


_ENTRY = Row(
    IndexEntry,
    {
        "kind": Coded(str, str, name="FoundKind", words=lambda: FOUND_KINDS),
        "depth": Whole(),
        "anchor": Text(),
        "heading": Text(),
        "text": Text(),
    },
    name="IndexEntry",
)


@dataclass(frozen=True, kw_only=True)
class IndexPage:
    """A page with its places in reading order."""

    url: Annotated[str, "its address, from the root of the book"]
    title: Annotated[str, "its title"]
    entries: Annotated[
        tuple[IndexEntry, ...],
        Says(text="kind, depth of the section, anchor, heading and text of each place", kind=ListOf(_ENTRY)),
    ]


@dataclass(frozen=True, kw_only=True)
class SearchIndex:
    """All that the search page finds."""

    pages: Annotated[tuple[IndexPage, ...], "in the order of the book"]
    aliases: Annotated[tuple[tuple[str, ...], ...], "each term that has other names, and the names after it"]


SEARCH_INDEX = Shape(SearchIndex, uses=[Shape(IndexPage)])
