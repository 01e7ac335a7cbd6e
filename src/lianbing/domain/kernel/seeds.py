"""Random draws that depend on nothing but their seed.

They use SHA-256, because the sequence of a random generator may change from one version to the
next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from struct import Struct
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


_WORDS = Struct(">8I")


class Stream:
    """A sequence of draws from one seed, eight to a digest: SHA-256 of the seed and a counter."""

    def __init__(self, *seed: str) -> None:
        self._start = hashlib.sha256("\x1f".join(seed).encode())
        self._block = 0
        self._words: list[int] = []

    def below(self, size: int) -> int:
        """A number from 0 to ``size - 1``; for ``size`` below 2**12 its bias is below 2**-20."""
        if not self._words:
            digest = self._start.copy()
            digest.update(self._block.to_bytes(8))
            self._block += 1
            self._words = [*_WORDS.unpack(digest.digest())]
        return self._words.pop() * size >> 32
