"""考评期: month, quarter, half-year and year; which days each has, and which periods lie in which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lianbing.errors import WrongUsage

_MONTHS = 12
_LONG_FEBRUARY, _SHORT_FEBRUARY = 29, 28
_THIRTY_DAYS = (4, 6, 9, 11)


class Span(StrEnum):
    """The length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has; each span goes into every longer one without a rest."""
        return {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}[self]

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Span.MONTH: "月", Span.QUARTER: "季度", Span.HALF_YEAR: "半年", Span.YEAR: "年"}[self]


_FORMS = (
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII), Span.MONTH),
    (re.compile(r"(\d{4})Q([1-4])", re.ASCII), Span.QUARTER),
    (re.compile(r"(\d{4})H([12])", re.ASCII), Span.HALF_YEAR),
    (re.compile(r"(\d{4})()", re.ASCII), Span.YEAR),
)


@dataclass(frozen=True)
class Period:
    """A period such as ``2026H2``: the ``number``-th of its span in its year. Days are ISO dates, so they compare."""

    year: int
    span: Span
    number: int = 1

    @classmethod
    def parse(cls, code: str) -> Period:
        """Reads ``2026-11``, ``2026Q3``, ``2026H2`` or ``2026``; raises WrongUsage."""
        for pattern, span in _FORMS:
            match = pattern.fullmatch(code)
            if match:
                return cls(int(match[1]), span, int(match[2] or 1))
        raise WrongUsage(f"考评期“{code}”写得不对：应写成 2026H2（半年）、2026Q3（季）、2026-11（月）或 2026（年）")

    @property
    def code(self) -> str:
        """The period as people write it."""
        match self.span:
            case Span.MONTH:
                return f"{self.year:04}-{self.number:02}"
            case Span.QUARTER:
                return f"{self.year:04}Q{self.number}"
            case Span.HALF_YEAR:
                return f"{self.year:04}H{self.number}"
            case Span.YEAR:
                return f"{self.year:04}"

    @property
    def title(self) -> str:
        """The period as people say it."""
        match self.span:
            case Span.MONTH:
                return f"{self.year:04} 年 {self.number:02} 月"
            case Span.QUARTER:
                return f"{self.year:04} 年第 {self.number} 季度"
            case Span.HALF_YEAR:
                return f"{self.year:04} 年{'上下'[self.number - 1]}半年"
            case Span.YEAR:
                return f"{self.year:04} 年"

    @property
    def previous(self) -> Period:
        """The period of the same span before this one."""
        if self.number > 1:
            return Period(self.year, self.span, self.number - 1)
        return Period(self.year - 1, self.span, _MONTHS // self.span.months)

    @property
    def first(self) -> str:
        """The first day."""
        return f"{self.year:04}-{self._last_month - self.span.months + 1:02}-01"

    @property
    def last(self) -> str:
        """The last day."""
        return f"{self.year:04}-{self._last_month:02}-{_days(self.year, self._last_month)}"

    def contains(self, other: Period | str) -> bool:
        """Whether all of a period, or a day, lies in this one. A day may be a time: its first ten characters count."""
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return self.first <= other[:10] <= self.last

    def parts(self, span: Span) -> tuple[Period, ...]:
        """The shorter periods that this one is made of, in order: a quarter's months; none of a longer span."""
        every = (Period(self.year, span, number) for number in range(1, _MONTHS // span.months + 1))
        return tuple(period for period in every if self.contains(period))

    def around(self, span: Span) -> Period | None:
        """The period of a span that this one lies in, be it itself; ``None`` for a shorter span."""
        if span.months < self.span.months:
            return None
        return Period(self.year, span, (self._last_month - 1) // span.months + 1)

    @property
    def _last_month(self) -> int:
        return self.number * self.span.months


def _days(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return _LONG_FEBRUARY if leap else _SHORT_FEBRUARY
    return 30 if month in _THIRTY_DAYS else 31
