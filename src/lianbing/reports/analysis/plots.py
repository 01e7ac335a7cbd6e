"""The two pictures of a question, as coordinates: who chose which option, and how easy it was from period to period.

All is in user units of a drawing 320 wide; the template draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.figures import OptionFigures
from lianbing.psychometrics.wording import in_per_cent, rounded
from lianbing.reports.analysis.analysis import PeriodFacility

WIDTH = 320
PLOT_TOP, PLOT_BOTTOM = 12.0, 152.0
PLOT_HEIGHT = 176
THIRDS = (("低分组", 52.0), ("中间组", 160.0), ("高分组", 268.0))
_LABEL_GAP, _COLOURS = 15.0, 3
AXIS_LEFT, AXIS_RIGHT = 84.0, 308.0
ROW_TOP, ROW_HEIGHT = 26.0, 30.0


@dataclass(frozen=True, kw_only=True)
class OptionLine:
    """An option in the distractor plot: its three points as “x,y x,y x,y”, and where its letter stands.

    ``style`` is ``key``, or ``s0`` to ``s2`` for the colours that wrong options take in turn.
    """

    option: str
    is_key: bool
    style: str
    points: str
    dots: tuple[tuple[float, float], ...]
    label_y: float


@dataclass(frozen=True, kw_only=True)
class OptionPlot:
    """The classic plot of distractors: the share of each third, by ability, that chose each option."""

    lines: tuple[OptionLine, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class PeriodRow:
    """A period in the picture of drift: where its row is, and its point with the ends of its interval."""

    period: str
    y: float
    value: float
    low: float
    high: float
    shown: str


@dataclass(frozen=True, kw_only=True)
class PeriodPlot:
    """Facilities by period on one scale."""

    rows: tuple[PeriodRow, ...]
    height: float
    words: str


def option_plot(options: Sequence[OptionFigures]) -> OptionPlot | None:
    """The plot; ``None`` where the thirds are too small to draw."""
    shares = {each.option: _thirds(each) for each in options}
    if not shares or not all(shares.values()):
        return None
    ends = _apart([_height(values[-1]) for values in shares.values() if values])
    lines: list[OptionLine] = []
    for option, end in zip(options, ends, strict=True):
        dots = tuple((x, _height(share)) for (_, x), share in zip(THIRDS, shares[option.option] or (), strict=True))
        lines.append(
            OptionLine(
                option=option.option,
                is_key=option.is_key,
                style="key" if option.is_key else f"s{sum(not line.is_key for line in lines) % _COLOURS}",
                points=" ".join(f"{x:g},{y:.1f}" for x, y in dots),
                dots=dots,
                label_y=end,
            )
        )
    return OptionPlot(lines=tuple(lines), words="".join(_option_words(options)))


def _thirds(option: OptionFigures) -> tuple[float, ...] | None:
    values = [each.value for each in (option.low, option.middle, option.high)]
    return None if None in values else tuple(value for value in values if value is not None)


def _height(share: float) -> float:
    return round(PLOT_BOTTOM - share * (PLOT_BOTTOM - PLOT_TOP), 1)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights of labels, moved apart as little as keeps them from lying on one another."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = [0.0] * len(heights)
    lowest = PLOT_BOTTOM - _LABEL_GAP * (len(heights) - 1)
    previous = PLOT_TOP - _LABEL_GAP
    for place in order:
        previous = max(min(heights[place], lowest), previous + _LABEL_GAP)
        moved[place] = round(previous, 1)
        lowest += _LABEL_GAP
    return moved


def _option_words(options: Sequence[OptionFigures]) -> Iterator[str]:
    yield "各选项在低分组、中间组、高分组里被选的比例。"
    for option in options:
        shown = "、".join(f"{rounded((each.value or 0) * 100)}%" for each in (option.low, option.middle, option.high))
        yield f"{option.option}{'（答案）' if option.is_key else ''}：{shown}。"


def period_plot(periods: Sequence[PeriodFacility]) -> PeriodPlot | None:
    """The picture; ``None`` for a single period."""
    rows = [_row(each.period, each.facility, place) for place, each in enumerate(periods)]
    known = tuple(row for row in rows if row)
    if len(known) < 2:
        return None
    words = "".join(f"{row.period} 得分率 {row.shown}。" for row in known)
    return PeriodPlot(rows=known, height=ROW_TOP + ROW_HEIGHT * len(rows) + 18, words=words)


def _row(period: str, facility: Estimate, place: int) -> PeriodRow | None:
    if facility.value is None:
        return None
    low = facility.value if facility.low is None else facility.low
    high = facility.value if facility.high is None else facility.high
    return PeriodRow(
        period=period,
        y=ROW_TOP + ROW_HEIGHT * place,
        value=_across(facility.value),
        low=_across(low),
        high=_across(high),
        shown=in_per_cent(facility),
    )


def _across(share: float) -> float:
    return round(AXIS_LEFT + share * (AXIS_RIGHT - AXIS_LEFT), 1)
