"""Looks for the two forms that are most alike, among all that can be made of a pool of questions.

What is compared, the most important first: that both forms ask every clause that two questions rest on (the first
goals first); how often they ask each; the share of points that people are expected to get; that no clause crowds out
the others; types; difficulty; and the expected share to the last digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

_EXACT = 4_000
"""Up to so many ways to make two forms, all of them are tried; else exchanges from several starts."""
_STARTS = 4
_STEPS, _FINE = 20, 1000
"""Into how many parts of a question the difference of what is expected is cut, at first and in the end."""

Form = tuple["QuizQuestion", ...]
Cost = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class QuizQuestion:
    """What counts of a question for the balance of two forms; ``clauses`` are those that are taught.

    ``is_known`` says that ``expected``, from 0 to 1, comes from answers, not from the difficulty.
    """

    id: str
    type: str
    clauses: tuple[str, ...]
    difficulty: int
    expected: float
    is_known: bool = False


def most_alike(pool: Sequence[QuizQuestion], clauses: Sequence[str], length: int) -> tuple[Form, Form]:
    """The two forms of ``length`` questions that are most alike, each in the order of ``clauses``."""
    return _Search(pool, clauses, length).best()


class _Search:
    """Orders the pool: the first ``length`` questions are form A, the next ones form B, the others are left out."""

    def __init__(self, pool: Sequence[QuizQuestion], clauses: Sequence[str], length: int) -> None:
        self._pool, self._clauses, self._length = pool, clauses, length
        served = Counter(clause for question in pool for clause in question.clauses)
        self._weights = {clause: len(clauses) - place for place, clause in enumerate(clauses) if served[clause] > 1}

    def best(self) -> tuple[Form, Form]:
        count, length = len(self._pool), self._length
        if comb(count, length) * comb(count - length, length) <= _EXACT:
            orders = self._all()
        else:
            orders = (self._improved(self._start(turn)) for turn in range(_STARTS))
        order = min(orders, key=lambda each: (self._cost(each), each))
        return self._form(order[:length]), self._form(order[length : 2 * length])

    def _form(self, places: Sequence[int]) -> Form:
        rank = {clause: place for place, clause in enumerate(self._clauses)}
        questions = (self._pool[place] for place in places)
        return tuple(sorted(questions, key=lambda one: (min(rank[clause] for clause in one.clauses), one.id)))

    def _all(self) -> Iterator[list[int]]:
        places = range(len(self._pool))
        for a in combinations(places, self._length):
            rest = [place for place in places if place not in a]
            yield from ([*a, *b] for b in combinations(rest, self._length))

    def _start(self, turn: int) -> list[int]:
        """Two alike questions of each clause, one for each form, in rounds that begin with the ``turn``-th clause."""
        turn %= len(self._clauses)
        free = sorted(range(len(self._pool)), key=self._kind)
        a: list[int] = []
        b: list[int] = []
        for clause in (*self._clauses[turn:], *self._clauses[:turn]) * self._length:
            own = [place for place in free if clause in self._pool[place].clauses][:2]
            if len(own) == 2 and len(a) < self._length:
                a.append(own[0])
                b.append(own[1])
                free = [place for place in free if place not in own]
        missing = self._length - len(a)
        return [*a, *free[:missing], *b, *free[missing:]]

    def _kind(self, place: int) -> tuple[float, str, str]:
        question = self._pool[place]
        return (question.expected, question.type, question.id)

    def _improved(self, order: list[int]) -> list[int]:
        """Exchanges questions, of the two forms or with those left out, as long as that makes the forms more alike."""
        cost, before = self._cost(order), None
        while cost != before:
            before = cost
            for one in range(2 * self._length):
                for other in range((one // self._length + 1) * self._length, len(order)):
                    order[one], order[other] = order[other], order[one]
                    new = self._cost(order)
                    if new < cost:
                        cost = new
                    else:
                        order[one], order[other] = order[other], order[one]
        return order

    def _cost(self, order: Sequence[int]) -> Cost:
        difference: Counter[str] = Counter()
        levels: Counter[int] = Counter()
        types: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        in_a: Counter[str] = Counter()
        expected = 0.0
        for number, place in enumerate(order[: 2 * self._length]):
            question, sign = self._pool[place], 1 if number < self._length else -1
            for clause in question.clauses:
                difference[clause] += sign
                asked[clause] += 1
                in_a[clause] += sign > 0
            types[question.type] += sign
            levels[question.difficulty] += sign
            expected += sign * question.expected
        absent = sum(
            weight * ((not in_a[clause]) + (in_a[clause] == asked[clause])) for clause, weight in self._weights.items()
        )
        return (
            absent,
            _distance(difference),
            abs(round(expected * _STEPS)),
            sum(count * count for count in asked.values()),
            _distance(types),
            _distance(levels),
            abs(round(expected * _FINE)),
        )


def _distance(difference: Counter[str] | Counter[int]) -> int:
    return sum(map(abs, difference.values()))
