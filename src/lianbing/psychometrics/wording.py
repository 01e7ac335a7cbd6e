"""Figures of an analysis in words: each with its interval, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lianbing.domain.kernel.decimals import round_half_up
from lianbing.psychometrics.estimates import Estimate

NOTHING = "—"


def rounded(value: float, places: int = 0) -> Decimal:
    """A statistic as it is shown, rounded half up."""
    return round_half_up(Decimal(repr(float(value))), places)


def in_per_cent(estimate: Estimate | None) -> str:
    """A share such as “62%（48～75）”, with its interval."""
    return _with_interval(estimate, 100, 0, "%")


def as_index(estimate: Estimate | None) -> str:
    """An index from −100 to 100 such as “31（5～53）”, with its interval."""
    return _with_interval(estimate, 1, 0, "")


def as_ratio(estimate: Estimate | None) -> str:
    """A correlation or difference such as “0.31（0.05～0.53）”."""
    return _with_interval(estimate, 1, 2, "")


def as_points(estimate: Estimate | None) -> str:
    """A change of shares such as “−12 个百分点（−25～1）”, with its interval."""
    return _with_interval(estimate, 100, 0, " 个百分点")


def _with_interval(estimate: Estimate | None, factor: int, places: int, unit: str) -> str:
    if estimate is None:
        return NOTHING
    if estimate.value is None:
        return estimate.why_not
    value = signed(estimate.value * factor, places)
    if estimate.low is None or estimate.high is None:
        return f"{value}{unit}（{estimate.why_not}）"
    return f"{value}{unit}（{signed(estimate.low * factor, places)}～{signed(estimate.high * factor, places)}）"


def signed(value: float, places: int) -> str:
    """A number with a true minus sign; no zero is negative."""
    shown = rounded(value, places)
    return f"{abs(shown)}" if shown >= 0 else f"−{abs(shown)}"


def without_intervals(figures: Iterable[tuple[str, Estimate | None]]) -> str:
    """Which figures have no interval, by the reason."""
    titles: dict[str, list[str]] = {}
    for title, estimate in figures:
        if estimate is not None and estimate.why_not:
            titles.setdefault(estimate.why_not, []).append(title.removesuffix("%"))
    return "；".join(f"{'、'.join(named)}：{why}" for why, named in titles.items())
