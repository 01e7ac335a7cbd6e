"""Models of ``grading/holidays/*.yml``: the days of a year that are off, and the weekend days that are worked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model, Text, read_model
from lianbing.domain.kernel.days import day_of, number_of, weekday
from lianbing.domain.kernel.workdays import HolidayYear, WorkCalendar
from lianbing.errors import ContentFaults, Fault, WrongUsage

FOLDER = "grading/holidays"
_SATURDAY = 5
_LONGEST = 31
Words = Annotated[str, Field(min_length=1)]


class HolidayModel(Model):
    """One holiday: its first and last day off, and the weekend days worked for it."""

    title: Words
    off: Annotated[list[Text], Field(min_length=1, max_length=2)]
    worked: list[Text] = []

    @model_validator(mode="after")
    def _sound_days(self) -> HolidayModel:
        for day in (*self.off, *self.worked):
            _number(day)
        if self.off[-1] < self.off[0]:
            raise ValueError(f"{self.title}：off 写第一天和最后一天，先写早的")
        if _number(self.off[-1]) - _number(self.off[0]) >= _LONGEST:
            raise ValueError(f"{self.title}：off 从 {self.off[0]} 到 {self.off[-1]} 长得不像一个假期，检查日期")
        for day in self.worked:
            if weekday(_number(day)) < _SATURDAY:
                raise ValueError(f"{self.title}：调休上班的 {day} 不是周六、周日，检查日期")
        return self

    @property
    def days_off(self) -> Iterator[str]:
        """Each day off."""
        yield from map(day_of, range(_number(self.off[0]), _number(self.off[-1]) + 1))


class HolidayFile(Model):
    """节假日安排 of one year."""

    year: Annotated[int, Field(ge=2000, le=2999)]
    source: Words
    status: str = ""
    holidays: Annotated[list[HolidayModel], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_day_once(self) -> HolidayFile:
        off = [day for holiday in self.holidays for day in holiday.days_off]
        worked = [day for holiday in self.holidays for day in holiday.worked]
        for day in (*off, *worked):
            if not day.startswith(f"{self.year}-"):
                raise ValueError(f"{day} 不在 {self.year} 年：写到那一年的文件里")
        twice = sorted({day for day in (*off, *worked) if (*off, *worked).count(day) > 1})
        if twice:
            raise ValueError(f"{'、'.join(twice)} 写了两次，或又放假又上班")
        return self

    @property
    def id(self) -> str:
        """The year, which only one file may have."""
        return str(self.year)

    def build(self) -> HolidayYear:
        """The arrangement."""
        return HolidayYear(
            year=self.year,
            off={day: holiday.title for holiday in self.holidays for day in holiday.days_off},
            worked={day: holiday.title for holiday in self.holidays for day in holiday.worked},
            source=self.source,
            doubt=self.status,
        )


def read_calendar(root: Path) -> WorkCalendar:
    """The calendar of all files; raises ContentFaults with the faults of every file."""
    faults: list[Fault] = []
    read: list[HolidayFile] = []
    for path in sorted((root / FOLDER).glob("*.yml")):
        try:
            read.append(read_model(path, root, HolidayFile)[0])
        except ContentFaults as error:
            faults.extend(error.faults)
        else:
            if path.stem != read[-1].id:
                message = f"文件名和里面的 year: {read[-1].id} 不一样：一年一个文件，叫 {read[-1].id}.yml"
                faults.append(Fault(path.relative_to(root).as_posix(), 1, message))
    if faults:
        raise ContentFaults(faults)
    return calendar_of(each.build() for each in read)


def calendar_of(years: Iterable[HolidayYear]) -> WorkCalendar:
    """A calendar of some years."""
    return WorkCalendar({each.year: each for each in years})


def _number(day: str) -> int:
    try:
        return number_of(day)
    except WrongUsage as error:
        raise ValueError(error.message) from error
