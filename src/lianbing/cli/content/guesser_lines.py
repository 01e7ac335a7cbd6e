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
    """For each kind of question and for scenarios: chance, who comes farthest, and whether that is too far."""
    for kind, group in groupby(checked.guessers, attrgetter("kind")):
        yield _kind_line(kind, [*group])
    report, count = checked.scenarios, checked.counts.scenarios
    if count:
        yield f"情景走法 {report.walks} 条：{report.violations} 条有违规，没有一条圆满；{report.late} 条超时"
        best = max(report.strategies, key=attrgetter("share"), default=None)
        if best:
            verdict = _verdict(any(each.gives_away for each in report.strategies))
            yield f"不看内容走情景：最灵的是“{best.name}”，{count} 个里圆满 {best.share * count:.2g} 个；{verdict}"


def _kind_line(kind: str, rates: Sequence[GuesserRate]) -> str:
    best = max(rates, key=lambda rate: rate.rate - rate.bound)
    verdict = _verdict(any(rate.too_high for rate in rates))
    reserved = "" if best.reserved is None else f"（练兵题 {best.reserved:.0%}）"
    chance = f"不懂业务的人猜{kind}（{best.items} 道）：瞎猜 {best.chance:.0%}"
    return f"{chance}，最灵的是“{best.guesser}”{best.rate:.0%}{reserved}；{verdict}"


def _verdict(too_far: bool) -> str:
    return "超过了界限，见下面的提醒" if too_far else "各种猜法都在界限内"
