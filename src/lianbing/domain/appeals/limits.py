"""期限: by when each step of a publication or an appeal is due, and what is overdue. All in working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianbing.domain.appeals.register import Appeal, AppealRegister, AppealState, Published
from lianbing.domain.appeals.rules import AppealRules, CountedFrom
from lianbing.domain.kernel.workdays import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """What is due on which day: so many working ``days`` after ``start``; ``doubts`` why the day is not sure."""

    what: str
    start: str
    days: int
    day: str
    doubts: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The day and how it comes about."""
        return f"{self.day}（{self.start} 起 {self.days} 个工作日）"


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """Something that should have been done: ``late`` is how many working days ago."""

    period: str
    about: str
    employee: str
    deadline: Deadline
    late: int


def deadline(calendar: WorkCalendar, what: str, start: str, days: int) -> Deadline:
    """A deadline that runs from the day after ``start``."""
    day = calendar.after(start, days)
    return Deadline(what=what, start=start, days=days, day=day, doubts=calendar.doubts(start, day))


def publication_limits(calendar: WorkCalendar, rules: AppealRules, first: str) -> tuple[Deadline, Deadline]:
    """The last day of a publication from ``first`` on, and the last day to appeal."""
    last = deadline(calendar, "公示到", first, rules.publication.days)
    start = first if rules.filing.counted_from is CountedFrom.FIRST else last.day
    return last, deadline(calendar, "申诉到", start, rules.filing.days)


def next_limit(calendar: WorkCalendar, appeal: Appeal, rules: AppealRules) -> Deadline | None:
    """What is due next for an appeal; ``None`` if it is done."""
    if appeal.state is AppealState.FILED:
        return deadline(calendar, "决定受理不受理", appeal.filing.content.on, rules.acceptance.days)
    if appeal.state.is_open and appeal.acceptance:
        what = "复核并答复" if appeal.state is AppealState.ACCEPTED else "答复"
        return deadline(calendar, what, appeal.acceptance.content.on, rules.answer.days)
    return None


def overdue(register: AppealRegister, calendar: WorkCalendar, today: str) -> Iterator[Overdue]:
    """Everything of a period whose day has passed, appeals first."""
    for appeal in register.appeals:
        limit = next_limit(calendar, appeal, register.publication_of(appeal).content.rules)
        if limit and limit.day < today:
            yield _overdue(register.period, appeal.id, appeal.employee, limit, calendar.between(limit.day, today))
    for published in register.publications:
        if published.is_running and published.content.last < today:
            limit = _of_publication(published, calendar)
            yield _overdue(register.period, published.content.scheme, "", limit, calendar.between(limit.day, today))


def _of_publication(published: Published, calendar: WorkCalendar) -> Deadline:
    content = published.content
    return Deadline(
        what="记下公示结束",
        start=content.first,
        days=content.rules.publication.days,
        day=content.last,
        doubts=calendar.doubts(content.first, content.last),
    )


def _overdue(period: str, about: str, employee: str, limit: Deadline, late: int) -> Overdue:
    return Overdue(period=period, about=about, employee=employee, deadline=limit, late=late)
