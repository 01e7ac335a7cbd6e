"""Traditional characters to simplified ones, one by one, by OpenCC's table.

Character by character, and not by OpenCC's phrases, so that what a character becomes never depends on its neighbours:
a text keeps its length and its places, and folding can be done in any order.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_FIRST = 0x2E80
"""Below the first CJK radical nothing is a Chinese character."""

_SURROGATES = range(0xD800, 0xE000)


def simplified(text: str) -> str:
    """The text with every traditional character in its simplified form; simplified text stays as it is."""
    return text.translate(_TABLE)


def traditional_in(text: str) -> str:
    """The characters of ``text`` that :func:`simplified` would change, each once, in their order."""
    return "".join(dict.fromkeys(char for char in text if simplified(char) != char))


class _Table(dict[int, int | str]):
    """What each character becomes, asked once; OpenCC is loaded at the first character that needs it."""

    def __missing__(self, code: int) -> int | str:
        simplified: int | str = code
        if code >= _FIRST and code not in _SURROGATES:
            simplified = _converter().convert(_converter().convert(chr(code)))  # a few forms need two steps (薴 苧 苎)
        self[code] = simplified
        return simplified


_TABLE = _Table()


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - 10 ms that only the first CJK text has to wait for

    return OpenCC("t2s")
