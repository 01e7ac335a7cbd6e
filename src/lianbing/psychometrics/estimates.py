"""A figure with its interval of 95 per cent, or with the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEVEL = 0.95
"""The confidence of every interval of item statistics and gains."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure, and the interval in which it lies with 95 per cent confidence.

    ``count`` is how many people (or answers, where each is another person's) it rests on. ``low`` and ``high`` are
    ``None`` exactly where ``why_not`` says in Chinese why there is no interval; then ``value`` is ``None`` too unless
    the figure itself can be had.
    """

    value: float | None
    low: float | None
    high: float | None
    count: int
    why_not: str = ""

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None) or (self.low is None) != bool(self.why_not):
            raise ValueError("an interval without a reason for its absence, or with one")

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval."""
        return not self.why_not

    def scaled(self, factor: float) -> Estimate:
        """The same in another unit: all figures times a positive factor."""
        value, low, high = (None if side is None else side * factor for side in (self.value, self.low, self.high))
        return replace(self, value=value, low=low, high=high)


def without(why_not: str, count: int, value: float | None = None) -> Estimate:
    """An estimate without an interval, and why."""
    return Estimate(value=value, low=None, high=None, count=count, why_not=why_not)


def within(value: float, low: float, high: float, count: int) -> Estimate:
    """An estimate with its interval."""
    return Estimate(value=float(value), low=float(low), high=float(high), count=count)
