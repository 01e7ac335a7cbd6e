"""Random draws that depend on nothing but their seed.

They use SHA-256, because the sequence of a random generator may change from one version to the
next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def _digest(*parts: str) -> bytes:
    # Joined without a separator, ("ab", "c") and ("a", "bc") would have the same digest.
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def draw_index(size: int, *seed: str) -> int:
    """A number from 0 to ``size - 1``; for ``size`` below 2**56 its bias is below 2**-200."""
    return int.from_bytes(_digest(*seed)) % size


def shuffled(things: Iterable[T], name: Callable[[T], str], *seed: str) -> list[T]:
    """``things`` in an order that depends on nothing but the seed and their names."""
    return sorted(things, key=lambda thing: (_digest(*seed, name(thing)), name(thing)))
