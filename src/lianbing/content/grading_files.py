"""Models of ``grading/blueprints/*.yml`` and ``grading/schemes/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from lianbing.content.validation import Model, Text
from lianbing.domain.assessment.assessment import Level, PartWeight, Scheme
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import ItemType, Skill
from lianbing.domain.kernel.periods import Period, Span
from lianbing.errors import WrongUsage

Words = Annotated[str, Field(min_length=1)]
Positive = Annotated[Decimal, Field(gt=0)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class BlueprintSectionModel(Model):
    """A run of questions."""

    title: Words
    skill: Skill
    type: ItemType
    count: Annotated[int, Field(ge=1)]
    worth: Positive
    reserved: Annotated[int, Field(ge=0)] = 0
    topics: list[str] = []

    @model_validator(mode="after")
    def _not_more_reserved(self) -> BlueprintSectionModel:
        if self.reserved > self.count:
            raise ValueError(f"“{self.title}”的 reserved 比 count 还多")
        return self


class ShortAnswersModel(Model):
    """Whether short answers are marked by program, and how sure it has to be."""

    automatic: bool = False
    confidence: Annotated[Decimal, Field(gt=Decimal("0.5"), le=1)] = ShortAnswers.confidence
    longest: Annotated[Decimal, Field(ge=1)] = ShortAnswers.longest
    densest: Annotated[Decimal, Field(gt=0, le=1)] = ShortAnswers.densest


class BlueprintFile(Model):
    """组卷细目表."""

    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]*$")]
    title: Words
    period: Text
    minutes: Annotated[int, Field(ge=1)]
    sections: Annotated[list[BlueprintSectionModel], Field(min_length=1)]
    topic_weights: dict[str, Annotated[int, Field(ge=1)]] = {}
    importance: dict[Literal["X", "Y", "Z"], Annotated[int, Field(ge=0)]] = {}
    short_answers: ShortAnswersModel = ShortAnswersModel()

    @field_validator("period")
    @classmethod
    def _known_period(cls, period: str) -> str:
        try:
            Period.parse(period)
        except WrongUsage as error:
            raise ValueError(error.message) from error
        return period

    def build(self) -> Blueprint:
        """The blueprint."""
        return Blueprint(
            id=self.id,
            title=self.title,
            period=Period.parse(self.period),
            minutes=self.minutes,
            sections=tuple(
                BlueprintSection(s.title, s.skill, s.type, s.count, s.worth, s.reserved, tuple(s.topics))
                for s in self.sections
            ),
            topic_weights=self.topic_weights,
            importance=dict(self.importance.items()),
            short_answers=ShortAnswers(**dict(self.short_answers)),
        )


class PartWeightModel(Model):
    """The weight of a skill part."""

    skill: Skill
    weight: Annotated[Decimal, Field(gt=0, decimal_places=2)]


class LevelModel(Model):
    """A level and its thresholds."""

    title: Words
    minimum: Percent
    part_minimum: Percent = Decimal(0)


class SchemeFile(Model):
    """考评方案."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Words
    periods: Span
    parts: Annotated[list[PartWeightModel], Field(min_length=1)]
    levels: Annotated[list[LevelModel], Field(min_length=1)]

    @model_validator(mode="after")
    def _sound(self) -> SchemeFile:
        total = sum((part.weight for part in self.parts), Decimal(0))
        if total != 100:
            raise ValueError(f"各部分权重合计要是 100，现在是 {total}")
        if len({part.skill for part in self.parts}) != len(self.parts):
            raise ValueError("同一部分写了两次权重")
        minima = [level.minimum for level in self.levels]
        if minima != sorted(minima, reverse=True) or len(set(minima)) != len(minima):
            raise ValueError("等级要从高到低写，minimum 依次变小")
        if minima[-1] != 0 or self.levels[-1].part_minimum != 0:
            raise ValueError("最后一个等级的 minimum 和 part_minimum 要是 0，否则有人没有等级")
        return self

    def build(self) -> Scheme:
        """The scheme."""
        return Scheme(
            id=self.id,
            title=self.title,
            span=self.periods,
            parts=tuple(PartWeight(part.skill, part.weight) for part in self.parts),
            levels=tuple(
                Level(title=level.title, minimum=level.minimum, part_minimum=level.part_minimum)
                for level in self.levels
            ),
        )
