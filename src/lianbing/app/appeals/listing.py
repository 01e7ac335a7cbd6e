"""appeal list, overdue: where publications and appeals stand, and what is due."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.appeals.holdings import calendar_of, every_register, read_register, today_of
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.limits import Overdue, overdue
from lianbing.domain.appeals.register import AppealRegister, Published
from lianbing.domain.appeals.views import AppealView, PublicationView, view_of
from lianbing.domain.kernel.days import number_of
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class AppealListing:
    """Everything that was published and appealed in a period."""

    period: str
    publications: tuple[PublicationView, ...]
    appeals: tuple[AppealView, ...]


def list_appeals(workspace: Workspace, period_code: str) -> AppealListing:
    """The publications and appeals of a period, in order; raises WrongUsage."""
    calendar = calendar_of(workspace)
    with workspace.store.transaction() as records:
        register = read_register(records, period_code)
        people = records.people.all()
        publications = tuple(_publication(records, register, each) for each in register.publications)
    return AppealListing(
        period=register.period,
        publications=publications,
        appeals=tuple(view_of(register, each, people, calendar) for each in register.appeals),
    )


def _publication(records: Records, register: AppealRegister, published: Published) -> PublicationView:
    content = published.content
    kept = records.assessments.kept_as(register.period, content.digest)
    entered = kept.ledger_sequence if kept else 0
    changed = [
        mark.entry
        for appeal in register.appeals
        if appeal.review and register.publication_of(appeal).content.scheme == content.scheme
        for mark in appeal.review.content.marks
        if mark.entry > entered
    ]
    ended = f"{published.end.content.on} 结束" if published.end else "公示中"
    return PublicationView(
        scheme=content.scheme,
        made_at=content.made_at,
        first=content.first,
        last=content.last,
        filing_until=content.filing_until,
        state="已重新公示" if published.replaced else ended,
        changed=len(changed),
        by=published.step.event.by,
    )


def list_overdue(workspace: Workspace, period_code: str = "", on: str = "") -> list[Overdue]:
    """What should have been done before the day ``on``, today unless it is given; of one period or of all.

    Raises:
        WrongUsage: no period or day. ContentFaults: a holiday file.
    """
    calendar, day = calendar_of(workspace), on or today_of(workspace)
    number_of(day)
    with workspace.store.transaction() as records:
        registers = [read_register(records, period_code)] if period_code else every_register(records)
    return [item for register in registers for item in overdue(register, calendar, day)]
