"""Days of the Gregorian calendar by number, without a calendar of the system. Days are ISO dates such as 2026-11-02."""

from __future__ import annotations

import re

from lianbing.errors import WrongUsage

_WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_LAST_YEAR = 9999
_THURSDAY = 3
"""1970-01-01 was one; Monday is 0."""


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, for the year that begins in March (Howard Hinnant)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def number_of(day: str) -> int:
    """Days since 1970-01-01; raises WrongUsage for what is no day from the year 1 to 9999."""
    written = _WRITTEN.fullmatch(day)
    if written:
        number = days_from_civil(*map(int, written.groups()))
        if not day.startswith("0000") and _written(number) == day:
            return number
    raise WrongUsage(f"日期“{day}”写得不对：应写成 2026-11-02")


def day_of(number: int) -> str:
    """The inverse of :func:`number_of`; raises WrongUsage outside the years 1 to 9999."""
    day = _written(number)
    if not _WRITTEN.fullmatch(day) or day.startswith("0000"):
        raise WrongUsage(f"日期超出了 1 到 {_LAST_YEAR} 年：检查写的日期和天数")
    return day


def _written(number: int) -> str:
    """The day as text, by the inverse of :func:`days_from_civil`."""
    era, of_era = divmod(number + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return f"{year + era * 400 + (month <= 2):04}-{month:02}-{day:02}"


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number + _THURSDAY) % 7
