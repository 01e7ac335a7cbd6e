"""Models of ``grading/rubrics/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.item_types import KnownType
from lianbing.content.reading.validation import Model, Text
from lianbing.domain.reviewing.rubrics import Deduction, ExampleAnswer, Rubric, RubricLevel, RubricPoint

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]*$")]
Points = Annotated[Decimal, Field(ge=0, decimal_places=2)]
Positive = Annotated[Decimal, Field(gt=0, decimal_places=2)]
Title = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^,，\"]+$")]
"""Stands in the drop-down lists of Excel, which split at commas."""


class RubricLevelModel(Model):
    """A level and its lowest points."""

    title: Title
    low: Points
    text: str = ""


class RubricPointModel(Model):
    """Something that the answer should say."""

    text: Words
    worth: Positive


class DeductionModel(Model):
    """What costs points."""

    title: Title
    points: Positive


class ExampleModel(Model):
    """An answer with the points that were agreed on."""

    id: Name
    text: Words
    points: Points
    why: str = ""


class RubricFile(Model):
    """评分细则."""

    id: Name
    title: Words
    source: Words
    worth: Positive
    items: list[Name] = []
    section: Words | None = None
    type: KnownType | None = None
    levels: list[RubricLevelModel] = []
    points: list[RubricPointModel] = []
    deductions: list[DeductionModel] = []
    comments: list[Text] = []
    examples: list[ExampleModel] = []
    model: str = ""

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> RubricFile:
        if [bool(self.items), self.section is not None, self.type is not None].count(True) != 1:
            raise ValueError("写明这份细则归谁用：items（题目编号）、section（细目表里段的标题）、type（题型）写一样")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> RubricFile:
        lows = [level.low for level in self.levels]
        if any(above <= below for above, below in pairwise(lows)):
            raise ValueError("档要从高到低写，low 依次变小")
        if lows and lows[-1] != 0:
            raise ValueError("最低一档的 low 要是 0，否则有的得分没有档")
        if any(points > self.worth for points in (*lows, *(each.points for each in self.examples))):
            raise ValueError(f"有的分超过了 worth（满分 {self.worth}）")
        return self

    @model_validator(mode="after")
    def _named_once(self) -> RubricFile:
        lists = {
            "levels": [each.title for each in self.levels],
            "deductions": [each.title for each in self.deductions],
            "examples": [each.id for each in self.examples],
        }
        for name, words in lists.items():
            if len({*words}) < len(words):
                raise ValueError(f"{name} 里有两项同名")
        if self.points and sum(each.worth for each in self.points) != self.worth:
            raise ValueError(f"points 各项的 worth 合计要等于满分 {self.worth}")
        return self

    def build(self) -> Rubric:
        """The rubric."""
        return Rubric(
            id=self.id,
            title=self.title,
            worth=self.worth,
            source=self.source,
            items=tuple(self.items),
            section=self.section or "",
            type=self.type.name if self.type else "",
            levels=tuple(RubricLevel(**dict(level)) for level in self.levels),
            points=tuple(RubricPoint(**dict(point)) for point in self.points),
            deductions=tuple(Deduction(**dict(each)) for each in self.deductions),
            comments=tuple(self.comments),
            examples=tuple(ExampleAnswer(**dict(each)) for each in self.examples),
            model=self.model,
        )
