"""How far those who guess get with questions and scenarios, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianbing.app.chapters import Checked
    from lianbing.guessing.bank import GuesserRate


def guesser_lines(checked: Checked) -> Iterator[str]:
    """For each kind of question chance and the three best guessers; for scenarios walks and strategies."""
    for kind, group in groupby(checked.guessers, attrgetter("kind")):
        yield _kind_line(kind, [*group])
    report, count = checked.scenarios, checked.counts.scenarios
    if count:
        yield f"情景走法 {report.walks} 条：{report.violations} 条有违规，没有一条圆满；{report.late} 条超时"
        ends = "，".join(f"{each.name} {each.share * count:.3g}/{count}" for each in report.strategies)
        yield f"不看内容能走到圆满的情景：{ends}"


def _kind_line(kind: str, rates: Sequence[GuesserRate]) -> str:
    best = sorted(rates, key=lambda rate: (rate.chance - rate.rate, rate.guesser))[:3]
    figures = "，".join(f"{rate.guesser} {rate.rate:.0%}{_reserved(rate)}" for rate in best)
    return f"不懂业务的人猜{kind}（{best[0].items} 道）：瞎猜 {best[0].chance:.0%}，{figures}"


def _reserved(rate: GuesserRate) -> str:
    return "" if rate.reserved is None else f"（练兵题 {rate.reserved:.0%}）"
