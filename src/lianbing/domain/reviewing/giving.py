"""Whether a mark that somebody gives fits its rubric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.decimals import EXACT, ZERO, plain
from lianbing.domain.marking.marks import is_mark
from lianbing.domain.reviewing.rounds import GivenMark
from lianbing.domain.reviewing.rubrics import Rubric

LONGEST_COMMENT = 1000


class MarkPart(StrEnum):
    """The part of a mark that something is wrong with."""

    POINTS = "points"
    LEVEL = "level"
    DEDUCTIONS = "deductions"
    COMMENT = "comment"


@dataclass(frozen=True)
class MarkFault:
    """What is wrong with a mark, as a Chinese sentence that says what would be right."""

    part: MarkPart
    message: str


def mark_faults(given: GivenMark, rubric: Rubric, step: Decimal) -> Iterator[MarkFault]:
    """All that is wrong with a mark; nothing if it can be taken."""
    points, worth = given.points, rubric.worth
    if not is_mark(points, worth):
        yield MarkFault(MarkPart.POINTS, f"得分要在 0 到 {plain(worth)} 之间，最多两位小数")
    elif points != worth and EXACT.remainder(points, step):
        yield MarkFault(MarkPart.POINTS, f"得分 {plain(points)} 不对：每 {plain(step)} 分一格")
    else:
        yield from _level_faults(given, rubric, step)
    known = [each.title for each in rubric.deductions]
    for title in given.deductions:
        if title not in known:
            have = "、".join(known) or "（没有）"
            yield MarkFault(MarkPart.DEDUCTIONS, f"细则里没有扣分项“{title}”：有 {have}")
    if len({*given.deductions}) < len(given.deductions):
        yield MarkFault(MarkPart.DEDUCTIONS, "同一扣分项写了两次")
    if len(given.comment) > LONGEST_COMMENT:
        yield MarkFault(MarkPart.COMMENT, f"评语超过 {LONGEST_COMMENT} 字")


def _level_faults(given: GivenMark, rubric: Rubric, step: Decimal) -> Iterator[MarkFault]:
    if not given.level:
        return
    level = rubric.level_called(given.level)
    if level is None:
        names = "、".join(each.title for each in rubric.levels)
        what = f"有 {names}" if names else "这题不分档，空着"
        yield MarkFault(MarkPart.LEVEL, f"细则里没有“{given.level}”这一档：{what}")
        return
    low, high = rubric.span(level, step)
    if not low <= given.points <= high:
        span = f"{plain(low)}–{plain(high)}"
        message = f"得分 {plain(given.points)} 不在“{level.title}”这一档的 {span} 分里：改得分，或改档"
        yield MarkFault(MarkPart.POINTS, message)


def earned_points(given: GivenMark, rubric: Rubric) -> Decimal:
    """What is left after deductions, at least nothing; the mark has no faults."""
    return max(given.points - rubric.deducted(given.deductions), ZERO)


def with_level(given: GivenMark, rubric: Rubric) -> GivenMark:
    """The mark with the level that its points lie in, where the marker named none."""
    level = None if given.level else rubric.level_at(given.points)
    if level is None:
        return given
    return GivenMark(points=given.points, level=level.title, deductions=given.deductions, comment=given.comment)
