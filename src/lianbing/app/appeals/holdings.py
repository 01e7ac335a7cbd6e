"""What the use cases of appeals read: the register of a period, what was published, the calendar, days."""

from __future__ import annotations

from lianbing.app.workspace import Workspace
from lianbing.content.office.holiday_files import read_calendar
from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealFiling,
    AppealRefusal,
    AppealReview,
    AppealWithdrawal,
    Publication,
    PublicationEnd,
)
from lianbing.domain.appeals.register import AppealRegister, Published, period_of, register_of
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.kernel.days import number_of
from lianbing.domain.kernel.periods import Period
from lianbing.domain.kernel.workdays import WorkCalendar
from lianbing.errors import DataChanged, UnknownReference, WrongUsage
from lianbing.store.records import Records

_KINDS = tuple(
    content.kind
    for content in (
        Publication,
        PublicationEnd,
        AppealFiling,
        AppealAcceptance,
        AppealRefusal,
        AppealReview,
        AppealAnswer,
        AppealWithdrawal,
    )
)


def calendar_of(workspace: Workspace) -> WorkCalendar:
    """The working days as the holiday files say; raises ContentFaults."""
    return read_calendar(workspace.root)


def read_register(records: Records, period_code: str) -> AppealRegister:
    """The publications and appeals of a period; raises WrongUsage."""
    period = Period.parse(period_code)
    return register_of(period.code, records.period_events.of(period.code))


def register_with(records: Records, appeal_id: str) -> AppealRegister:
    """The register that an appeal is in; raises WrongUsage and UnknownReference."""
    register = read_register(records, period_of(appeal_id))
    register.appeal(appeal_id)
    return register


def every_register(records: Records) -> list[AppealRegister]:
    """The registers of all periods that anything was published or appealed in, by period."""
    events = records.period_events.of_kinds(*_KINDS)
    periods = sorted({event.period for event in events})
    return [register_of(code, (event for event in events if event.period == code)) for code in periods]


def published_assessment(records: Records, register: AppealRegister, published: Published) -> Assessment:
    """The kept assessment that was published; raises DataChanged if it is not kept as it was."""
    kept = records.assessments.kept_as(register.period, published.content.digest)
    if kept is None:
        what = f"{register.period} 公示的考评（{published.content.made_at}）存着的没有了，或被改动过：请从备份恢复"
        raise DataChanged((what,))
    return kept


def result_of(assessment: Assessment, employee: str) -> PersonResult:
    """A person's line in an assessment; raises UnknownReference."""
    for result in assessment.results:
        if result.employee.id == employee:
            return result
    raise UnknownReference(f"公示的 {assessment.period.title}考评里没有工号 {employee}：核对工号")


def day_given(workspace: Workspace, day: str) -> str:
    """A day that has come, today unless it is given; raises WrongUsage."""
    today = today_of(workspace)
    if not day:
        return today
    number_of(day)
    if day > today:
        raise WrongUsage(f"日期 {day} 还没有到（今天是 {today}）：写实际发生的日期")
    return day


def today_of(workspace: Workspace) -> str:
    """Today, where the program runs."""
    return workspace.now()[:10]
