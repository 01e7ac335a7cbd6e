"""Publications and appeals as lists and registers show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.appeals.contents import AppealedMark
from lianbing.domain.appeals.limits import Deadline, next_limit
from lianbing.domain.appeals.register import Appeal, AppealRegister
from lianbing.domain.kernel.workdays import WorkCalendar
from lianbing.domain.people.person import Person


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
    refused: bool
    reviewed: str
    reviewer: str
    outcome: str
    marks: tuple[AppealedMark, ...]
    review: str
    answered: str
    answer: str
    withdrawn: str
    withdrawal: str


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
        refused=appeal.refusal is not None,
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
