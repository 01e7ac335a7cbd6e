"""How often intervals of item statistics and gains hold the true figure: the table of docs/item-analysis.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tests.unit.psychometrics.drawn_papers import of_papers
from tests.unit.psychometrics.simulations import Held
from tests.unit.psychometrics.test_intervals import SIZES, drift_cohorts, gain_cohorts, item_cohorts

RUNS = 10_000
_OFTEN = 0.2


def main(runs: int = RUNS) -> None:
    """Prints a table in Markdown: by figure and number of people, the least and the usual coverage, and the width."""
    results = [*item_cohorts(runs), *drift_cohorts(runs), *gain_cohorts(runs)]
    print(f"每种情形 {runs:,} 次，模拟误差 ±0.4 个百分点；括号里是区间宽度的中位数")
    print("| 数 | 情形 | " + " | ".join(f"n = {people}" for people in SIZES) + " |")
    print("|---" * (2 + len(SIZES)) + "|")
    for figure, of_figure in _grouped(results).items():
        cells = [_cell(each for each in of_figure if each.people == people) for people in SIZES]
        print(f"| {figure} | {len({each.cohort for each in of_figure})} | " + " | ".join(cells) + " |")
    for bank, cohorts in ((60, runs // 60), (240, runs // 240)):
        for each in of_papers(people=300, bank=bank, items=20, cohorts=max(cohorts, 2)):
            shown = f"给区间 {each.shown / each.runs:.0%}"
            print(f"{each.figure}，{each.cohort}：{each.held:.1%}（{each.width:.2f}），{shown}")


def _grouped(results: Iterable[Held]) -> dict[str, list[Held]]:
    by_figure: defaultdict[str, list[Held]] = defaultdict(list)
    for each in results:
        by_figure[each.figure].append(each)
    return by_figure


def _cell(results: Iterable[Held]) -> str:
    """Least to most coverage, where an interval is shown in a fifth of the cohorts or more, and the median width."""
    often = [each for each in results if each.shown >= _OFTEN * each.runs]
    if not often:
        return "不给"
    held = sorted(each.held for each in often)
    width = sorted(each.width for each in often)[len(often) // 2]
    return f"{held[0]:.1%} … {held[-1]:.1%}（{width:.2f}）"
