"""Which items somebody should look at, and why: only what their figures show beyond chance.

A reason is given where an interval lies wholly beyond a limit. With 600 items a few do so by chance: one in forty per
kind of reason, for items that lie on the limit. So in each kind the reasons are taken by their p-values as by Benjamini
and Hochberg 1995: of those that are given, no more than ``by_chance`` are expected to owe it to chance. (The items of
one cohort go up and down together, which that procedure bears: Benjamini and Yekutieli 2001.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate
from lianbing.psychometrics.items.figures import ItemFigures, OptionFigures
from lianbing.psychometrics.quantiles import beta_chance, normal_tails, student_chance, student_quantile

_ALMOST_ONE = 1 - 1e-6
_NORMAL = 1.96
_BEYOND = (1 - LEVEL) / 2
"""The p-value at which an interval lies wholly beyond a limit."""
_MOST_NAMES = 8


@dataclass(frozen=True, kw_only=True)
class LookingRules:
    """The limits, from ``grading/analysis.yml``.

    ``easy``, ``hard`` and ``unused`` are shares of people, ``drift`` a change of a share, ``telling`` a correlation,
    ``dubious`` an efficiency in per cent, ``by_chance`` the share of reasons that may owe it to chance.
    """

    easy: float
    hard: float
    telling: float
    dubious: float
    unused: float
    drift: float
    by_chance: float


class LookAt(StrEnum):
    """Kinds of reasons, the weightiest first; the value is what users see."""

    KEY_DOUBTED = "答案存疑"
    BEATEN_KEY = "错项比答案选得多"
    NOT_TELLING = "分不出好坏"
    DUBIOUS = "区分效率低"
    DRIFTED = "难易变了"
    TOO_HARD = "太难"
    TOO_EASY = "太容易"
    UNUSED_OPTION = "错项没有人选"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why to look at an item: a sentence with the figures, and the p-value of its being chance."""

    kind: LookAt
    text: str
    p: float


@dataclass(frozen=True, kw_only=True)
class Looked:
    """The items to look at with their reasons, the weightiest first.

    ``tests`` is how many figures of each kind could have been a reason: those with an interval. ``alone`` are the items
    that are not listed and would be, if nothing but them were looked at: the more there is to look at, the more of it
    is beyond a limit by chance.
    """

    reasons: Mapping[str, tuple[Reason, ...]]
    tests: Mapping[LookAt, int]
    by_chance: float
    alone: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What the list promises, and what is just not on it, in Chinese."""
        if not self.alone:
            return self._promise
        names = "、".join(self.alone[:_MOST_NAMES]) + ("等" if len(self.alone) > _MOST_NAMES else "")
        return (
            f"{self._promise}。另有 {len(self.alone)} 道（{names}）单看越过了界线，和别的题放在一起看分不清是不是碰巧，"
            "没有列：看的题越多，要求越严，以前列过的也会不再列"
        )

    @property
    def _promise(self) -> str:
        count = sum(map(len, self.reasons.values()))
        if not self.tests:
            return "没有一道题的作答够数，先不列"
        if not count:
            return f"够数的 {sum(self.tests.values())} 处都看过，没有一处超出碰巧"
        return (
            f"够数的 {sum(self.tests.values())} 处里列出 {count} 处；照所用的办法（Benjamini 与 Hochberg 1995），"
            f"其中碰巧列上的预计不超过 {ceil(count * self.by_chance)} 处"
        )


def look_at(
    figures: Mapping[str, ItemFigures], rules: LookingRules, drifts: Mapping[str, Estimate] | None = None
) -> Looked:
    """The items to look at; ``drifts`` holds how much those of two periods changed by themselves."""
    seen: list[tuple[str, Reason]] = []
    for item, each in figures.items():
        seen.extend((item, reason) for reason in _all(each, rules))
    for item, change in (drifts or {}).items():
        seen.extend((item, reason) for reason in _drifted(change, rules))
    reasons = _by_item(_beyond_chance(seen, rules.by_chance))
    alone = {item for item, reason in seen if reason.p <= _BEYOND} - reasons.keys()
    return Looked(
        reasons=reasons,
        tests=Counter(reason.kind for _, reason in seen),
        by_chance=rules.by_chance,
        alone=tuple(sorted(alone)),
    )


def _beyond_chance(seen: Iterable[tuple[str, Reason]], by_chance: float) -> Iterator[tuple[str, Reason]]:
    """Those beyond their limit by their own interval, and among their kind by Benjamini and Hochberg's."""
    kinds: defaultdict[LookAt, list[tuple[str, Reason]]] = defaultdict(list)
    for item, reason in seen:
        kinds[reason.kind].append((item, reason))
    for alike in kinds.values():
        alike.sort(key=lambda pair: (pair[1].p, pair[0]))
        below = [rank for rank, (_, each) in enumerate(alike, 1) if each.p <= by_chance * rank / len(alike)]
        yield from (pair for pair in alike[: max(below, default=0)] if pair[1].p <= _BEYOND)


