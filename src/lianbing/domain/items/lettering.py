"""Giving the options of an item an order, and letters, of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lianbing.domain.items.question import LETTERS, ChoiceKey, Item, Key, MatchingKey, MultipleKey, OrderingKey
from lianbing.domain.kernel.seeds import shuffled


def reletter(item: Item, seed: str) -> Item:
    """The item with its options in an order of its own; ``origin`` maps each new letter to the bank's."""
    if not item.options:
        return item
    order = shuffled(item.options, str, seed, "options")
    old_to_new = {old: LETTERS[place] for place, old in enumerate(order)}
    return replace(
        item,
        options={old_to_new[old]: item.options[old] for old in order},
        why={old_to_new[old]: item.why[old] for old in order if old in item.why},
        origin={old_to_new[old]: old for old in order},
        key=_reletter_key(item.key, old_to_new),
    )


def _reletter_key(key: Key, old_to_new: Mapping[str, str]) -> Key:
    options = tuple(sorted(old_to_new.values()))
    match key:
        case ChoiceKey():
            return ChoiceKey(old_to_new[key.correct], options)
        case MultipleKey():
            return MultipleKey(frozenset(old_to_new[letter] for letter in key.correct), options, key.rule)
        case OrderingKey():
            return OrderingKey(order=tuple(old_to_new[letter] for letter in key.order), options=options, rule=key.rule)
        case MatchingKey():
            pairs = {prompt: old_to_new[letter] for prompt, letter in key.pairs.items()}
            return MatchingKey(pairs, options, key.rule)
    return key
