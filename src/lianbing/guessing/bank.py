"""How far guessers get with a bank, and the items that they owe it to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np

from lianbing.guessing.asked import AskedBank, AskedChoice
from lianbing.guessing.learned import ItemGuess, characters, function_words, guesses
from lianbing.guessing.rules import RULES, Floats, expected_hit, rule_hits

ENOUGH = 30
"""From this many items of a kind on, and two chapters, their statistics are judged."""
SINGLE_LEARNED, SINGLE_RULE, TRUE_SHARE, MULTIPLE_EXACT = 0.35, 0.30, 0.53, 0.12
"""The highest shares of right guesses that a bank may allow: by what is learned, by a rule, by always saying the same
of statements, and of multiple choices that are exactly right."""
TELLING = 0.5
"""An item whose key a learned guesser takes for right with this chance gives itself away."""
_WORDS = 5
_LEAST_IN_SINGLES, _LEAST_IN_MULTIPLES, _LEAST_IN_STATEMENTS = 6, 4, 3
_MARKS = ("按字词学的猜题程序", "按虚词和标点学的猜题程序")

ByLearning = Mapping[str, Sequence[ItemGuess]]


@dataclass(frozen=True, kw_only=True)
class GuesserRate:
    """How often a guesser is right about a kind of item, beside chance, and the most that is allowed; all from 0 to 1.

    ``reserved`` is the rate among items of drills, if there are any; ``hits`` are the items that the guesser is right
    about, in case of a single choice the ones that it is surest of first.
    """

    kind: str
    guesser: str
    items: int
    rate: float
    chance: float
    bound: float
    reserved: float | None
    hits: tuple[str, ...]

    @property
    def too_high(self) -> bool:
        """Whether the bank gives more away than it may."""
        return self.rate > self.bound


@dataclass(frozen=True, kw_only=True)
class TellingItem:
    """An item that gives itself away: how sure the guesser is of its key, from 0 to 1, and the words that make it so.

    ``for_key`` are words of the right option, ``against`` those of the wrong ones; the most telling first.
    """

    item: str
    chance: float
    for_key: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class BankGuesses:
    """The success of all guessers, and the items that tell, the worst first."""

    rates: tuple[GuesserRate, ...]
    telling: tuple[TellingItem, ...]


@lru_cache(maxsize=1)
def guess_bank(bank: AskedBank) -> BankGuesses:
    """Lets every guesser loose on the kinds of item of which the bank has enough. Seconds for a thousand items."""
    rates: list[GuesserRate] = []
    telling: list[TellingItem] = []
    if _enough(bank.singles):
        learned = _learned(bank.singles, _LEAST_IN_SINGLES)
        rates += [*_of_rules(bank.singles), *_of_learning(bank.singles, learned)]
        telling = _telling(bank.singles, learned[_MARKS[0]])
    if _enough(bank.statements):
        rates.append(_always_the_same(bank.statements))
    if _enough(bank.multiples):
        rates += _of_multiples(bank.multiples)
    return BankGuesses(tuple(rates), tuple(telling))


def _enough(asked: Sequence[AskedChoice]) -> bool:
    return len(asked) >= ENOUGH and len({each.topic for each in asked}) > 1


def _learned(asked: Sequence[AskedChoice], least: int) -> ByLearning:
    texts = [option for each in asked for option in each.options]
    features = (characters(texts, least), function_words)
    return {mark: guesses(asked, each) for mark, each in zip(_MARKS, features, strict=True)}


def _of_rules(singles: Sequence[AskedChoice]) -> list[GuesserRate]:
    rates = []
    for name, rule in RULES.items():
        hits = rule_hits(rule, singles)
        surest = [each.id for each, hit in zip(singles, hits, strict=True) if hit == 1]
        rates.append(_rate(singles, name, hits, SINGLE_RULE, surest))
    return rates


def _of_learning(singles: Sequence[AskedChoice], learned: ByLearning) -> list[GuesserRate]:
    rates = []
    for name, made in learned.items():
        chances = [[option.chance for option in guess] for guess in made]
        hits = np.array([expected_hit(row, each) for row, each in zip(chances, singles, strict=True)])
        sure = sorted(zip(singles, made, hits, strict=True), key=lambda each: -_key_chance(each[0], each[1]))
        rates.append(_rate(singles, name, hits, SINGLE_LEARNED, [each.id for each, _, hit in sure if hit == 1]))
    return rates


def _rate(
    singles: Sequence[AskedChoice], guesser: str, hits: Floats, bound: float, surest: Sequence[str]
) -> GuesserRate:
    chance = float(np.mean([1 / len(each.options) for each in singles]))
    return GuesserRate(
        kind="单选题",
        guesser=guesser,
        items=len(singles),
        rate=float(hits.mean()),
        reserved=_among_reserved(singles, hits),
        chance=chance,
        bound=bound,
        hits=tuple(surest),
    )


def _among_reserved(asked: Sequence[AskedChoice], hits: Floats) -> float | None:
    reserved = [hit for each, hit in zip(asked, hits, strict=True) if each.reserved]
    return float(np.mean(reserved)) if reserved else None


def _key_chance(asked: AskedChoice, guess: ItemGuess) -> float:
    return sum(option.chance for option, right in zip(guess, asked.right, strict=True) if right)


def _telling(singles: Sequence[AskedChoice], made: Sequence[ItemGuess]) -> list[TellingItem]:
    known = [
        _telling_item(each, guess)
        for each, guess in zip(singles, made, strict=True)
        if _key_chance(each, guess) >= TELLING
    ]
    return sorted(known, key=lambda each: -each.chance)


def _telling_item(asked: AskedChoice, guess: ItemGuess) -> TellingItem:
    for_key, against = _words(asked, guess)
    return TellingItem(item=asked.id, chance=_key_chance(asked, guess), for_key=for_key, against=against)


def _words(asked: AskedChoice, guess: ItemGuess) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that speak most for the key, and most against the wrong options."""
    for_key: dict[str, float] = defaultdict(float)
    against: dict[str, float] = defaultdict(float)
    for option, right in zip(guess, asked.right, strict=True):
        for word, weight in option.weights.items():
            (for_key if right else against)[word] += weight if right else -weight
    return _heaviest(for_key), _heaviest(against)


