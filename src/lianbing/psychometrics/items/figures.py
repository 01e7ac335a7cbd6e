"""What is known of an item from its answers."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.psychometrics.estimates import Estimate


@dataclass(frozen=True, kw_only=True)
class OptionFigures:
    """How often an option was chosen, and by whom.

    ``share`` is the share of people, ``low``, ``middle`` and ``high`` that of the third with the lowest, middle and
    highest rest scores. ``rest`` is the correlation of having chosen it with the rest score: that of a wrong option
    should be negative. ``count`` is how many answers have it.
    """

    option: str
    is_key: bool
    count: int
    share: Estimate
    low: Estimate
    middle: Estimate
    high: Estimate
    rest: Estimate


@dataclass(frozen=True, kw_only=True)
class ItemFigures:
    """The figures of an item.

    ``facility``, ``upper_lower`` and ``item_rest`` are from 0 to 1 and from −1 to 1, ``efficiency`` is in per cent as
    in Moodle. ``unanswered`` is the share of people who left it empty. ``options`` is empty where the key isn't known.
    """

    item: str
    people: int
    sittings: int
    facility: Estimate
    item_rest: Estimate
    upper_lower: Estimate
    efficiency: Estimate
    unanswered: Estimate
    options: tuple[OptionFigures, ...] = ()

    @property
    def index(self) -> Estimate:
        """The discrimination index of Moodle, in per cent: 100 times the correlation of item and rest."""
        return self.item_rest.scaled(100)
