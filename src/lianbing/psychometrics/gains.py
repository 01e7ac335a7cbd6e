"""What a session changed: the same people before and after.

The gain of a group is reckoned from its means. The average of individual normalised gains is not offered: scores carry
error, and people who happen to stand high before have little left to divide by, so that it is biased, the more so the
fewer items (arXiv 2407.07730).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.quantiles import student_quantile, student_tails
from lianbing.psychometrics.scored import Floats

LEAST_PAIRS = 6
"""With fewer people the interval is wider than anything that a session could change."""
_SPREAD, _SPREAD_OF_RATIO = 1.0, 3.0
"""How many times the variance two more people are thought to have changed by; chosen by simulation, more for the ratio
of two skewed means. So the interval of the normalised gain may hold 0 where that of the gain doesn't."""

Pair = tuple[float, float]
"""A person's score before and after."""


@dataclass(frozen=True, kw_only=True)
class GroupGain:
    """The gain of a group from a first test to a second one of the same maximum.

    Scores and ``gain`` are in points. ``normalised`` is the group's normalised gain (Hake 1998), the mean gain as part
    of what could be gained, ``effect`` the mean gain in standard deviations of the gains (Cohen's d_z). ``t`` and ``p``
    are Student's paired test, for readers who expect it; ``None`` where all gains are equal. Where it and the interval
    of ``gain`` disagree, the interval is the cautious one.
    """

    people: int
    mean_before: float | None
    mean_after: float | None
    gain: Estimate
    normalised: Estimate
    effect: Estimate
    t: float | None
    p: float | None


def group_gain(pairs: Sequence[Pair], maximum: float, step: float = 1.0) -> GroupGain:
    """The gain of people with the scores (before, after) of a test of ``maximum`` points.

    ``step`` is what one answer is worth.
    """
    before, after = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    change = after - before
    people = len(pairs)
    spread = float(change.std(ddof=1)) if people > 1 else 0.0
    t = float(change.mean()) / (spread / people**0.5) if spread else None
    return GroupGain(
        people=people,
        mean_before=float(before.mean()) if people else None,
        mean_after=float(after.mean()) if people else None,
        gain=paired_change(pairs, step),
        normalised=_normalised(change, maximum - before, step),
        effect=_effect(change),
        t=t,
        p=None if t is None else student_tails(people - 1, t),
    )


def paired_change(pairs: Sequence[Pair], step: float = 1.0) -> Estimate:
    """The mean of after − before of the same people, such as a clause's shares before and after it was taught.

    ``step`` is by how much one answer changes a person's score: 1 for shares that rest on one item each.
    """
    change = np.array([after - before for before, after in pairs], dtype=np.float64)
    why_not = _too_few(len(pairs))
    if why_not:
        return without(why_not, len(pairs), float(change.mean()) if len(pairs) else None)
    low, high = change_bounds(change, step)
    return within(float(change.mean()), float(low), float(high), len(pairs))


def change_bounds(change: Floats, step: float) -> tuple[Floats, Floats]:
    """The interval of the mean of changes (… × people).

    Student's, with the variance as if two more people had changed, one up and one down, by √(step² + s²). Scores of
    a few items are whole numbers, skewed, and often the same before and after: from ten people who didn't change,
    Student's interval concludes that nobody ever would (coverage down to 50 per cent). For shares of one item it is the
    idea of Bonett and Price 2012 for paired proportions.
    """
    people = change.shape[-1]
    mean = change.mean(axis=-1)
    error = np.sqrt(_widened(change.var(axis=-1, ddof=1), people, step, _SPREAD) / people)
    reach = student_quantile(people - 1, (1 + LEVEL) / 2) * error
    return mean - reach, mean + reach


def _widened(variance: Floats, people: int, step: float, times: float) -> Floats:
    return np.asarray(variance + 2 * (step**2 + times * variance) / (people - 1))


def _normalised(change: Floats, left: Floats, step: float) -> Estimate:
    """The group's normalised gain; ``left`` is what each could gain."""
    people = len(change)
    why_not = _too_few(people)
    value = float(change.mean() / left.mean()) if people and left.mean() > 0 else None
    if value is None:
        return without(why_not or "之前就全对，没有可提高的余地", people)
    if why_not:
        return without(why_not, people, value)
    low, high = normalised_bounds(change, left, step)
    if np.isnan(low):
        return without("之前就几乎全对，可提高的余地太小，比例定不下来", people, value)
    return within(value, float(low), float(high), people)


def normalised_bounds(change: Floats, left: Floats, step: float) -> tuple[Floats, Floats]:
    """The interval of mean change ÷ mean of what was left (… × people); NaN where it has no ends.

    Fieller 1954: all ratios ρ for which the mean of change − ρ · left isn't clear of 0, by an interval like that of
    ``change_bounds``. There are ends only where what was left is clear of 0 itself.
    """
    people = change.shape[-1]
    squared = student_quantile(people - 1, (1 + LEVEL) / 2) ** 2 / people
    gained, could = change.mean(axis=-1), left.mean(axis=-1)
    times = 1 + 2 * _SPREAD_OF_RATIO / (people - 1)
    both = (change * left).mean(axis=-1) - gained * could
    a = could**2 - squared * times * left.var(axis=-1, ddof=1)
    b = gained * could - squared * times * both * people / (people - 1)
    c = gained**2 - squared * _widened(change.var(axis=-1, ddof=1), people, step, _SPREAD_OF_RATIO)
    bounded = a > 0
    root = np.sqrt(np.maximum(b**2 - a * c, 0))
    ends = (np.where(bounded, (b + sign * root) / np.where(bounded, a, 1), np.nan) for sign in (-1, 1))
    return next(ends), next(ends)


def _effect(change: Floats) -> Estimate:
    people = len(change)
    why_not = _too_few(people)
    if people < 2 or not change.std():
        return without(why_not or "每个人的变化都一样，没有差别可比", people)
    value = float(change.mean() / change.std(ddof=1))
    if why_not:
        return without(why_not, people, value)
    low, high = effect_bounds(change)
    return within(value, float(low), float(high), people)


def effect_bounds(change: Floats) -> tuple[Floats, Floats]:
    """The interval of d_z (… × people).

    With the larger of two standard errors: √(1 ÷ n + d² ÷ 2n) of normal changes (Hedges and Olkin 1985) and that by the
    jackknife, with Student's distribution.
    """
    people = change.shape[-1]
    mean, spread = change.mean(axis=-1, keepdims=True), change.std(axis=-1, ddof=1, keepdims=True)
    effect = mean / np.where(spread > 0, spread, 1)
    squares = (people - 1) * spread**2 - people / (people - 1) * (change - mean) ** 2
    spreads = np.sqrt(np.maximum(squares, 0) / (people - 2))
    means = (people * mean - change) / (people - 1)
    others = np.divide(means, spreads, out=np.zeros(change.shape), where=spreads > 1e-9)
    jackknife = np.sqrt((people - 1) * others.var(axis=-1))
    error = np.maximum(jackknife, np.sqrt((1 + effect[..., 0] ** 2 / 2) / people))
    reach = student_quantile(people - 1, (1 + LEVEL) / 2) * error
    return effect[..., 0] - reach, effect[..., 0] + reach


def _too_few(people: int) -> str:
    if people >= LEAST_PAIRS:
        return ""
    return f"只有 {people} 人前后都做了，太少" if people else "没有前后都做了的人"