def _heaviest(weights: Mapping[str, float]) -> tuple[str, ...]:
    heavy = sorted(weights, key=lambda word: -weights[word])
    return tuple(word for word in heavy[:_WORDS] if weights[word] > 0)


def _always_the_same(statements: Sequence[AskedChoice]) -> GuesserRate:
    answer = 2 * sum(each.right[0] for each in statements) >= len(statements)
    hits = np.array([float(each.right[0] is answer) for each in statements])
    return GuesserRate(
        kind="判断题",
        guesser=f"一律答“{'对' if answer else '错'}”",
        items=len(statements),
        rate=float(hits.mean()),
        reserved=_among_reserved(statements, hits),
        chance=0.5,
        bound=TRUE_SHARE,
        hits=tuple(each.id for each in statements if each.right[0] is answer),
    )


def _of_multiples(multiples: Sequence[AskedChoice]) -> list[GuesserRate]:
    """Guessers that tick as many options as keys most often have, and as many as make the guesser best."""
    sizes = Counter(each.rights for each in multiples)
    orders: dict[str, Sequence[Sequence[float]]] = {
        f"勾{name[1:]}": [RULES[name](each) for each in multiples] for name in ("选最长的", "选最短的")
    }
    for name, made in _learned(multiples, _LEAST_IN_MULTIPLES).items():
        orders[name] = [[option.chance for option in guess] for guess in made]
    rates = []
    for name, scores in orders.items():
        best = max(sorted(sizes), key=lambda size: len(_exact(multiples, scores, size)))
        rates.append(_exact_rate(multiples, f"{name}（勾 {best} 项）", _exact(multiples, scores, best), best))
    return rates


def _exact(multiples: Sequence[AskedChoice], scores: Sequence[Sequence[float]], size: int) -> list[str]:
    """The items whose ``size`` highest options are exactly the right ones."""
    exact = []
    for each, row in zip(multiples, scores, strict=True):
        highest = set(np.argsort(-np.array(row, np.float64), kind="stable")[:size].tolist())
        if highest == {place for place, right in enumerate(each.right) if right}:
            exact.append(each.id)
    return exact


def _exact_rate(multiples: Sequence[AskedChoice], guesser: str, hits: Sequence[str], size: int) -> GuesserRate:
    by_chance = [float(each.rights == size) / comb(len(each.options), size) for each in multiples]
    return GuesserRate(
        kind="多选题",
        guesser=guesser,
        items=len(multiples),
        rate=len(hits) / len(multiples),
        reserved=_among_reserved(multiples, np.array([float(each.id in hits) for each in multiples])),
        chance=float(np.mean(by_chance)),
        bound=MULTIPLE_EXACT,
        hits=tuple(hits),
    )
