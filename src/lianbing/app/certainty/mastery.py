"""What marked answers say about clauses and topics, for everybody and for units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from lianbing.app.certainty.columns import ItemAsked, MarkColumns
from lianbing.app.certainty.figures import percentage
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.clause_mastery import (
    ClauseMastery,
    Mastery,
    MasteryEstimate,
    MasteryReport,
    TopicMastery,
)
from lianbing.psychometrics.mastery import Groups, Shrunk, bounds, chance_below, groups_of, of_all, shrunk
from lianbing.psychometrics.scored import Floats, sums

K = TypeVar("K", str, tuple[str, str])


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """The answers of one unit to one item."""

    item: ItemAsked
    unit: str


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """Cells with answers: how many, the sum of their shares, and the sum of the squares of these."""

    cells: tuple[_Cell, ...]
    answers: Floats
    total: Floats
    squares: Floats


@dataclass(frozen=True)
class _ByKey(Generic[K]):
    """Answers by a key: the keys as they come, and by key the groups and how many different items are behind them."""

    keys: tuple[K, ...]
    groups: Groups
    items: tuple[int, ...]


def mastery_report(
    marks: MarkColumns, units: Sequence[str], titles: Mapping[str, str], rule: CertaintyRule
) -> MasteryReport | None:
    """Estimates all rates; ``None`` without a marked answer.

    ``units`` are those of the people, ``titles`` those of topics.
    """
    cells = _cells(marks, units)
    if not cells.cells:
        return None
    topics = _by_key(cells, lambda cell: (cell.item.topic,), lambda _: 0)
    place = {topic: number for number, topic in enumerate(topics.keys)}
    home = _topic_of_clauses(cells)
    clauses = _by_key(cells, lambda cell: cell.item.clauses, lambda name: place[home[name]])
    of_units = _by_key(cells, lambda cell: ((cell.unit, cell.item.topic),), lambda key: place[key[1]])
    whole = of_all(topics.groups)
    of_topics = shrunk(topics.groups, whole)
    rate = float(whole.mean[0])
    everybody, in_topic = np.full(len(place), rate), of_topics.mean[of_units.groups.family]
    judging = _Judging(rule)
    return MasteryReport(
        rate=percentage(rate, 2),
        titles={topic: titles[topic] for topic in topics.keys if topic in titles},
        clauses=tuple(
            ClauseMastery(reference=name, topic=home[name], figures=figures)
            for name, figures in judging.of(clauses, shrunk(clauses.groups, of_topics), np.full(len(home), rate))
        ),
        topics=tuple(
            TopicMastery(topic=topic, figures=figures) for topic, figures in judging.of(topics, of_topics, everybody)
        ),
        of_units=tuple(
            TopicMastery(topic=topic, unit=unit, figures=figures)
            for (unit, topic), figures in judging.of(of_units, shrunk(of_units.groups, of_topics), in_topic)
        ),
    )


def _cells(marks: MarkColumns, units: Sequence[str]) -> _Cells:
    marked = marks.where(~np.isnan(marks.share))
    names = tuple(dict.fromkeys(units))
    numbers = {name: number for number, name in enumerate(names)}
    unit = np.array([numbers[name] for name in units], np.intp)
    cell, place = np.unique(marked.item * len(names) + unit[marked.person], return_inverse=True)
    return _Cells(
        cells=tuple(_Cell(item=marks.items[one // len(names)], unit=names[one % len(names)]) for one in cell.tolist()),
        answers=sums(place, np.ones(len(place)), len(cell)),
        total=sums(place, marked.share, len(cell)),
        squares=sums(place, marked.share**2, len(cell)),
    )


def _topic_of_clauses(cells: _Cells) -> Mapping[str, str]:
    """The topic of most answers to each clause; of equal ones the first by its id."""
    counts: dict[str, Counter[str]] = {}
    for cell, answers in zip(cells.cells, cells.answers.tolist(), strict=True):
        for clause in cell.item.clauses:
            counts.setdefault(clause, Counter())[cell.item.topic] += int(answers)
    return {clause: min(own, key=lambda topic: (-own[topic], topic)) for clause, own in counts.items()}


def _by_key(cells: _Cells, keys_of: Callable[[_Cell], Iterable[K]], family: Callable[[K], int]) -> _ByKey[K]:
    """Groups cells; ``family`` gives the number of the family that a key belongs to."""
    codes: dict[K, int] = {}
    items: list[set[str]] = []
    pairs: list[tuple[int, int]] = []
    for place, cell in enumerate(cells.cells):
        for key in keys_of(cell):
            code = codes.setdefault(key, len(codes))
            if code == len(items):
                items.append(set())
            items[code].add(cell.item.item)
            pairs.append((code, place))
    group, place_of = np.array(pairs, np.intp).reshape(-1, 2).T
    groups = groups_of(
        answers=sums(group, cells.answers[place_of], len(codes)),
        total=sums(group, cells.total[place_of], len(codes)),
        squares=sums(group, cells.squares[place_of], len(codes)),
        family=np.array([family(key) for key in codes], np.intp),
    )
    return _ByKey(tuple(codes), groups, tuple(map(len, items)))


@dataclass(frozen=True)
class _Judging:
    """What may be said of rates, by the rule of the scheme."""

    rule: CertaintyRule

    def of(self, by_key: _ByKey[K], rates: Shrunk, usual: Floats) -> Iterator[tuple[K, MasteryEstimate]]:
        """The estimate of each key, the weakest first; ``usual`` are the rates that they are held against."""
        low, high = bounds(rates)
        weak = chance_below(rates, usual - float(self.rule.margin) / 100) >= float(self.rule.sure) / 100
        order = sorted(range(len(by_key.keys)), key=lambda place: (rates.mean[place], by_key.keys[place]))
        for place in order:
            answers = int(by_key.groups.answers[place])
            enough = answers >= self.rule.least_answers
            judged = Mastery.WEAK if weak[place] else Mastery.NOT_WEAK
            yield (
                by_key.keys[place],
                MasteryEstimate(
                    answers=answers,
                    items=by_key.items[place],
                    rate=percentage(by_key.groups.mean[place], 2),
                    estimate=percentage(rates.mean[place], 1),
                    low=percentage(low[place], 1),
                    high=percentage(high[place], 1),
                    mastery=judged if enough else Mastery.TOO_FEW,
                ),
            )
