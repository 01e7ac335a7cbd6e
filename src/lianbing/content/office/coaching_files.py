"""The model of ``grading/coaching.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.coaching.rules import CoachingRules, CoachingType, WeakRule

Words = Annotated[str, Field(min_length=1)]


class CoachingTypeModel(Model):
    """A type of people."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    title: Words
    signs: Annotated[list[Words], Field(min_length=1)]
    measures: Annotated[list[Words], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> CoachingTypeModel:
        twice = sorted({name for name in self.measures if self.measures.count(name) > 1})
        if twice:
            raise ValueError(f"“{self.title}”的办法 {'、'.join(twice)} 写了两次：留一处")
        return self

    def build(self) -> CoachingType:
        """The type."""
        return CoachingType(id=self.id, title=self.title, signs=tuple(self.signs), measures=tuple(self.measures))


class FollowUpModel(Model):
    """When to look again."""

    days: Annotated[int, Field(ge=1, le=366)]
    note: Words


class WeakModel(Model):
    """When a clause is weak."""

    answers: Annotated[int, Field(ge=1, le=100)]
    below: Annotated[Decimal, Field(gt=0, le=100)]
    most: Annotated[int, Field(ge=1, le=50)]
    note: Words

    def build(self) -> WeakRule:
        """The rule."""
        return WeakRule(**dict(self))


class CoachingFile(Model):
    """七型辅导."""

    follow_up: FollowUpModel
    weak: WeakModel
    types: Annotated[list[CoachingTypeModel], Field(min_length=1)]

    def build(self) -> CoachingRules:
        """The rules."""
        return CoachingRules(
            types=tuple(each.build() for each in self.types),
            weak=self.weak.build(),
            follow_up_days=self.follow_up.days,
            follow_up_note=self.follow_up.note,
        )
