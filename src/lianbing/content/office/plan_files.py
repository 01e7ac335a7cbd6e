"""Models of ``grading/reviewing/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from lianbing.content.item_types import KnownType
from lianbing.content.reading.validation import Model, as_text
from lianbing.domain.reviewing.plans import (
    AllowedDifference,
    ReviewMode,
    ReviewPlan,
    ReviewRule,
    Settler,
    Straddle,
)

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Step = Annotated[Decimal, Field(gt=0, decimal_places=2)]


class AllowedModel(Model):
    """An allowed difference, in points or in per cent."""

    points: Annotated[Decimal, Field(ge=0)] | None = None
    percent: Annotated[Decimal, Field(ge=0, le=100)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> AllowedModel:
        if (self.points is None) is (self.percent is None):
            raise ValueError("允许的分差写 points（分）或 percent（满分的百分之几）里的一样")
        return self


class ReviewRuleModel(Model):
    """How answers are marked."""

    mode: Annotated[ReviewMode, BeforeValidator(as_text)]
    allowed: AllowedModel
    settler: Settler = Settler.LEADER
    step: Step = Decimal("0.5")
    straddle: Straddle = Straddle.BOTH

    def build(self) -> ReviewRule:
        """The rule."""
        return ReviewRule(
            mode=self.mode,
            allowed=AllowedDifference(points=self.allowed.points, percent=self.allowed.percent),
            settler=self.settler,
            step=self.step,
            straddle=self.straddle,
        )


class SectionRuleModel(ReviewRuleModel):
    """How the answers of a section, or of a type of question, are marked."""

    section: Words | None = None
    type: KnownType | None = None

    @model_validator(mode="after")
    def _of_one_of_two(self) -> SectionRuleModel:
        if (self.section is None) is (self.type is None):
            raise ValueError("rules 每项写 section（细目表里段的标题）或 type（题型）里的一样")
        return self


class ReviewPlanFile(Model):
    """评分办法."""

    id: Name
    title: Words
    source: Words
    default: ReviewRuleModel
    rules: list[SectionRuleModel] = []
    seen_by: Annotated[int, Field(ge=1, le=9)] = 2
    recheck: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)
    training: Annotated[int, Field(ge=0, le=50)] = 0

    def build(self) -> ReviewPlan:
        """The plan."""
        return ReviewPlan(
            id=self.id,
            title=self.title,
            source=self.source,
            default=self.default.build(),
            sections={rule.section: rule.build() for rule in self.rules if rule.section},
            types={rule.type.name: rule.build() for rule in self.rules if rule.type},
            seen_by=self.seen_by,
            recheck=self.recheck,
            training=self.training,
        )
