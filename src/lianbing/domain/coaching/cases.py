"""The coaching of each person in a period, as the events amount to, and whose follow-up is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lianbing.domain.coaching.events import CoachingChoice, CoachingOutcome, CoachingPlan
from lianbing.domain.ledger.period_events import PeriodEvent


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who did something, and when."""

    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class CoachingCase:
    """What was last chosen and planned for a person in a period, and what came of that plan.

    A new choice makes the plan obsolete, a new plan the outcome.
    """

    period: str
    number: str
    choice: CoachingChoice
    chosen: Signed
    plan: CoachingPlan | None = None
    planned: Signed | None = None
    outcome: CoachingOutcome | None = None
    followed: Signed | None = None

    def is_due(self, day: str) -> bool:
        """Whether it is time to look again, on a day (ISO date), and nobody has."""
        return self.plan is not None and self.outcome is None and self.plan.follow_up <= day

    @property
    def state(self) -> str:
        """How far it has come, in Chinese."""
        if self.plan is None:
            return "还没有计划"
        return "已回看" if self.outcome else f"{self.plan.follow_up} 回看"


def coaching_cases(events: Iterable[PeriodEvent]) -> tuple[CoachingCase, ...]:
    """The cases by period and number; other events are passed over."""
    cases: dict[tuple[str, str], CoachingCase] = {}
    for event in events:
        key, signed = (event.period, event.employee), Signed(by=event.by, at=event.at)
        case = cases.get(key)
        match event.content:
            case CoachingChoice() as choice:
                cases[key] = CoachingCase(period=event.period, number=event.employee, choice=choice, chosen=signed)
            case CoachingPlan() as plan if case:
                cases[key] = replace(case, plan=plan, planned=signed, outcome=None, followed=None)
            case CoachingOutcome() as outcome if case:
                cases[key] = replace(case, outcome=outcome, followed=signed)
            case _:
                pass
    return tuple(case for _, case in sorted(cases.items()))
