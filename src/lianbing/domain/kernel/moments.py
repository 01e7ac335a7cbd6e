"""Times of day as devices write them (ISO 8601, RFC 3339), read without a calendar of the system."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianbing.domain.kernel.days import days_from_civil
from lianbing.domain.kernel.periods import Period

_WRITTEN = re.compile(
    r"(?P<month>(?P<year>\d{4})-(?P<mm>0[1-9]|1[0-2]))-(?P<day>\d\d)"
    r"[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(:(?P<second>[0-5]\d)(?P<part>[.,]\d{1,9})?)?"
    r"(?P<zone>Z|[+-]([01]\d|2[0-3]):[0-5]\d)?",
    re.ASCII,
)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Moment:
    """A time in seconds since 1970 UTC; without a zone it is taken as if it were UTC, and can't be compared."""

    seconds: float
    has_zone: bool


def moment(text: str) -> Moment | None:
    """A date with a time, perhaps without a zone; ``None`` for anything else."""
    written = _WRITTEN.fullmatch(text)
    if written is None or written["year"] == "0000":
        return None
    day = text[: len("2026-11-01")]
    if not Period.parse(written["month"]).contains(day):
        return None
    days = days_from_civil(int(written["year"]), int(written["mm"]), int(written["day"]))
    time = int(written["hour"]) * _HOUR + int(written["minute"]) * _MINUTE + int(written["second"] or 0)
    part = float((written["part"] or ".0").replace(",", "."))
    return Moment(days * _DAY + time + part - _offset(written["zone"]), written["zone"] is not None)


def placed(text: str) -> Moment | None:
    """A time that can be compared with others: one with a zone."""
    when = moment(text)
    return when if when is not None and when.has_zone else None


def _offset(zone: str | None) -> int:
    """How many seconds a zone is ahead of UTC."""
    if zone in (None, "Z"):
        return 0
    size = int(zone[1:3]) * _HOUR + int(zone[4:6]) * _MINUTE
    return -size if zone[0] == "-" else size
