"""The answer sheet at the end of a printed paper: a place for each answer, by the numbers of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.domain.items.on_paper import Bubbles, Gaps
from lianbing.drills.printed.paper import PrintedSection

SHEET_TITLE = "答题卡"
SHEET_NOTE = (
    "先核对姓名、工号和试卷号。选择题、判断题把选中的方括号涂黑，改动时擦净或划掉重涂；"
    "其余的写在横线上，字迹清楚。不写在答题卡上的不计分。"
)
_LONG_GAP, _SHORT_GAP = "　" * 8, "　" * 2


def bubbles(space: Bubbles) -> str:
    """The marks to blacken."""
    return " ".join(f"[{mark}]" for mark in space.marks)


def gap_texts(space: Gaps) -> Iterator[tuple[str, bool]]:
    """Labels, gaps and unit, each with whether it is underlined."""
    gap = _SHORT_GAP if space.is_short else _LONG_GAP
    for place, label in enumerate(space.labels):
        yield (space.joint if place else "") + label, False
        yield gap, True
        yield "" if space.joint else "　", False
    if space.unit:
        yield space.unit, False


def per_row(section: PrintedSection, *, is_large: bool) -> int:
    """How many answers of a section stand side by side."""
    widest = 1
    for item in section.items:
        match item.space:
            case Bubbles(marks=marks):
                widest = max(widest, 1 if len(marks) <= 5 else 2)
            case Gaps(labels=labels, is_short=True):
                widest = max(widest, 2 if len(labels) <= 4 else 3)
            case Gaps(labels=labels):
                widest = max(widest, 2 if len(labels) == 1 else 3)
    return {1: 3, 2: 2, 3: 1}[widest] if not is_large else {1: 2, 2: 1, 3: 1}[widest]
