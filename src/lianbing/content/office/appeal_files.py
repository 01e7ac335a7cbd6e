"""Models of ``grading/appeals.yml``: publication, appeals, reviews and the public list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model, read_model
from lianbing.domain.appeals.rules import (
    Appealable,
    AppealRules,
    CountedFrom,
    FilingTerm,
    Involvement,
    ItemsOpen,
    Kept,
    Mask,
    NoticeColumn,
    NoticeForm,
    NoticeOrder,
    Reviewing,
    Times,
    WorkdayTerm,
)
from lianbing.errors import ContentFaults, Fault

FILE = "grading/appeals.yml"
Words = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=1, le=250)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Count = Annotated[int, Field(ge=0, le=20)]


class WorkdayTermModel(Model):
    """A number of working days."""

    days: Days
    source: Words

    def build(self) -> WorkdayTerm:
        """The term."""
        return WorkdayTerm(days=self.days, source=self.source)


class FilingModel(WorkdayTermModel):
    """The time to appeal."""

    counted_from: CountedFrom = Field(alias="from")

    def until(self) -> FilingTerm:
        """The term with its first day."""
        return FilingTerm(days=self.days, counted_from=self.counted_from, source=self.source)


class TimesModel(Model):
    """How often a person may appeal."""

    most: Annotated[int, Field(ge=1, le=20)]
    kept: list[Kept] = []
    source: Words


class AppealableModel(Model):
    """What people may appeal against."""

    items: ItemsOpen
    parts: bool
    result: bool
    source: Words

    @model_validator(mode="after")
    def _something(self) -> AppealableModel:
        if self.items is ItemsOpen.NONE and not self.parts and not self.result:
            raise ValueError("items、parts、result 至少开一样，否则谁也不能申诉")
        return self


class ReviewingModel(Model):
    """Who may review, and how."""

    barred: Annotated[list[Involvement], Field(min_length=1)]
    may_lower: bool
    source: Words


class MaskModel(Model):
    """How much of a text stays."""

    head: Count
    tail: Count

    def build(self) -> Mask:
        """The mask."""
        return Mask(head=self.head, tail=self.tail)


class NoticeModel(Model):
    """The public list."""

    columns: Annotated[list[NoticeColumn], Field(min_length=1)]
    number: MaskModel | None = None
    name: MaskModel | None = None
    order: NoticeOrder = NoticeOrder.UNIT
    levels: list[Words] = []
    contact: str = ""
    source: Words

    @model_validator(mode="after")
    def _shows_whom(self) -> NoticeModel:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("columns 里同一列写了两次")
        if not {NoticeColumn.NUMBER, NoticeColumn.NAME} & {*self.columns}:
            raise ValueError("columns 里至少要有 number（工号）或 name（姓名），否则不知道说的是谁")
        return self

    def build(self) -> NoticeForm:
        """The form of the list."""
        return NoticeForm(
            columns=tuple(self.columns),
            number=self.number.build() if self.number else None,
            name=self.name.build() if self.name else None,
            order=self.order,
            levels=tuple(self.levels),
            contact=self.contact,
            source=self.source,
        )


class AppealFile(Model):
    """公示与申诉规则."""

    id: Name
    title: Words
    publication: WorkdayTermModel
    filing: FilingModel
    acceptance: WorkdayTermModel
    answer: WorkdayTermModel
    times: TimesModel
    appealable: AppealableModel
    reviewing: ReviewingModel
    notice: NoticeModel

    @model_validator(mode="after")
    def _time_for_appeals(self) -> AppealFile:
        if self.filing.counted_from is CountedFrom.FIRST and self.filing.days < self.publication.days:
            raise ValueError(
                f"filing 的 {self.filing.days} 天比公示的 {self.publication.days} 天短：名单还在公示，就不能申诉了"
            )
        return self

    def build(self) -> AppealRules:
        """The rules."""
        return AppealRules(
            id=self.id,
            title=self.title,
            publication=self.publication.build(),
            filing=self.filing.until(),
            acceptance=self.acceptance.build(),
            answer=self.answer.build(),
            times=Times(most=self.times.most, kept=tuple(self.times.kept), source=self.times.source),
            appealable=Appealable(
                items=self.appealable.items,
                parts=self.appealable.parts,
                result=self.appealable.result,
                source=self.appealable.source,
            ),
            reviewing=Reviewing(
                barred=tuple(self.reviewing.barred),
                may_lower=self.reviewing.may_lower,
                source=self.reviewing.source,
            ),
            notice=self.notice.build(),
        )


def has_appeal_rules(root: Path) -> bool:
    """Whether a root has rules for appeals."""
    return (root / FILE).is_file()


def read_appeal_rules(root: Path) -> AppealRules:
    """The rules in force; raises ContentFaults, also where there is no file."""
    if not has_appeal_rules(root):
        raise ContentFaults(
            [Fault(FILE, 0, "没有这个文件：公示和申诉要按它办，照练兵自带的 grading/appeals.yml 写一份")]
        )
    return read_model(root / FILE, root, AppealFile)[0].build()
