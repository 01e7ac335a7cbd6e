"""coach list, due: who is coached in a period, and whose follow-up is due."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.coaching.coached_people import cases_of
from lianbing.app.workspace import Workspace
from lianbing.domain.coaching.cases import CoachingCase
from lianbing.domain.kernel.days import number_of
from lianbing.domain.kernel.periods import Period
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class ListedCase:
    """A case with the name and the unit that the person has now; both empty where nobody knows them."""

    name: str
    unit: str
    case: CoachingCase


def list_cases(workspace: Workspace, period_code: str) -> tuple[ListedCase, ...]:
    """Everybody who is coached in exactly this period; raises WrongUsage."""
    period = Period.parse(period_code)
    with workspace.store.transaction() as records:
        return tuple(each for each in _listed(records) if each.case.period == period.code)


def due_cases(workspace: Workspace, day: str = "") -> tuple[ListedCase, ...]:
    """Whose follow-up is due on a day (ISO date; empty: today), the longest overdue first; raises WrongUsage."""
    day = day or workspace.now()[:10]
    number_of(day)
    with workspace.store.transaction() as records:
        due = [each for each in _listed(records) if each.case.is_due(day)]
    return tuple(sorted(due, key=lambda each: each.case.plan.follow_up if each.case.plan else ""))


def _listed(records: Records) -> list[ListedCase]:
    people = records.people.all()
    return [
        ListedCase(
            name=people[case.number].name if case.number in people else "",
            unit=people[case.number].unit if case.number in people else "",
            case=case,
        )
        for case in cases_of(records)
    ]
