"""Levels, ranks and the caps on levels: what depends on totals alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Lowered, PersonResult, ResultState
from lianbing.domain.assessment.rules import CapBase, CapGroup, LevelCap, TiesAtCap
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio

RankKey = tuple[Decimal, ...]
"""The total, then the rates of the parts that break ties."""


def level_for(levels: Sequence[Level], total: Decimal, rates: Sequence[Decimal]) -> str:
    """Returns the highest level whose two thresholds are reached."""
    for level in levels:
        if total >= level.minimum and all(rate >= level.part_minimum for rate in rates):
            return level.title
    return levels[-1].title


def rates_of(result: PersonResult) -> list[Decimal]:
    """The rates of the parts that count."""
    return [part.rate or ZERO for part in result.parts if not part.left_out]


def ranked(scheme: Scheme, results: Sequence[PersonResult]) -> tuple[PersonResult, ...]:
    """Adds ranks, and lowers the levels of those who are over a cap.

    Formula: rank = 1 + the number of people with a higher total or, if totals are equal, better parts that break the
    tie. A cap only ever lowers.
    """
    keys = {place: rank_key(scheme, each) for place, each in enumerate(results) if each.total is not None}
    in_order = sorted(keys.values())
    placed = [
        replace(result, rank=1 + len(in_order) - bisect_right(in_order, keys[place])) if place in keys else result
        for place, result in enumerate(results)
    ]
    for number, level in enumerate(scheme.levels[:-1]):
        for cap in (cap for cap in scheme.caps if cap.level == level.title):
            for group in _groups(placed, cap.group):
                _lower(placed, group, cap, scheme.levels[number + 1 :], keys)
    return tuple(placed)


def rank_key(scheme: Scheme, result: PersonResult) -> RankKey:
    """What people are ranked by, the higher the better; a part that is left out breaks a tie like a rate of 0."""
    if not scheme.tie_break:
        return (result.total or ZERO,)
    rates = {part.title: part.rate or ZERO for part in result.parts}
    return (result.total or ZERO, *(rates[title] for title in scheme.tie_break))


def _groups(results: Sequence[PersonResult], group: CapGroup) -> list[list[int]]:
    """The places of those who are counted together."""
    together: dict[str, list[int]] = defaultdict(list)
    for place, result in enumerate(results):
        if result.state is not ResultState.LEFT:
            together[result.employee.team if group is CapGroup.UNIT else ""].append(place)
    return [*together.values()]


def _lower(
    results: list[PersonResult],
    group: Sequence[int],
    cap: LevelCap,
    lower: Sequence[Level],
    keys: Mapping[int, RankKey],
) -> None:
    """Replaces the results of those in a group who are over the cap."""
    holders = [place for place in group if results[place].level == cap.level]
    people = len(group) if cap.base is CapBase.EXPECTED else sum(place in keys for place in group)
    places = max(int(ratio(cap.share * people, HUNDRED)), cap.least)
    if len(holders) <= places:
        return
    in_order = sorted((keys[place] for place in holders), reverse=True)
    last_in = in_order[places - 1] if places else None
    tie = last_in == in_order[places]
    for place in holders:
        tied = tie and keys[place] == last_in
        inside = last_in is not None and keys[place] >= last_in
        if inside and not (tied and cap.ties is TiesAtCap.OUT):
            continue
        result = results[place]
        lowered = Lowered(
            level=cap.level, group=cap.group.label, share=cap.share, places=places, people=people, tied=tied
        )
        level = level_for(lower, result.total or ZERO, rates_of(result))
        results[place] = replace(result, level=level, lowered=(*result.lowered, lowered))
