"""The type of a question by its name in a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from lianbing.domain.items.question import ItemType
from lianbing.domain.items.registry import item_type, item_types


def _known(name: object) -> ItemType:
    try:
        return item_type(str(name))
    except ValueError as error:
        names = "、".join(kind.name for kind in item_types())
        raise ValueError(f"“type”的取值不对：只能写 {names}") from error


KnownType = Annotated[ItemType, BeforeValidator(_known)]
"""A type that the registry knows."""
