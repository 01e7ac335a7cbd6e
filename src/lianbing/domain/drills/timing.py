"""用时: the times that submissions say, how far they can be believed, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.drills.drill import Window
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.drills.terms import Terms
from lianbing.domain.kernel.moments import moment, placed

_DAY_LENGTH = len("2026-11-01")


class ClockFault(StrEnum):
    """Why the times of a submission are not believed."""

    UNREADABLE = "unreadable"
    NO_ZONE = "no-zone"
    BEFORE_ISSUE = "before-issue"
    FUTURE = "future"
    BACKWARDS = "backwards"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            ClockFault.UNREADABLE: "没有写时间，或写得不对",
            ClockFault.NO_ZONE: "时间没有时区",
            ClockFault.BEFORE_ISSUE: "交卷早于发卷",
            ClockFault.FUTURE: "交卷晚于收卷，时间在将来",
            ClockFault.BACKWARDS: "交卷早于开考",
        }[self]


class Remark(StrEnum):
    """What is unusual about when a submission was handed in."""

    OVER_TIME = "over-time"
    LATE = "late"
    AFTER_CLOSING = "after-closing"
    FAR_TOO_FAST = "far-too-fast"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            Remark.OVER_TIME: "超时",
            Remark.LATE: "迟交",
            Remark.AFTER_CLOSING: "截止以后收到",
            Remark.FAR_TOO_FAST: "快得不正常",
        }[self]


def clock_faults(submission: StoredSubmission, issued_at: str, terms: Terms) -> tuple[ClockFault, ...]:
    """Why the time of a hand-in is not believed; none if it is."""
    submitted = moment(submission.submitted_at)
    if submitted is None:
        return (ClockFault.UNREADABLE,)
    if not submitted.has_zone:
        return (ClockFault.NO_ZONE,)
    skew = terms.skew_minutes * 60
    issued, received, started = map(placed, (issued_at, submission.received_at, submission.started_at))
    checks = {
        ClockFault.BEFORE_ISSUE: issued is not None and submitted.seconds < issued.seconds - skew,
        ClockFault.FUTURE: received is not None and submitted.seconds > received.seconds + skew,
        ClockFault.BACKWARDS: started is not None and submitted.seconds < started.seconds,
    }
    return tuple(fault for fault, there in checks.items() if there)


def seconds_taken(submission: StoredSubmission) -> int | None:
    """How long a submission took, in seconds; ``None`` if its times don't say."""
    if submission.elapsed is not None:
        return submission.elapsed
    started, submitted = placed(submission.started_at), placed(submission.submitted_at)
    if started is None or submitted is None or submitted.seconds < started.seconds:
        return None
    return int(submitted.seconds - started.seconds)


@dataclass(frozen=True, kw_only=True)
class TimeLimits:
    """What the times of a person's submissions are held against.

    ``minutes`` are the person's, with extra ones; ``closed_at`` is when the drill was ended, or empty.
    """

    issued_at: str
    minutes: int
    window: Window
    closed_at: str = ""


def remarks(submission: StoredSubmission, limits: TimeLimits, terms: Terms) -> tuple[Remark, ...]:
    """What is unusual about the times of a submission.

    If its clock is not believed, its receipt tells whether it is late.
    """
    seconds = seconds_taken(submission)
    is_believed = not clock_faults(submission, limits.issued_at, terms)
    handed_in = submission.submitted_at if is_believed else submission.received_at
    checks = {
        Remark.OVER_TIME: seconds is not None and seconds >= (limits.minutes + 1) * 60,  # the page counts in minutes
        Remark.LATE: _is_after_window(handed_in, limits.window),
        Remark.AFTER_CLOSING: _is_after(submission.received_at, limits.closed_at),
        Remark.FAR_TOO_FAST: seconds is not None and seconds < terms.seconds_per_item * submission.items,
    }
    return tuple(remark for remark, there in checks.items() if there)


def _is_after(time: str, end: str) -> bool:
    this, other = placed(time), placed(end)
    return this is not None and other is not None and this.seconds > other.seconds


def _is_after_window(time: str, window: Window) -> bool:
    """Whether a time is after the end of a window; a day ends at midnight where the time was taken."""
    if len(window.closes) > _DAY_LENGTH:
        return _is_after(time, window.closes)
    return bool(window.closes) and moment(time) is not None and time[:_DAY_LENGTH] > window.closes
