"""What a session is for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.assessment.clause_mastery import Mastery, MasteryEstimate
from lianbing.domain.sessions.choosing import ChosenBecause, ClauseNeed, choose_goals, longest_untaught
from lianbing.domain.sessions.rules import GoalRule

RULE = GoalRule(least=2, most=3, at_once=2, questions=2, rest_months=2)
USUAL = Decimal(80)


def figures(estimate: int, mastery: Mastery = Mastery.WEAK, answers: int = 40) -> MasteryEstimate:
    rate = Decimal(estimate)
    return MasteryEstimate(
        answers=answers, items=3, rate=rate, estimate=rate, low=rate - 5, high=rate + 5, mastery=mastery
    )


def need(clause: str, place: int, **more: Any) -> ClauseNeed:
    topic = clause.partition("-")[0].lower()
    return ClauseNeed(clause=clause, title=clause, topic=topic, place=place, **{"questions": 4, **more})


def chosen(*needs: ClauseNeed, month: str = "2026-12") -> tuple[ChosenBecause, list[str]] | None:
    goals = choose_goals(needs, USUAL, month, RULE)
    return (goals.because, [each.clause for each in goals.goals]) if goals else None


def test_the_topic_that_is_short_of_most_gives_the_goals_weakest_first() -> None:
    needs = [
        need("A-1", 1, figures=figures(50)),
        need("A-2", 2, figures=figures(78, Mastery.NOT_WEAK)),
        need("B-1", 3, figures=figures(62)),
        need("B-2", 4, figures=figures(55)),
    ]
    assert chosen(*needs) == (ChosenBecause.WEAK, ["B-2", "B-1"])


def test_a_lone_weak_clause_is_taught_with_its_neighbour_in_the_book() -> None:
    needs = [need("A-1", 1), need("A-2", 7, figures=figures(50)), need("A-3", 8, taught="2026-05"), need("A-4", 9)]
    assert chosen(*needs) == (ChosenBecause.WEAK, ["A-2", "A-4"])


def test_no_more_goals_than_a_session_can_have() -> None:
    needs = [need(f"A-{n}", n, figures=figures(50 + n)) for n in range(6)]
    assert chosen(*needs) == (ChosenBecause.WEAK, ["A-0", "A-1", "A-2"])


def test_nothing_known_means_the_first_of_the_book_that_was_never_taught() -> None:
    needs = [need("A-1", 1, taught="2026-03"), need("A-2", 2, taught="2026-03"), need("B-1", 3), need("B-2", 4)]
    assert chosen(*needs) == (ChosenBecause.NOT_TAUGHT, ["B-1", "B-2"])
    assert chosen(*needs[:2]) == (ChosenBecause.NOT_TAUGHT, ["A-1", "A-2"])


def test_a_topic_with_fewer_clauses_does_not_push_in() -> None:
    needs = [need(f"A-{n}", n) for n in range(3)] + [need(f"B-{n}", n + 5) for n in range(2)]
    assert chosen(*needs) == (ChosenBecause.NOT_TAUGHT, ["A-0", "A-1", "A-2"])


def test_a_topic_that_quizzes_can_ask_enough_about_goes_first() -> None:
    needs = [need(f"A-{n}", n, questions=2) for n in range(2)] + [need(f"B-{n}", n + 5) for n in range(2)]
    goals = choose_goals(needs, USUAL, "2026-12", RULE, 6)
    assert goals
    assert goals.topic == "b"


def test_what_was_just_taught_rests_unless_it_is_weak_since() -> None:
    needs = [need(f"A-{n}", n, taught="2026-12") for n in range(2)]
    assert chosen(*needs, month="2027-01") is None
    assert chosen(*needs, month="2027-03") is not None
    still = [need(f"A-{n}", n, taught="2026-12", figures=figures(50)) for n in range(2)]
    assert chosen(*still, month="2027-01") == (ChosenBecause.WEAK, ["A-0", "A-1"])


def test_clauses_without_enough_questions_are_chosen_where_they_are_weak_alone() -> None:
    needs = [need("A-1", 1, questions=1), need("A-2", 2), need("B-1", 3), need("B-2", 4)]
    assert chosen(*needs) == (ChosenBecause.NOT_TAUGHT, ["B-1", "B-2"])
    needs = [need("A-1", 1, questions=0, figures=figures(20)), need("A-2", 2), need("B-1", 3), need("B-2", 4)]
    assert chosen(*needs) == (ChosenBecause.WEAK, ["A-1", "A-2"])


def test_a_topic_with_one_clause_alone_makes_no_session() -> None:
    needs = [need("A-1", 1, figures=figures(20)), need("B-1", 3, figures=figures(60)), need("B-2", 4)]
    assert chosen(*needs) == (ChosenBecause.WEAK, ["B-1", "B-2"])


def test_clauses_are_added_until_both_quizzes_have_their_questions() -> None:
    needs = [need("A-1", 1, questions=1, figures=figures(20)), *(need(f"A-{n}", n, questions=3) for n in (2, 3, 4))]
    goals = choose_goals(needs, USUAL, "2026-12", RULE, 6)
    assert goals
    assert [each.clause for each in goals.goals] == ["A-1", "A-2", "A-3"]


def test_a_clause_with_enough_questions_is_added_before_a_nearer_one_with_few() -> None:
    needs = [
        need("A-1", 1, questions=0, figures=figures(20)),
        need("A-2", 2, questions=2),
        need("A-3", 8, questions=5),
        need("A-4", 9, questions=2),
        need("A-5", 10, questions=4),
    ]
    goals = choose_goals(needs, USUAL, "2026-12", RULE, 8)
    assert goals
    assert [each.clause for each in goals.goals] == ["A-1", "A-3", "A-5"]


@pytest.mark.parametrize(
    ("questions", "piece"),
    [(0, "A-1：书里能自动判分的题只有 0 道，热身、课后测验考不到它"), (1, "只有 1 道，热身、课后测验不能各考一道")],
)
def test_what_quizzes_cannot_ask_is_named(questions: int, piece: str) -> None:
    assert piece in need("A-1", 1, questions=questions).unasked(RULE.questions)
    assert need("A-2", 2, questions=2).unasked(RULE.questions) == ""


@pytest.mark.parametrize(
    ("more", "pieces"),
    [
        ({}, ["从没讲过", "还没有人答过"]),
        ({"taught": "2026-10"}, ["上次讲是 2026-10", "讲过以后还没有人答过"]),
        (
            {"people": 6, "wrong": 4, "figures": figures(40, Mastery.TOO_FEW, 6)},
            ["6 人答过，4 人丢分", "太少，不下结论"],
        ),
        ({"people": 40, "wrong": 21, "figures": figures(52)}, ["40 人答过，21 人丢分", "52%（47%–57%）", "偏弱"]),
    ],
)
def test_why_a_clause_is_taught_has_numbers_or_says_why_not(more: dict[str, Any], pieces: list[str]) -> None:
    why = need("A-1", 1, **more).why
    assert all(piece in why for piece in pieces), why


def test_the_topics_that_wait_longest_come_first() -> None:
    needs = [
        need("A-1", 1, taught="2026-03"),
        need("B-1", 2),
        need("A-2", 3, taught="2026-08"),
        need("C-1", 4, taught="2026-01"),
    ]
    assert longest_untaught(needs, {"b": "乙"}, 3) == (("乙", ""), ("c", "2026-01"), ("a", "2026-08"))
