"""Which of a person's submissions counts: the rule, clocks that are not believed, ties, and a person's choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lianbing.domain.drills.counting import ChosenSubmission, Doubt, comparable, counted
from lianbing.domain.drills.drill import Window
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.domain.drills.timing import (
    ClockFault,
    Remark,
    TimeLimits,
    clock_faults,
    remarks,
    seconds_taken,
)
from lianbing.domain.kernel.moments import moment

ISSUED = "2026-11-10T08:00:00+08:00"
LAST, FIRST = Terms(), Terms(counts=CountingRule.FIRST)
LIMITS = TimeLimits(issued_at=ISSUED, minutes=60, window=Window(closes="2026-11-25"))
DAY = StoredSubmission(
    place=1,
    drill="2026H2-skill",
    digest="a",
    file_name="a.ipynb",
    received_at="2026-11-30T18:00:00+08:00",
    state=SubmissionState.ACCEPTED,
    paper="2026H2-skill-C0001",
    submitted_at="2026-11-21T09:40:00+08:00",
    run=1,
    started_at="2026-11-21T09:00:00+08:00",
    items=28,
)


def at(digest: str, submitted: str, run: int = 1, place: int = 0, received: str = "", **more: int) -> StoredSubmission:
    return replace(
        DAY,
        digest=digest,
        submitted_at=submitted,
        started_at="",
        run=run,
        place=place or ord(digest),
        received_at=received or DAY.received_at,
        **more,  # type: ignore[arg-type]
    )


EARLY, LATE = at("a", "2026-11-21T09:40:00+08:00"), at("b", "2026-11-22T09:40:00+08:00")
AHEAD = "2027-11-21T09:40:00+08:00"


@pytest.mark.parametrize("handed", [[EARLY, LATE], [LATE, EARLY]])
def test_the_rule_goes_by_the_time_of_the_hand_in_and_not_by_the_order_of_arrival(
    handed: list[StoredSubmission],
) -> None:
    assert counted(handed, LAST, ISSUED).counting == LATE
    assert counted(handed, FIRST, ISSUED).counting == EARLY
    assert not counted(handed, LAST, ISSUED).needs_choice


def test_times_are_compared_whatever_their_zones() -> None:
    utc = at("c", "2026-11-22T01:00:00Z")
    assert counted([utc, LATE], LAST, ISSUED).counting == LATE
    assert counted([utc, EARLY], LAST, ISSUED).counting == utc


def test_what_a_person_chose_counts_as_long_as_it_is_there() -> None:
    decided = counted([EARLY, LATE], LAST, ISSUED, choice=ChosenSubmission(digest="a"))
    assert (decided.counting, decided.is_chosen) == (EARLY, True)
    assert counted([EARLY, LATE], LAST, ISSUED, choice=ChosenSubmission(digest="gone")).counting == LATE


def test_a_clock_ahead_does_not_win_over_what_came_later() -> None:
    ahead = at("a", AHEAD, run=1, received="2026-11-21T18:00:00+08:00")
    mended = at("b", "2026-11-22T10:10:00+08:00", run=2, received="2026-11-22T18:00:00+08:00")
    decided = counted([mended, ahead], LAST, ISSUED)
    assert (decided.counting, decided.doubt) == (mended, None)


def test_of_one_run_the_believed_one_counts_and_a_person_is_asked() -> None:
    decided = counted([at("d", AHEAD), EARLY, at("c", "1970-01-01T08:00:00+08:00")], LAST, ISSUED)
    assert (decided.counting, decided.doubt) == (EARLY, Doubt.CLOCK)
    assert decided.needs_choice
    assert not counted(decided.handed, LAST, ISSUED, choice=ChosenSubmission(digest="d")).needs_choice


@pytest.mark.parametrize("terms", [LAST, FIRST])
def test_a_clock_that_is_not_believed_is_asked_about_however_many_others_there_are(terms: Terms) -> None:
    decided = counted([at("d", AHEAD), EARLY, LATE], terms, ISSUED)
    assert (decided.counting, decided.doubt) == (LATE if terms == LAST else EARLY, Doubt.CLOCK)


def test_a_believed_one_that_may_be_older_than_what_came_in_before_is_asked_about() -> None:
    ahead = at("a", AHEAD, run=1, received="2026-11-23T18:00:00+08:00")
    older = at("b", "2026-11-22T10:10:00+08:00", run=2)
    assert counted([ahead, older], LAST, ISSUED).doubt is Doubt.CLOCK


@pytest.mark.parametrize("run", [1, 2])
def test_clocks_that_are_all_behind_still_order_what_they_timed(run: int) -> None:
    first, second = at("a", "2020-01-01T09:00:00+08:00", run=run), at("b", "2020-01-02T09:00:00+08:00", place=1)
    decided = counted([second, first], LAST, ISSUED)
    assert (decided.counting, decided.doubt) == (second, None)


@pytest.mark.parametrize("time", ["2026-11-21T09:40:00+08:00", "", "2026-11-21", AHEAD])
def test_equal_times_are_a_tie_that_the_last_to_arrive_wins_for_the_time_being(time: str) -> None:
    decided = counted([at("b", time, place=2), at("a", time, place=1)], LAST, ISSUED)
    assert (decided.counting.digest, decided.doubt, decided.needs_choice) == ("b", Doubt.TIE, True)


def test_hand_ins_of_one_browser_keep_their_order_whatever_its_clock_said() -> None:
    first = replace(at("a", AHEAD, run=2), started_at=DAY.started_at, handin=1)
    second = replace(at("b", "2026-11-22T09:40:00+08:00", run=1), started_at=DAY.started_at, handin=2)
    decided = counted([first, second], LAST, ISSUED)
    assert (decided.counting, decided.doubt) == (second, None)
    assert counted([first, second], FIRST, ISSUED).counting == first
    changed_later = replace(second, digest="c")
    assert counted([second, changed_later], LAST, ISSUED).doubt is Doubt.TIE


def test_what_comes_after_the_end_counts_only_if_nothing_came_before() -> None:
    in_time = replace(EARLY, received_at="2026-11-22T08:00:00+08:00")
    end = "2026-11-25T18:00:00+08:00"
    for terms in (LAST, FIRST):
        decided = counted([LATE, in_time], terms, ISSUED, closed_at=end)
        assert (decided.counting, decided.doubt, len(decided.handed)) == (in_time, None, 2)
    assert counted([LATE, in_time], LAST, ISSUED, choice=ChosenSubmission(digest="b"), closed_at=end).counting == LATE
    assert counted([LATE, EARLY], LAST, ISSUED, closed_at=end).counting == LATE


FAULTS = {
    "2026-11-21T09:40:00+08:00": (),
    "2026-11-10T07:55:00+08:00": (ClockFault.BACKWARDS,),
    "": (ClockFault.UNREADABLE,),
    "昨天": (ClockFault.UNREADABLE,),
    "09:40:00": (ClockFault.UNREADABLE,),
    "2026-11-21": (ClockFault.UNREADABLE,),
    "2026-11-21T09:40:00": (ClockFault.NO_ZONE,),
    "1970-01-01T08:00:00+08:00": (ClockFault.BEFORE_ISSUE, ClockFault.BACKWARDS),
    "2026-11-09T09:40:00+08:00": (ClockFault.BEFORE_ISSUE, ClockFault.BACKWARDS),
    "2026-11-21T08:59:59+08:00": (ClockFault.BACKWARDS,),
    AHEAD: (ClockFault.FUTURE,),
    "9999-12-31T23:59:59-23:59": (ClockFault.FUTURE,),
    "0001-01-01T00:00:00+23:59": (ClockFault.BEFORE_ISSUE, ClockFault.BACKWARDS),
}


@pytest.mark.parametrize(("time", "faults"), FAULTS.items(), ids=FAULTS)
def test_clocks_that_are_not_believed(time: str, faults: tuple[ClockFault, ...]) -> None:
    assert clock_faults(replace(DAY, submitted_at=time), ISSUED, LAST) == faults
    assert all(fault.label for fault in faults)


@pytest.mark.parametrize(
    ("change", "seconds"),
    [
        ({}, 2400),
        ({"elapsed": 900}, 900),
        ({"started_at": ""}, None),
        ({"submitted_at": "2026-11-21T08:00:00+08:00"}, None),
        ({"submitted_at": "2026-11-21T09:40:00"}, None),
    ],
)
def test_how_long_it_took(change: dict[str, str], seconds: int | None) -> None:
    assert seconds_taken(replace(DAY, **change)) == seconds  # type: ignore[arg-type]


REMARKS: dict[str, tuple[dict[str, object], tuple[Remark, ...]]] = {
    "in order": ({}, ()),
    "the last minute": ({"elapsed": 3659}, ()),
    "over time": ({"elapsed": 3660}, (Remark.OVER_TIME,)),
    "four hours": ({"started_at": "2026-11-21T05:40:00+08:00"}, (Remark.OVER_TIME,)),
    "forty seconds": ({"elapsed": 40}, (Remark.FAR_TOO_FAST,)),
    "few items, fast": ({"elapsed": 40, "items": 5}, ()),
    "the last day": ({"submitted_at": "2026-11-25T23:59:00+08:00", "elapsed": 900}, ()),
    "five days late": ({"submitted_at": "2026-11-30T09:40:00+08:00", "elapsed": 900}, (Remark.LATE,)),
    "a clock behind, collected late": ({"submitted_at": "2020-01-01T09:40:00+08:00", "elapsed": 900}, (Remark.LATE,)),
}


@pytest.mark.parametrize(("change", "expected"), REMARKS.values(), ids=REMARKS)
def test_times_that_are_unusual(change: dict[str, object], expected: tuple[Remark, ...]) -> None:
    assert remarks(replace(DAY, **change), LIMITS, LAST) == expected  # type: ignore[arg-type]
    assert all(remark.label for remark in expected)


def test_what_comes_after_the_drill_was_ended_is_late_whenever_it_was_handed_in() -> None:
    closed = replace(LIMITS, closed_at="2026-11-30T17:00:00+08:00")
    assert remarks(DAY, closed, LAST) == (Remark.AFTER_CLOSING,)
    assert remarks(DAY, replace(closed, closed_at="2026-11-30T19:00:00+08:00"), LAST) == ()


def test_a_window_that_ends_at_a_time() -> None:
    until_nine = replace(LIMITS, window=Window(closes="2026-11-21T09:00+08:00"))
    assert remarks(DAY, until_nine, LAST) == (Remark.LATE,)
    assert remarks(DAY, replace(until_nine, window=Window(closes="2026-11-21T02:00Z")), LAST) == ()


def test_extra_minutes_and_another_pace_are_data() -> None:
    slow = replace(DAY, elapsed=4500)
    assert remarks(slow, replace(LIMITS, minutes=80), LAST) == ()
    assert remarks(replace(DAY, elapsed=200), LIMITS, Terms(seconds_per_item=10)) == (Remark.FAR_TOO_FAST,)
    assert clock_faults(replace(DAY, submitted_at="2026-11-10T07:30:00+08:00"), ISSUED, Terms(skew_minutes=60)) == (
        ClockFault.BACKWARDS,
    )


@pytest.mark.parametrize("year", [1, 1600, 1900, 1970, 2000, 2024, 2026, 2100, 9999])
def test_moments_are_those_of_the_calendar(year: int) -> None:
    for month, day, zone in ((1, 1, "+08:00"), (2, 28, "Z"), (3, 1, "-03:30"), (12, 31, "+00:00")):
        text = f"{year:04}-{month:02}-{day:02}T23:59:58.25{zone}"
        when = moment(text)
        assert when is not None
        reference = datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)
        assert when.seconds == reference.total_seconds()


def test_the_leap_day_is_there_in_leap_years_alone() -> None:
    assert moment("2024-02-29T00:00Z")
    assert moment("2000-02-29T00:00Z")
    for text in ("2026-02-29T00:00Z", "1900-02-29T00:00Z", "2026-11-31T00:00Z", "2026-13-01T00:00Z", "20261121"):
        assert moment(text) is None


BEST = Terms(counts=CountingRule.BEST)


def test_until_points_are_compared_the_last_one_stands_for_the_best_and_nobody_has_to_choose() -> None:
    decided = counted([LATE, EARLY], BEST, ISSUED)
    assert (decided.counting, decided.is_compared, decided.needs_choice) == (LATE, False, False)
    same_time = counted([at("a", EARLY.submitted_at, place=1), at("b", EARLY.submitted_at, place=2)], BEST, ISSUED)
    assert not same_time.needs_choice


def test_the_one_with_most_points_counts_until_another_one_comes() -> None:
    best = ChosenSubmission(digest=EARLY.digest, compared=(EARLY.digest, LATE.digest))
    decided = counted([EARLY, LATE], BEST, ISSUED, best)
    assert (decided.counting, decided.is_compared, decided.is_chosen) == (EARLY, True, False)
    third = at("c", "2026-11-24T10:00:00+08:00")
    later = counted([EARLY, LATE, third], BEST, ISSUED, best)
    assert (later.counting, later.is_compared) == (third, False)


def test_what_comes_after_the_end_is_not_compared() -> None:
    end = "2026-11-25T18:00:00+08:00"
    in_time = replace(EARLY, received_at="2026-11-22T08:00:00+08:00")
    assert comparable(counted([LATE, in_time], BEST, ISSUED, closed_at=end), end) == (in_time,)
    assert {*comparable(counted([LATE, EARLY], BEST, ISSUED), "")} == {LATE, EARLY}
