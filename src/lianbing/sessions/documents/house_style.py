"""What all papers of a session share: how they begin, days and hours in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import floor

from lianbing.domain.sessions.plans import SessionPlan
from lianbing.printing.blocks import Block, Facts, PaperDocument
from lianbing.wire.sessions.prepared import PreparedSession

OPEN = "待定"
FOR_TRAINER = "只给培训师，内有答案"
_WEEKDAYS = "一二三四五六日"


def new_document(
    prepared: PreparedSession, title: str, blocks: Sequence[Block], *, is_private: bool = False
) -> PaperDocument:
    """A document of the session; a private one says on every page that it holds the answers."""
    plan = prepared.plan
    foot = f"{plan.title}　{title}"
    return PaperDocument(
        title=title,
        subtitle=plan.title,
        foot=f"{foot}　{FOR_TRAINER}" if is_private else foot,
        made=_without_zone(prepared.at),
        blocks=tuple(blocks),
    )


def when_and_where(plan: SessionPlan, *more: tuple[str, str]) -> Facts:
    """Day, time, place, trainer and length, and what else there is; what is open stands there as such."""
    times = f"{plan.begins}–{clock_time(plan, plan.minutes)}" if plan.begins else OPEN
    pairs = (
        ("日期", day_in_words(plan.date) if plan.date else OPEN),
        ("时间", times),
        ("时长", f"{plan.minutes} 分钟"),
        ("地点", plan.place or OPEN),
        ("培训师", plan.trainer or OPEN),
    )
    return Facts((*pairs, *more), per_line=2)


def day_in_words(day: str) -> str:
    """An ISO date as people read it; a text that is none stays as it is."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{read.year} 年 {read.month} 月 {read.day} 日（周{_WEEKDAYS[read.weekday()]}）"


def clock_time(plan: SessionPlan, minutes: int) -> str:
    """The time of day so many minutes after the beginning; where that is open, the minutes alone."""
    try:
        begins = datetime.strptime(plan.begins, "%H:%M")
    except ValueError:
        return f"第 {minutes} 分钟"
    return f"{begins + timedelta(minutes=minutes):%H:%M}"


def per_cent(share: float) -> str:
    """A share as whole per cent, a half rounded up."""
    return f"{floor(share * 100 + 0.5)}%"


def _without_zone(text: str) -> datetime:
    """An ISO 8601 time as UTC without a zone, as document properties hold it."""
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
