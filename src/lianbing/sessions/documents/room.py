"""How much room for handwriting the last page of a paper has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor

from lianbing.printing.blocks import (
    RULE,
    Block,
    Facts,
    FramedText,
    Heading,
    LeadIn,
    LetteredQuestion,
    Points,
    Sentence,
    text_width,
)

_PAGE, _TITLE, _ACROSS, _PRINTED = 51.0, 5.0, 46, 0.56
"""Printed lines on a page and in its title, characters on a line, the height of a line in centimetres."""
_UNSURE = 10.0
"""By so many printed lines may the page be fuller than is reckoned here, most in Word with other fonts."""
_FEWEST = 3


def lines_that_fit(blocks: Sequence[Block]) -> int:
    """About how many lines to write on fill the page on which a paper of these blocks ends; 0 where it is full."""
    used, waiting = _TITLE, 0.0
    for block in blocks:
        waiting += _lines(block)
        if isinstance(block, Heading | LeadIn | LetteredQuestion):
            continue
        if isinstance(block, FramedText) and used + waiting > _PAGE:
            used = 0.0
        used, waiting = (used + waiting) % _PAGE, 0.0
    lines = floor((_PAGE - used - waiting - _UNSURE) * _PRINTED / RULE)
    return lines if lines >= _FEWEST else 0


def _lines(block: Block) -> float:
    match block:
        case Heading():
            return 1.9
        case Sentence(text=text) | LeadIn(text=text):
            return _wrapped([text])
        case Points(texts=texts):
            return _wrapped(texts)
        case Facts(pairs=pairs, per_line=per_line):
            return 1 + 0.75 * ceil(len(pairs) / per_line)
        case FramedText(title=title, text=text, notes=notes):
            return 1 + _wrapped(filter(None, (title, text, *notes)))
        case LetteredQuestion(lines=lines, rows=rows):
            return 1 + _wrapped(lines) + len(rows)
    return 0


def _wrapped(texts: Iterable[str]) -> int:
    return sum(ceil(text_width(text) / _ACROSS) for text in texts)
