"""The map of the book, and the background of a marked paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.background import Background
from lianbing.domain.book_map import BookMap
from lianbing.wire.assessments import SCHEME, scheme_of_today
from lianbing.wire.canonical import Json
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Shape, optional

_MAP = Shape(
    BookMap,
    {
        "chapters": "titles by id",
        "lessons": "by clause or fact, the first chapter that shows it",
        "clauses": "by clause, its standard",
    },
)
BOOK_MAP = Document("book-map", 1, _MAP)


def _second(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then the map said its own name and version, and schemes were those of earlier assessments."""
    scheme = scheme_of_today(old["scheme"]) if old["scheme"] else None
    return {**old, "scheme": scheme, "map": {name: value for name, value in old["map"].items() if name != "schema"}}


BACKGROUND = Document(
    "background",
    2,
    Shape(
        Background,
        {
            "title": "the drill's title",
            "period": "the drill's period",
            "kind": optional("the drill's kind"),
            "scheme": "what the period is assessed by, where this drill alone makes it up; else `null`",
            "undecided": "why the paper tells no level, where it doesn't",
            "book": "the address of the book, with a slash at its end; empty where none is known",
            "map": "the part of the book's map that the paper needs",
        },
        uses=[SCHEME, _MAP],
    ),
    older={1: _second},
)


def map_to_json(book: BookMap) -> dict[str, Json]:
    """The map."""
    return BOOK_MAP.encode(book)


def map_from_json(data: object) -> BookMap:
    """The inverse; raises ShapeFault, a ValueError, for anything else."""
    return BOOK_MAP.decode(data)


def background_to_json(background: Background) -> dict[str, Json]:
    """The background as it goes to the grading notebook."""
    return BACKGROUND.encode(background)


def background_from_json(data: object) -> Background:
    """The inverse; raises ShapeFault, a ValueError, for anything else."""
    return BACKGROUND.decode(data)
