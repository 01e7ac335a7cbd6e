"""练兵的规则: which of several submissions counts, and which times are odd, as the plan of a drill says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CountingRule(StrEnum):
    """Which of several submissions of a person counts; the store keeps the value, so it never changes."""

    LAST = "last"
    FIRST = "first"
    BEST = "best"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            CountingRule.LAST: "交卷最晚的一份",
            CountingRule.FIRST: "交卷最早的一份",
            CountingRule.BEST: "得分最高的一份",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The conditions of a drill that its plan may set.

    A hand-in may seem to be ``skew_minutes`` before issue or after its receipt, so far as clocks of devices go wrong.
    Less than ``seconds_per_item`` for each item is far too fast.
    """

    counts: CountingRule = CountingRule.LAST
    skew_minutes: int = 10
    seconds_per_item: int = 5
