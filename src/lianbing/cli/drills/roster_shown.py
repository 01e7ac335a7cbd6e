"""What was read of a roster, in lines for the person who looks at it before papers are issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianbing.drills.roster_summary import LineRange, RosterSummary

LOOKS_WRONG = "多半有错："
"""Before what stops an issue."""


def roster_lines(roster: RosterSummary) -> Iterator[str]:
    """The lines, those that must not be missed last."""
    sheet = f"，工作表“{roster.sheet}”" if roster.sheet else ""
    where = f"表头在第 {_range(roster.head)} 行，人在第 {_range(roster.lines)} 行，共 {roster.people} 人"
    yield f"名单 {roster.file}：{roster.format}{sheet}，{where}"
    yield "读的列：" + "，".join(f"{c.letters} 列“{c.heading}”作{c.taken_for}" for c in roster.columns)
    units = "，".join(f"{unit or '（空着）'} {people} 人" for unit, people in roster.units.items())
    yield f"部门 {len(roster.units)} 个：{units}"
    for omission in roster.passed_over:
        yield f"没有读：{omission}"
    for note in roster.notes:
        yield f"改动：{note}"
    for doubt in roster.doubts:
        if not doubt.stops:
            yield f"请核对：{doubt.message}"
    for doubt in roster.doubts:
        if doubt.stops:
            yield f"{LOOKS_WRONG}{doubt.message}"


def _range(lines: LineRange) -> str:
    return str(lines.first) if lines.first == lines.last else f"{lines.first}–{lines.last}"
