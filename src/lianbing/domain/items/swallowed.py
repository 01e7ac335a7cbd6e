"""填空题 whose marking swallows what the author tells apart, and blanks that no answer can fill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianbing.domain.items.blanks import Blank, TypedAs, blanks_of
from lianbing.domain.items.question import Item
from lianbing.domain.items.types.fill import FillKey
from lianbing.domain.kernel.folding import Simplify, bare, fold

_CLAUSE = re.compile(r"[^，。；！？\n]+")
_WRONG = re.compile("写成|写作|填成|填作|输成|打成|误|错|不是|不能|不要|不得|不写|不算|不对|别写|别填|漏|少写|少了")
_QUOTED = re.compile("“([^”]+)”|‘([^’]+)’|「([^」]+)」|`([^`]+)`|([!-_a-~]+)")


def marking_flaws(item: Item, simplify: Simplify) -> Iterator[str]:
    """Describes what the marking of a fill-in question can't do as its author means it."""
    if not isinstance(item.key, FillKey):
        return
    for place, blank in enumerate(blanks_of(item.key.blanks, item.stem), 1):
        for wording in blank.wordings:
            if not fold(wording):
                yield f"第 {place} 空的答案“{wording}”只有标点，填什么都判错：换成字词或符号"
        for wrong in wrong_answers(item.explain):
            if _swallows(blank, wrong, simplify):
                key = blank.wordings[0]
                yield f"解析说“{wrong}”是错的，判分时它却与第 {place} 空的答案“{key}”算一样：改题干或答案，或改解析"


def wrong_answers(explain: str) -> Iterator[str]:
    """The texts that an explanation names as mistakes: quoted, or in Latin letters and signs."""
    for clause in _CLAUSE.finditer(explain):
        if _WRONG.search(clause[0]):
            yield from (next(filter(None, match.groups())) for match in _QUOTED.finditer(clause[0]))


def _swallows(blank: Blank, wrong: str, simplify: Simplify) -> bool:
    """Whether a mistake counts as right though it isn't one of the wordings themselves."""
    same = {bare(wording) for wording in blank.wordings}
    return bare(wrong) not in same and blank.read(wrong, simplify) is TypedAs.RIGHT
