"""Whom a manager coaches: the person's result in a period, and the clauses that points were lost on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianbing.app.workspace import Workspace
from lianbing.content.book_files import read_map
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.book_map import BookMap
from lianbing.domain.coaching.cases import CoachingCase, coaching_cases
from lianbing.domain.coaching.events import CoachingChoice, CoachingOutcome, CoachingPlan, StudyClause
from lianbing.domain.coaching.rules import CoachingRules
from lianbing.domain.coaching.weak_clauses import WeakClauses, weak_clauses
from lianbing.domain.kernel.periods import Period
from lianbing.errors import NothingToDo, UnknownReference
from lianbing.store.records import Records

EVENTS = (CoachingChoice.kind, CoachingPlan.kind, CoachingOutcome.kind)


@dataclass(frozen=True, kw_only=True)
class CoachedPerson:
    """A person in a kept assessment, with weak clauses, and what was done for the person so far."""

    result: PersonResult
    weak: WeakClauses
    study: tuple[StudyClause, ...]
    case: CoachingCase | None


@dataclass(frozen=True, kw_only=True)
class Coached:
    """A period's newest assessment and the rules of coaching."""

    assessment: Assessment
    rules: CoachingRules
    map: BookMap
    cases: Sequence[CoachingCase]

    def subject(self, number: str) -> CoachedPerson:
        """One person; raises UnknownReference."""
        own = [result for result in self.assessment.results if result.employee.id == number]
        if not own:
            raise UnknownReference(f"{self.assessment.period.title}的考评里没有工号 {number}：核对工号和考评期")
        weak = weak_clauses(own[0], self.rules.weak)
        case = next((case for case in self.cases if case.number == number), None)
        return CoachedPerson(result=own[0], weak=weak, study=self._study(weak), case=case)

    def _study(self, weak: WeakClauses) -> tuple[StudyClause, ...]:
        basis = self.assessment.basis
        return tuple(
            StudyClause(
                score=score,
                title=basis[score.reference].title if score.reference in basis else score.reference,
                chapter=self.map.lesson_title(score.reference),
                address=self.map.lesson_address(score.reference),
                is_weak=score in weak.weak,
            )
            for score in (*weak.weak, *weak.too_few)
        )


def rules_of(workspace: Workspace) -> CoachingRules:
    """The rules of coaching; raises UnknownReference."""
    rules = workspace.workbook.coaching
    if rules is None:
        raise UnknownReference("没有 grading/coaching.yml：先写上辅导的类型和办法")
    return rules


def coached(workspace: Workspace, records: Records, period_code: str) -> Coached:
    """What coaching of a period rests on.

    Raises:
        WrongUsage: no period. UnknownReference: no rules. NothingToDo: the period was not assessed.
    """
    period = Period.parse(period_code)
    assessment = records.assessments.newest(period.code)
    if assessment is None:
        raise NothingToDo(f"{period.title}还没有考评过：先运行 lianbing assess {period.code}")
    return Coached(
        assessment=assessment,
        rules=rules_of(workspace),
        map=read_map(workspace.root),
        cases=[case for case in cases_of(records) if case.period == period.code],
    )


def cases_of(records: Records) -> tuple[CoachingCase, ...]:
    """The cases of all periods."""
    return coaching_cases(records.period_events.of_kinds(*EVENTS))


def subject_of(workspace: Workspace, period_code: str, number: str) -> CoachedPerson:
    """One person of a period, to look at before choosing; raises as :func:`coached` and UnknownReference."""
    with workspace.store.transaction() as records:
        return coached(workspace, records, period_code).subject(number)
