"""Which clauses somebody lost points on, and what the same clauses gave the next time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.coaching.rules import WeakRule
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up


@dataclass(frozen=True, kw_only=True)
class ClauseScore:
    """What somebody's marked answers on a clause or fact gave: points, and how many answers there were."""

    reference: str
    earned: Decimal
    worth: Decimal
    answers: int

    @property
    def rate(self) -> Decimal:
        """In per cent, two places."""
        return round_half_up(ratio(self.earned * HUNDRED, self.worth), PLACES) if self.worth else ZERO


@dataclass(frozen=True, kw_only=True)
class WeakClauses:
    """The weak clauses, the weakest first, and those that lost points in too few answers to say so."""

    weak: tuple[ClauseScore, ...]
    too_few: tuple[ClauseScore, ...]


def weak_clauses(result: PersonResult, rule: WeakRule) -> WeakClauses:
    """The clauses of a person that a rule calls weak; ties stay in the order of references."""
    lost = sorted(
        (score for score in clause_scores(result.counted) if score.earned < score.worth),
        key=lambda score: (score.rate, score.earned - score.worth, score.reference),
    )
    enough = [score for score in lost if score.answers >= rule.answers]
    return WeakClauses(
        weak=tuple(score for score in enough if score.rate < rule.below)[: rule.most],
        too_few=tuple(score for score in lost if score.answers < rule.answers)[: rule.most],
    )


def clause_scores(marks: Iterable[MarkedItem]) -> tuple[ClauseScore, ...]:
    """Sums up the marked items by clause or fact; items that wait for a mark don't count."""
    sums: dict[str, tuple[Decimal, Decimal, int]] = {}
    for mark in marks:
        for clause in mark.clauses if mark.earned is not None else ():
            earned, worth, answers = sums.get(clause, (ZERO, ZERO, 0))
            sums[clause] = (earned + (mark.earned or ZERO), worth + mark.worth, answers + 1)
    return tuple(
        ClauseScore(reference=name, earned=earned, worth=worth, answers=answers)
        for name, (earned, worth, answers) in sums.items()
        if worth
    )


def next_scores(
    references: Collection[str], number: str, planned: Assessment, later: Iterable[Assessment]
) -> tuple[ClauseScore, ...]:
    """What the clauses gave a person in answers of later assessments; answers that were known then don't count."""
    known = {(mark.paper, mark.item) for mark in _marks(planned, number)}
    fresh = {
        (mark.paper, mark.item): mark
        for assessment in later
        for mark in _marks(assessment, number)
        if (mark.paper, mark.item) not in known
    }
    return tuple(score for score in clause_scores(fresh.values()) if score.reference in references)


def _marks(assessment: Assessment, number: str) -> tuple[MarkedItem, ...]:
    return next((result.counted for result in assessment.results if result.employee.id == number), ())
