"""How wide text is and where its lines break, by counting: Chinese takes 1 em, Latin about half of one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from lianbing import design

SMALL = design.size("small", "figure-sizes")
NORMAL = design.size("normal", "figure-sizes")
LEADING = 1.45
"""Line height in ems."""

_LATIN = 0.56
_CAPITAL = 0.7
_SLACK = 0.25
_NEVER_FIRST = "，。、？！：；）》”’」』…%％"
_NEVER_LAST = "（《“‘「『"
_PAUSES = "，、；：。？！"
_WORD = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_PIECE = re.compile(rf"[!-~]*[0-9]\s[^!-~\s]|{_WORD.pattern}", re.DOTALL)
"""A word, or a number with the first character of its unit."""


def ems(text: str) -> float:
    """The width of ``text`` on one line, in ems; rather too much than too little."""
    return sum(map(_em, text))


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1
    return _CAPITAL if character.isupper() or character in "%@&" else _LATIN


def height(lines: int, size: float) -> float:
    """The height of so many lines."""
    return lines * size * LEADING


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Lines no wider than ``width``: as few as possible, broken where the sentence pauses, about equally long."""
    limit = max(width / size, 1.0)
    best = lines = _fill(text, limit)
    narrower = limit - _SLACK
    while narrower >= 1 and len(lines := _fill(text, narrower)) == len(best):
        best = lines if _pauses(lines) >= _pauses(best) else best
        narrower -= _SLACK
    return best


def _pauses(lines: tuple[str, ...]) -> int:
    return sum(line[-1:] in _PAUSES for line in lines[:-1])


def _fill(text: str, limit: float) -> tuple[str, ...]:
    lines = [""]
    for unit in _units(text, limit):
        if lines[-1] and ems(lines[-1] + unit.rstrip()) > limit:
            lines[-1] = lines[-1].rstrip()
            lines.append(unit.lstrip())
        else:
            lines[-1] += unit
    return tuple(line for line in (line.strip() for line in lines) if line) or ("",)


def _units(text: str, limit: float) -> list[str]:
    """What stays together on a line: a Latin word, a character with the punctuation that hangs on it."""
    words = [word for piece in _PIECE.findall(text) for word in _if_fits(piece, limit) or _WORD.findall(piece)]
    pieces = [part for word in words for part in _if_fits(word, limit) or word]
    units = pieces[:1]
    for before, piece in pairwise(pieces):
        glued = units[-1] + piece
        if (piece[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST) and ems(glued) <= limit:
            units[-1] = glued
        else:
            units.append(piece)
    return units


def _if_fits(text: str, limit: float) -> list[str]:
    return [text] if ems(text) <= limit else []
