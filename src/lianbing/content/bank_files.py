"""Models of ``quizzes/*.yml`` and of the questions inside tasks."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lianbing.content.bindings import Bindings
from lianbing.content.validation import Model
from lianbing.domain.items import (
    LETTERS,
    Exposure,
    ItemStatus,
    ItemType,
    KeyTemplate,
    Marking,
    Question,
    Rule,
    Skill,
)

Words = Annotated[str, Field(min_length=1)]


class ToleranceModel(Model):
    """How far a numeric answer may be off."""

    absolute: Annotated[Decimal, Field(ge=0)] | None = None
    relative: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)


class QuestionModel(Model):
    """What every question has, wherever it stands."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    type: ItemType
    stem: Words
    key: str | bool | int | Decimal | list[str]
    explain: Words
    rests_on: Annotated[list[str], Field(min_length=1)]
    options: dict[str, str] = {}
    why: dict[str, str] = {}
    values: Bindings = {}
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    tolerance: ToleranceModel = ToleranceModel()
    rule: Rule = Rule.EXACT
    hint: str = ""

    @model_validator(mode="after")
    def _shape(self) -> QuestionModel:
        chooses = self.type in (ItemType.SINGLE, ItemType.MULTIPLE)
        problem = _choice_problem(self) if chooses else _other_problem(self)
        if problem:
            raise ValueError(f"题 {self.id}：{problem}")
        return self

    def template(self) -> KeyTemplate:
        """The key as written."""
        if isinstance(self.key, list):
            letters: tuple[str, ...] = tuple(self.key)
        else:
            letters = (str(self.key),) if self.options else ()
        formula = str(self.key).lower() if isinstance(self.key, bool) else str(self.key)
        if isinstance(self.key, bool):
            formula = "1 == 1" if self.key else "1 == 0"
        return KeyTemplate(letters, formula, self.rule, self.tolerance.absolute, self.tolerance.relative)


def _choice_problem(question: QuestionModel) -> str:
    letters = list(question.options)
    keys = question.key if isinstance(question.key, list) else [str(question.key)]
    if letters != list(LETTERS[: len(letters)]) or not 2 <= len(letters) <= len(LETTERS):
        return "选项要从 A 起依次写，2 到 8 个"
    outside = [key for key in keys if key not in letters]
    if outside:
        return f"答案 {'、'.join(outside)} 不在选项里：改答案或补选项"
    if len(set(question.options.values())) != len(letters):
        return "有两个选项写得一样"
    if question.type is ItemType.SINGLE and len(keys) != 1:
        return "单选题只能有一个答案"
    if question.type is ItemType.MULTIPLE and (len(keys) < 2 or len(set(keys)) != len(keys)):
        return "多选题的答案要写成列表，至少两个、不重复"
    unexplained = [letter for letter in letters if letter not in keys and letter not in question.why]
    if unexplained:
        return f"why 里缺错项 {'、'.join(unexplained)} 的说明"
    stray = [letter for letter in question.why if letter not in letters or letter in keys]
    return f"why 里的 {'、'.join(stray)} 不是错项" if stray else ""


def _other_problem(question: QuestionModel) -> str:
    if question.options or question.why:
        return "判断题和计算题没有 options 和 why"
    if isinstance(question.key, list):
        return "答案不能写成列表"
    if question.type is ItemType.NUMERIC and isinstance(question.key, bool):
        return "计算题的答案要是数值、名字或算式"
    return ""


class ItemModel(QuestionModel):
    """A question of the bank."""

    skill: Skill
    difficulty: Literal[1, 2, 3]
    cognitive: Literal["recall", "understand", "apply", "analyse"]
    importance: Literal["X", "Y", "Z"]
    exposure: Exposure
    status: ItemStatus
    author: Words

    @model_validator(mode="after")
    def _both_needs_ranges(self) -> ItemModel:
        drawn = any(binding.__class__.__name__ == "Range" for binding in self.values.values())
        if self.exposure is Exposure.BOTH and not drawn:
            raise ValueError(f"题 {self.id}：exposure 写 both 的题要有随机取值（range），否则书里和试卷一模一样")
        return self

    def build(self, topic: str) -> Question:
        """The question."""
        marking = Marking(
            skill=self.skill,
            topic=topic,
            difficulty=self.difficulty,
            cognitive=self.cognitive,
            importance=self.importance,
            exposure=self.exposure,
            status=self.status,
            author=self.author,
        )
        return question(self, self.id, marking)


class BankFile(Model):
    """One topic's questions."""

    topic: str
    items: list[ItemModel]

    def build(self) -> list[Question]:
        """The questions in order."""
        return [item.build(self.topic) for item in self.items]


def question(model: QuestionModel, item_id: str, marking: Marking) -> Question:
    """A domain question from its model."""
    return Question(
        id=item_id,
        type=model.type,
        stem=model.stem.strip(),
        key=model.template(),
        explain=model.explain.strip(),
        rests_on=tuple(model.rests_on),
        marking=marking,
        options=model.options,
        why=model.why,
        values=model.values,
        unit=model.unit,
        decimals=model.decimals,
        hint=model.hint,
    )
