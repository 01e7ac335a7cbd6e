"""Models of the rules in ``grading/schemes/*.yml`` besides parts and levels."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.assessment.marked_items import PLACES
from lianbing.domain.assessment.rules import (
    Adjustment,
    AdjustmentSign,
    CapBase,
    CapGroup,
    LevelCap,
    ProposalDirection,
    ProposalRule,
    SchemeNote,
    TiesAtCap,
)
from lianbing.domain.kernel.decimals import HUNDRED, ZERO
from lianbing.domain.kernel.periods import Span

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Share = Annotated[Decimal, Field(gt=0, le=100)]
Places = Annotated[int, Field(ge=0, le=PLACES)]
Points = Annotated[Decimal, Field(gt=0, decimal_places=PLACES)]


class NoteModel(Model):
    """A note and its source."""

    text: Words
    source: str = ""
    default: bool = False

    def build(self) -> SchemeNote:
        """The note."""
        return SchemeNote(text=self.text, source=self.source, is_default=self.default)


class RoundingModel(Model):
    """Decimal places."""

    rates: Places = PLACES
    totals: Places = PLACES


class CapModel(Model):
    """How many people may have a level."""

    level: Words
    share: Share
    group: CapGroup = CapGroup.EVERYBODY
    base: CapBase = CapBase.FINAL
    ties: TiesAtCap = TiesAtCap.OUT
    least: Annotated[int, Field(ge=0)] = 0

    def build(self) -> LevelCap:
        """The cap."""
        return LevelCap(
            level=self.level,
            share=self.share,
            group=self.group,
            base=self.base,
            ties=self.ties,
            least=self.least,
        )


class AdjustmentModel(Model):
    """Points beside the parts."""

    ratings: Name
    title: Words
    sign: AdjustmentSign
    most: Points
    each: Points = Decimal(1)
    full: Annotated[Decimal, Field(gt=0)] = HUNDRED

    def build(self) -> Adjustment:
        """The adjustment."""
        return Adjustment(
            title=self.title,
            rating=self.ratings,
            sign=self.sign,
            most=self.most,
            each=self.each,
            full=self.full,
        )


class ProposalModel(Model):
    """For whom what is proposed."""

    id: Name
    title: Words
    direction: ProposalDirection
    levels: list[Words] = []
    times: Annotated[int, Field(ge=1)] = 1
    over: Span | None = None
    top: Share | None = None
    bottom: Share | None = None

    @model_validator(mode="after")
    def _has_a_condition(self) -> ProposalModel:
        if not self.levels and self.top is None and self.bottom is None:
            raise ValueError("建议要有条件：写 levels（什么等级）、top（前百分之几）或 bottom（后百分之几）")
        if self.top is not None and self.bottom is not None:
            raise ValueError("top（前百分之几）和 bottom（后百分之几）只写一样")
        if self.times > 1 and self.over is None:
            raise ValueError("times 大于 1 时要写 over：在哪一种考评期里数，例如 half-year")
        if self.over and not self.levels:
            raise ValueError("over 要同 levels 一起写：数的是哪个等级")
        return self

    def build(self) -> ProposalRule:
        """The rule."""
        return ProposalRule(
            id=self.id,
            title=self.title,
            direction=self.direction,
            levels=tuple(self.levels),
            times=self.times,
            over=self.over,
            top=self.top or ZERO,
            bottom=self.bottom or ZERO,
        )
