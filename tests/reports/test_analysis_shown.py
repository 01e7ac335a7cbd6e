"""Figures of a bank's analysis in words and pictures."""

from __future__ import annotations

import itertools

import pytest

from lianbing.app.analysing.item_figures import half_year_of
from lianbing.psychometrics.estimates import Estimate, within, without
from lianbing.psychometrics.items.figures import OptionFigures
from lianbing.psychometrics.wording import as_index, as_points, as_ratio, in_per_cent, without_intervals
from lianbing.reports.analysis.analysis import LostEvidence, PeriodFacility
from lianbing.reports.analysis.plots import PLOT_BOTTOM, PLOT_TOP, option_plot, period_plot

KNOWN = within(0.625, 0.475, 0.755, 40)
TOO_FEW = without("只有 3 份作答，太少", 3)


def chosen(option: str, *thirds: float, is_key: bool = False) -> OptionFigures:
    """An option with its share in each third."""
    low, middle, high = (within(share, 0, 1, 30) for share in thirds)
    rest = share = within(0.2, 0.1, 0.3, 90)
    return OptionFigures(
        option=option, is_key=is_key, count=1, share=share, low=low, middle=middle, high=high, rest=rest
    )


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (in_per_cent(KNOWN), "63%（48～76）"),
        (as_ratio(within(-0.31, -0.5, -0.004, 9)), "−0.31（−0.50～0.00）"),
        (as_index(within(-31.2, -50, -0.4, 9)), "−31（−50～0）"),
        (as_points(within(-0.12, -0.25, 0.01, 9)), "−12 个百分点（−25～1）"),
        (in_per_cent(TOO_FEW), "只有 3 份作答，太少"),
        (in_per_cent(without("太少", 3, 0.5)), "50%（太少）"),
        (in_per_cent(None), "—"),
    ],
)
def test_a_figure_comes_with_its_interval_or_the_reason(shown: str, words: str) -> None:
    assert shown == words


def test_reasons_are_named_once_with_all_their_figures() -> None:
    figures: list[tuple[str, Estimate | None]] = [
        ("得分率%", KNOWN),
        ("相关", TOO_FEW),
        ("效率%", TOO_FEW),
        ("变化", None),
    ]
    assert without_intervals(figures) == "相关、效率：只有 3 份作答，太少"


def test_the_plot_of_options_goes_from_the_weak_to_the_able() -> None:
    plot = option_plot([chosen("A", 0.2, 0.5, 0.9, is_key=True), chosen("B", 0.8, 0.5, 0.1), chosen("C", 0, 0, 0)])
    assert plot
    key, wrong, idle = plot.lines
    assert (key.style, wrong.style, idle.style) == ("key", "s0", "s1")
    assert [y for _, y in key.dots] == sorted((y for _, y in key.dots), reverse=True)
    assert plot.words.endswith("A（答案）：20%、50%、90%。B：80%、50%、10%。C：0%、0%、0%。")


def test_letters_never_lie_on_one_another_nor_outside() -> None:
    plot = option_plot([chosen(letter, 0.1, 0.1, 0.0) for letter in "ABCDEFGH"])
    assert plot
    heights = sorted(line.label_y for line in plot.lines)
    assert all(later - earlier >= 15 for earlier, later in itertools.pairwise(heights))
    assert heights[0] >= PLOT_TOP
    assert heights[-1] <= PLOT_BOTTOM


def test_what_is_too_little_to_draw_is_not_drawn() -> None:
    few = OptionFigures(
        option="A", is_key=True, count=1, share=KNOWN, low=TOO_FEW, middle=TOO_FEW, high=TOO_FEW, rest=TOO_FEW
    )
    assert option_plot([few]) is None
    assert option_plot([]) is None
    assert period_plot([PeriodFacility(period="2026H1", facility=KNOWN)]) is None


def test_periods_lie_below_one_another_on_one_scale() -> None:
    plot = period_plot(
        [
            PeriodFacility(period="2026H1", facility=KNOWN),
            PeriodFacility(period="2026H2", facility=within(1, 0.9, 1, 9)),
        ]
    )
    assert plot
    first, second = plot.rows
    assert first.low < first.value < first.high < second.value == second.high
    assert first.y < second.y < plot.height
    assert plot.words == "2026H1 得分率 63%（48～76）。2026H2 得分率 100%（90～100）。"


@pytest.mark.parametrize(
    ("period", "half"),
    [
        ("2026H2", "2026H2"), ("2026-06", "2026H1"), ("2026-07", "2026H2"), ("2026Q2", "2026H1"), ("2026Q3", "2026H2"),
        ("2026", "2026"), ("", ""),
    ],
)  # fmt: skip
def test_drills_of_any_span_belong_to_a_half_year(period: str, half: str) -> None:
    assert half_year_of(period) == half


def test_what_is_lost_is_a_clause_of_a_sentence() -> None:
    assert LostEvidence(clause="VIS-01", title="户数", left=0).words == "VIS-01 户数：没有别的题考它了"
    assert LostEvidence(clause="VIS-01", title="户数", left=1).words == "VIS-01 户数：只剩 1 道题考它"
