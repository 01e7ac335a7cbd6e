"""The registry of question types by name: built-in types and types of plug-ins."""

from __future__ import annotations

from functools import cache

from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.types.code import CODE
from lianbing.domain.items.types.fill import FILL
from lianbing.domain.items.types.matching import MATCHING
from lianbing.domain.items.types.multiple import MULTIPLE
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.open_ended import CASE, SHORT
from lianbing.domain.items.types.ordering import ORDERING
from lianbing.domain.items.types.single import SINGLE
from lianbing.domain.items.types.truefalse import TRUE_FALSE
from lianbing.plug_ins import ITEM_TYPES, added

SHIPPED: tuple[ItemType, ...] = (
    SINGLE,
    MULTIPLE,
    TRUE_FALSE,
    NUMERIC,
    FILL,
    ORDERING,
    MATCHING,
    SHORT,
    CASE,
    CODE,
)
"""In the order in which guides list them. A type that lacks something can't be made, and mypy says so first."""

_known: dict[str, ItemType] = {}
_keys: dict[str, type[Key]] = {}


def register(item_type: ItemType) -> None:
    """Adds a type; raises ValueError if its name, or its key's name, is already taken."""
    name, key = item_type.name, item_type.key_class
    if _known.setdefault(name, item_type) is not item_type:
        raise ValueError(f"there is a type {name!r} already")
    if _keys.setdefault(key.json_type, key) is not key:
        raise ValueError(f"there are keys {key.json_type!r} already")


def item_types() -> tuple[ItemType, ...]:
    """All types, the shipped ones first."""
    _plug_in()
    return tuple(_known.values())


def item_type(name: str) -> ItemType:
    """The type that files call ``name``; raises ValueError."""
    if name not in _known:
        _plug_in()
    if name not in _known:
        raise ValueError(f"no item type {name!r}")
    return _known[name]


def key_class(json_type: str) -> type[Key]:
    """The class of the keys that JSON calls ``json_type``; raises ValueError."""
    if json_type not in _keys:
        _plug_in()
    if json_type not in _keys:
        raise ValueError(f"no key {json_type!r}")
    return _keys[json_type]


@cache
def _plug_in() -> None:
    """Adds the types of installed plug-ins, once, and only when a type is not built in."""
    for kind in added(ITEM_TYPES, ItemType):  # type: ignore[type-abstract]
        register(kind)


for _shipped in SHIPPED:
    register(_shipped)
