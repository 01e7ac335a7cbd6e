"""Models of ``grading/blueprints/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from lianbing.content.item_types import KnownType
from lianbing.content.validation import Model, Text
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period
from lianbing.errors import WrongUsage

Words = Annotated[str, Field(min_length=1)]
Positive = Annotated[Decimal, Field(gt=0)]


class BlueprintSectionModel(Model):
    """A run of questions."""

    title: Words
    skill: Skill
    type: KnownType
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
