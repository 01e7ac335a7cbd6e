"""接着学什么: what one person lost points on, by topic. One or two answers are a hint, no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.clause_mastery import ClauseMastery, Mastery, MasteryReport
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.kernel.decimals import ZERO


@dataclass(frozen=True, kw_only=True)
class LostClause:
    """A clause or fact on which a person lost points; ``weak_for_all``: everybody's answers say it is weak."""

    reference: str
    lost: Decimal
    answers: int
    weak_for_all: bool


@dataclass(frozen=True, kw_only=True)
class TopicToStudy:
    """A topic in one person's answers; ``enough`` answers to speak of mastery at all."""

    topic: str
    answers: int
    lost: Decimal
    worth: Decimal
    enough: bool
    clauses: tuple[LostClause, ...]


def to_study(assessment: Assessment, result: PersonResult) -> tuple[TopicToStudy, ...]:
    """The topics with lost points, those with the most lost first, and in each the clauses likewise."""
    by_topic: dict[str, list[MarkedItem]] = {}
    for mark in result.counted:
        if mark.earned is not None and mark.worth:
            by_topic.setdefault(mark.topic, []).append(mark)
    topics = [_topic(assessment, topic, marks) for topic, marks in by_topic.items()]
    return tuple(sorted((each for each in topics if each.lost), key=lambda each: (-each.lost, each.topic)))


def most_lost(assessment: Assessment, result: PersonResult, most: int) -> Sequence[tuple[str, LostClause]]:
    """At most so many of these clauses with their topics, topic by topic; each clause once."""
    clauses: dict[str, tuple[str, LostClause]] = {}
    for topic in to_study(assessment, result):
        for clause in topic.clauses:
            clauses.setdefault(clause.reference, (topic.topic, clause))
    return [*clauses.values()][:most]


def weak_listed(mastery: MasteryReport, most: int) -> Sequence[tuple[str, Sequence[ClauseMastery]]]:
    """The weakest clauses of everybody, at most so many, by topic: the topic of the weakest first."""
    weak = [clause for clause in mastery.clauses if clause.figures.mastery is Mastery.WEAK][:most]
    by_topic: dict[str, list[ClauseMastery]] = {}
    for clause in weak:
        by_topic.setdefault(clause.topic, []).append(clause)
    return [*by_topic.items()]


def _topic(assessment: Assessment, topic: str, marks: list[MarkedItem]) -> TopicToStudy:
    by_clause: dict[str, list[MarkedItem]] = {}
    for mark in marks:
        for clause in mark.clauses:
            by_clause.setdefault(clause, []).append(mark)
    clauses = [_clause(assessment, name, own) for name, own in by_clause.items()]
    return TopicToStudy(
        topic=topic,
        answers=len(marks),
        lost=_lost(marks),
        worth=sum((mark.worth for mark in marks), ZERO),
        enough=len(marks) >= assessment.scheme.certainty.least_answers,
        clauses=tuple(sorted((c for c in clauses if c.lost), key=lambda c: (-c.lost, c.reference))),
    )


def _clause(assessment: Assessment, reference: str, marks: list[MarkedItem]) -> LostClause:
    known = assessment.mastery.by_clause.get(reference) if assessment.mastery else None
    weak = known is not None and known.figures.mastery is Mastery.WEAK
    return LostClause(reference=reference, lost=_lost(marks), answers=len(marks), weak_for_all=weak)


def _lost(marks: list[MarkedItem]) -> Decimal:
    return sum((mark.worth - (mark.earned or ZERO) for mark in marks), ZERO)
