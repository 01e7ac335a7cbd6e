"""Shuffling the options of an item and assigning new letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianbing.domain.items.question import LETTERS, Item
from lianbing.domain.kernel.seeds import shuffled


def reletter(item: Item, seed: str) -> Item:
    """Returns the item with shuffled options; ``origin`` maps each new letter to the bank's letter."""
    return relettered(item, option_order(item, seed)) if item.options else item


def option_order(item: Item, seed: str) -> tuple[str, ...]:
    """The letters of the options in the order in which they are shown by seed."""
    return tuple(shuffled(item.options, str, seed, "options"))


def relettered(item: Item, order: Sequence[str]) -> Item:
    """Returns the item with its options in this order, lettered anew."""
    old_to_new = {old: LETTERS[place] for place, old in enumerate(order)}
    return replace(
        item,
        options={old_to_new[old]: item.options[old] for old in order},
        why={old_to_new[old]: item.why[old] for old in order if old in item.why},
        origin={old_to_new[old]: old for old in order},
        key=item.key.relettered(old_to_new),
    )
