"""Draws that depend on nothing but their seed: SHA-256 instead of a random generator whose sequence may change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def _digest(*parts: str) -> bytes:
    # The unit separator keeps ("ab", "c") and ("a", "bc") apart.
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def draw_index(size: int, *seed: str) -> int:
    """A number from 0 to ``size - 1``. The bias of the remainder is below 2**-200 for any real size."""
    return int.from_bytes(_digest(*seed)) % size


def shuffled(things: Iterable[T], name: Callable[[T], str], *seed: str) -> list[T]:
    """``things`` in an order that depends on the seed and on their own names alone, not on where they stood."""
    return sorted(things, key=lambda thing: (_digest(*seed, name(thing)), name(thing)))
