"""Guessers that learn from the bank: which characters go with keys, tried on chapters that they haven't seen.

The model is McFadden's conditional logit (1974): within an item the chance of an option is the softmax of its score, a
sum of weights of what the option contains, with a quadratic penalty on the weights. What is minimised is convex, so the
same bank always gives the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianbing.domain.items.item_writing import bigrams
from lianbing.guessing.asked import AskedChoice
from lianbing.guessing.rules import Floats

FeaturesOf = Callable[[str], Mapping[str, float]]
"""What an option contains, each with how much of it."""

FUNCTION_WORDS = (
    "，。、；：“”？先再就都只也把让被给对和与或等又才还便即若如因为所以而且但不没别无要会能可应该当这那他她它您我你们自己一个些每全最更很大小多少"
    "上下前后里外"
)
_PENALTY = 0.02
_STATEMENT = "（陈述）"


@dataclass(frozen=True)
class OptionGuess:
    """What a guesser makes of one option: how likely it takes it for right, and the weights that made it think so."""

    chance: float
    weights: Mapping[str, float]

    def words(self, most: int) -> tuple[str, ...]:
        """The words that count most, for or against."""
        return tuple(sorted(self.weights, key=lambda word: -abs(self.weights[word]))[:most])


ItemGuess = tuple[OptionGuess, ...]


def characters(texts: Iterable[str], least: int) -> FeaturesOf:
    """Characters and pairs of characters that occur in at least ``least`` of the texts."""
    seen = Counter(gram for text in texts for gram in _grams(text))
    known = frozenset(gram for gram, times in seen.items() if times >= least) | {_STATEMENT}
    return lambda text: dict.fromkeys(sorted(_grams(text) & known), 1.0)


def _grams(text: str) -> frozenset[str]:
    return bigrams(text) | frozenset(text) | {_STATEMENT} if text else frozenset()


def function_words(text: str) -> Mapping[str, float]:
    """How often each function word and mark of punctuation occurs, and the length in tens of characters."""
    counts = {word: float(text.count(word)) for word in FUNCTION_WORDS if word in text}
    return {**counts, "（长度）": len(text) / 10}


def guesses(asked: Sequence[AskedChoice], features: FeaturesOf) -> list[ItemGuess]:
    """What the model makes of each item after it has learned from all chapters but the item's own."""
    learner = _Learner(asked, features)
    made: dict[int, ItemGuess] = {}
    start = learner.learn(np.arange(len(asked)), np.zeros(learner.width))
    topics = np.array([each.topic for each in asked])
    for topic in sorted(set(topics)):
        weights = learner.learn(np.flatnonzero(topics != topic), start)
        for place in np.flatnonzero(topics == topic):
            made[int(place)] = learner.guess(int(place), weights)
    return [made[place] for place in range(len(asked))]


class _Learner:
    """The options of all items as a sparse matrix, a row each."""

    def __init__(self, asked: Sequence[AskedChoice], features: FeaturesOf) -> None:
        contents = [[features(option) for option in each.options] for each in asked]
        self._names = sorted({name for rows in contents for row in rows for name in row})
        places = {name: place for place, name in enumerate(self._names)}
        self.width = len(self._names)
        sizes = [len(rows) for rows in contents]
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        entries = [
            (row_place, places[name], amount)
            for row_place, row in enumerate(row for rows in contents for row in rows)
            for name, amount in row.items()
        ]
        rows, columns, amounts = (np.array(part) for part in zip(*entries, strict=True))
        self._matrix: Any = import_module("scipy.sparse").csr_matrix(
            (amounts, (rows, columns)), shape=(sum(sizes), self.width)
        )
        self._right = [np.array(each.right, np.float64) for each in asked]

    def learn(self, items: NDArray[np.intp], start: Floats) -> Floats:
        """The weights that fit the named items best, searched from ``start``."""
        spans = [np.arange(self._starts[item], self._starts[item + 1]) for item in items]
        matrix = self._matrix[np.concatenate(spans)]
        group = np.repeat(np.arange(len(items)), [len(span) for span in spans])
        right = np.concatenate([self._right[item] / self._right[item].sum() for item in items])

        def loss(weights: Floats) -> tuple[float, Floats]:
            scores = matrix @ weights
            peaks = np.full(len(items), -np.inf)
            np.maximum.at(peaks, group, scores)
            grown = np.exp(scores - peaks[group])
            total = np.bincount(group, grown)
            unlikely = np.log(total[group]) + peaks[group] - scores
            slope = matrix.T @ (grown / total[group] - right)
            count = len(items)
            return (
                float(right @ unlikely) / count + _PENALTY / 2 * float(weights @ weights),
                slope / count + _PENALTY * weights,
            )

        fitted = import_module("scipy.optimize").minimize(loss, start, jac=True, method="L-BFGS-B", tol=1e-7)
        return np.asarray(fitted.x, np.float64)

    def guess(self, item: int, weights: Floats) -> ItemGuess:
        rows = self._matrix[self._starts[item] : self._starts[item + 1]]
        scores = rows @ weights
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return tuple(
            OptionGuess(
                float(chance),
                {
                    self._names[column]: float(amount * weights[column])
                    for column, amount in zip(row.indices, row.data, strict=True)
                },
            )
            for chance, row in zip(chances, rows, strict=True)
        )
