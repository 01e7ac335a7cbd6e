"""What a section is called in a link: its heading up to a colon or bracket, or the id that the heading begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lianbing.domain.knowledge.reference import Indicator

ID = re.compile(r"^(?P<id>[A-Z]{2,5}-\d{2,4}|K\d{2,3})(?=\s|$)\s*")
"""The id of a clause or fact at the beginning of a title."""
PARAMETER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
"""The id of a parameter."""
# What is said after a colon or in brackets is reworded more often than what stands before.
_TAIL = re.compile("[：（]")
_UNSPOKEN = re.compile(r"[\W_]+")
# What follows the colon tells these headings apart, and nothing else does.
_KINDS_OF_HEADING = ("情景演练", "数据练习")


def section_anchors(headings: Sequence[str]) -> list[str]:
    """The anchors of a page's sections, all different, in their order.

    >>> section_anchors(["三率：算得对，还要看得懂", "VIS-06 每天走访户数", "先看货，再看人"])
    ['三率', 'vis-06', '先看货-再看人']

    Where two begin alike, the whole heading is taken.
    """
    short = [_short(heading) for heading in headings]
    alike = Counter(short)
    wanted = [name if alike[name] == 1 else _spoken(heading) for name, heading in zip(short, headings, strict=True)]
    seen: Counter[str] = Counter()
    anchors = []
    for name in wanted:
        seen[name] += 1
        anchors.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return anchors


def _short(heading: str) -> str:
    named = ID.match(heading)
    if named:
        return named["id"].lower()
    beginning = _TAIL.split(heading, maxsplit=1)[0]
    return _spoken(heading if beginning in _KINDS_OF_HEADING else beginning)


def _spoken(text: str) -> str:
    return _UNSPOKEN.sub("-", text).strip("-").lower() or "section"


def indicator_heading(indicator: Indicator) -> str:
    """The heading of an indicator in the page of formulas."""
    return f"{indicator.title}（{indicator.unit}）"
