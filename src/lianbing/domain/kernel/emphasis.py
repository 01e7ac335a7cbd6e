"""Bold in Markdown beside Chinese punctuation.

CommonMark opens and closes ``**`` by what stands on either side, and a mark between punctuation and a letter does
neither: ``**时间：**每天`` shows its asterisks (commonmark-spec issue 650). Authors mean every second mark to close. An
empty comment on the side of the letter is punctuation to Markdown and nothing to readers.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator

NOTHING = "<!-- -->"
_BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1", re.DOTALL)
_FENCE = re.compile(r"\s*(```|~~~)")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of Markdown outside fences of code, each with the place of its first line, counted from 0.

    A list item and a row of a table are paragraphs of their own.
    """
    fenced, start, lines = False, 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""]):
        fence = _FENCE.match(line) is not None
        if (fenced or fence or not line.strip() or _begins_block(line)) and lines:
            yield start, "\n".join(lines)
            lines = []
        if fence:
            fenced = not fenced
        elif not fenced and line.strip():
            start = start if lines else number
            lines.append(line)


def _begins_block(line: str) -> bool:
    return re.match(r"\s*(?:[-*+]\s|\d+[.)]\s|\||#|>|:::)", line) is not None


def with_bold(text: str) -> str:
    """Markdown in which every second ``**`` of a paragraph opens bold and the next one closes it."""
    lines = text.split("\n")
    for start, paragraph in paragraphs(text):
        count = paragraph.count("\n") + 1
        lines[start : start + count] = _mended(paragraph).split("\n")
    return "\n".join(lines)


def bold_marks(paragraph: str) -> list[int]:
    """The places of the marks of bold in a paragraph; those in code are none."""
    code = [span.span() for span in _CODE.finditer(paragraph)]
    places = [mark.start() for mark in _BOLD.finditer(paragraph)]
    return [place for place in places if not any(first <= place < end for first, end in code)]


def open_bold(text: str) -> Iterator[int]:
    """The first lines, counted from 0, of the paragraphs whose marks of bold are not in pairs: they show asterisks."""
    return (line for line, paragraph in paragraphs(text) if len(bold_marks(paragraph)) % 2)


def _mended(paragraph: str) -> str:
    """A paragraph with an empty comment wherever a mark would be taken for text; an odd one out stays as it is."""
    marks = bold_marks(paragraph)
    if len(marks) % 2:
        return paragraph
    pieces, last = [], 0
    for number, at in enumerate(marks):
        closing = number % 2 == 1
        before, after = _side(paragraph, at - 1), _side(paragraph, at + 2)
        inner, outer = (before, after) if closing else (after, before)
        mended = inner in "PS" and outer in "LS"
        pieces += [paragraph[last:at], *([NOTHING] if mended and not closing else []), "**"]
        pieces += [NOTHING] if mended and closing else []
        last = at + 2
    return "".join((*pieces, paragraph[last:]))


def _side(text: str, place: int) -> str:
    """What stands beside a mark: white space or an end (W), punctuation (P), a symbol (S), or anything else (L).

    To CommonMark 0.31 a symbol such as × is punctuation, to readers of earlier versions it is not.
    """
    if not 0 <= place < len(text) or text[place].isspace():
        return "W"
    category = unicodedata.category(text[place])[0]
    return "P" if text[place] in string.punctuation else category if category in "PS" else "L"
