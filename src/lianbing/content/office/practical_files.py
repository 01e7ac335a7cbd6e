"""Models of ``grading/rubrics/practical/*.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.practicals.rubric import Beyond, Criterion, CriterionLevel, Panel, PracticalRubric

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Points = Annotated[Decimal, Field(ge=0, decimal_places=1)]


class CriterionLevelModel(Model):
    """A level of a criterion."""

    title: Words
    text: Words
    points: Points


class CriterionModel(Model):
    """A criterion with its levels, from the most points to the fewest."""

    id: Name
    title: Words
    levels: Annotated[list[CriterionLevelModel], Field(min_length=2)]
    clauses: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _from_high_to_low(self) -> CriterionModel:
        points = [level.points for level in self.levels]
        if points != sorted({*points}, reverse=True):
            raise ValueError(f"要点“{self.title}”的 levels 要从高分写到低分，分数不重复")
        return self

    def build(self) -> Criterion:
        """The criterion."""
        return Criterion(
            id=self.id,
            title=self.title,
            levels=tuple(CriterionLevel(title=each.title, text=each.text, points=each.points) for each in self.levels),
            rests_on=tuple(self.clauses),
        )


class PanelModel(Model):
    """How assessors are settled."""

    assessors: Annotated[int, Field(ge=1)]
    allowed: Points
    beyond: Beyond
    source: Words


class PracticalFile(Model):
    """实操评分细则."""

    id: Name
    title: Words
    note: Words
    panel: PanelModel
    criteria: Annotated[list[CriterionModel], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> PracticalFile:
        for what in ("id", "title"):
            written = [getattr(criterion, what) for criterion in self.criteria]
            twice = sorted({each for each in written if written.count(each) > 1})
            if twice:
                raise ValueError(f"有两个要点的 {what} 都是“{twice[0]}”：改正其中一个")
        return self

    def build(self) -> PracticalRubric:
        """The rubric."""
        return PracticalRubric(
            id=self.id,
            title=self.title,
            note=self.note,
            criteria=tuple(criterion.build() for criterion in self.criteria),
            panel=Panel(**dict(self.panel)),
        )
