"""The model of ``grading/training-hours.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lianbing.content.validation import Model
from lianbing.domain.sessions.hours import CountedMinutes, HoursRule


class HoursModel(Model):
    """How minutes become hours."""

    minutes: Annotated[int, Field(ge=1, le=240)]
    counted: CountedMinutes
    grace: Annotated[int, Field(ge=0, le=240)]
    places: Annotated[int, Field(ge=0, le=2)]
    note: Annotated[str, Field(min_length=1)]


class HoursFile(Model):
    """学时怎样算."""

    hours: HoursModel

    def build(self) -> HoursRule:
        """The rule."""
        return HoursRule(**dict(self.hours))
