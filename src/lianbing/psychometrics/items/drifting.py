"""Whether an item has become easier or harder."""

from __future__ import annotations

from collections.abc import Iterable

from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.proportions import share_change


def drift(earlier: Iterable[ItemResponse], later: Iterable[ItemResponse]) -> Estimate:
    """The change of one item's facility between two periods, from −1 to 1; ``count`` is that of the smaller group.

    It holds the change of the people too: an item on which everybody gained as on all others has not drifted.
    """
    return share_change(*([(each.person, each.share) for each in period] for period in (earlier, later)))
