"""coach choose, plan, follow: what a manager decides, recorded under the manager's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lianbing.app.coaching.coached_people import Coached, CoachedPerson, cases_of, coached
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.coaching.events import CoachingChoice, CoachingOutcome, CoachingPlan
from lianbing.domain.coaching.rules import CoachingType
from lianbing.domain.coaching.weak_clauses import next_scores
from lianbing.domain.kernel.days import day_of, number_of
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a manager wrote for a person; what is empty was not said. ``type`` is an id or a title."""

    number: str
    type: str = ""
    observed: str = ""
    measures: tuple[str, ...] = ()
    follow_up: str = ""
    outcome: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether all is empty."""
        return not (self.type or self.observed or self.measures or self.follow_up or self.outcome)


@dataclass(frozen=True, kw_only=True)
class WishFault:
    """What is wrong with a field of somebody's wishes."""

    field: str
    message: str


class CoachingDesk:
    """Records what managers decide about people of one period, in one writing transaction."""

    def __init__(self, workspace: Workspace, records: Records, period_code: str) -> None:
        """Raises as :func:`coached`."""
        self._workspace, self._records = workspace, records
        self._coached = coached(workspace, records, period_code)

    @property
    def coached(self) -> Coached:
        """What the coaching rests on, with what was recorded so far."""
        return self._coached

    def faults(self, wishes: Wishes) -> Iterator[WishFault]:
        """Everything that is wrong with a person's wishes; what was not said is not asked for."""
        try:
            subject = self._coached.subject(wishes.number)
        except UnknownReference as error:
            yield WishFault(field="id", message=error.message)
            return
        chosen = self._type_of(wishes.type or (subject.case.choice.type if subject.case else ""))
        if wishes.type or wishes.observed:
            yield from self._choice_faults(wishes, chosen)
        if wishes.measures or wishes.follow_up:
            yield from self._plan_faults(wishes, chosen, subject)
        if wishes.outcome and not wishes.measures and (subject.case is None or subject.case.plan is None):
            yield WishFault(
                field="outcome", message=f"{wishes.number} 还没有计划：先订计划（coach plan），再写回看的结果"
            )

    def _choice_faults(self, wishes: Wishes, chosen: CoachingType | None) -> Iterator[WishFault]:
        if chosen is None or not wishes.type:
            titles = "、".join(f"{each.title}（{each.id}）" for each in self._coached.rules.types)
            what = f"没有辅导类型“{wishes.type}”" if wishes.type else "写明选哪一种类型（--type）"
            yield WishFault(field="type", message=f"{what}：{titles}")
        if not wishes.observed.strip():
            what = "写明观察到什么（--observed，录入表的“观察到的”）"
            yield WishFault(field="observed", message=f"{what}：类型由经理看了人定，不由分数定")

    def _plan_faults(self, wishes: Wishes, chosen: CoachingType | None, subject: CoachedPerson) -> Iterator[WishFault]:
        if chosen is None:
            if not wishes.type:
                yield WishFault(
                    field="type", message=f"{wishes.number} 还没有选类型：先由经理运行 coach choose，再订计划"
                )
            return
        foreign = [name for name in wishes.measures if name not in chosen.measures]
        if foreign or not wishes.measures:
            what = f"{'、'.join(foreign)} 不是{chosen.title}的办法" if foreign else "写明采用哪几条办法（--measure）"
            has = f"{chosen.title}有 {'、'.join(chosen.measures)}，用 coach types 看每条怎样做"
            yield WishFault(field="measures", message=f"{what}：{has}")
        if wishes.follow_up and not _has_plan(subject, wishes):
            try:
                is_past = number_of(wishes.follow_up) <= number_of(self._today)
            except WrongUsage as error:
                yield WishFault(field="follow_up", message=error.message)
                return
            if is_past:
                message = f"回看日期 {wishes.follow_up} 已经过了：写今天（{self._today}）以后的日期"
                yield WishFault(field="follow_up", message=message)

    def record(self, wishes: Wishes) -> int:
        """Records what a manager wrote for a person, and nothing twice; returns how many events that made.

        Raises:
            WrongUsage: with everything that is wrong.
        """
        faults = [fault.message for fault in self.faults(wishes)]
        if faults:
            raise WrongUsage("\n".join(faults))
        events = 0
        if wishes.type:
            events += self._choose(wishes)
        if wishes.measures:
            events += self._plan(wishes)
        if wishes.outcome:
            events += self._follow(wishes)
        return events

    def _choose(self, wishes: Wishes) -> bool:
        chosen, case = self._type_of(wishes.type), self._coached.subject(wishes.number).case
        if chosen is None:
            return False
        choice = CoachingChoice(type=chosen.id, title=chosen.title, observed=wishes.observed.strip())
        return (case is None or case.choice != choice) and self._add(wishes.number, choice)

    def _plan(self, wishes: Wishes) -> bool:
        subject = self._coached.subject(wishes.number)
        if _has_plan(subject, wishes):
            return False
        day = wishes.follow_up or day_of(number_of(self._today) + self._coached.rules.follow_up_days)
        plan = CoachingPlan(
            measures=tuple(dict.fromkeys(wishes.measures)),
            study=subject.study,
            follow_up=day,
            assessed_at=self._coached.assessment.made_at,
        )
        return self._add(wishes.number, plan)

    def _follow(self, wishes: Wishes) -> bool:
        case = self._coached.subject(wishes.number).case
        if case is None or case.plan is None:
            return False
        if case.outcome and case.outcome.outcome == wishes.outcome.strip():
            return False
        planned, later = self._assessments(case.plan.assessed_at)
        references = {each.score.reference for each in case.plan.study}
        scores = next_scores(references, wishes.number, planned, later)
        return self._add(wishes.number, CoachingOutcome(outcome=wishes.outcome.strip(), scores=scores))

    def _type_of(self, name: str) -> CoachingType | None:
        return self._coached.rules.by_name.get(name.strip())

    @property
    def _today(self) -> str:
        return self._workspace.now()[:10]

    def _assessments(self, made_at: str) -> tuple[Assessment, list[Assessment]]:
        """The assessment that a plan was made of, and those that were made after it."""
        every = self._records.assessments.all([])
        period = self._coached.assessment.period
        places = [at for at, each in enumerate(every) if (each.period, each.made_at) == (period, made_at)]
        return (every[places[-1]], every[places[-1] + 1 :]) if places else (self._coached.assessment, [])

    def _add(self, number: str, content: CoachingChoice | CoachingPlan | CoachingOutcome) -> bool:
        period = self._coached.assessment.period.code
        record_event(self._workspace, self._records, period, content, employee=number)
        cases = [case for case in cases_of(self._records) if case.period == period]
        self._coached = replace(self._coached, cases=cases)
        return True


def _has_plan(subject: CoachedPerson, wishes: Wishes) -> bool:
    """Whether just this is planned already; a day that was not said is any day."""
    plan = subject.case.plan if subject.case else None
    if plan is None or plan.measures != tuple(dict.fromkeys(wishes.measures)):
        return False
    return wishes.follow_up in ("", plan.follow_up)
