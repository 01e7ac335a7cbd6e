"""The rest score of each answer: how the person did on everything else in the same sitting.

Where papers are drawn, each person has other items, and the sum of the others' marks says more about the items than
about the person. So every answer is first taken relative to its item: what was earned of it minus its facility, over
all who had it. The rest score is the mean of these over the person's other answers in the sitting, weighted by worth.
Where everybody has the same items, this is (t − x − constant) ÷ constant with t the sum of marks and x the item's own:
its correlations are those of Moodle (calculator.php of its question statistics) and of ShinyItemAnalysis (RIR).

What a difference in facility does to marks near the ends is left out: among hard items a weak person can't fall as far
below the facility as among middling ones. Papers drawn by a blueprint are alike enough for that to be small.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.scored import Codes, Floats, sums

_DIGITS = 12


def rests_of(responses: Sequence[ItemResponse]) -> Floats:
    """The rest score of each answer; NaN where the person answered nothing else in the sitting."""
    _, item = np.unique([each.item for each in responses], return_inverse=True)
    _, sitting = np.unique([f"{each.person}\n{each.sitting}" for each in responses], return_inverse=True)
    share = np.array([each.share for each in responses])
    return rest_scores(item=item, sitting=sitting, share=share, worth=np.array([each.worth for each in responses]))


def rest_scores(*, item: Codes, sitting: Codes, share: Floats, worth: Floats) -> Floats:
    """The rest score of each answer; NaN where nothing else in the sitting says anything.

    An item that only one person had says nothing of that person: its facility is that answer. So it doesn't count.
    """
    count = np.bincount(item)
    facility = sums(item, share, len(count)) / np.maximum(count, 1)
    weight = np.where(count[item] > 1, worth, 0.0)
    _, own = np.unique(sitting * len(count) + item, return_inverse=True)
    others = _others(sitting, own, weight)
    relative = _others(sitting, own, weight * (share - facility[item]))
    rest = np.full(len(share), np.nan)
    np.divide(relative, others, out=rest, where=others > worth.min() / 2)
    # The last binary digits depend on the item's own mark; people who did equally well must be equal in any order.
    return np.asarray(np.round(rest, _DIGITS))


def _others(sitting: Codes, own: Codes, values: Floats) -> Floats:
    """For each answer, the sum of the values of the sitting without those of the item itself."""
    whole = sums(sitting, values, int(sitting.max()) + 1)[sitting]
    return whole - sums(own, values, int(own.max()) + 1)[own]
