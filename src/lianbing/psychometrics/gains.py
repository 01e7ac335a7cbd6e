"""What a session changed: the same people before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.quantiles import student_quantile, student_tails


@dataclass(frozen=True, kw_only=True)
class GroupGain:
    """The gain of a group from a first test to a second one of the same maximum.

    Scores and ``gain`` are in points. ``normalised`` is the group's normalised gain (Hake 1998): the mean gain of what
    could be gained. ``effect`` is the mean gain in standard deviations of the gains (Cohen's d_z). ``t`` and ``p`` are
    those of Student's paired test; ``None`` where all gains are equal.
    """

    people: int
    mean_before: float | None
    mean_after: float | None
    gain: Estimate
    normalised: Estimate
    effect: Estimate
    t: float | None
    p: float | None


def group_gain(pairs: Sequence[tuple[float, float]], maximum: float) -> GroupGain:
    """The gain of people with the scores (before, after) of a test of ``maximum`` points."""
    count = len(pairs)
    before, after = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    gain = paired_change(pairs)
    left = maximum - float(before.mean()) if count else 0.0
    normalised = gain.scaled(1 / left) if left > 0 and gain.has_interval else without("没有可提高的余地", count)
    spread = float((after - before).std(ddof=1)) if count > 1 else 0.0
    effect = gain.scaled(1 / spread) if spread else without("没有差别可比", count)
    t = p = None
    if spread:
        t = float((after - before).mean() / (spread / count**0.5))
        p = student_tails(count - 1, t)
    return GroupGain(
        people=count,
        mean_before=float(before.mean()) if count else None,
        mean_after=float(after.mean()) if count else None,
        gain=gain,
        normalised=normalised,
        effect=effect,
        t=t,
        p=p,
    )


def paired_change(pairs: Sequence[tuple[float, float]]) -> Estimate:
    """The mean of after − before of the same people."""
    count = len(pairs)
    if count < 2:
        return without(f"只有 {count} 个人前后都有，太少", count)
    change = np.array([after - before for before, after in pairs])
    half = float(student_quantile(count - 1, (1 + LEVEL) / 2) * change.std(ddof=1) / count**0.5)
    mean = float(change.mean())
    return within(mean, mean - half, mean + half, count)
