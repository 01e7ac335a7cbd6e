"""评分细则: what an answer has to say for which points, and examples to learn it from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.kernel.decimals import EXACT, ZERO, ratio, round_half_up
from lianbing.domain.marking.suggestions import worths


@dataclass(frozen=True, kw_only=True)
class RubricLevel:
    """档: a level with its lowest points; it reaches up to the level above it, or to full marks."""

    title: str
    low: Decimal
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class RubricPoint:
    """Something that the answer should say, and what that is worth."""

    text: str
    worth: Decimal


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """扣分项: what costs how many points."""

    title: str
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class ExampleAnswer:
    """An answer on whose points the markers have agreed, and why."""

    id: str
    text: str
    points: Decimal
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """评分细则. All points in it are for an answer that can earn ``worth``; ``levels`` go from the highest down.

    It belongs to ``items``, or to a ``section`` of blueprints by its title, or to a ``type`` of question; the nearest
    counts. ``source`` says where it is from. ``comments`` is the comment bank, ``model`` an answer to compare with.
    """

    id: str
    title: str
    worth: Decimal
    source: str = ""
    items: tuple[str, ...] = ()
    section: str = ""
    type: str = ""
    levels: tuple[RubricLevel, ...] = ()
    points: tuple[RubricPoint, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    comments: tuple[str, ...] = ()
    examples: tuple[ExampleAnswer, ...] = ()
    model: str = ""

    def level_at(self, points: Decimal) -> RubricLevel | None:
        """The level that some points lie in; ``None`` without levels."""
        return next((level for level in self.levels if level.low <= points), None)

    def level_called(self, title: str) -> RubricLevel | None:
        """A level by its title."""
        return next((level for level in self.levels if level.title == title), None)

    def span(self, level: RubricLevel, step: Decimal) -> tuple[Decimal, Decimal]:
        """The lowest and the highest points of a level, where points go in steps."""
        above = [each.low for each in self.levels if each.low > level.low]
        return level.low, max(min(above) - step, level.low) if above else self.worth

    def deducted(self, titles: Iterable[str]) -> Decimal:
        """What some deductions cost together; raises KeyError for one that the rubric hasn't."""
        costs = {each.title: each.points for each in self.deductions}
        return sum((costs[title] for title in titles), ZERO)

    def fitted(self, worth: Decimal, step: Decimal) -> Rubric:
        """The rubric for an answer that can earn ``worth``: points in proportion, levels rounded to ``step``."""
        if worth == self.worth:
            return self

        def scaled(points: Decimal) -> Decimal:
            return ratio(points * worth, self.worth)

        return replace(
            self,
            worth=worth,
            levels=tuple(replace(level, low=to_step(scaled(level.low), step, worth)) for level in self.levels),
            points=tuple(replace(point, worth=round_half_up(scaled(point.worth), 2)) for point in self.points),
            deductions=tuple(
                replace(each, points=max(to_step(scaled(each.points), step, worth), min(step, worth)))
                for each in self.deductions
            ),
            examples=tuple(replace(each, points=to_step(scaled(each.points), step, worth)) for each in self.examples),
        )


def to_step(points: Decimal, step: Decimal, worth: Decimal) -> Decimal:
    """Points rounded half up to a multiple of ``step``, and not above ``worth``."""
    steps = EXACT.divide(points, step)
    return min(EXACT.multiply(round_half_up(steps, 0), step), worth)


def rubric_for(asked: PaperItem, section: str, rubrics: Iterable[Rubric], step: Decimal) -> Rubric:
    """The nearest rubric for an item of a paper's ``section``, fitted to its worth, with the item's own key in it.

    Without any, it is made of the item's scoring points and key alone.
    """
    known = [*rubrics]
    own = (
        next((each for each in known if asked.item.id in each.items), None)
        or next((each for each in known if each.section and each.section == section), None)
        or next((each for each in known if each.type and each.type == asked.item.type.name), None)
        or Rubric(id=asked.item.id, title="按得分点评", worth=asked.worth, source="题目的得分点和答案")
    )
    fitted = own.fitted(asked.worth, step) if own.worth else own
    key = asked.item.key
    points = fitted.points
    if not points and isinstance(key, OpenKey):
        shares = worths(key.scoring_points, asked.worth)
        pairs = zip(key.scoring_points, shares, strict=True)
        points = tuple(RubricPoint(text=point.text, worth=share) for point, share in pairs)
    return replace(
        fitted, points=points, model=fitted.model or (key.model if isinstance(key, OpenKey) else key.shown())
    )
