"""Models of ``quizzes/*.yml`` and of the questions inside tasks: they are read here, and judged by the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from lianbing.content.bindings import Bindings, with_references
from lianbing.content.code_files import CodeModel
from lianbing.content.item_types import KnownType
from lianbing.content.reading.validation import Model, as_text
from lianbing.domain.items.drafts import problem, question
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import (
    Classification,
    Draft,
    Exposure,
    ItemStatus,
    Question,
    ScoringPoint,
    Skill,
    Tolerance,
)
from lianbing.domain.kernel.bindings import Binding

Words = Annotated[str, Field(min_length=1)]
Wording = Annotated[str, BeforeValidator(as_text)]
Wordings = Wording | list[Wording]


class ToleranceModel(Model):
    """How far a numeric answer may be off."""

    absolute: Annotated[Decimal, Field(ge=0)] | None = None
    relative: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)

    def build(self) -> Tolerance:
        """The tolerance."""
        return Tolerance(self.absolute, self.relative)


class PointModel(Model):
    """得分点."""

    text: Words
    share: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    keywords: list[list[str]] = []

    def build(self) -> ScoringPoint:
        """The scoring point."""
        return ScoringPoint(self.text, self.share, tuple(tuple(synonyms) for synonyms in self.keywords))


class QuestionModel(Model):
    """What every question has, wherever it stands."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    type: KnownType
    stem: Words
    key: str | bool | int | Decimal | list[Wordings] | dict[str, str] | None = None
    explain: Words
    rests_on: Annotated[list[str], Field(min_length=1)]
    options: dict[str, Wording] = {}
    prompts: dict[str, Wording] = {}
    scoring_points: list[PointModel] = []
    model: str = ""
    ordered: bool = False
    why: dict[str, str] = {}
    values: Bindings = {}
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    tolerance: ToleranceModel = ToleranceModel()
    rule: Rule | None = None
    hint: str = ""
    hints: list[Words] = []

    @model_validator(mode="after")
    def _sound(self) -> QuestionModel:
        if self.hint and self.hints:
            raise ValueError(f"题 {self.id}：hint 和 hints 只写一个：只有一步写 hint，分几步写 hints")
        fault = problem(self.draft())
        if fault:
            raise ValueError(f"题 {self.id}：{fault}")
        return self

    def draft(self) -> Draft:
        """The question as it is written."""
        return Draft(
            id=self.id,
            type=self.type,
            stem=self.stem.strip(),
            explain=self.explain.strip(),
            rests_on=tuple(self.rests_on),
            key=self.key,
            options=self.options,
            prompts=self.prompts,
            scoring_points=tuple(point.build() for point in self.scoring_points),
            model=self.model,
            ordered=self.ordered,
            why=self.why,
            values=self.bindings(),
            unit=self.unit,
            decimals=self.decimals,
            tolerance=self.tolerance.build(),
            rule=self.rule,
            hints=tuple(step.strip() for step in (self.hints or [self.hint]) if step.strip()),
        )

    def bindings(self) -> Mapping[str, Binding]:
        """The values, and the limits and parameters that the texts name."""
        return with_references(self.values, self)


class ItemModel(QuestionModel):
    """A question of the bank."""

    skill: Skill
    difficulty: Literal[1, 2, 3]
    cognitive: Literal["recall", "understand", "apply", "analyse"]
    importance: Literal["X", "Y", "Z"]
    exposure: Exposure
    status: ItemStatus
    author: Words
    code: CodeModel | None = None

    def bindings(self) -> Mapping[str, Binding]:
        """Those of the question; a code task uses the names of its data exercise."""
        return self.values if self.code else super().bindings()

    def draft(self) -> Draft:
        """The question as it is written, with what only a question of the bank has."""
        return replace(super().draft(), exposure=self.exposure, code=self.code.build() if self.code else None)

    def build(self, topic: str) -> Question:
        """The question."""
        classification = Classification(
            skill=self.skill,
            topic=topic,
            difficulty=self.difficulty,
            cognitive=self.cognitive,
            importance=self.importance,
            exposure=self.exposure,
            status=self.status,
            author=self.author,
        )
        return question(self.draft(), classification)


class BankFile(Model):
    """One topic's questions."""

    topic: str
    items: list[ItemModel]

    def build(self) -> list[Question]:
        """The questions in order."""
        return [item.build(self.topic) for item in self.items]
