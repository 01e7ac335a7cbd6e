"""Models of ``grading/blueprints/*.yml`` and ``grading/drills/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lianbing.content.item_types import KnownType
from lianbing.content.reading.validation import Model, Text
from lianbing.domain.drills.blueprints import Apart, Blueprint, BlueprintSection, Difficulty
from lianbing.domain.drills.drill import DrillPlan, Window
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period
from lianbing.errors import WrongUsage

Words = Annotated[str, Field(min_length=1)]
Positive = Annotated[Decimal, Field(gt=0)]
Share = Annotated[Decimal, Field(ge=0, le=1)]

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
    items: list[str] = []
    clauses: dict[str, Annotated[int, Field(ge=1)]] = {}

    @model_validator(mode="after")
    def _not_more_than_count(self) -> BlueprintSectionModel:
        asked = {"reserved": self.reserved, "items": len(self.items), "clauses": max(self.clauses.values(), default=0)}
        for name, number in asked.items():
            if number > self.count:
                raise ValueError(f"“{self.title}”的 {name} 比 count 还多")
        return self

    def build(self) -> BlueprintSection:
        """The section."""
        fields = {**dict(self), "topics": tuple(self.topics), "items": tuple(self.items)}
        return BlueprintSection(**fields)


class DifficultyModel(Model):
    """难易: the expected share of points by difficulty, the band of papers' expected totals, and their spread."""

    rates: dict[Literal["1", "2", "3"], Share]
    band: tuple[Share, Share]
    spread: Positive

    @model_validator(mode="after")
    def _in_order(self) -> DifficultyModel:
        if [*self.rates] != ["1", "2", "3"]:
            raise ValueError("rates 要依次写 1、2、3 三级，例如 {1: 0.8, 2: 0.65, 3: 0.5}")
        if [*self.rates.values()] != sorted(self.rates.values(), reverse=True):
            raise ValueError("rates 要越难越低：1 级不低于 2 级，2 级不低于 3 级")
        if self.band[0] > self.band[1]:
            raise ValueError("band 要写成 [低, 高]")
        return self

    def build(self) -> Difficulty:
        """The bounds."""
        rates = {int(level): rate for level, rate in self.rates.items()}
        return Difficulty(rates=rates, lowest=self.band[0], highest=self.band[1], spread=self.spread)


class ApartModel(Model):
    """How many neighbours on either side, and how many earlier drills of the same person, a paper avoids."""

    neighbours: Annotated[int, Field(ge=0, le=20)] = Apart.neighbours
    drills: Annotated[int, Field(ge=0, le=20)] = Apart.drills


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
    difficulty: DifficultyModel | None = None
    forms: Annotated[int, Field(ge=1, le=100)] | None = None
    apart: ApartModel = ApartModel()

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
            sections=tuple(section.build() for section in self.sections),
            topic_weights=self.topic_weights,
            importance=dict(self.importance.items()),
            short_answers=ShortAnswers(**dict(self.short_answers)),
            difficulty=self.difficulty.build() if self.difficulty else None,
            forms=self.forms,
            apart=Apart(**dict(self.apart)),
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
