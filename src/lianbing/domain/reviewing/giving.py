"""Whether a mark that somebody gives fits its rubric."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lianbing.domain.kernel.decimals import EXACT, ZERO, plain
from lianbing.domain.marking.marks import is_mark
from lianbing.domain.reviewing.rounds import GivenMark
from lianbing.domain.reviewing.rubrics import Rubric

LONGEST_COMMENT = 1000


def mark_faults(given: GivenMark, rubric: Rubric, step: Decimal) -> Iterator[str]:
    """What is wrong with a mark, in Chinese sentences; nothing if it can be taken."""
    points, worth = given.points, rubric.worth
    if not is_mark(points, worth):
        yield f"得分要在 0 到 {plain(worth)} 之间，最多两位小数"
    elif points != worth and EXACT.remainder(points, step):
        yield f"得分 {plain(points)} 不对：每 {plain(step)} 分一格"
    else:
        yield from _level_faults(given, rubric, step)
    known = [each.title for each in rubric.deductions]
    for title in given.deductions:
        if title not in known:
            yield f"细则里没有扣分项“{title}”：有 {'、'.join(known) or '（没有）'}"
    if len({*given.deductions}) < len(given.deductions):
        yield "同一扣分项写了两次"
    if len(given.comment) > LONGEST_COMMENT:
        yield f"评语超过 {LONGEST_COMMENT} 字"


def _level_faults(given: GivenMark, rubric: Rubric, step: Decimal) -> Iterator[str]:
    if not given.level:
        return
    level = rubric.level_called(given.level)
    if level is None:
        names = "、".join(each.title for each in rubric.levels)
        yield f"细则里没有“{given.level}”这一档：{'有 ' + names if names else '这题不分档，空着'}"
        return
    low, high = rubric.span(level, step)
    if not low <= given.points <= high:
        yield f"得分 {plain(given.points)} 不在“{level.title}”这一档的 {plain(low)}–{plain(high)} 分里：改得分，或改档"


def earned_points(given: GivenMark, rubric: Rubric) -> Decimal:
    """What is left after deductions, at least nothing; the mark has no faults."""
    return max(given.points - rubric.deducted(given.deductions), ZERO)


def with_level(given: GivenMark, rubric: Rubric) -> GivenMark:
    """The mark with the level that its points lie in, where the marker named none."""
    level = None if given.level else rubric.level_at(given.points)
    if level is None:
        return given
    return GivenMark(points=given.points, level=level.title, deductions=given.deductions, comment=given.comment)
