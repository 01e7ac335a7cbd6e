"""From the answers of many people to the figures of each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lianbing.psychometrics.items.associations import Against, by_thirds, efficiency, item_rest, upper_lower
from lianbing.psychometrics.items.figures import ItemFigures, OptionFigures
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.items.rests import rests_of
from lianbing.psychometrics.proportions import share_of
from lianbing.psychometrics.scored import Floats


def analyse_items(
    responses: Sequence[ItemResponse],
    keys: Mapping[str, frozenset[str]] | None = None,
    options: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, ItemFigures]:
    """The figures of every item that somebody answered, by item id in order.

    ``keys`` holds the right options of items with options; only these get figures of options. ``options`` holds all
    options that were offered, so that one that nobody chose is listed too.
    """
    if not responses:
        return {}
    places: dict[str, list[int]] = {}
    for place, response in enumerate(responses):
        places.setdefault(response.item, []).append(place)
    rests = rests_of(responses)
    figures = {}
    for item in sorted(places):
        answers = _Answers([responses[place] for place in places[item]], rests[places[item]])
        key = (keys or {}).get(item, frozenset())
        figures[item] = answers.figures(item, key, (options or {}).get(item, ()))
    return figures


class _Answers:
    """The answers to one item with their rest scores."""

    def __init__(self, answers: Sequence[ItemResponse], rest: Floats) -> None:
        self._answers = answers
        self._people = np.unique([each.person for each in answers], return_inverse=True)[1]
        self._rest = rest

    def figures(self, item: str, key: frozenset[str], offered: Sequence[str]) -> ItemFigures:
        """The figures of the item."""
        against = self._against([each.share for each in self._answers])
        chosen = {option for each in self._answers for option in _options(each)} if key else set()
        return ItemFigures(
            item=item,
            people=len(set(self._people.tolist())),
            sittings=len({(each.person, each.sitting) for each in self._answers}),
            facility=share_of([(each.person, each.share) for each in self._answers]),
            item_rest=item_rest(against),
            upper_lower=upper_lower(against),
            efficiency=efficiency(against),
            unanswered=share_of([(each.person, float(not each.answer)) for each in self._answers]),
            options=tuple(self._option(each, each in key) for each in sorted(chosen | key | set(offered))),
        )

    def _option(self, option: str, is_key: bool) -> OptionFigures:
        chosen = [float(option in _options(each)) for each in self._answers]
        against = self._against(chosen)
        low, middle, high = by_thirds(against)
        return OptionFigures(
            option=option,
            is_key=is_key,
            count=round(sum(chosen)),
            share=share_of(zip((each.person for each in self._answers), chosen, strict=True)),
            low=low,
            middle=middle,
            high=high,
            rest=item_rest(against),
        )

    def _against(self, own: Sequence[float]) -> Against:
        known = ~np.isnan(self._rest)
        _, person = np.unique(self._people[known], return_inverse=True)
        return Against(own=np.array(own)[known], rest=self._rest[known], person=person)


def _options(response: ItemResponse) -> frozenset[str]:
    """The options of an answer such as “AC”."""
    return frozenset(response.answer)
