"""Which shapes and words a kind is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import Coded, Kind, ListOf, MapOf, Nullable, OneOf, Pairs, Row
from lianbing.wire.shapes.shape import Shape

Named = Shape[Any] | Tagged[Any] | OneOf[Any] | Coded[Any] | Row[Any]
"""What has a name of its own in schemas and types."""


def named_in(kinds: Iterable[Kind[Any]]) -> list[Named]:
    """All that has a name in these kinds and in what they hold, each once; what holds others comes before them."""
    shapes: dict[str, Named] = {}
    for kind in kinds:
        _visit(kind, shapes)
    return [*shapes.values()]


def name_of(kind: Named) -> str:
    """What a kind is called in schemas and types; empty where it has no name."""
    return kind.words.__name__ if isinstance(kind, OneOf) else kind.name


def _visit(kind: Kind[Any], shapes: dict[str, Named]) -> None:
    if isinstance(kind, Shape | Tagged | OneOf | Coded | Row) and (name := name_of(kind)):
        if name in shapes:
            if shapes[name] is not kind and not isinstance(kind, OneOf):
                raise TypeError(f"two shapes are called {name}")
            return
        shapes[name] = kind
    for inner in _held(kind):
        _visit(inner, shapes)


def _held(kind: Kind[Any]) -> Iterator[Kind[Any]]:
    match kind:
        case Shape():
            yield from (field.kind for field in kind.fields)
        case Tagged():
            yield from kind.cases.values()
        case Row():
            yield from kind.columns.values()
        case MapOf():
            yield from (kind.names, kind.of)
        case ListOf() | Nullable() | Pairs():
            yield kind.of
