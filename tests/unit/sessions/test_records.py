"""What the record of a session says: who was there for how long, what was done, how the room voted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.domain.sessions.happenings import ActivityBegun, SignedInBy
from lianbing.domain.sessions.hours import (
    CountedMinutes,
    CountedPerson,
    CountedTime,
    HoursRule,
    session_time,
    year_lines,
)
from lianbing.domain.sessions.records import RollCall, doubts, held_activities, roll_call
from lianbing.domain.sessions.votes import voted_questions
from lianbing.sessions.reading import read_session
from tests.unit.sessions.rooms import PEOPLE, PLAN, Room, at

RULE = HoursRule(minutes=45, counted=CountedMinutes.HELD, grace=10, places=1, note="默认值")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "2026-12")


def _roll(room: Room, rule: HoursRule = RULE) -> RollCall:
    held = read_session(room.folder).held
    return roll_call(PEOPLE, held, session_time(PLAN, held, rule.counted), rule)


def _held(room: Room) -> None:
    """Ninety minutes: the program was opened half an hour before."""
    computer = room.computer().opens()
    for place, minute in enumerate((30, 40, 60, 100)):
        computer.write(ActivityBegun(at=at(minute), activity=place))
    computer.sits("s001", PEOPLE[0], minute=31)
    computer.sits("s002", PEOPLE[1], minute=40)
    computer.sits("s003", PEOPLE[2], minute=75)
    computer.closes(120)


def test_hours_are_those_of_the_minutes_held_and_who_came_late_has_fewer(room: Room) -> None:
    _held(room)
    times = {one.who.number: one.time for one in _roll(room).present}
    assert times["C0001"]
    assert (times["C0001"].minutes, times["C0001"].late, times["C0001"].hours) == (90, 0, Decimal("2.0"))
    assert times["C0002"]
    assert times["C0002"].minutes == 90
    assert times["C0003"]
    assert (times["C0003"].minutes, times["C0003"].late, times["C0003"].hours) == (45, 45, Decimal("1.0"))


def test_whoever_is_written_down_by_hand_was_there_from_the_beginning(room: Room) -> None:
    _held(room)
    room.computer().sits("p001", PEOPLE[3], minute=300, by=SignedInBy.PAPER)
    times = {one.who.number: one.time for one in _roll(room).present}
    assert times["C0004"]
    assert times["C0004"].minutes == 90


def test_without_an_end_the_planned_minutes_count(room: Room) -> None:
    room.computer().opens().write(ActivityBegun(at=at(0), activity=0))
    held = read_session(room.folder).held
    assert session_time(PLAN, held, CountedMinutes.HELD).minutes == PLAN.minutes
    assert not session_time(PLAN, held, CountedMinutes.HELD).is_held


def test_the_minutes_of_an_activity_are_those_of_all_its_parts(room: Room) -> None:
    computer = room.computer().opens()
    for place, minute in ((0, 0), (1, 5), (2, 15), (1, 25), (2, 28)):
        computer.write(ActivityBegun(at=at(minute), activity=place))
    computer.closes(60)
    done = held_activities(PLAN, read_session(room.folder).held)
    assert [(one.was_begun, one.minutes) for one in done] == [(True, 5), (True, 13), (True, 42), (False, None)]


def test_the_minutes_of_activities_add_up_to_those_of_the_session(room: Room) -> None:
    computer = room.computer().opens()
    for place, (minute, second) in enumerate(((0, 0), (0, 40), (2, 10), (4, 50))):
        computer.write(ActivityBegun(at=at(minute, second), activity=place))
    computer.closes(7)
    held = read_session(room.folder).held
    minutes = [one.minutes for one in held_activities(PLAN, held)]
    assert minutes == [1, 1, 3, 2]
    assert sum(filter(None, minutes)) == session_time(PLAN, held, CountedMinutes.HELD).minutes


def test_who_is_expected_and_does_not_come_is_absent(room: Room) -> None:
    _held(room)
    roll = _roll(room)
    assert [one.id for one in roll.absent] == ["C0004"]
    assert len(roll.present) == 3


def test_strangers_doubled_seats_and_unknown_seats_are_named_with_the_remedy(room: Room) -> None:
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.sits("s002", PEOPLE[0], minute=3)
    computer.sits("s003", "外单位样例")
    computer.sits("s004", replace(PEOPLE[1], id="C0099", name="样例九"))
    computer.votes("s009", "A")
    held = read_session(room.folder).held
    named = [*doubts("2026-12", _roll(room), held)]
    assert not [doubt for doubt in named if "lianbing" in doubt.in_words or "--" in doubt.in_words]
    stranger, uninvited, doubled, unknown = (doubt.with_command for doubt in named)
    assert "座位 s003 签的是“外单位样例”" in stranger
    assert "session sign 2026-12 --seat s003 --number" in stranger
    assert "C0099 样例九 来了，不在应到名单上" in uninvited
    assert "C0001 样例一 有 2 个座位（s001、s002）" in doubled
    assert "座位 s009 有 1 个作答" in unknown


def test_moves_are_of_those_who_voted_twice_by_the_letters_that_the_room_saw(room: Room) -> None:
    computer = room.computer().opens()
    for place, (before, after) in enumerate((("A", "C"), ("A", "C"), ("C", "C"), ("B", None), (None, "D")), 1):
        computer.sits(f"s00{place}", PEOPLE[place - 1] if place < 5 else "外单位样例")
        if before:
            computer.votes(f"s00{place}", before, vote=1, minute=20)
        if after:
            computer.votes(f"s00{place}", after, vote=2, minute=30)
    files = read_session(room.folder)
    assert files.prepared
    (asked,) = voted_questions(PLAN, files.prepared.items, files.held)
    assert asked.before == {"A": 2, "C": 1, "B": 1}
    assert asked.after == {"C": 3, "D": 1}
    assert asked.moves == {("A", "C"): 2, ("C", "C"): 1}
    assert (asked.twice, asked.moved, asked.right(after=False), asked.right(after=True)) == (3, 2, 1, 3)
    assert asked.answers == ("A", "B", "C", "D")


def test_the_hours_of_a_year_are_the_sum_of_those_of_its_sessions() -> None:
    time = CountedTime(minutes=50, late=0, hours=Decimal("1.1"))
    people = [
        CountedPerson(
            session=f"2026-{month:02}", number="C0001", name="样例一", unit="一部", time=time if come else None
        )
        for month, come in ((10, True), (11, False), (12, True))
    ]
    (line,) = year_lines(people)
    assert (line.attended, line.missed) == (("2026-10", "2026-12"), ("2026-11",))
    assert (line.minutes, line.hours) == (100, Decimal("2.2"))
