"""Shapes as tables of the documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import (
    Anything,
    Coded,
    Fixed,
    Flag,
    GivenAnswer,
    Kind,
    ListOf,
    MapOf,
    Measure,
    Nullable,
    Number,
    NumberOrText,
    OneOf,
    Pairs,
    Row,
    Whole,
)
from lianbing.wire.shapes.shape import Field, Shape
from lianbing.wire.shapes.walking import Named

_PLACE = re.compile(r"(<!-- shape: (?P<name>\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def filled(page: str, shapes: Mapping[str, Named]) -> str:
    """The page with each shape's table between its marks; raises KeyError for a mark of a shape that isn't there."""
    return _PLACE.sub(lambda place: place[1] + _table(shapes[place["name"]]) + place[3], page)


def shown(page: str) -> list[str]:
    """The shapes that have a table in the page."""
    return [place["name"] for place in _PLACE.finditer(page)]


def _table(kind: Named) -> str:
    if isinstance(kind, Tagged):
        rows = [f"| `{tag}` | {_fields(shape)} | {_cell(shape.text)} |" for tag, shape in kind.cases.items()]
        return "\n".join([f"| `{kind.tag}` | fields | |", "|---|---|---|", *rows, ""])
    if not isinstance(kind, Shape):
        raise TypeError(f"{kind} has no fields")
    rows = [
        f"| `{field.name}`{'?' if field.optional else ''} | {words(field.kind)} | {_cell(field.text)} |"
        for field in kind.fields
    ]
    return "\n".join([f"**{kind.name}**: {kind.text}", "", "| field | type | |", "|---|---|---|", *rows, ""])


def _name(field: Field) -> str:
    return f"`{field.name}`?" if field.optional else f"`{field.name}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _fields(shape: Shape[Any]) -> str:
    return ", ".join(f"`{field.name}` ({words(field.kind)})" for field in shape.fields)


def words(kind: Kind[Any]) -> str:
    """A kind as people read it."""
    match kind:
        case Shape() | Tagged():
            return kind.name
        case OneOf(words=every):
            return " / ".join(f"`{word}`" for word in every)
        case Fixed(word=word):
            return f"`{word}`"
        case Nullable(of=inner):
            return f"{words(inner)} or `null`"
        case ListOf(of=inner):
            return f"list: {words(inner)}"
        case MapOf(of=inner):
            return f"object: {words(inner)}"
        case Pairs(of=inner):
            return f"list of pairs: text, {words(inner)}"
        case Row(columns=columns):
            return f"list: {', '.join(columns)}"
    listed = kind.words() if isinstance(kind, Coded) else ()
    return " / ".join(f"`{word}`" for word in listed) or _PLAIN.get(type(kind), "text")


_PLAIN: Mapping[type, str] = {
    Whole: "whole number",
    Flag: "true / false",
    Number: "decimal text",
    NumberOrText: 'text, or a number as `{"n": "…"}`',
    Measure: "number",
    GivenAnswer: "answer",
    Anything: "any JSON",
}