def _by_item(reasons: Iterable[tuple[str, Reason]]) -> dict[str, tuple[Reason, ...]]:
    weight = {kind: place for place, kind in enumerate(LookAt)}
    by_item: defaultdict[str, list[Reason]] = defaultdict(list)
    for item, reason in reasons:
        by_item[item].append(reason)
    sorted_each = {
        item: tuple(sorted(each, key=lambda reason: (weight[reason.kind], reason.p))) for item, each in by_item.items()
    }
    first = {item: (weight[each[0].kind], each[0].p, item) for item, each in sorted_each.items()}
    return {item: sorted_each[item] for item in sorted(sorted_each, key=first.__getitem__)}


def _all(figures: ItemFigures, rules: LookingRules) -> Iterator[Reason]:
    yield from _of_facility(figures.facility, rules)
    yield from _of_discrimination(figures, rules)
    keys = [option for option in figures.options if option.is_key]
    for option in figures.options:
        if not option.is_key:
            yield from _of_distractor(option, keys, rules)


def _of_facility(facility: Estimate, rules: LookingRules) -> Iterator[Reason]:
    if not facility.has_interval:
        return
    text = f"得分率 {_percent(facility.value)}（区间 {_percent(facility.low)} 到 {_percent(facility.high)}）"
    hard, easy = f"太难：{text}，低于 {_percent(rules.hard)}", f"太容易：{text}，高于 {_percent(rules.easy)}"
    yield Reason(kind=LookAt.TOO_HARD, text=hard, p=_share_below(facility, rules.hard))
    yield Reason(kind=LookAt.TOO_EASY, text=f"{easy}，分不出谁会谁不会", p=_share_above(facility, rules.easy))


def _of_discrimination(figures: ItemFigures, rules: LookingRules) -> Iterator[Reason]:
    rest, efficiency = figures.item_rest, figures.efficiency
    if rest.high is not None:
        interval = f"相关 {_signed(rest.value)}，区间 {_signed(rest.low)} 到 {_signed(rest.high)}"
        text = f"答得好不好，同别的题几乎没有关系（{interval}，不到 {rules.telling:.2f}）：题意可能不清"
        if rest.high < 0:
            text = f"别的题答得好的人，这道题反而答得差（{interval}）：先看答案是不是写错了"
        yield Reason(kind=LookAt.NOT_TELLING, text=text, p=_correlation_below(rest, rules.telling))
    if efficiency.high is not None and efficiency.value is not None:
        text = (
            f"区分效率 {efficiency.value:.0f}%（区间至多 {efficiency.high:.0f}%），低于 {rules.dubious:.0f}%："
            f"按这样的难易，本来可以分得开得多"
        ).replace("-", "−")
        p = _correlation_below(efficiency.scaled(0.01), rules.dubious / 100)
        yield Reason(kind=LookAt.DUBIOUS, text=text, p=p)


