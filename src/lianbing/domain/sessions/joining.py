"""Who it is that comes in: by number or name, as people type them on a phone, among those who are expected."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.folding import Simplify, as_typed, bare

LONGEST = 40
"""No name or number is longer."""
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories of control signs, marks of direction and joiners, and halves of surrogate pairs."""
_BLANK_LETTERS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
_DOTS = str.maketrans("", "", "·•・‧.．。")
"""What stands between the parts of some names, in several characters or not at all."""


def meant(who: str, people: Iterable[Employee], simplify: Simplify = as_typed) -> tuple[Employee, ...]:
    """Those who may be meant: by number, else by number without leading zeros, else by name, else by both together."""
    typed, everybody = _folded(who, simplify), [*people]
    rules: tuple[Callable[[Employee], bool], ...] = (
        lambda one: _folded(one.id, simplify) == typed,
        lambda one: _unpadded(_folded(one.id, simplify)) == _unpadded(typed),
        lambda one: _folded(one.name, simplify) == typed,
        lambda one: typed in _together(one, simplify),
    )
    matching = (tuple(filter(rule, everybody)) for rule in rules if typed)
    return next(filter(None, matching), ())


def as_name(who: str) -> str:
    """A name as it is written into the list: without blanks around it and signs that nobody sees, and not too long."""
    return " ".join("".join(filter(_is_seen, who)).split())[:LONGEST].strip()


def _is_seen(char: str) -> bool:
    """Whether a sign shows, or is a blank; signs of rare names that are private or newer than this program do."""
    return char.isspace() or not (unicodedata.category(char) in _UNSEEN or char in _BLANK_LETTERS)


@lru_cache(maxsize=8192)
def _folded(text: str, simplify: Simplify) -> str:
    return bare(simplify(text)).translate(_DOTS)


def _unpadded(text: str) -> str:
    """A number without its leading zeros, after the letters before it: C0012 as C12."""
    digits = text.lstrip("abcdefghijklmnopqrstuvwxyz-")
    return text[: len(text) - len(digits)] + (digits.lstrip("0") or digits[-1:]) if digits else text


def _together(one: Employee, simplify: Simplify) -> Sequence[str]:
    number, name = _folded(one.id, simplify), _folded(one.name, simplify)
    return (number + name, name + number)
