"""培训记录: who was there and who was not, and what of the plan was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.held import Attendance, HeldSession
from lianbing.domain.sessions.hours import (
    CountedTime,
    HoursRule,
    SessionTime,
    counted_time,
    minutes_between,
    seconds_between,
    whole_minutes,
)
from lianbing.domain.sessions.plans import Activity, SessionPlan

_ODD = 2
"""A session that took so many times less, or more, than was planned is odd."""


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody who was there; ``time`` is ``None`` where no rule says how hours are counted."""

    who: Attendance
    is_expected: bool
    time: CountedTime | None

    @property
    def employee(self) -> Employee:
        """The person as lists have people; a stranger has no number."""
        return Employee(id=self.who.number, name=self.who.name, team=self.who.unit)


@dataclass(frozen=True, kw_only=True)
class RollCall:
    """应到、实到、缺席: everybody by unit and number; ``expected`` is empty where there was no list."""

    expected: tuple[Employee, ...]
    present: tuple[Attendee, ...]
    absent: tuple[Employee, ...]

    @property
    def strangers(self) -> tuple[Attendee, ...]:
        """Those of whom no number is known."""
        return tuple(each for each in self.present if not each.who.number)

    @property
    def uninvited(self) -> tuple[Attendee, ...]:
        """Those with a number who are not on the list."""
        return tuple(each for each in self.present if each.who.number and not each.is_expected)

    def unit_of(self, one: Attendee) -> str:
        """The unit of somebody who was there; that of a guest is often not known."""
        return one.who.unit or ("名单以外" if self.expected and one.who.number and not one.is_expected else "")


@dataclass(frozen=True, kw_only=True)
class HeldActivity:
    """An activity of the plan, and how many minutes it took; ``None`` where it was not begun, or its end is unknown.

    The minutes of all add up to those of the session.
    """

    activity: Activity
    was_begun: bool
    minutes: int | None


def roll_call(expected: Sequence[Employee], held: HeldSession, when: SessionTime, rule: HoursRule | None) -> RollCall:
    """Who of the list was there, who else, and who was not."""
    numbers = {employee.id: employee for employee in expected}
    came = {one.number for one in held.present}
    present = [
        Attendee(
            who=one, is_expected=one.number in numbers, time=counted_time(one, when, rule) if rule is not None else None
        )
        for one in held.present
    ]
    return RollCall(
        expected=tuple(expected),
        present=tuple(
            sorted(present, key=lambda one: (not one.who.number, one.who.unit, one.who.number, one.who.seats))
        ),
        absent=tuple(sorted((one for one in expected if one.id not in came), key=lambda one: (one.team, one.id))),
    )


def held_activities(plan: SessionPlan, held: HeldSession) -> tuple[HeldActivity, ...]:
    """The activities of the plan; one that was returned to took the time of all its parts."""
    ends = [later.at for later in held.begun[1:]] + [held.ended]
    taken: dict[int, list[float | None]] = {}
    for begun, end in zip(held.begun, ends, strict=False):
        taken.setdefault(begun.activity, []).append(seconds_between(begun.at, end))
    seconds = {place: whole for place, parts in taken.items() if (whole := _sum(parts)) is not None}
    minutes = whole_minutes(seconds)
    return tuple(
        HeldActivity(activity=activity, was_begun=place in taken, minutes=minutes.get(place))
        for place, activity in enumerate(plan.activities)
    )


