"""How a vote went: how many gave which answer, and who moved between the votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from lianbing.domain.items.question import Item


def by_person(answers: Mapping[str, Any], person_of: Callable[[str], str]) -> dict[str, Any]:
    """Answers by seat as answers by person; of several seats of one person the answer given last counts."""
    return {person_of(seat): answer for seat, answer in answers.items()}


def in_words(item: Item, answer: Any) -> str:
    """An answer as histograms name it: letters, or words."""
    return item.type.shown_answer(answer)


def tally(item: Item, answers: Mapping[str, Any]) -> dict[str, int]:
    """By answer in words, how many gave it; what can be chosen alone comes first, in its order, chosen or not."""
    counts = Counter(in_words(item, answer) for answer in answers.values())
    bars = _bars(item)
    return {**{bar: counts.pop(bar, 0) for bar in bars}, **dict(counts.most_common())}


def _bars(item: Item) -> tuple[str, ...]:
    right = item.key.right_answer()
    if isinstance(right, bool):
        return in_words(item, True), in_words(item, False)
    return tuple(item.options) if isinstance(right, str) and right in item.options else ()


def movements(item: Item, first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """By answers in words before and after, how many went that way, stayers too, the most first."""
    both = (seat for seat in first if seat in second)
    moves = Counter((in_words(item, first[seat]), in_words(item, second[seat])) for seat in both)
    return dict(moves.most_common())


def leading(votes: Mapping[str, str]) -> tuple[str, ...]:
    """The choices that most people made: one, several where the room is equally divided, none where nobody chose."""
    counts = Counter(votes.values())
    most = max(counts.values(), default=0)
    return tuple(choice for choice, count in counts.items() if count == most)
