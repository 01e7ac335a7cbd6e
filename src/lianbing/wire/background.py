"""The map of the book (``lianbing/book-map@1``), and the background of a marked paper (``lianbing/background@1``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.background import Background
from lianbing.domain.book_map import BookMap
from lianbing.wire.assessments import scheme_from_json, scheme_to_json
from lianbing.wire.canonical import Json

MAP_SCHEMA = "lianbing/book-map@1"
BACKGROUND_SCHEMA = "lianbing/background@1"


def map_to_json(book: BookMap) -> dict[str, Json]:
    """The map."""
    return {
        "schema": MAP_SCHEMA,
        "chapters": {**book.chapters},
        "lessons": {**book.lessons},
        "clauses": {**book.clauses},
    }


def map_from_json(data: Mapping[str, Any]) -> BookMap:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    if data["schema"] != MAP_SCHEMA:
        raise ValueError(f"not a map of the book: {data['schema']!r}")
    return BookMap(chapters=dict(data["chapters"]), lessons=dict(data["lessons"]), clauses=dict(data["clauses"]))


def background_to_json(background: Background) -> dict[str, Json]:
    """The background as it goes to the grading notebook."""
    return {
        "schema": BACKGROUND_SCHEMA,
        "title": background.title,
        "period": background.period,
        **({"kind": background.kind} if background.kind else {}),
        "scheme": scheme_to_json(background.scheme) if background.scheme else None,
        "undecided": background.undecided,
        "book": background.book,
        "map": map_to_json(background.map),
    }


def background_from_json(data: Mapping[str, Any]) -> Background:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    if data["schema"] != BACKGROUND_SCHEMA:
        raise ValueError(f"not a background: {data['schema']!r}")
    return Background(
        title=data["title"],
        period=data["period"],
        kind=data.get("kind", ""),
        scheme=scheme_from_json(data["scheme"]) if data["scheme"] else None,
        undecided=data["undecided"],
        book=data["book"],
        map=map_from_json(data["map"]),
    )
