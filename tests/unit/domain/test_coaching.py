"""Weak clauses with a minimum of answers, what the same clauses gave next, and what events amount to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.coaching.cases import coaching_cases
from lianbing.domain.coaching.events import CoachingChoice, CoachingOutcome, CoachingPlan
from lianbing.domain.coaching.rules import WeakRule
from lianbing.domain.coaching.weak_clauses import next_scores, weak_clauses
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.period_events import PeriodEvent
from tests.unit.objects import candidate, marked, scheme

LEVELS = (Level(title="合格", minimum=Decimal(0), part_minimum=Decimal(0)),)
RULE = WeakRule(answers=2, below=Decimal(60), most=2, note="")
CHOICE = CoachingChoice(type="drive", title="缺乏干劲型", observed="不出门")
PLAN = CoachingPlan(measures=("CCH-07",), study=(), follow_up="2027-01-15", assessed_at="2026-12-31T09:00:00+08:00")
OUTCOME = CoachingOutcome(outcome="好多了", scores=())


def _assessed(**items: tuple[str, str]) -> Assessment:
    """One person's assessment; by item, its clause and its points of 2."""
    marks = [
        replace(marked("knowledge", "2", points), item=item, clauses=(clause,))
        for item, (clause, points) in items.items()
    ]
    used = scheme(LEVELS, knowledge="100")
    return Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-31T09:00:00+08:00",
        scheme=used,
        drills={},
        results=assess(used, [candidate(*marks)]),
        basis={},
        ledger_sequence=0,
        ledger_digest="0" * 64,
    )


def test_a_clause_is_weak_only_with_enough_answers_and_a_low_rate() -> None:
    assessed = _assessed(
        a=("VIS-01", "0"),
        b=("VIS-01", "1"),
        c=("VIS-02", "0"),
        d=("VIS-03", "1.5"),
        e=("VIS-03", "1"),
        f=("VIS-04", "2"),
    )
    found = weak_clauses(assessed.results[0], RULE)
    assert [(score.reference, score.rate, score.answers) for score in found.weak] == [("VIS-01", Decimal("25.00"), 2)]
    assert [score.reference for score in found.too_few] == ["VIS-02"]


def test_no_more_clauses_are_listed_than_the_rule_says_the_weakest_first() -> None:
    items = {
        f"{clause}{place}": (clause, points)
        for clause, points in (("C", "1"), ("B", "0.5"), ("A", "0"))
        for place in "xy"
    }
    assert [score.reference for score in weak_clauses(_assessed(**items).results[0], RULE).weak] == ["A", "B"]


def test_an_item_that_waits_for_a_mark_is_no_answer_yet() -> None:
    items: Any = {"a": ("VIS-01", "0"), "b": ("VIS-01", None)}
    assert not weak_clauses(_assessed(**items).results[0], RULE).weak


def test_what_the_plan_knew_does_not_count_as_the_next_time() -> None:
    first = _assessed(a=("VIS-01", "0"), b=("VIS-02", "2"))
    second = _assessed(a=("VIS-01", "0"), b=("VIS-02", "2"), c=("VIS-01", "2"), d=("VIS-09", "2"))
    number = first.results[0].employee.id
    (score,) = next_scores({"VIS-01", "VIS-02"}, number, first, [second])
    assert (score.reference, score.earned, score.answers) == ("VIS-01", Decimal(2), 1)
    assert not next_scores({"VIS-01"}, "somebody else", first, [second])


def _events(*contents: Any) -> list[PeriodEvent]:
    return [
        PeriodEvent(sequence=n, period="2026H2", employee="C0001", content=content, reason="", by="经理甲", at="x")
        for n, content in enumerate(contents, 1)
    ]


def test_a_new_choice_makes_the_plan_obsolete_and_a_new_plan_the_outcome() -> None:
    (case,) = coaching_cases(_events(CHOICE, PLAN, OUTCOME))
    assert (case.plan, case.outcome) == (PLAN, OUTCOME)
    (case,) = coaching_cases(_events(CHOICE, PLAN, OUTCOME, PLAN))
    assert (case.plan, case.outcome) == (PLAN, None)
    (case,) = coaching_cases(_events(CHOICE, PLAN, OUTCOME, CHOICE))
    assert (case.plan, case.outcome) == (None, None)


def test_a_follow_up_is_due_from_its_day_until_somebody_has_looked() -> None:
    (case,) = coaching_cases(_events(CHOICE, PLAN))
    assert not case.is_due("2027-01-14")
    assert case.is_due("2027-01-15")
    (case,) = coaching_cases(_events(CHOICE, PLAN, OUTCOME))
    assert not case.is_due("2027-02-01")
