"""What becomes of the marks of an answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.reviewing.plans import MarkerRole, ReviewMode, Settler, Straddle
from lianbing.domain.reviewing.rounds import GivenMark, RawMark, ReviewStep
from lianbing.domain.reviewing.settling import (
    AnswerState,
    Awaited,
    Settled,
    across_border,
    seen_by_settler,
    state_of,
)
from tests.unit.reviewing.objects import LEVELLED, judging, raw, rule

THIRD, AGAIN, SETTLE = ReviewStep.THIRD, ReviewStep.AGAIN, ReviewStep.SETTLE


def points(outcome: AnswerState) -> Decimal:
    assert isinstance(outcome, Settled), outcome
    return outcome.points


def step(outcome: AnswerState) -> ReviewStep:
    assert isinstance(outcome, Awaited), outcome
    return outcome.step


def test_one_marker_is_enough_where_the_mode_says_so() -> None:
    outcome = state_of([raw("甲", "6")], judging(rule(ReviewMode.ONE)))
    assert isinstance(outcome, Settled)
    assert (outcome.points, outcome.because) == (Decimal(6), "甲 6 分")


def test_two_marks_within_the_allowed_difference_give_their_mean_with_its_reason() -> None:
    outcome = state_of([raw("甲", "6"), raw("乙", "7")], judging())
    assert isinstance(outcome, Settled)
    assert outcome.points == Decimal("6.5")
    assert outcome.because == "甲 6 分、乙 7 分，差 1 分，在允许的 2 分内，取平均 6.5 分"
    assert outcome.marks == tuple(sorted((raw("甲", "6").sequence, raw("乙", "7").sequence)))


def test_the_mean_is_rounded_half_up_to_the_step_and_never_leaves_the_marks() -> None:
    assert points(state_of([raw("甲", "6"), raw("乙", "6.5")], judging())) == Decimal("6.5")
    whole = judging(rule(step=Decimal(1)))
    assert points(state_of([raw("甲", "6"), raw("乙", "7")], whole)) == Decimal(7)
    odd = replace(LEVELLED, worth=Decimal("2.5"), levels=())
    assert points(state_of([raw("甲", "2.5"), raw("乙", "2.5")], judging(rule(step=Decimal(1)), odd))) == Decimal("2.5")


def test_marks_that_differ_more_wait_for_who_settles_and_that_mark_stands() -> None:
    marks = [raw("甲", "4"), raw("乙", "8")]
    outcome = state_of(marks, judging())
    assert isinstance(outcome, Awaited)
    assert outcome.step is SETTLE
    assert outcome.because == "甲 4 分、乙 8 分，差 4 分，超过允许的 2 分"
    decided = state_of(
        [*marks, raw("丙", "7", SETTLE, given=GivenMark(points=Decimal(7), comment="办法可行"))], judging()
    )
    assert isinstance(decided, Settled)
    assert decided.points == Decimal(7)
    assert decided.because.endswith("超过允许的 2 分；仲裁：丙 7 分：办法可行")


def test_a_mean_across_a_border_of_the_rubric_is_refused_unless_the_plan_allows_it() -> None:
    marks = [raw("甲", "7.5"), raw("乙", "8.5")]
    outcome = state_of(marks, judging(rubric=LEVELLED))
    assert isinstance(outcome, Awaited)
    assert "“二档”“一档”两档" in outcome.because
    for allowed in (Straddle.ALLOWED, Straddle.TOTAL):
        assert points(state_of(marks, judging(rule(straddle=allowed), LEVELLED))) == Decimal(8)


def test_a_third_mark_near_one_of_two_gives_the_mean_of_these() -> None:
    by_third = judging(rule(ReviewMode.PAIR_THEN_THIRD, settler=Settler.CHIEF))
    marks = [raw("甲", "3"), raw("乙", "8")]
    assert step(state_of(marks, by_third)) is THIRD
    assert points(state_of([*marks, raw("丙", "7", THIRD)], by_third)) == Decimal("7.5")
    assert step(state_of([*marks, raw("丙", "5.5", THIRD)], by_third)) is SETTLE
    chief = raw("丁", "5", SETTLE, role=MarkerRole.CHIEF)
    assert points(state_of([*marks, raw("丙", "5.5", THIRD), chief], by_third)) == Decimal(5)


def test_a_third_mark_in_the_middle_goes_with_the_better_one() -> None:
    by_third = judging(rule(ReviewMode.PAIR_THEN_THIRD))
    assert points(state_of([raw("甲", "4"), raw("乙", "8"), raw("丙", "6", THIRD)], by_third)) == Decimal(7)


@pytest.mark.parametrize("extreme", ["0", "10"])
def test_full_marks_and_nought_need_a_second_person(extreme: str) -> None:
    once = judging(rule(ReviewMode.ONE), seen_by=2)
    marks = [raw("甲", extreme)]
    assert step(state_of(marks, once)) is AGAIN
    agreed = state_of([*marks, raw("乙", extreme, AGAIN)], once)
    assert isinstance(agreed, Settled)
    assert agreed.points == Decimal(extreme)
    assert agreed.because.endswith("再评 乙 " + extreme + " 分，一致")
    assert isinstance(state_of([raw("甲", "5")], once), Settled)


def test_two_blind_people_have_seen_full_marks_already_and_a_third_is_asked_where_the_plan_wants_it() -> None:
    marks = [raw("甲", "10"), raw("乙", "10")]
    assert points(state_of(marks, judging(seen_by=2))) == 10
    assert step(state_of(marks, judging(seen_by=3))) is AGAIN
    assert points(state_of([*marks, raw("丙", "10", AGAIN)], judging(seen_by=3))) == 10


def test_a_second_look_that_differs_little_gives_the_mean_and_one_that_differs_much_is_settled() -> None:
    sampled = judging(rule(ReviewMode.ONE), rechecked=True)
    assert step(state_of([raw("甲", "6")], sampled)) is AGAIN
    assert points(state_of([raw("甲", "6"), raw("乙", "7", AGAIN)], sampled)) == Decimal("6.5")
    apart = [raw("甲", "3"), raw("乙", "7", AGAIN)]
    assert step(state_of(apart, sampled)) is SETTLE
    assert points(state_of([*apart, raw("丙", "5", SETTLE)], sampled)) == 5


def test_a_leader_who_looks_again_decides_at_once() -> None:
    sampled = judging(rule(ReviewMode.ONE), rechecked=True)
    outcome = state_of([raw("甲", "3"), raw("丙", "7", AGAIN, role=MarkerRole.LEADER)], sampled)
    assert isinstance(outcome, Settled)
    assert outcome.points == 7
    assert outcome.because.endswith("以组长丙的 7 分为准")


def test_only_the_last_mark_of_each_marker_counts() -> None:
    first, later = raw("甲", "2", sequence=1), raw("甲", "6", sequence=3)
    assert points(state_of([later, raw("乙", "6", sequence=2), first], judging())) == 6


def test_the_reason_names_level_and_deductions() -> None:
    given = GivenMark(points=Decimal(8), level="一档", deductions=("违规",), comment="写得清楚")
    outcome = state_of([raw("甲", "6", given=given)], judging(rule(ReviewMode.ONE), LEVELLED))
    assert isinstance(outcome, Settled)
    assert outcome.because == "甲 6 分（“一档”档；8 分，扣 2 分：违规）：写得清楚"


def test_who_settles_sees_the_marks_without_names() -> None:
    marks: list[RawMark] = [raw("甲", "4"), raw("乙", "8")]
    assert seen_by_settler(marks) == ("初评 4 分", "初评 8 分")


def test_a_border_of_levels_between_the_totals_is_found() -> None:
    mean = Settled(points=Decimal(6), because="", marks=(), low=Decimal(5), high=Decimal(7))
    borders = (Decimal(60), Decimal(80))
    assert across_border([mean], Decimal(54), Decimal(100), borders) == 60
    assert across_border([mean], Decimal(55), Decimal(100), borders) is None
    assert across_border([mean, mean], Decimal(67), Decimal(100), borders) == 80
