"""Whether an item has become easier or harder: by itself, or because the people have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from lianbing.psychometrics.estimates import LEVEL, Estimate, within, without
from lianbing.psychometrics.items.associations import LEAST_PEOPLE
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.items.rests import rests_of
from lianbing.psychometrics.proportions import PersonShare, by_person, share_change
from lianbing.psychometrics.quantiles import student_quantile

ByPerson = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class ItemDrift:
    """How an item changed between two periods.

    ``change`` is that of its facility. ``own`` is what of it is the item's own: how much more the item changed than
    the other items on the same papers. People who learnt, or other people, change all items; an item that has leaked
    changes alone.
    """

    item: str
    change: Estimate
    own: Estimate


def drift(earlier: Iterable[ItemResponse], later: Iterable[ItemResponse]) -> Estimate:
    """The change of one item's facility between two periods, from −1 to 1; ``count`` is that of the smaller group.

    It holds the change of the people too; ``drifts`` tells them apart.
    """
    return share_change(*([(each.person, each.share) for each in period] for period in (earlier, later)))


def drifts(earlier: Sequence[ItemResponse], later: Sequence[ItemResponse]) -> dict[str, ItemDrift]:
    """How each item that both periods have changed, from all answers of both.

    An answer's own part is its share minus the rest score over the items that both periods have, each relative to its
    facility in both together. The mean of these own parts changes by the item's change minus the mean change of the
    others, on the scale of shares.
    """
    common = {each.item for each in earlier} & {each.item for each in later}
    first, second = ([each for each in period if each.item in common] for period in (earlier, later))
    if not common:
        return {}
    named = (("earlier", first), ("later", second))
    both = [replace(each, sitting=f"{name}\n{each.sitting}") for name, period in named for each in period]
    rests = rests_of(both)
    own_parts = [(each, each.share - rest) for each, rest in zip(both, rests.tolist(), strict=True)]
    shares = [_by_item((each, each.share) for each in period) for period in (first, second)]
    own = [_by_item(own_parts[: len(first)]), _by_item(own_parts[len(first) :])]
    return {
        item: ItemDrift(
            item=item,
            change=share_change(shares[0][item], shares[1][item]),
            own=_own(_means(own[0][item]), _means(own[1][item])),
        )
        for item in sorted(common)
    }


def _by_item(parts: Iterable[tuple[ItemResponse, float]]) -> dict[str, list[PersonShare]]:
    by_item: dict[str, list[PersonShare]] = {}
    for each, part in parts:
        by_item.setdefault(each.item, []).append((each.person, part))
    return by_item


def _means(parts: Iterable[PersonShare]) -> ByPerson:
    """The mean of each person's parts, where they answered something else too."""
    return by_person(part for part in parts if not isnan(part[1]))


def _own(earlier: ByPerson, later: ByPerson) -> Estimate:
    """The change of the mean, with the interval of Student over people; those in both go together."""
    people = min(len(earlier), len(later))
    if people < LEAST_PEOPLE:
        return without(f"有一期只有 {people} 份作答，太少" if people else "没有同别的题一起作答的，无从比较", people)
    first, second = (float(np.mean(list(side.values()))) for side in (earlier, later))
    parts = np.array(
        [
            (later.get(person, second) - second) / len(later) - (earlier.get(person, first) - first) / len(earlier)
            for person in sorted(earlier.keys() | later.keys())
        ]
    )
    squared = float(parts @ parts) * people / (people - 1) + _slack(len(earlier)) + _slack(len(later))
    reach = student_quantile(people - 1, (1 + LEVEL) / 2) * squared**0.5
    return within(second - first, second - first - reach, second - first + reach, people)


def _slack(people: int) -> float:
    """What two more people who differ by a whole mark would add to the variance of a mean; see ``gains``."""
    return 2 / ((people - 1) * people)
