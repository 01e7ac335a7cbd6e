"""How a field travels, told from its type alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from lianbing.wire.shapes.kinds import (
    Anything,
    Flag,
    Kind,
    ListOf,
    MapOf,
    Nullable,
    Number,
    NumberOrText,
    OneOf,
    Text,
    Whole,
)

_SCALARS: Mapping[Any, Kind[Any]] = {
    str: Text(),
    int: Whole(),
    bool: Flag(),
    Decimal: Number(),
    Any: Anything(),
    object: Anything(),
}


def kind_of(hint: Any, uses: Mapping[type, Kind[Any]]) -> Kind[Any]:
    """The kind of a type; ``uses`` are those of the classes that it may hold. Raises TypeError if none is known."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if hint in uses:
        return uses[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return OneOf(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (UnionType, Union):
        return _of_union(parts, uses)
    if origin is tuple and parts[1:] == (...,):
        return ListOf(kind_of(parts[0], uses))
    if origin is frozenset:
        return ListOf(kind_of(parts[0], uses), frozenset)
    if origin is Mapping:
        return MapOf(kind_of(parts[1], uses), kind_of(parts[0], uses))
    if dataclasses.is_dataclass(hint):
        raise TypeError(f"no shape is declared for {hint}")
    raise TypeError(f"no way is known how {hint} travels")


def _of_union(parts: tuple[Any, ...], uses: Mapping[type, Kind[Any]]) -> Kind[Any]:
    held = tuple(part for part in parts if part is not NoneType)
    if set(held) == {Decimal, str}:
        kind: Kind[Any] = NumberOrText()
    elif len(held) == 1:
        kind = kind_of(held[0], uses)
    else:
        raise TypeError(f"a union of {held} needs a shape of its own")
    return Nullable(kind) if NoneType in parts else kind
