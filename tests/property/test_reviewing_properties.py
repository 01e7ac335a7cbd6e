"""Rules of marking that hold whatever marks people give."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from lianbing.domain.kernel.decimals import EXACT
from lianbing.domain.reviewing.dealing import first_markers, rechecked
from lianbing.domain.reviewing.plans import MarkerRole, ReviewMode
from lianbing.domain.reviewing.rounds import Marker, RawMark, ReviewStep
from lianbing.domain.reviewing.settling import Awaited, Judging, Settled, state_of
from tests.unit.reviewing.objects import LEVELLED, PLAIN, TEN, answer, judging, plan, raw, review_round, rule

halves = st.integers(0, 20).map(lambda count: Decimal(count) / 2)
steps = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2)])
differences = st.sampled_from(["0", "1", "2", "3.5", "10"])
modes = st.sampled_from([*ReviewMode])


@st.composite
def judgings(draw: st.DrawFn) -> Judging:
    of = rule(draw(modes), draw(differences), step=draw(steps))
    return judging(of, draw(st.sampled_from([PLAIN, LEVELLED])), seen_by=draw(st.integers(1, 3)))


@st.composite
def given_marks(draw: st.DrawFn) -> list[RawMark]:
    marks = [raw("甲", draw(halves)), raw("乙", draw(halves))]
    later = [raw("丙", draw(halves), draw(st.sampled_from([ReviewStep.THIRD, ReviewStep.AGAIN])))]
    last = [raw("丁", draw(halves), ReviewStep.SETTLE, role=MarkerRole.CHIEF)]
    return [*marks, *(later if draw(st.booleans()) else []), *(last if draw(st.booleans()) else [])]


@given(given_marks(), judgings())
def test_points_lie_between_the_marks_and_within_the_worth(marks: list[RawMark], by: Judging) -> None:
    outcome = state_of(marks, by)
    if isinstance(outcome, Settled):
        earned = [mark.earned for mark in marks]
        assert min(earned) <= outcome.points <= max(earned)
        assert 0 <= outcome.points <= TEN
        assert {*outcome.marks} <= {mark.sequence for mark in marks}
        assert outcome.because


@given(halves, halves, judgings())
def test_the_outcome_does_not_depend_on_which_marker_gave_which_mark(
    first: Decimal, second: Decimal, by: Judging
) -> None:
    assume(by.rule.mode is not ReviewMode.ONE)
    one = state_of([raw("甲", first), raw("乙", second)], by)
    other = state_of([raw("甲", second), raw("乙", first)], by)
    match one, other:
        case Settled(), Settled():
            assert one.points == other.points
        case Awaited(), Awaited():
            assert (one.step, one.missing) == (other.step, other.missing)
        case _:
            raise AssertionError((one, other))


@given(halves, halves, halves, judgings())
def test_a_better_mark_never_lowers_a_mean(first: Decimal, second: Decimal, more: Decimal, by: Judging) -> None:
    before = state_of([raw("甲", first), raw("乙", second)], by)
    after = state_of([raw("甲", min(first + more, TEN)), raw("乙", second)], by)
    if isinstance(before, Settled) and isinstance(after, Settled):
        assert after.points >= before.points


@given(halves, halves, judgings())
def test_two_marks_are_averaged_only_within_the_allowed_difference(a: Decimal, b: Decimal, by: Judging) -> None:
    assume(by.rule.mode is not ReviewMode.ONE)
    outcome = state_of([raw("甲", a), raw("乙", b)], by)
    if isinstance(outcome, Settled):
        assert abs(a - b) <= by.allowed
        assert by.rubric.level_at(a) == by.rubric.level_at(b)
        assert outcome.points in (a, b, TEN) or not EXACT.remainder(outcome.points, by.rule.step)


@given(st.integers(1, 4), st.integers(0, 12), st.sampled_from(["0", "0.2", "0.5", "1"]))
def test_answers_are_dealt_to_just_as_many_people_as_the_mode_asks(people: int, count: int, share: str) -> None:
    markers = [Marker(name=name) for name in "甲乙丙丁"[:people]]
    of = plan(rule(ReviewMode.PAIR), recheck=Decimal(share))
    answers = [answer(f"C{number:04}", f"q-{number % 3}") for number in range(count)]
    dealt = first_markers(review_round(*markers, of=of), answers, {})
    assert {len(names) for names in dealt.values()} <= {min(people, 2)}
    sample = rechecked(review_round(*markers, of=of), answers)
    assert len(sample) >= count * Decimal(share)
    assert len(sample) < count * Decimal(share) + 1
