"""Models of ``grading/blueprints/*.yml`` and ``grading/drills/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lianbing.content.item_types import KnownType
from lianbing.content.validation import Model, Text
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.drill import DrillPlan, Window
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period
from lianbing.errors import WrongUsage

Words = Annotated[str, Field(min_length=1)]
Positive = Annotated[Decimal, Field(gt=0)]

Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]*$")]
Kind = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]

_PERIOD_MOVED = (
    "细目表不再写 period：一份细目表可以发许多场练兵。删掉这一行，补上 kind（类别，例如 skill）；"
    "考评期在发卷时用 --period 写，或写进 grading/drills/ 里这一场练兵的文件"
)


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

    id: Id
    title: Words
    kind: Kind
    minutes: Annotated[int, Field(ge=1)]
    sections: Annotated[list[BlueprintSectionModel], Field(min_length=1)]
    topic_weights: dict[str, Annotated[int, Field(ge=1)]] = {}
    importance: dict[Literal["X", "Y", "Z"], Annotated[int, Field(ge=0)]] = {}
    short_answers: ShortAnswersModel = ShortAnswersModel()

    @model_validator(mode="before")
    @classmethod
    def _without_period(cls, data: object) -> object:
        if isinstance(data, dict) and "period" in data:
            raise ValueError(_PERIOD_MOVED)
        return data

    def build(self) -> Blueprint:
        """The blueprint."""
        return Blueprint(
            id=self.id,
            title=self.title,
            kind=self.kind,
            minutes=self.minutes,
            sections=tuple(
                BlueprintSection(s.title, s.skill, s.type, s.count, s.worth, s.reserved, tuple(s.topics))
                for s in self.sections
            ),
            topic_weights=self.topic_weights,
            importance=dict(self.importance.items()),
            short_answers=ShortAnswers(**dict(self.short_answers)),
        )


class DrillFile(Model):
    """One 练兵 that is to be issued."""

    id: Id
    blueprint: Id
    period: Text
    title: Words | None = None
    kind: Kind | None = None
    opens: Words = ""
    closes: Words = ""
    minutes: Annotated[int, Field(ge=1)] | None = None
    makes_up: Id | None = None
    counts: CountingRule | None = None
    skew_minutes: Annotated[int, Field(ge=0)] | None = None
    seconds_per_item: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _readable(self) -> DrillFile:
        try:
            self.build()
        except WrongUsage as error:
            raise ValueError(error.message) from error
        return self

    def build(self) -> DrillPlan:
        """The plan."""
        return DrillPlan(
            id=self.id,
            blueprint=self.blueprint,
            period=Period.parse(self.period),
            title=self.title or "",
            kind=self.kind or "",
            window=Window.parse(self.opens, self.closes),
            minutes=self.minutes,
            makes_up=self.makes_up or "",
            terms=self._terms(),
        )

    def _terms(self) -> Terms | None:
        written = {name: getattr(self, name) for name in ("counts", "skew_minutes", "seconds_per_item")}
        stated = {name: value for name, value in written.items() if value is not None}
        return Terms(**stated) if stated else None
