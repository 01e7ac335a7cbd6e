"""Shapes as TypeScript declarations, for the type check of the front end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lianbing.wire.shapes.documents import Document, Tagged
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
    NumberOrText,
    OneOf,
    Pairs,
    Row,
    Whole,
)
from lianbing.wire.shapes.shape import Field, Shape
from lianbing.wire.shapes.walking import Named, name_of, named_in

_WIDTH = 100


def declarations(kinds: Iterable[Kind[Any]], documents: Iterable[Document[Any]] = ()) -> str:
    """A declaration for each shape and enumeration in these."""
    heads = {document.shape: document.schema for document in documents}
    return "\n".join(_declaration(kind, heads) for kind in named_in([*kinds, *heads]))


def _declaration(kind: Named, heads: dict[Shape[Any], str]) -> str:
    match kind:
        case OneOf():
            return _alias(kind.words.__name__, [f'"{word}"' for word in kind.words])
        case Coded():
            return _alias(kind.name, [f'"{word}"' for word in kind.words()] or ["string"])
        case Tagged():
            cases = (f'{{ {kind.tag}: "{tag}" }} & {shape.name}' for tag, shape in kind.cases.items())
            return _alias(kind.name, [*cases])
        case Row():
            return _alias(kind.name, [_row(kind)])
    head = [f'  schema: "{heads[kind]}";'] if kind in heads else []
    lines = [f"/** {kind.text} */", f"export interface {kind.name} {{", *head]
    for field in kind.fields:
        lines += _field(field)
    return "\n".join([*lines, "}", ""])


def _alias(name: str, options: list[str]) -> str:
    one_line = f"export type {name} = {' | '.join(options)};\n"
    if len(one_line) <= _WIDTH:
        return one_line
    return f"export type {name} =\n" + "\n".join(f"  | {option}" for option in options) + ";\n"


def _field(field: Field) -> list[str]:
    mark = "?" if field.optional else ""
    comment = [f"  /** {field.text} */"] if field.text else []
    return [*comment, f"  {field.name}{mark}: {type_of(field.kind)};"]


_SIMPLE = {
    Whole: "number",
    Measure: "number",
    Flag: "boolean",
    GivenAnswer: "Answer",
    Anything: "unknown",
    NumberOrText: "string | { n: string }",
}


def type_of(kind: Kind[Any]) -> str:
    """The type that a kind has in JSON."""
    match kind:
        case OneOf() | Shape() | Tagged() | Coded():
            return name_of(kind) or "string"
        case Fixed(word=word):
            return f'"{word}"'
        case Nullable(of=inner):
            return f"{type_of(inner)} | null"
        case ListOf(of=inner):
            return f"{_grouped(inner)}[]"
        case Pairs(of=inner):
            return f"[string, {type_of(inner)}][]"
        case Row(name=name):
            return name or _row(kind)
        case MapOf(of=inner, names=names):
            written = f"Record<{type_of(names)}, {type_of(inner)}>"
            return f"Partial<{written}>" if isinstance(names, OneOf) else written
    return _SIMPLE.get(type(kind), "string")


def _row(kind: Row[Any]) -> str:
    return f"[{', '.join(type_of(column) for column in kind.columns.values())}]"


def _grouped(kind: Kind[Any]) -> str:
    written = type_of(kind)
    return f"({written})" if " | " in written else written
