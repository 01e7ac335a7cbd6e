"""Models of ``quizzes/*.yml`` and of the questions inside tasks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from lianbing.content.bindings import Bindings
from lianbing.content.code_files import CodeModel
from lianbing.content.question_shapes import blanks, letters, question_problem
from lianbing.content.validation import Model, as_text
from lianbing.domain.items.question import (
    Classification,
    Exposure,
    ItemStatus,
    ItemType,
    KeyTemplate,
    Question,
    Rule,
    ScoringPoint,
    Skill,
)
from lianbing.domain.kernel.bindings import Range

Words = Annotated[str, Field(min_length=1)]
Wording = Annotated[str, BeforeValidator(as_text)]
Wordings = Wording | list[Wording]


class ToleranceModel(Model):
    """How far a numeric answer may be off."""

    absolute: Annotated[Decimal, Field(ge=0)] | None = None
    relative: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)


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
    type: ItemType
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
    def _shape(self) -> QuestionModel:
        problem = question_problem(self)
        if problem:
            raise ValueError(f"题 {self.id}：{problem}")
        return self

    def template(self) -> KeyTemplate:
        """The key as written."""
        rule = self.rule or DEFAULT_RULES.get(self.type, Rule.EXACT)
        match self.type:
            case ItemType.FILL:
                return KeyTemplate(blanks=blanks(self.key), rule=rule)
            case ItemType.MATCHING:
                return KeyTemplate(pairs=self.key if isinstance(self.key, dict) else {}, rule=rule)
            case ItemType.SHORT | ItemType.CASE:
                points = tuple(point.build() for point in self.scoring_points)
                return KeyTemplate(scoring_points=points, model=self.model.strip(), ordered=self.ordered)
            case ItemType.CODE:
                return KeyTemplate(rule=rule)
            case ItemType.SINGLE | ItemType.MULTIPLE | ItemType.ORDERING:
                return KeyTemplate(letters=letters(self.key), rule=rule)
        formula = ("1 == 1" if self.key else "1 == 0") if isinstance(self.key, bool) else str(self.key)
        return KeyTemplate(formula=formula, absolute=self.tolerance.absolute, relative=self.tolerance.relative)


DEFAULT_RULES = {ItemType.FILL: Rule.EACH, ItemType.MATCHING: Rule.EACH, ItemType.CODE: Rule.EACH}


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

    @model_validator(mode="after")
    def _both_needs_ranges(self) -> ItemModel:
        drawn = any(isinstance(binding, Range) for binding in self.values.values())
        if self.exposure is Exposure.BOTH and not drawn:
            raise ValueError(f"题 {self.id}：exposure 写 both 的题要有随机取值（range），否则书里和试卷一模一样")
        return self

    @model_validator(mode="after")
    def _code_stays_home(self) -> ItemModel:
        if self.code and self.type is not ItemType.CODE:
            raise ValueError(f"题 {self.id}：{self.type.label}没有 code：删掉它，或改题型")
        if self.type is ItemType.CODE and self.exposure is not Exposure.RESERVED:
            raise ValueError(f"题 {self.id}：编程题要在隔离环境里判，书里练不了：exposure 写 reserved")
        return self

    def build(self, topic: str) -> Question:
        """The question."""
        marking = Classification(
            skill=self.skill,
            topic=topic,
            difficulty=self.difficulty,
            cognitive=self.cognitive,
            importance=self.importance,
            exposure=self.exposure,
            status=self.status,
            author=self.author,
        )
        made = question(self, self.id, marking)
        return replace(made, code=self.code.build(made.key.rule)) if self.code else made


class BankFile(Model):
    """One topic's questions."""

    topic: str
    items: list[ItemModel]

    def build(self) -> list[Question]:
        """The questions in order."""
        return [item.build(self.topic) for item in self.items]


def question(model: QuestionModel, item_id: str, marking: Classification) -> Question:
    """A domain question from its model."""
    return Question(
        id=item_id,
        type=model.type,
        stem=model.stem.strip(),
        key=model.template(),
        explain=model.explain.strip(),
        rests_on=tuple(model.rests_on),
        classification=marking,
        options=model.options,
        prompts=model.prompts,
        why=model.why,
        values=model.values,
        unit=model.unit,
        decimals=model.decimals,
        hints=tuple(step.strip() for step in (model.hints or [model.hint]) if step.strip()),
    )
