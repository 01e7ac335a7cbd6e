"""Keys as JSON, field by field: a key is a frozen dataclass, and says itself what its fields are called there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.registry import item_type, key_class
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, number
from lianbing.wire.shapes.kinds import Coded, Kind, ShapeFault


def key_to_json(key: Key) -> dict[str, Json]:
    """A key; see "Keys" in the wire format."""
    derived = {name: to_json(getattr(key, name)) for name in key.json_derived}
    return {"type": key.json_type, **dict(_written(key)), **derived}


def key_from_json(data: Mapping[str, object]) -> Key:
    """The inverse of :func:`key_to_json`; raises KeyError or ValueError for anything else."""
    found = _read(key_class(str(data["type"])), data)
    if not isinstance(found, Key):
        raise ValueError(f"not a key: {data!r}")
    return found


class _AnyKey(Kind[Key]):
    """A key of whatever type."""

    def encode(self, value: Key) -> Json:
        """The key as JSON."""
        return key_to_json(value)

    def decode(self, data: object) -> Key:
        """The inverse; raises ShapeFault for anything else."""
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        try:
            return key_from_json(data)
        except (KeyError, TypeError, ValueError) as error:
            raise ShapeFault(str(error)) from error


KEY = _AnyKey()
ITEM_TYPE = Coded[ItemType](lambda kind: kind.name, item_type)


def to_json(value: object) -> Json:
    """A value of the domain: numbers that score as texts, dataclasses field by field."""
    match value:
        case StrEnum():
            return value.value
        case None | str() | bool() | int():
            return value
        case Decimal():
            return plain(value)
        case frozenset():
            return [*sorted(value)]
        case tuple() | list():
            return [to_json(part) for part in value]
        case Mapping():
            return {str(name): to_json(part) for name, part in value.items()}
    return dict(_written(value))


def _written(thing: Any) -> Iterator[tuple[str, Json]]:
    kinds: Any = type(thing)
    for field, kind in _fields(kinds):
        value = getattr(thing, field.name)
        if not (field.metadata.get("sparse") and value == field.default):
            yield _name(field), [_tagged(part) for part in value] if _is_mixed(kind) else to_json(value)


def _name(field: Field[Any]) -> str:
    return str(field.metadata.get("json", field.name))


def _is_mixed(kind: Any) -> bool:
    """Whether it is a list of numbers and texts, which JSON has to tell apart."""
    return get_origin(kind) is tuple and set(get_args(get_args(kind)[0])) == {Decimal, str}


def _tagged(part: Decimal | str) -> Json:
    return part if isinstance(part, str) else {"n": plain(part)}


@cache
def _fields(kind: Any) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field, hints[field.name]) for field in fields(kind))


def _read(kind: Any, value: object) -> Any:
    """``value`` as ``kind``; raises KeyError or ValueError."""
    if is_dataclass(kind):
        return _read_fields(kind, _as(dict, value))
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read_one_of(inner, value)
    if origin in (tuple, frozenset):
        return origin(_read(inner[0], part) for part in _as(list, value))
    if origin is not None:
        return {name: _read(inner[1], part) for name, part in _as(dict, value).items()}
    return _PLAIN[kind](value) if kind in _PLAIN else kind(_as(str, value))


def _read_fields(kind: Any, data: Mapping[str, object]) -> object:
    found = {}
    for field, inner in _fields(kind):
        name = _name(field)
        if name in data or not ({"sparse", "may_miss"} & set(field.metadata)) or field.default is MISSING:
            found[field.name] = _read(inner, data[name])
    return kind(**found)


def _read_one_of(kinds: tuple[Any, ...], value: object) -> object:
    """Nothing, or a number or a text, told apart by :func:`_tagged`."""
    if NoneType in kinds:
        return None if value is None else _read(next(kind for kind in kinds if kind is not NoneType), value)
    return _read(Decimal, value["n"]) if isinstance(value, dict) else _read(str, value)


def _as(kind: type, value: object) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"not a {kind.__name__}: {value!r}")
    return value


_PLAIN: Mapping[Any, Callable[[object], object]] = {
    str: lambda value: _as(str, value),
    bool: lambda value: _as(bool, value),
    Decimal: lambda value: number(_as(str, value)),
}
