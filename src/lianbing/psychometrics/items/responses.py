"""What item statistics are made of: one person's answer to one item in one sitting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemResponse:
    """An answer and what it earned of its worth.

    ``sitting`` is where the item was answered together with others: what else the person answered in the same sitting
    is what the item is compared with. ``worth`` is above 0, ``earned`` from 0 to ``worth``. ``answer`` holds the
    letters chosen in the bank's order, or words; it is empty where nothing was answered.
    """

    person: str
    item: str
    sitting: str
    worth: float
    earned: float
    answer: str = ""

    @property
    def share(self) -> float:
        """What was earned of the worth, from 0 to 1."""
        return self.earned / self.worth
