"""What answers say about clauses: nothing where they are few, nothing where all is chance, the truth where it isn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.app.certainty.columns import columns_of
from lianbing.app.certainty.mastery import mastery_report
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.clause_mastery import Mastery, MasteryReport
from tests.unit.certainty.cohorts import SYLLABUS, assessed, cohort, marked, without_topics

TITLES = {topic.id: topic.title for topic in SYLLABUS.topics}


def said(assessment: Assessment) -> MasteryReport:
    assert assessment.mastery is not None
    return assessment.mastery


def worked_out(results: Sequence[PersonResult], rule: CertaintyRule) -> MasteryReport | None:
    return mastery_report(columns_of(results), [result.employee.team for result in results], TITLES, rule)


@pytest.mark.parametrize("seed", range(6))
def test_sixty_equally_good_people_have_no_weak_clauses(seed: int) -> None:
    """Once the ten weakest of them were at 0 %, of one to three answers each."""
    mastery = said(cohort(seed, people=60, spread=0, equal=True).assessment)
    assert not mastery.weak_clauses
    assert not mastery.weak_topics
    assert not mastery.weak_in_units
    worst = min(mastery.clauses, key=lambda clause: clause.figures.rate)
    assert worst.figures.mastery is Mastery.TOO_FEW
    assert abs(worst.figures.estimate - mastery.rate) < 10


def test_clauses_that_are_called_weak_are_so() -> None:
    cohort_of_300 = cohort(4, people=300)
    mastery = said(cohort_of_300.assessment)
    weak = [clause for own in mastery.weak_clauses.values() for clause in own]
    truth = {clause.reference: 100 * cohort_of_300.clauses[clause.reference] for clause in weak}
    assert len(weak) > 10
    wrong = [name for name, rate in truth.items() if rate > float(mastery.rate) - 5]
    assert len(wrong) <= len(weak) / 5
    assert all(clause.figures.answers >= 10 for clause in weak)


def test_a_topic_that_nobody_knows_is_named_for_all_and_for_the_unit_that_is_worse() -> None:
    marks = [
        [
            marked(person, f"t{topic}", f"C{topic}{item}", right=right(person, topic, item))
            for topic in range(6)
            for item in range(6)
        ]
        for person in range(60)
    ]
    mastery = said(assessed(marks, units=3))
    assert [topic.topic for topic in mastery.weak_topics] == ["t5"]
    assert {unit: [topic.topic for topic in own] for unit, own in mastery.weak_in_units.items()} == {"1组": ["t2"]}
    assert mastery.titles["t5"] == "知识点5"


def right(person: int, topic: int, item: int) -> bool:
    """Seven in ten; of topic 5 three in ten, and of topic 2 in the second unit four."""
    chance = 3 if topic == 5 else 4 if topic == 2 and person % 3 == 1 else 7
    return (person * 7 + topic * 3 + item * 5) % 10 < chance


def test_few_answers_are_too_few_whatever_they_say() -> None:
    marks = [[marked(person, "t0", f"C{person % 20}", right=person % 20 != 0)] for person in range(60)]
    by_clause = said(assessed(marks)).by_clause
    assert by_clause["C0"].figures.rate == 0
    assert by_clause["C0"].figures.answers == 3
    assert by_clause["C0"].figures.mastery is Mastery.TOO_FEW


def test_the_rule_of_the_scheme_decides() -> None:
    results = cohort(4, people=300).assessment.results
    bold = worked_out(results, CertaintyRule(least_answers=2, margin=Decimal(0), sure=Decimal(60)))
    shy = worked_out(results, CertaintyRule(sure=Decimal(99), least_answers=40))
    assert bold is not None
    assert shy is not None
    assert sum(map(len, bold.weak_clauses.values())) > 2 * sum(map(len, shy.weak_clauses.values()))


def test_without_topics_clauses_are_drawn_towards_all_answers() -> None:
    mastery = said(without_topics(cohort(4, people=60).assessment))
    assert [topic.topic for topic in mastery.topics] == [""]
    assert mastery.topics[0].figures.estimate == pytest.approx(mastery.rate, abs=Decimal("0.1"))


def test_no_answers_say_nothing() -> None:
    results = cohort(4, people=30).assessment.results
    unmarked = [replace(r, marks=tuple(replace(mark, earned=None) for mark in r.marks)) for r in results]
    assert worked_out(unmarked, CertaintyRule()) is None


def test_items_without_clauses_count_for_their_topic() -> None:
    results = cohort(4, people=30).assessment.results
    bare = [replace(r, marks=tuple(replace(mark, clauses=()) for mark in r.marks)) for r in results]
    mastery = worked_out(bare, CertaintyRule())
    assert mastery is not None
    assert mastery.clauses == ()
    assert len(mastery.topics) == 12
