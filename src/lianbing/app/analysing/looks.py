"""Why somebody should look at a question: only what its figures show beyond chance, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.figures import ItemFigures, OptionFigures
from lianbing.reports.analysis.wording import rounded

HARD, EASY = 0.3, 0.95
WEAK_RELATION = 0.1
LEAST_CHANGE = 0.1
RARE = 0.05


@dataclass(frozen=True, kw_only=True)
class Look:
    """A reason, and how weighty it is: the larger, the sooner somebody should look."""

    words: str
    weight: float


def looks_at(figures: ItemFigures | None, drift: Estimate | None) -> Iterator[Look]:
    """All reasons, the weightiest first."""
    reasons = [*(_of_figures(figures) if figures else ()), *_of_drift(drift)]
    return iter(sorted(reasons, key=lambda look: -look.weight))


def _of_figures(figures: ItemFigures) -> Iterator[Look]:
    yield from _of_relation(figures.item_rest)
    yield from _of_options(figures.options)
    facility = figures.facility
    if facility.high is not None and facility.high < HARD:
        yield Look(words=f"太难：只有 {_percent(facility.value)} 的分拿到了", weight=2 - facility.high)
    if facility.low is not None and facility.low > EASY:
        yield Look(words=f"几乎人人都会（{_percent(facility.value)}），分不出谁会谁不会", weight=0.5)


def _of_relation(rest: Estimate) -> Iterator[Look]:
    if rest.value is None or rest.high is None:
        return
    shown = f"相关 {rounded(rest.value, 2)}".replace("-", "−")
    if rest.high < 0:
        yield Look(words=f"别的题答得好的人，这道题反而答得差（{shown}）：先看答案是不是写错了", weight=5 - rest.high)
    elif rest.high < WEAK_RELATION * 2 and rest.value < WEAK_RELATION:
        yield Look(words=f"答对答错与别的题几乎没有关系（{shown}）：题意可能不清", weight=2)


def _of_options(options: tuple[OptionFigures, ...]) -> Iterator[Look]:
    keys = [option for option in options if option.is_key]
    for option in options:
        if option.is_key:
            continue
        if option.rest.low is not None and option.rest.low > 0:
            words = f"选错项 {option.option} 的多是答得好的人：它是不是也对，或者才是答案"
            yield Look(words=words, weight=4 + option.rest.low)
        beaten = [key for key in keys if len(keys) == 1 and _surely_less(key.share, option.share)]
        if beaten:
            words = f"选 {option.option} 的（{_percent(option.share.value)}）比选答案 {beaten[0].option} 的"
            yield Look(words=f"{words}（{_percent(beaten[0].share.value)}）还多", weight=3)
    idle = [
        each.option for each in options if not each.is_key and each.share.high is not None and each.share.high < RARE
    ]
    if idle and len(options) > len(keys) + len(idle):
        yield Look(words=f"错项 {'、'.join(idle)} 几乎没有人选，等于没有", weight=0.3)


def _surely_less(one: Estimate, other: Estimate) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _of_drift(drift: Estimate | None) -> Iterator[Look]:
    if drift is None or drift.value is None or drift.low is None or drift.high is None:
        return
    if (drift.low > 0 or drift.high < 0) and abs(drift.value) >= LEAST_CHANGE:
        points = abs(rounded(drift.value * 100))
        what = "容易了" if drift.value > 0 else "难了"
        why = "教过了，还是题传出去了" if drift.value > 0 else "条款变了，还是不常用了"
        yield Look(words=f"比上一期{what} {points} 个百分点：{why}", weight=1 + abs(drift.value))


def _percent(share: float | None) -> str:
    return f"{rounded((share or 0) * 100)}%"
