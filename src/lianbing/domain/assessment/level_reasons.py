"""Why a person has this level and not the next higher one, in words for the person and for who must explain it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import Lowered, PersonResult
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.kernel.decimals import ZERO, plain


@dataclass(frozen=True, kw_only=True)
class LevelReason:
    """The level of a final result, the next ``higher`` one (empty at the top), and why it is the one and not the other.

    ``surprising`` means that the total alone would do for the higher level: every report says why it isn't that.
    """

    level: str
    higher: str
    surprising: bool
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The reasons as one Chinese sentence that can be understood alone."""
        return f"{'；'.join(self.reasons)}：定为{self.level}。"


def level_reason(scheme: Scheme, result: PersonResult) -> LevelReason | None:
    """The reason of a level; ``None`` where there is no final result or the scheme doesn't know its level."""
    titles = [level.title for level in scheme.levels]
    if result.total is None or result.level not in titles:
        return None
    place = titles.index(result.level)
    if place == 0:
        reasons = (f"总分 {plain(result.total)}，{_asks(scheme.levels[0])}，都够",)
        return LevelReason(level=result.level, higher="", surprising=False, reasons=reasons)
    higher = scheme.levels[place - 1]
    if result.lowered:
        return LevelReason(
            level=result.level,
            higher=result.lowered[-1].level,
            surprising=True,
            reasons=(f"总分 {plain(result.total)}", *map(_over, result.lowered)),
        )
    return LevelReason(
        level=result.level,
        higher=higher.title,
        surprising=result.total >= higher.minimum,
        reasons=(*_short_of(higher, result, result.total), *_taken(higher, result, result.total)),
    )


def _asks(level: Level) -> str:
    parts = f"、每部分得分率不低于 {plain(level.part_minimum)}" if level.part_minimum else ""
    return f"{level.title}要总分不低于 {plain(level.minimum)}{parts}"


def _over(cap: Lowered) -> str:
    """Why a level that was reached is not given."""
    places = f"{cap.group} {cap.people} 人里最多 {cap.places} 人（{plain(cap.share)}%，取整）"
    why = "同分的几个人不能都算，一起不算" if cap.tied else "名次在名额以后"
    return f"够{cap.level}，但{cap.level}在{places}，{why}"


def _short_of(higher: Level, result: PersonResult, total: Decimal) -> Iterator[str]:
    """What the next higher level asks for and the person doesn't have."""
    if total < higher.minimum:
        yield f"总分 {plain(total)}，低于{higher.title}的 {plain(higher.minimum)}"
    else:
        yield f"总分 {plain(total)}，够{higher.title}的 {plain(higher.minimum)}"
    for part in result.parts:
        rate = part.rate or ZERO
        if rate < higher.part_minimum and not part.left_out:
            yield f"{part.title}得分率 {plain(rate)}，低于{higher.title}要求每部分都有的 {plain(higher.part_minimum)}"


def _taken(higher: Level, result: PersonResult, total: Decimal) -> Iterator[str]:
    """What was taken from the total and costs the level."""
    taken = [("补考封顶", result.deduction)] if result.deduction else []
    taken += [(each.title, -each.points) for each in result.adjustments if each.points < ZERO]
    for what, points in taken:
        if total < higher.minimum <= total + points:
            yield f"{what}扣了 {plain(points)} 分，不扣够{higher.title}"
