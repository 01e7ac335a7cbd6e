"""The model of ``grading/training-record.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lianbing.content.reading.validation import Model
from lianbing.domain.sessions.hours import CountedMinutes, HoursRule
from lianbing.domain.sessions.record_rules import RecordForm, TickLine, TrainingRules

Words = Annotated[str, Field(min_length=1)]


class HoursModel(Model):
    """How minutes become hours."""

    minutes: Annotated[int, Field(ge=1, le=240)]
    counted: CountedMinutes
    grace: Annotated[int, Field(ge=0, le=240)]
    places: Annotated[int, Field(ge=0, le=2)]
    note: Words


class TickModel(Model):
    """A line to tick."""

    title: Words
    options: Annotated[list[Words], Field(min_length=1)]
    clause: Words

    def build(self) -> TickLine:
        """The line."""
        return TickLine(title=self.title, options=tuple(self.options), clause=self.clause)


class RecordModel(Model):
    """The form of the record."""

    ticks: list[TickModel]
    checks: Annotated[list[Words], Field(min_length=1)]
    checked_by: Words
    followed_by: Words
    signatures: Annotated[list[Words], Field(min_length=1)]
    rests_on: Annotated[list[Words], Field(min_length=1)]
    years: Annotated[int, Field(ge=1, le=100)]
    note: Words

    def build(self) -> RecordForm:
        """The form."""
        return RecordForm(
            ticks=tuple(line.build() for line in self.ticks),
            checks=tuple(self.checks),
            checked_by=self.checked_by,
            followed_by=self.followed_by,
            signatures=tuple(self.signatures),
            rests_on=tuple(self.rests_on),
            years=self.years,
            note=self.note,
        )


class TrainingFile(Model):
    """学时和培训记录."""

    hours: HoursModel
    record: RecordModel

    def build(self) -> TrainingRules:
        """The rules."""
        return TrainingRules(hours=HoursRule(**dict(self.hours)), record=self.record.build())
