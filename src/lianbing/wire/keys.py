"""Keys as JSON, and tables: a key is a frozen dataclass, and travels field by field under its names in Python."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.registry import SHIPPED, item_type, key_class
from lianbing.domain.kernel.tables import Table
from lianbing.wire.canonical import Json
from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import Coded
from lianbing.wire.shapes.shape import Shape

TABLE = Shape(
    Table,
    {
        "caption": "what stands above it",
        "columns": "the names of the columns",
        "rows": "the cells of each row, as texts",
    },
)


def _shipped() -> dict[str, Shape[Any]]:
    return {kind.key_class.json_type: _shape(kind.key_class) for kind in SHIPPED}


@cache
def _shape(cls: type) -> Shape[Any]:
    """Every field under its own name, and whatever classes it holds likewise."""
    held = {part for hint in get_type_hints(cls).values() for part in _classes(hint)}
    return Shape(cls, uses=[TABLE if part is Table else _shape(part) for part in held])


def _classes(hint: Any) -> Iterator[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


KEY: Tagged[Key] = Tagged(
    "Key",
    "type",
    _shipped,
    tag_of=lambda key: key.json_type,
    shape_of=lambda tag: _shape(key_class(tag)),  # of a type that somebody added as well
)
ITEM_TYPE = Coded[ItemType](
    lambda kind: kind.name, item_type, name="ItemType", words=lambda: tuple(kind.name for kind in SHIPPED)
)


def key_to_json(key: Key) -> dict[str, Json]:
    """A key; see "Keys" in the wire format."""
    return KEY.encode(key)


def key_from_json(data: object) -> Key:
    """The inverse of :func:`key_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return KEY.decode(data)