def _sum(parts: Sequence[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


@dataclass(frozen=True, kw_only=True)
class SessionDoubt:
    """What is odd about a session, what is to be done about it, and the command that does it.

    The record that is filed has the words alone; whoever sits at the program gets the command instead of the remedy.
    """

    text: str
    remedy: str = ""
    command: str = ""

    @property
    def in_words(self) -> str:
        """The sentence for paper."""
        return "：".join(filter(None, (self.text, self.remedy)))

    @property
    def with_command(self) -> str:
        """The sentence for the screen."""
        return "：".join(filter(None, (self.text, self.command or self.remedy)))


_SIGN_AGAIN = "改好签到，再出一次记录"


def doubts(session: str, roll: RollCall, held: HeldSession) -> Iterator[SessionDoubt]:
    """What is odd about who was there, each with how to mend it."""
    sign = f"lianbing session sign {session}"
    for each in roll.strangers:
        seat = each.who.seats[0]
        yield SessionDoubt(
            text=f"座位 {seat} 签的是“{each.who.name}”，没有工号，不知道是谁",
            remedy=f"认出来以后，或弄清没有来过，{_SIGN_AGAIN}",
            command=f"认出来以后 {sign} --seat {seat} --number 工号；没有来过的加 --left",
        )
    if roll.expected:
        for each in roll.uninvited:
            yield SessionDoubt(
                text=f"{each.who.number} {each.who.name} 来了，不在应到名单上，照记",
                remedy=f"认错了人的，{_SIGN_AGAIN}",
                command=f"认错了人的，{sign} --seat {each.who.seats[0]} --number 工号",
            )
    for one in held.present:
        if len(one.seats) > 1:
            seats = "、".join(one.seats)
            yield SessionDoubt(
                text=f"{one.number or one.name} {one.name} 有 {len(one.seats)} 个座位（{seats}）",
                remedy="算一个人，后投的为准",
            )
    known = {seat for one in held.present for seat in one.seats}
    for seat, count in sorted(_answers(held).items()):
        if seat not in known:
            yield SessionDoubt(
                text=f"座位 {seat} 有 {count} 个作答，签到里没有这个人，或已标为没有来；人数照算，不知道是谁",
                remedy=f"认出来以后，{_SIGN_AGAIN}",
                command=f"认出来以后 {sign} --seat {seat} --number 工号",
            )


def time_doubts(plan: SessionPlan, held: HeldSession, when: SessionTime) -> Iterator[SessionDoubt]:
    """Where nobody knows how long a session took, or it took much less, or more, than was planned."""
    if when.is_stated:
        return
    state = f"lianbing session record {plan.id} --minutes 分钟"
    lasted = f"从第一个环节到下课是 {when.absurd or when.minutes} 分钟，计划 {plan.minutes} 分钟"
    if when.absurd:
        yield SessionDoubt(
            text=f"{lasted}，长得不像，学时照计划的 {plan.minutes} 分钟算",
            remedy="核实实际用时",
            command=f"核实实际用时，写上 {state}",
        )
        return
    if when.is_held and not plan.minutes <= _ODD * when.minutes <= _ODD**2 * plan.minutes:
        yield SessionDoubt(
            text=f"{lasted}，学时按 {when.minutes} 分钟算",
            remedy="忘了开始或下课的，核实实际用时",
            command=f"忘了开始或下课的，核实实际用时，写上 {state}",
        )
    why = _no_time(when)
    if why:
        # Where hardly anything went on, somebody only tried the program: the hours of a whole session would be wrong.
        last = minutes_between(when.began, held.last)
        until = f"，上课的记录只到开始以后 {last} 分钟" if last is not None and last < plan.minutes else ""
        remedy = f"学时照计划的 {when.minutes} 分钟算{until}，核实实际用时"
        still = "" if when.ended else "；还开着的，先在控制台按“结束培训”"
        yield SessionDoubt(text=why, remedy=remedy, command=f"{remedy}，写上 {state}{still}")


def _no_time(when: SessionTime) -> str:
    """Why it is not known how long a session took; empty where it is."""
    if not when.began and not when.ended:
        return "没有从开始到结束的记录"
    if not when.began:
        return "一个环节也没有开始"
    if not when.ended:
        return "没有按“结束培训”"
    return "" if minutes_between(when.began, when.ended) is not None else "结束的时间比开始的早"


def _answers(held: HeldSession) -> dict[str, int]:
    seats = [one.seat for one in held.ballots] + [one.seat for one in held.quiz_answers]
    return {seat: seats.count(seat) for seat in dict.fromkeys(seats)}
