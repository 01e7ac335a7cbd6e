"""Answer similarity: false alarms of honest cohorts, pairs found, seconds; ω with Bonferroni on the same cohorts.

Everybody answers by Rasch with ability and difficulty from N(0, 1). Wrong answers follow shares of the item, drawn
from a Dirichlet distribution. In a cohort with copying, five random pairs copy a share of the items, at random.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import comb

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.omega import flagged
from lianbing.similarity.comparing import LEAST_PEOPLE, LEAST_SHARED, PairComparison, compare
from lianbing.similarity.responses import RIGHT, Responses, encode

COHORTS = 100
PEOPLE, PAIRS = 300, 5
SHARES = (0.3, 0.5, 0.8)
OMEGA_ALPHA = 0.01
_POWER = 8
"""One cohort with copying of each share for so many honest ones."""

Codes = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """``count`` items with ``wrong`` wrong answers each; the smaller ``evenness``, the more one prevails."""

    count: int
    wrong: int
    evenness: float


PAPERS = {
    "40 道四选一": (Kind(count=40, wrong=3, evenness=2),),
    "40 道题，题型比例同技能卷": (
        Kind(count=23, wrong=3, evenness=2),  # single choice
        Kind(count=6, wrong=10, evenness=1),  # multiple choice
        Kind(count=4, wrong=1, evenness=1),  # true or false
        Kind(count=7, wrong=12, evenness=0.7),  # numbers
    ),
}


@dataclass
class Tally:
    """How many of how many: of ours, and of ω."""

    of: int = 0
    ours: int = 0
    omega: int = 0
    others: int = 0
    seconds: list[float] = field(default_factory=list)


def main(cohorts: int = COHORTS) -> None:
    """Prints a line per kind of paper and share of copied answers."""
    for title, kinds in PAPERS.items():
        print(f"{title}，{PEOPLE} 人，{PEOPLE * (PEOPLE - 1) // 2} 对", flush=True)
        honest = _measured(kinds, 0.0, cohorts)
        print(f"  诚实的场次报警：{_rate(honest.ours, honest.of)}；ω {_rate(honest.omega, honest.of)}", flush=True)
        print(f"  算一场：中位数 {np.median(honest.seconds):.2f} 秒，最长 {max(honest.seconds):.2f} 秒", flush=True)
        for share in SHARES:
            found = _measured(kinds, share, max(1, cohorts // _POWER))
            ours, omega = _rate(found.ours, found.of), _rate(found.omega, found.of)
            beside = found.others * PAIRS / found.of
            print(f"  抄 {share:.0%} 的，找出 {ours}；ω {omega}；一场里另列出 {beside:.2f} 对", flush=True)


def _measured(kinds: tuple[Kind, ...], share: float, cohorts: int) -> Tally:
    """Alarms of honest cohorts if ``share`` is 0, otherwise copying pairs that were found."""
    tally = Tally()
    for number in range(cohorts):
        generator = np.random.default_rng([int(share * 10), number])
        answers = simulate(kinds, generator)
        copying = [*_copy(answers, share, generator)] if share else []
        responses = as_responses(answers)
        start = time.perf_counter()
        found = compare(responses, str(number))
        tally.seconds.append(time.perf_counter() - start)
        _count(tally, found, copying, _omega(responses))
    return tally


def simulate(kinds: tuple[Kind, ...], generator: Generator) -> Codes:
    """The answers of an honest cohort: people × items, 0 for the right one."""
    abilities = generator.normal(size=PEOPLE)
    columns = []
    for kind in kinds:
        for _ in range(kind.count):
            right = 1 / (1 + np.exp(generator.normal() - abilities))
            shares = generator.dirichlet([kind.evenness] * kind.wrong)
            wrong = 1 + generator.choice(kind.wrong, size=PEOPLE, p=shares)
            columns.append(np.where(generator.random(PEOPLE) < right, 0, wrong))
    return np.stack(columns, axis=1)


def as_responses(answers: Codes) -> Responses:
    """The same answers as text."""
    people, items = answers.shape
    words = [RIGHT, *map(str, range(1, answers.max() + 1))]
    return Responses(
        {
            f"p{person:04}": {f"q{item:03}": words[answers[person, item]] for item in range(items)}
            for person in range(people)
        }
    )


def _copy(answers: Codes, share: float, generator: Generator) -> Iterator[tuple[int, int]]:
    """Lets pairs copy, in place, and yields them, each in the order of its people."""
    for source, copier in generator.permutation(len(answers))[: 2 * PAIRS].reshape(-1, 2):
        count = round(share * answers.shape[1])
        items = generator.permutation(answers.shape[1])[:count]
        answers[copier, items] = answers[source, items]
        yield min(source, copier), max(source, copier)


def _omega(responses: Responses) -> set[tuple[int, int]]:
    table = flagged(encode(responses, least_answers=LEAST_PEOPLE, least_items=LEAST_SHARED), OMEGA_ALPHA)
    return {(int(first), int(second)) for first, second in np.argwhere(np.triu(table))}


def _count(tally: Tally, found: PairComparison, copying: list[tuple[int, int]], omega: set[tuple[int, int]]) -> None:
    ours = {(int(pair.first[1:]), int(pair.second[1:])) for pair in found.alike}
    tally.of += len(copying) or 1
    tally.ours += len(ours.intersection(copying)) if copying else bool(ours)
    tally.omega += len(omega.intersection(copying)) if copying else bool(omega)
    tally.others += len(ours.difference(copying))


def _rate(count: int, of: int) -> str:
    low, high = interval(count, of)
    return f"{count} / {of}（{low:.1%}–{high:.1%}）"


def interval(count: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of Clopper & Pearson (Biometrika 26, 1934) for a share, by bisection."""
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _bisect(lambda p: 1 - _below(count, of, p) < tail)
    high = 1.0 if count == of else _bisect(lambda p: _below(count + 1, of, p) > tail)
    return low, high


def _below(count: int, of: int, share: float) -> float:
    """The chance of fewer than ``count`` out of ``of``."""
    return sum(comb(of, each) * share**each * (1 - share) ** (of - each) for each in range(count))


def _bisect(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low
