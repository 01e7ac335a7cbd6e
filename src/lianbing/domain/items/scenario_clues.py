"""Clues that give the choices of scenarios away: what comes of picking by place, length or characters alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

from lianbing.domain.items.scenario_walks import (
    GradeScale,
    Walk,
    arranged,
    beginning,
    best_and_worst,
    final_score,
    grade,
    taken,
)
from lianbing.domain.items.scenarios import Choice, ChoiceVerdict, Ending, ScenarioInstance

TOLERATED = 1 / 3
"""In a greater share of scenarios no strategy may end well."""
ENOUGH = 6
"""Strategies are judged from this many scenarios on."""
STANDS_OUT = 1.25
_UNSEEN = 0.005
_ORDERS = tuple(str(seed) for seed in range(12))

Pick = Callable[[Sequence[Choice]], Choice]


def _at(place: int, choices: Sequence[Choice]) -> Choice:
    return choices[min(place, len(choices) - 1)]


def _by_length(place: int, choices: Sequence[Choice]) -> Choice:
    """The choice at a place from the longest to the shortest; of equals the one that stands first."""
    return _at(place, sorted(choices, key=lambda choice: -len(choice.text)))


PLACES: Mapping[str, Pick] = {
    "总点第一项": partial(_at, 0),
    "总点第二项": partial(_at, 1),
    "总点最后一项": lambda choices: choices[-1],
}
LENGTHS: Mapping[str, Pick] = {
    "总点最长的": partial(_by_length, 0),
    "总点次长的": partial(_by_length, 1),
    "总点最短的": lambda choices: min(choices, key=lambda choice: len(choice.text)),
}


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """What comes of a way to pick without reading: ``ids`` are the scenarios that it ends well in."""

    name: str
    ids: tuple[str, ...]
    share: float

    @property
    def gives_away(self) -> bool:
        """Whether it ends well in too many scenarios."""
        return self.share > TOLERATED


def strategies(visits: Sequence[ScenarioInstance]) -> tuple[Strategy, ...]:
    """Every strategy: by place as the choices are written and as they are shown, by length, by what was learned."""
    scales = {visit.id: scale_of(visit) for visit in visits}
    results = [
        _strategy(name, pick, scales, [(visit,) for visit in visits]) for name, pick in {**PLACES, **LENGTHS}.items()
    ]
    shown = [tuple(arranged(visit, seed) for seed in _ORDERS) for visit in visits]
    results += [_strategy(f"{name}（打乱后）", pick, scales, shown) for name, pick in PLACES.items()]
    return (*results, learned(visits))


def learned(visits: Sequence[ScenarioInstance]) -> Strategy:
    """Picking by words and characters: what good choices are like is learned from all the other scenarios."""
    counts = {visit.id: _counts(visit) for visit in visits}
    total = _Counts.of(counts.values())
    ends = [visit.id for visit in visits if _ends_well(visit, (total - counts[visit.id]).likeliest, scale_of(visit))]
    return Strategy(name="照别的情景里的字词猜", ids=tuple(ends), share=len(ends) / len(visits) if visits else 0.0)


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """How many good choices and others have each character and pair of characters."""

    good: Counter[str]
    other: Counter[str]
    sizes: tuple[int, int]

    @classmethod
    def of(cls, parts: Iterable[_Counts]) -> _Counts:
        good, other, sizes = Counter[str](), Counter[str](), [0, 0]
        for part in parts:
            good.update(part.good)
            other.update(part.other)
            sizes = [sum(pair) for pair in zip(sizes, part.sizes, strict=True)]
        return cls(good=good, other=other, sizes=(sizes[0], sizes[1]))

    def __sub__(self, part: _Counts) -> _Counts:
        sizes = (self.sizes[0] - part.sizes[0], self.sizes[1] - part.sizes[1])
        return _Counts(good=self.good - part.good, other=self.other - part.other, sizes=sizes)

    def likeliest(self, choices: Sequence[Choice]) -> Choice:
        """The choice that naive Bayes takes for good; of equals the first."""
        return max(choices, key=lambda choice: sum(map(self._weight, _pieces(choice.text))))

    def _weight(self, piece: str) -> float:
        good, other = (max(size, 1) for size in self.sizes)
        return log((self.good[piece] / good + _UNSEEN) / (self.other[piece] / other + _UNSEEN))


def _counts(visit: ScenarioInstance) -> _Counts:
    choices = [choice for node in visit.nodes.values() for choice in node.choices]
    good = [choice for choice in choices if choice.verdict is ChoiceVerdict.GOOD]
    other = [choice for choice in choices if choice.verdict is not ChoiceVerdict.GOOD]
    return _Counts(good=_tally(good), other=_tally(other), sizes=(len(good), len(other)))


def _tally(choices: Iterable[Choice]) -> Counter[str]:
    return Counter(piece for choice in choices for piece in _pieces(choice.text))


def _pieces(text: str) -> list[str]:
    """Each character and pair of characters once, in an order."""
    return sorted({text[start : start + size] for size in (1, 2) for start in range(len(text) - size + 1)})


def _strategy(
    name: str, pick: Pick, scales: Mapping[str, GradeScale], orders: Sequence[Sequence[ScenarioInstance]]
) -> Strategy:
    """Each scenario counts by the share of its orders that end well, and is named if that is half or more."""
    shares = {
        each[0].id: sum(_ends_well(visit, pick, scales[visit.id]) for visit in each) / len(each) for each in orders
    }
    ids = tuple(name for name, share in shares.items() if share >= 1 / 2)
    return Strategy(name=name, ids=ids, share=sum(shares.values()) / len(shares) if shares else 0.0)


def _ends_well(visit: ScenarioInstance, pick: Pick, scale: GradeScale) -> bool:
    walk = _followed(visit, pick)
    return walk is not None and graded(visit, walk, scale) is Ending.GOOD


def _followed(visit: ScenarioInstance, pick: Pick) -> Walk | None:
    """The walk that picks so at every node; ``None`` where it goes round in circles."""
    at, path, seen = beginning(visit), tuple[str, ...](), set[str]()
    while not visit.nodes[at.node].ending:
        if at.node in seen:
            return None
        seen.add(at.node)
        choice = pick(visit.nodes[at.node].choices)
        at, path = taken(visit, at, choice), (*path, choice.id)
    return Walk(at.node, at.state, final_score(visit, at.state), path, at.flags)


def scale_of(visit: ScenarioInstance) -> GradeScale:
    """What the scores of a visit are held against."""
    best, worst = best_and_worst(visit)
    return GradeScale(worst=worst.score, best=best.score, grades=visit.grades)


def graded(visit: ScenarioInstance, walk: Walk, scale: GradeScale) -> Ending:
    """The grade of a walk that has ended."""
    ending = visit.nodes[walk.node].ending or Ending.FAIR
    return grade(ending, walk.score, scale, violated=walk.violated)


def standing_out(visit: ScenarioInstance) -> Iterator[tuple[str, str]]:
    """Nodes where the length gives what is right away, each with what is wrong with it."""
    for name, node in visit.nodes.items():
        right = [len(choice.text) for choice in node.choices if choice.verdict is ChoiceVerdict.GOOD]
        others = [len(choice.text) for choice in node.choices if choice.verdict is not ChoiceVerdict.GOOD]
        if right and others and min(right) > STANDS_OUT * max(others):
            yield name, f"得当的 {min(right)} 字，别的最长 {max(others)} 字：把别的写得一样具体"
        if right and others and STANDS_OUT * max(right) < min(others):
            yield name, f"得当的最多 {max(right)} 字，别的至少 {min(others)} 字：长短写得差不多"
