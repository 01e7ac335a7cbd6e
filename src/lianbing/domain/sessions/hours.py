"""学时: how long each person was at a session, and how many hours that makes by the unit's rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.decimals import ZERO, ratio, round_half_up
from lianbing.domain.kernel.moments import placed
from lianbing.domain.sessions.happenings import SignedInBy
from lianbing.domain.sessions.held import Attendance, HeldSession
from lianbing.domain.sessions.plans import SessionPlan

_MINUTE = 60
_DAY = 24 * 60
_ABSURD = 3
"""A session that took so many times what was planned, or over a day, was ended late, or a clock jumped."""


class CountedMinutes(StrEnum):
    """Which minutes of a session count: as long as it was held, or as long as it was planned."""

    HELD = "held"
    PLANNED = "planned"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {CountedMinutes.HELD: "实际用时", CountedMinutes.PLANNED: "计划用时"}[self]


@dataclass(frozen=True, kw_only=True)
class HoursRule:
    """How minutes become hours.

    Attributes:
        minutes: so many minutes are an hour of training.
        counted: which minutes of a session count, where they are known.
        grace: whoever comes at most so many minutes late was there from the beginning.
        places: hours are rounded half up to so many decimal places.
        note: what the rule rests on, for people.
    """

    minutes: int
    counted: CountedMinutes
    grace: int
    places: int
    note: str

    def hours(self, minutes: int) -> Decimal:
        """So many minutes as hours."""
        return round_half_up(ratio(Decimal(minutes), Decimal(self.minutes)), self.places)

    @property
    def words(self) -> str:
        """The rule in a sentence."""
        return (
            f"{self.minutes} 分钟算 1 学时，按{self.counted.label}；开始以后 {self.grace} 分钟以内签到的算全程，"
            f"再晚的从签到时算起；四舍五入到小数点后 {self.places} 位"
        )


@dataclass(frozen=True, kw_only=True)
class SessionTime:
    """From when to when a session was, ISO 8601; ``minutes`` are those that count, ``is_held`` says they were held.

    ``is_stated`` says that they are the trainer's, and ``absurd`` are minutes that were kept and are too many to count.
    """

    began: str
    ended: str
    minutes: int
    is_held: bool
    is_stated: bool = False
    absurd: int = 0


@dataclass(frozen=True, kw_only=True)
class CountedTime:
    """How long somebody was there; ``late`` are the minutes that the person missed at the beginning."""

    minutes: int
    late: int
    hours: Decimal


def session_time(
    plan: SessionPlan, held: HeldSession, counted: CountedMinutes, stated: int | None = None
) -> SessionTime:
    """When a session was, and how many minutes of it count.

    It begins with its first activity, not when the program is started, and ends when it is closed. Where one of the
    two is not known, or there is far too much between them, the planned minutes count; those that are stated always do.
    """
    began = held.begun[0].at if held.begun else ""
    whole = minutes_between(began, held.ended)
    absurd = whole if whole is not None and whole > min(_ABSURD * plan.minutes, _DAY) else 0
    ended = "" if absurd else held.ended
    if stated is not None:
        return SessionTime(began=began, ended=ended, minutes=stated, is_held=True, is_stated=True)
    if whole is None or absurd or counted is CountedMinutes.PLANNED:
        return SessionTime(began=began, ended=ended, minutes=plan.minutes, is_held=False, absurd=absurd)
    return SessionTime(began=began, ended=ended, minutes=whole, is_held=True)


def counted_time(who: Attendance, when: SessionTime, rule: HoursRule) -> CountedTime:
    """How long a person was there; whoever was written down by hand was there from the beginning."""
    by_hand = who.by in (SignedInBy.PAPER, SignedInBy.TRAINER)
    late = 0 if by_hand else minutes_between(when.began, who.at) or 0
    missed = min(late, when.minutes) if late > rule.grace else 0
    minutes = when.minutes - missed
    return CountedTime(minutes=minutes, late=missed, hours=rule.hours(minutes))


def minutes_between(first: str, second: str) -> int | None:
    """The whole minutes from one time to a later one; ``None`` if one is missing or they are the other way round."""
    seconds = seconds_between(first, second)
    return None if seconds is None else int(seconds) // _MINUTE


def seconds_between(first: str, second: str) -> float | None:
    """The seconds from one time to a later one; ``None`` as for minutes."""
    start, end = placed(first), placed(second)
    if start is None or end is None or end.seconds < start.seconds:
        return None
    return end.seconds - start.seconds


def whole_minutes(seconds: Mapping[int, float]) -> dict[int, int]:
    """Whole minutes that add up to those of all parts together: the largest remainders are rounded up (Hamilton)."""
    minutes = {key: int(own) // _MINUTE for key, own in seconds.items()}
    left = int(sum(seconds.values())) // _MINUTE - sum(minutes.values())
    for key in sorted(seconds, key=lambda key: -(seconds[key] % _MINUTE))[:left]:
        minutes[key] += 1
    return minutes


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """A person's year: the sessions that the person was at with their hours, and those that were missed."""

    number: str
    name: str
    unit: str
    attended: tuple[str, ...]
    missed: tuple[str, ...]
    minutes: int
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class CountedPerson:
    """A person at a session, or not: ``time`` is ``None`` for somebody who was expected and did not come."""

    session: str
    number: str
    name: str
    unit: str
    time: CountedTime | None


def year_lines(people: Iterable[CountedPerson]) -> tuple[YearLine, ...]:
    """Everybody's year by unit and number, with the name and the unit of the last session.

    Hours are the sum of those in the records of the sessions, so that everything adds up.
    """
    by_number: dict[str, list[CountedPerson]] = {}
    for each in people:
        by_number.setdefault(each.number, []).append(each)
    lines = []
    for number, theirs in by_number.items():
        lines.append(
            YearLine(
                number=number,
                name=theirs[-1].name,
                unit=theirs[-1].unit,
                attended=tuple(each.session for each in theirs if each.time),
                missed=tuple(each.session for each in theirs if not each.time),
                minutes=sum(each.time.minutes for each in theirs if each.time),
                hours=sum((each.time.hours for each in theirs if each.time), ZERO),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.unit, line.number)))
