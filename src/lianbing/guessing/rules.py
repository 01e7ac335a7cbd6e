"""Guessers by rule: what test-wise people say about the options of an item they can't answer.

The kinds of clue are those of the guidelines for selected-response items (Haladyna, Downing & Rodriguez, 2002) and
of the literature on test-wiseness (Millman, Bishop & Ebel, 1965): length, likeness, words of the stem, absolute words,
and the tone of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lianbing.domain.items.item_writing import bigrams
from lianbing.guessing.asked import AskedChoice

Floats = NDArray[np.float64]
Rule = Callable[[AskedChoice], Sequence[float]]
"""Scores of the options; the guesser takes the highest."""

ABSOLUTE = ("一定", "绝对", "必须", "从不", "永远", "所有", "任何", "完全", "只要", "全部", "一律", "都")
CAREFUL = ("先", "核", "查", "问清", "记下", "说明", "讲清", "登记", "报", "按", "；")
CARELESS = ("就", "都", "免得", "省得", "反正", "一律", "直接", "以后", "只要")


def _longest(asked: AskedChoice) -> Sequence[float]:
    return _lengths(asked)


def _shortest(asked: AskedChoice) -> Sequence[float]:
    return [-length for length in _lengths(asked)]


def _second_longest(asked: AskedChoice) -> Sequence[float]:
    lengths = _lengths(asked)
    second = sorted(lengths, reverse=True)[min(1, len(lengths) - 1)]
    return [float(length == second) for length in lengths]


def _middling(asked: AskedChoice) -> Sequence[float]:
    lengths = _lengths(asked)
    middle = float(np.median(lengths))
    return [-abs(length - middle) for length in lengths]


def _like_the_stem(asked: AskedChoice) -> Sequence[float]:
    stem = bigrams(asked.stem)
    return [float(len(stem & bigrams(option))) for option in asked.options]


def _unlike_the_stem(asked: AskedChoice) -> Sequence[float]:
    return [-score for score in _like_the_stem(asked)]


def _like_the_others(asked: AskedChoice) -> Sequence[float]:
    likeness = [[_jaccard(one, other) for other in asked.options if other is not one] for one in asked.options]
    return [float(np.mean(row)) if row else 0.0 for row in likeness]


def _unlike_the_others(asked: AskedChoice) -> Sequence[float]:
    return [-score for score in _like_the_others(asked)]


def _least_absolute(asked: AskedChoice) -> Sequence[float]:
    return [-_count(option, ABSOLUTE) for option in asked.options]


def _most_careful(asked: AskedChoice) -> Sequence[float]:
    return [_count(option, CAREFUL) for option in asked.options]


def _careful_not_careless(asked: AskedChoice) -> Sequence[float]:
    return [_count(option, CAREFUL) - _count(option, CARELESS) for option in asked.options]


def _most_clauses(asked: AskedChoice) -> Sequence[float]:
    return [_count(option, "，、；") for option in asked.options]


RULES: Mapping[str, Rule] = {
    "选最长的": _longest,
    "选最短的": _shortest,
    "选第二长的": _second_longest,
    "选长度居中的": _middling,
    "选与题干重字最多的": _like_the_stem,
    "选与题干重字最少的": _unlike_the_stem,
    "选与别项最像的": _like_the_others,
    "选与别项最不像的": _unlike_the_others,
    "排除绝对说法": _least_absolute,
    "选谨慎的说法（先、核、查、登记、报、按…）": _most_careful,
    "选谨慎的，避开省事的（就、都、省得…）": _careful_not_careless,
    "选停顿最多的": _most_clauses,
}


def rule_hits(rule: Rule, asked: Sequence[AskedChoice]) -> Floats:
    """The expected hit of each single choice by a rule."""
    return np.array([expected_hit(rule(each), each) for each in asked])


def expected_hit(scores: Sequence[float], asked: AskedChoice) -> float:
    """The chance, from 0 to 1, that the option with the highest score is right; equal scores are drawn by lot."""
    best = np.flatnonzero(np.isclose(scores, max(scores)))
    return float(np.mean([asked.right[place] for place in best]))


def _jaccard(one: str, other: str) -> float:
    mine, theirs = bigrams(one), bigrams(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def _lengths(asked: AskedChoice) -> list[float]:
    return [float(len(option)) for option in asked.options]


def _count(text: str, words: Sequence[str]) -> float:
    return float(sum(text.count(word) for word in words))
