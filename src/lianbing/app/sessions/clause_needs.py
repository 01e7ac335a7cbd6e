"""What is known of every clause that can be taught: who answered it, how well, and when it was taught last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from lianbing.app.certainty.columns import ItemAsked, MarkColumns
from lianbing.app.certainty.mastery import mastery_report
from lianbing.app.sessions.moments import Moments
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.clause_mastery import Mastery, MasteryReport
from lianbing.domain.items.question import Question
from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.knowledge.clauses import Clause
from lianbing.domain.sessions.answers import GatheredAnswer
from lianbing.domain.sessions.choosing import ClauseNeed
from lianbing.domain.sessions.forms import serves_quiz
from lianbing.domain.workbook import Workbook

NOBODY = ""


@dataclass(frozen=True, kw_only=True)
class KnownAnswers:
    """Answers that show what people know; those on a clause from before it was last taught are of another time."""

    answers: Sequence[GatheredAnswer]
    moments: Moments

    def clauses_of(self, answer: GatheredAnswer) -> tuple[str, ...]:
        """The clauses that an answer still says something about."""
        return tuple(clause for clause in answer.rests_on if self.moments.is_since(answer, clause))


def mastery_of(known: KnownAnswers, workbook: Workbook, rule: CertaintyRule) -> MasteryReport | None:
    """Estimates the rates of clauses and topics, as an assessment does; ``None`` without answers."""
    items: dict[ItemAsked, int] = {}
    people: dict[str, int] = {}
    units: list[str] = []
    rows: list[tuple[int, int, float]] = []
    for answer in known.answers:
        question = workbook.questions.get(answer.item)
        if question is None or not answer.worth:
            continue
        if answer.person not in people or answer.person == NOBODY:
            people[answer.person] = len(units)
            units.append(answer.unit)
        asked = ItemAsked(
            answer.sitting,
            answer.item,
            answer.worth,
            known.clauses_of(answer),
            answer.topic,
            question.classification.skill,
            answer.source.value,
        )
        place = items.setdefault(asked, len(items))
        rows.append((people[answer.person], place, float(answer.earned / answer.worth)))
    if not rows:
        return None
    person, item, share = zip(*rows, strict=True)
    columns = MarkColumns(
        people=len(units),
        items=tuple(items),
        person=np.array(person, np.intp),
        item=np.array(item, np.intp),
        share=np.array(share, np.float64),
    )
    return mastery_report(columns, units, {topic.id: topic.title for topic in workbook.syllabus.topics}, rule)


def clause_needs(
    known: KnownAnswers, workbook: Workbook, mastery: MasteryReport | None, roles: Iterable[str]
) -> tuple[ClauseNeed, ...]:
    """Every clause and fact that the book teaches to these roles."""
    people, wrong = _people(known)
    months = known.moments.months
    homes, figures = _homes(workbook), mastery.by_clause if mastery else {}
    counts = _counts(workbook.drawable)
    order = {topic.id: place for place, topic in enumerate(workbook.syllabus.topics)}
    in_book = sorted(homes, key=lambda name: order.get(homes[name], len(order)))  # stable: as the chapter shows them
    places = {name: place for place, name in enumerate(in_book)}
    return tuple(
        ClauseNeed(
            clause=name,
            title=workbook.basis(name).title,
            topic=homes[name],
            place=places[name],
            questions=counts.get(name, 0),
            people=len(people.get(name, ())),
            wrong=len(wrong.get(name, ())),
            figures=figures[name].figures if name in figures else None,
            taught=months.get(name, ""),
        )
        for name in places
        if _concerns(workbook, name, {*roles})
    )


def weak_for_others(
    workbook: Workbook, mastery: MasteryReport | None, roles: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """The weak clauses that concern none of these roles, the weakest first, each with its title."""
    weak = [each.reference for each in (mastery.clauses if mastery else ()) if each.figures.mastery is Mastery.WEAK]
    return tuple((name, workbook.basis(name).title) for name in weak if not _concerns(workbook, name, {*roles}))


def _concerns(workbook: Workbook, name: str, roles: set[str]) -> bool:
    basis = workbook.find_basis(name)
    return not (isinstance(basis, Clause) and roles and basis.roles and roles.isdisjoint(basis.roles))


def _people(known: KnownAnswers) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By clause, who answered it, and who lost points on it."""
    people: dict[str, set[str]] = {}
    wrong: dict[str, set[str]] = {}
    for answer in known.answers:
        for clause in known.clauses_of(answer):
            people.setdefault(clause, set()).add(answer.person)
            if answer.earned < answer.worth:
                wrong.setdefault(clause, set()).add(answer.person)
    return people, wrong


def _counts(questions: Iterable[Question]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for question in questions:
        for clause in question.rests_on if serves_quiz(question) else ():
            counts[clause] = counts.get(clause, 0) + 1
    return counts


def _homes(workbook: Workbook) -> dict[str, str]:
    """By clause, the topic of a chapter that shows it: the one of most questions about it, then the first."""
    counts: dict[str, Counter[str]] = {}
    for question in workbook.questions.values():
        for clause in question.rests_on:
            counts.setdefault(clause, Counter())[question.classification.topic] += 1
    homes = {}
    for clause, chapters in workbook.chapters_by_reference.items():
        topics = [topic for chapter in chapters for topic in workbook.chapters[chapter].topics]
        if topics:
            own = counts.get(clause, Counter())
            homes[clause] = max(topics, key=lambda topic: own[topic])
    return homes


def shares_of_items(answers: Iterable[GatheredAnswer], least: int) -> dict[str, Decimal]:
    """Which share of its points each question gave, in per cent; only those that at least so many answered."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for answer in answers:
        if answer.worth:
            count, total = sums.get(answer.item, (0, ZERO))
            sums[answer.item] = (count + 1, total + answer.earned / answer.worth)
    return {item: total * 100 / count for item, (count, total) in sums.items() if count >= least}
