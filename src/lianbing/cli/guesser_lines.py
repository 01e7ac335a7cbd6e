"""How far guessers get with a bank, in a line a kind of question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianbing.guessing.bank import GuesserRate


def guesser_lines(rates: Sequence[GuesserRate]) -> Iterator[str]:
    """A line for each kind of question: chance, and the three guessers that come farthest."""
    for kind, group in groupby(rates, attrgetter("kind")):
        best = sorted(group, key=lambda rate: (rate.chance - rate.rate, rate.guesser))[:3]
        figures = "，".join(f"{rate.guesser} {rate.rate:.0%}{_reserved(rate)}" for rate in best)
        yield f"不懂业务的人猜{kind}（{best[0].items} 道）：瞎猜 {best[0].chance:.0%}，{figures}"


def _reserved(rate: GuesserRate) -> str:
    return "" if rate.reserved is None else f"（练兵题 {rate.reserved:.0%}）"
