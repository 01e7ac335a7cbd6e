"""The months of sessions: which month one belongs to, and which months went by without any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lianbing.errors import WrongUsage

_ID = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-(?:[2-9]|[1-9]\d))?", re.ASCII)
_MONTHS = 12


def month_of(session: str) -> str:
    """The month of a session, ``2026-12`` of ``2026-12-2``; raises WrongUsage."""
    match = _ID.fullmatch(session)
    if match is None:
        raise WrongUsage(f"“{session}”不是月度培训的编号：写成月份，例如 2026-12；同一个月的第二次写 2026-12-2")
    return match[1]


def is_session(name: str) -> bool:
    """Whether a name can be that of a session."""
    return _ID.fullmatch(name) is not None


def order_of(session: str) -> tuple[str, int]:
    """By month, then by number in the month: -2 comes before -10."""
    return session[:7], int(session[8:] or 1)


def months_later(month: str, count: int) -> str:
    """The month ``count`` months after another; before it if negative."""
    year, number = divmod(int(month[:4]) * _MONTHS + int(month[5:7]) - 1 + count, _MONTHS)
    return f"{year:04}-{number + 1:02}"


def short_months(held: Iterable[str], until: str, least: int = 1) -> dict[str, int]:
    """The months with fewer than ``least`` sessions, and how many they had.

    Args:
        held: the month of each session that was held.
        until: the month after the last one that is looked at; the first is the first one with a session.
        least: how many there ought to be.
    """
    counts = Counter(held)
    short, month = dict[str, int](), min(counts, default=until)
    while month < until:
        if counts[month] < least:
            short[month] = counts[month]
        month = months_later(month, 1)
    return short


def months_named(months: Iterable[str], year: str) -> str:
    """Months in words, in the year that is spoken of without it: ``10 月、11 月``, ``2025 年 12 月``."""
    return "、".join(f"{'' if m[:4] == year else m[:4] + ' 年 '}{int(m[5:7])} 月" for m in months)