def _of_distractor(option: OptionFigures, keys: list[OptionFigures], rules: LookingRules) -> Iterator[Reason]:
    rest, share = option.rest, option.share
    if rest.low is not None:
        interval = f"相关 {_signed(rest.value)}，区间 {_signed(rest.low)} 到 {_signed(rest.high)}"
        text = f"选错项 {option.option} 的多是答得好的人（{interval}）：它是不是也对，或者才是答案"
        yield Reason(kind=LookAt.KEY_DOUBTED, text=text, p=_correlation_above(rest, 0))
    if share.value is None or share.high is None:
        return
    text = f"错项 {option.option} 几乎没有人选（{_percent(share.value)}，至多 {_percent(share.high)}）：等于没有这一项"
    yield Reason(kind=LookAt.UNUSED_OPTION, text=text, p=_share_below(share, rules.unused))
    if len(keys) == 1 and keys[0].share.value is not None:
        key = keys[0].share.value
        text = (
            f"选错项 {option.option} 的（{_percent(share.value)}）比选答案 {keys[0].option} 的（{_percent(key)}）还多"
        )
        yield Reason(kind=LookAt.BEATEN_KEY, text=text, p=_more(share.value * share.count, key * share.count))


def _drifted(change: Estimate, rules: LookingRules) -> Iterator[Reason]:
    if change.value is None or change.low is None or change.high is None:
        return
    points = f"{abs(change.value) * 100:.0f} 个百分点"
    interval = f"区间 {_points(change.low)} 到 {_points(change.high)}，别的题的变化已经扣掉"
    text = f"比上一期容易了 {points}（{interval}）：单独讲过它，还是题传出去了"
    if change.value < 0:
        text = f"比上一期难了 {points}（{interval}）：条款变了，还是不常用了"
    side = change.value - change.low if change.value > 0 else change.high - change.value
    p = normal_tails(_NORMAL * abs(change.value) / max(side, 1e-9)) / 2
    yield Reason(kind=LookAt.DRIFTED, text=text, p=p if abs(change.value) >= rules.drift else 1.0)


def _share_below(share: Estimate, limit: float) -> float:
    """The p-value of a share that is ``limit`` or more: that at which the interval would just reach it."""
    got, lost = _counts(share)
    return 1 - beta_chance(got + 1, lost, limit) if lost > 0 else 1.0


def _share_above(share: Estimate, limit: float) -> float:
    got, lost = _counts(share)
    return beta_chance(got, lost + 1, limit) if got > 0 else 1.0


def _counts(share: Estimate) -> tuple[float, float]:
    value = share.value or 0.0
    return value * share.count, (1 - value) * share.count


def _more(one: float, other: float) -> float:
    """The p-value of as many choosing one option as the other: the sign test of those who chose either."""
    return beta_chance(one, other + 1, 0.5) if one > 0 else 1.0


def _correlation_below(rest: Estimate, limit: float) -> float:
    """The p-value of a correlation of ``limit`` or more: on Fisher's scale, on which the interval is even."""
    value, high = _fisher(rest.value), _fisher(rest.high)
    error = (high - value) / student_quantile(rest.count - 1, (1 + LEVEL) / 2)
    return student_chance(rest.count - 1, (value - _fisher(limit)) / max(error, 1e-9))


def _correlation_above(rest: Estimate, limit: float) -> float:
    return 1 - _correlation_below(rest, limit)


def _fisher(value: float | None) -> float:
    return float(np.arctanh(np.clip(value or 0.0, -_ALMOST_ONE, _ALMOST_ONE)))


def _percent(share: float | None) -> str:
    return f"{(share or 0) * 100:.0f}%"


def _points(change: float) -> str:
    return f"{change * 100:+.0f}".replace("-", "−")


def _signed(value: float | None) -> str:
    return f"{value or 0:.2f}".replace("-", "−")
