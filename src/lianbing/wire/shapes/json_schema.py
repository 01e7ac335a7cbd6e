"""Shapes as JSON Schema, for whoever checks the files of Lianbing without Lianbing."""

from __future__ import annotations

from typing import Any

from lianbing.wire.canonical import Json
from lianbing.wire.shapes.documents import Document, Tagged
from lianbing.wire.shapes.kinds import (
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
    Text,
    Whole,
)
from lianbing.wire.shapes.shape import Shape
from lianbing.wire.shapes.walking import name_of, named_in

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Json] = {"type": "string"}
_DECIMAL: dict[str, Json] = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}


def document_schema(document: Document[Any]) -> dict[str, Json]:
    """The schema of a document in the version that is written."""
    inner = [kind for kind in named_in([document.shape]) if kind is not document.shape]
    return {
        "$schema": _DIALECT,
        "title": document.schema,
        **_object(document.shape, {"schema": {"const": document.schema}}),
        "$defs": {name_of(kind): _definition(kind) for kind in inner},
    }


def _definition(kind: Kind[Any]) -> dict[str, Json]:
    match kind:
        case Shape():
            return _object(kind, {})
        case Tagged():
            return {"oneOf": [_tagged(kind, tag, shape) for tag, shape in kind.cases.items()]}
        case OneOf(words=words):
            return {"enum": [word.value for word in words]}
        case Row(columns=columns):
            return _row([schema_of(column) for column in columns.values()])
    return {"enum": [*kind.words()]} if isinstance(kind, Coded) and kind.words() else _TEXT


def _object(shape: Shape[Any], head: dict[str, Json]) -> dict[str, Json]:
    fields: dict[str, Json] = {field.name: _described(field.kind, field.text) for field in shape.fields}
    required: list[Json] = [*head, *(field.name for field in shape.fields if not field.optional)]
    return {
        "description": shape.text,
        "type": "object",
        "properties": {**head, **fields},
        "required": required,
        "additionalProperties": shape.is_open,
    }


def _tagged(union: Tagged[Any], tag: str, shape: Shape[Any]) -> Json:
    return _object(shape, {union.tag: {"const": tag}})


def _described(kind: Kind[Any], text: str) -> Json:
    return {**schema_of(kind), "description": text} if text else schema_of(kind)


_TEXT_OR_NULL: dict[str, Json] = {"type": ["string", "null"]}
_SIMPLE: dict[type, dict[str, Json]] = {
    Text: _TEXT,
    Coded: _TEXT,
    Flag: {"type": "boolean"},
    Number: _DECIMAL,
    NumberOrText: {"oneOf": [_TEXT, {"type": "object", "properties": {"n": _DECIMAL}, "required": ["n"]}]},
    GivenAnswer: {
        "anyOf": [
            {"type": ["string", "boolean", "null"]},
            {"type": "array", "items": _TEXT_OR_NULL},
            {"type": "object", "additionalProperties": _TEXT_OR_NULL},
        ]
    },
}


def schema_of(kind: Kind[Any]) -> dict[str, Json]:
    """The schema of one kind; what has a name is referred to."""
    match kind:
        case Shape() | Tagged() | OneOf() | Coded() | Row() if name_of(kind):
            return {"$ref": f"#/$defs/{name_of(kind)}"}
        case Whole(least=least):
            return {"type": "integer"} if least is None else {"type": "integer", "minimum": least}
        case Measure(least=least, most=most):
            bounds: dict[str, Any] = {"minimum": least, "maximum": most}
            return {"type": "number", **{name: bound for name, bound in bounds.items() if bound is not None}}
        case Fixed(word=word):
            return {"const": word}
        case Nullable(of=inner):
            return {"anyOf": [schema_of(inner), {"type": "null"}]}
        case ListOf(of=inner):
            return {"type": "array", "items": schema_of(inner)}
        case MapOf(of=inner, names=names):
            return {"type": "object", "propertyNames": schema_of(names), "additionalProperties": schema_of(inner)}
        case Pairs(of=inner):
            return {"type": "array", "items": _row([_TEXT, schema_of(inner)])}
        case Row(columns=columns):
            return _row([schema_of(column) for column in columns.values()])
    return _SIMPLE.get(type(kind), {})


def _row(columns: list[dict[str, Json]]) -> dict[str, Json]:
    return {"type": "array", "prefixItems": [*columns], "items": False, "minItems": len(columns)}
