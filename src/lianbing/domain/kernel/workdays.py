"""工作日: working days between dates, by weekends and the arranged holidays of each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.domain.kernel.days import day_of, number_of, weekday

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class HolidayYear:
    """The arrangement of one year.

    ``off`` are days without work and ``worked`` weekend days with work, each with the name of the holiday. ``source``
    is where it was read; ``doubt`` says what of it has to be checked, empty where nothing has.
    """

    year: int
    off: Mapping[str, str]
    worked: Mapping[str, str]
    source: str
    doubt: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """The arrangements by year. In a year without one, Monday to Friday are taken for working days."""

    years: Mapping[int, HolidayYear] = field(default_factory=dict)

    def is_workday(self, day: str) -> bool:
        """Whether people work on this day."""
        return self._works(number_of(day))

    def after(self, day: str, count: int) -> str:
        """The ``count``-th working day after ``day``, which itself doesn't count; ``day`` for 0."""
        number, left = number_of(day), count
        while left > 0:
            number += 1
            left -= self._works(number)
        return day_of(number)

    def between(self, first: str, last: str) -> int:
        """How many working days lie after ``first``, up to and including ``last``; 0 if ``last`` is not later."""
        return sum(self._works(number) for number in range(number_of(first) + 1, number_of(last) + 1))

    def doubts(self, first: str, last: str) -> tuple[str, ...]:
        """Why working days from ``first`` to ``last`` are not sure, in Chinese, year by year."""
        return tuple(sentence for year in range(int(first[:4]), int(last[:4]) + 1) if (sentence := self._doubt(year)))

    def _doubt(self, year: int) -> str:
        arranged = self.years.get(year)
        if arranged is None:
            absent = f"没有 {year} 年的节假日文件（grading/holidays/{year}.yml）"
            return f"{absent}，这一年只扣了周六、周日：补上文件后再核对期限"
        return f"{year} 年的节假日文件注明：{arranged.doubt}" if arranged.doubt else ""

    def _works(self, number: int) -> bool:
        day = day_of(number)
        year = self.years.get(int(day[:4]))
        if year and day in year.worked:
            return True
        return weekday(number) < _SATURDAY and not (year and day in year.off)
