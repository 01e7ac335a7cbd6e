"""Who marks which answer, and in which order."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lianbing.domain.reviewing.dealing import first_markers, in_random_order, next_markers, rechecked
from lianbing.domain.reviewing.plans import MarkerRole, ReviewMode, Settler, Straddle
from lianbing.domain.reviewing.queues import PaperTotal, outcomes, turns
from lianbing.domain.reviewing.rounds import Marker, ReviewStep
from lianbing.domain.reviewing.settling import Awaited, Settled
from tests.unit.reviewing.objects import answer, plan, raw, review_round, rule

A, B = Marker(name="甲"), Marker(name="乙")
LEADER = Marker(name="丙", role=MarkerRole.LEADER)
CHIEF = Marker(name="丁", role=MarkerRole.CHIEF)
ONE = plan(rule(ReviewMode.ONE))
PEOPLE = [f"C{number:04}" for number in range(1, 7)]
TOTAL = PaperTotal(worth=Decimal(100), points=Decimal(54), complete=True)


def test_one_question_is_marked_by_one_marker_for_all_and_questions_are_shared_out() -> None:
    answers = [answer(number, item) for item in ("q-1", "q-2") for number in PEOPLE]
    dealt = first_markers(review_round(A, B, LEADER, of=ONE), answers, {})
    by_question = {item: {dealt[each.code] for each in answers if each.key.item == item} for item in ("q-1", "q-2")}
    assert all(len(names) == 1 for names in by_question.values())
    assert {*by_question["q-1"], *by_question["q-2"]} == {("甲",), ("乙",)}


def test_two_markers_both_mark_everything_and_the_leader_nothing_at_first() -> None:
    answers = [answer(number) for number in PEOPLE]
    dealt = first_markers(review_round(A, B, LEADER), answers, {})
    assert {frozenset(names) for names in dealt.values()} == {frozenset("甲乙")}


def test_nobody_marks_people_that_they_avoid_nor_themselves() -> None:
    careful = Marker(name="甲", avoids=("C0001", "二部"))
    answers = [answer("C0001"), answer("C0002", team="二部"), answer("C0003")]
    dealt = first_markers(review_round(careful, B, of=ONE), answers, {})
    assert dealt[answers[0].code] == dealt[answers[1].code] == ("乙",)
    assert not Marker(name="样例C0003").may_mark(answers[2].person)
    assert "甲" not in next_markers(review_round(careful, LEADER), answers[0], ReviewStep.AGAIN, ())


def test_who_has_begun_a_question_goes_on_with_it() -> None:
    answers = [answer(number) for number in PEOPLE]
    for name in "甲乙":
        marks = {answers[0].code: (raw(name, "5"),)}
        dealt = first_markers(review_round(A, B, of=ONE), answers, marks)
        assert {*dealt.values()} == {(name,)}


def test_leaders_settle_unless_the_plan_names_the_chief() -> None:
    one = answer()
    assert next_markers(review_round(A, B, CHIEF, LEADER), one, ReviewStep.SETTLE, {"甲", "乙"}) == ("丙", "丁")
    by_chief = plan(rule(settler=Settler.CHIEF))
    assert next_markers(review_round(A, B, CHIEF, LEADER, of=by_chief), one, ReviewStep.SETTLE, ()) == ("丁",)


def test_the_order_differs_between_markers_and_is_the_same_again() -> None:
    answers = [answer(number) for number in PEOPLE]
    orders = {name: [each.code for each in in_random_order(review_round(A, B), answers, name)] for name in "甲乙"}
    assert orders["甲"] != orders["乙"]
    assert orders["甲"] == [each.code for each in in_random_order(review_round(A, B), reversed(answers), "甲")]


def test_the_share_to_be_rechecked_is_drawn_by_the_seed() -> None:
    answers = [answer(number) for number in PEOPLE]
    of = plan(recheck=Decimal("0.2"))
    drawn = {rechecked(review_round(A, of=of, seed=seed), answers) for seed in "abcdefgh"}
    assert {len(codes) for codes in drawn} == {2}
    assert len(drawn) > 1


def test_a_marker_sees_own_turns_and_own_marks_only() -> None:
    answers = [answer(number) for number in PEOPLE]
    around = review_round(A, B, LEADER)
    marks = {answers[0].code: (raw("甲", "2"), raw("乙", "9")), answers[1].code: (raw("甲", "6"),)}
    totals = {each.key.paper: TOTAL for each in answers}
    found = outcomes(around, answers, marks, totals)
    seen = {name: [*turns(around, answers, marks, found, name)] for name in "甲乙丙"}
    assert Counter(name for name, own in seen.items() for _ in own) == {"甲": 6, "乙": 6, "丙": 1}
    assert [turn.own.marker for turn in seen["甲"] if turn.own] == ["甲", "甲"]
    (settled,) = seen["丙"]
    assert (settled.step, settled.own) == (ReviewStep.SETTLE, None)


def test_a_mark_on_which_others_have_built_is_locked() -> None:
    one = answer()
    around = review_round(A, B, LEADER)
    marks = {one.code: (raw("甲", "2"), raw("乙", "9"), raw("丙", "5", ReviewStep.SETTLE))}
    found = outcomes(around, [one], marks, {one.key.paper: TOTAL})
    (turn,) = turns(around, [one], marks, found, "甲")
    assert turn.locked


def test_a_mean_across_a_level_of_the_total_goes_to_who_settles() -> None:
    one = answer()
    of = plan(rule(straddle=Straddle.BOTH))
    around = review_round(A, B, LEADER, of=of, borders=(Decimal(60),))
    marks = {one.code: (raw("甲", "5"), raw("乙", "7"))}
    found = outcomes(around, [one], marks, {one.key.paper: TOTAL})[one.code]
    assert isinstance(found, Awaited)
    assert "60 % 的等级线" in found.because
    sure = PaperTotal(worth=Decimal(100), points=Decimal(70), complete=True)
    assert isinstance(outcomes(around, [one], marks, {one.key.paper: sure})[one.code], Settled)
    open_still = PaperTotal(worth=Decimal(100), points=Decimal(70), complete=False)
    waiting = outcomes(around, [one], marks, {one.key.paper: open_still})[one.code]
    assert isinstance(waiting, Awaited)
    assert waiting.missing == 0
