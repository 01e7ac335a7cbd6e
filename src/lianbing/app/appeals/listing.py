"""appeal list, overdue: where publications and appeals stand, and what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.app.appeals.holdings import calendar_of, every_register, read_register, today_of
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.contents import AppealedMark
from lianbing.domain.appeals.limits import Deadline, Overdue, next_limit, overdue
from lianbing.domain.appeals.register import Appeal, AppealRegister, Published
from lianbing.domain.kernel.days import number_of
from lianbing.domain.kernel.workdays import WorkCalendar
from lianbing.domain.people.person import Person
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class PublicationView:
    """A publication as it is listed; ``changed`` are the marks that appeals have changed and that it doesn't show."""

    scheme: str
    made_at: str
    first: str
    last: str
    filing_until: str
    state: str
    changed: int
    by: str


@dataclass(frozen=True, kw_only=True)
class AppealView:
    """An appeal as it is listed; empty texts for what has not happened."""

    appeal: str
    scheme: str
    employee: str
    name: str
    unit: str
    subject: str
    text: str
    received: str
    how: str
    late: str
    filed_by: str
    state: str
    due: Deadline | None
    decided: str
    decision: str
    decided_by: str
    reviewed: str
    reviewer: str
    outcome: str
    marks: tuple[AppealedMark, ...]
    review: str
    answered: str
    answer: str
    withdrawn: str
    withdrawal: str


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


def view_of(
    register: AppealRegister, appeal: Appeal, people: Mapping[str, Person], calendar: WorkCalendar
) -> AppealView:
    """An appeal with everything that was done to it."""
    filing, person = appeal.filing.content, people.get(appeal.employee)
    published = register.publication_of(appeal).content
    decision = appeal.acceptance or appeal.refusal
    review, answer, withdrawal = appeal.review, appeal.answer, appeal.withdrawal
    return AppealView(
        appeal=appeal.id,
        scheme=published.scheme,
        employee=appeal.employee,
        name=person.name if person else "",
        unit=person.unit if person else "",
        subject=filing.subject.shown,
        text=filing.text,
        received=filing.on,
        how=filing.how,
        late=filing.late,
        filed_by=appeal.filing.event.by,
        state=appeal.state.value,
        due=next_limit(calendar, appeal, published.rules),
        decided=decision.content.on if decision else "",
        decision=decision.event.reason if decision else "",
        decided_by=decision.event.by if decision else "",
        reviewed=review.content.on if review else "",
        reviewer=review.content.reviewer if review else "",
        outcome=review.content.outcome.label if review else "",
        marks=review.content.marks if review else (),
        review=review.event.reason if review else "",
        answered=answer.content.on if answer else "",
        answer=answer.content.text if answer else "",
        withdrawn=withdrawal.content.on if withdrawal else "",
        withdrawal=withdrawal.event.reason if withdrawal else "",
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
