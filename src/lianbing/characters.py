"""Traditional characters to simplified ones, one by one, by OpenCC's table.

Character by character, and not by OpenCC's phrases, so that what a character becomes never depends on its neighbours:
a text keeps its length and its places, and folding can be done in any order. Where a character is both (著名, 沿著),
the answer counts as what the key has: see :class:`lianbing.domain.items.blanks.Blank`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_FIRST = 0x2E80
"""Below the first CJK radical nothing is a Chinese character."""

_SURROGATES = range(0xD800, 0xE000)

_COMMON = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
"""The code points among which people's traditional characters are."""

_OF_THE_MAINLAND = frozenset("乾剋劄吒夥徵扞於昇氾爇祕脩苧蒐薳薹袷谿釐陞麽")
"""The characters of the 通用规范汉字表 (State Council, 2013; 8,105 characters) that OpenCC would replace."""

_IN_WORDS = {
    "瞭": "了", "藉": "借", "著": "着", "覆": "复", "沈": "沉", "衹": "只", "祇": "只", "甦": "苏",
    "衞": "卫", "敍": "叙", "簷": "檐", "粧": "妆", "痺": "痹", "枱": "台", "糭": "粽",
}  # fmt: skip
"""What else traditional writing has for a simplified character, in words (瞭解) or in Hong Kong and Taiwan alone."""


def simplified(text: str) -> str:
    """The text with every traditional character in a simplified form that it may stand for."""
    return text.translate(_TABLE)


def traditional_in(text: str) -> str:
    """The characters of ``text`` that the mainland writes otherwise, each once, in their order."""
    replaced = (char for char in text if char not in _IN_WORDS and simplified(char) != char)
    return "".join(dict.fromkeys(char for char in replaced if char not in _OF_THE_MAINLAND))


def traditional_of(characters: Iterable[str]) -> Mapping[str, str]:
    """By traditional character, which of these simplified characters it may stand for."""
    wanted = sorted({*characters})
    return {form: char for char in wanted for form in _forms().get(char, "")}


class _Table(dict[int, int | str]):
    """What each character becomes, asked once; OpenCC is loaded at the first character that needs it."""

    def __missing__(self, code: int) -> int | str:
        simplified: int | str = _IN_WORDS.get(chr(code), code)
        if code >= _FIRST and code not in _SURROGATES and simplified == code:
            simplified = _converter().convert(_converter().convert(chr(code)))  # a few forms need two steps (薴 苧 苎)
        self[code] = simplified
        return simplified


_TABLE = _Table()


@cache
def _forms() -> Mapping[str, str]:
    """The traditional forms of every simplified character."""
    forms: dict[str, str] = {}
    for code in (code for block in _COMMON for code in block):
        char, plain = chr(code), simplified(chr(code))
        if plain != char:
            forms[plain] = forms.get(plain, "") + char
    return forms


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - 10 ms that only the first CJK text has to wait for

    return OpenCC("t2s")
