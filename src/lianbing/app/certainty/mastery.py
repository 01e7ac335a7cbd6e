"""What marked answers say about clauses and topics, for everybody and for units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from lianbing.app.certainty.figures import percentage
from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.assessment.clause_mastery import (
    ClauseMastery,
    Mastery,
    MasteryEstimate,
    MasteryReport,
    TopicMastery,
)
from lianbing.psychometrics.mastery import Groups, Shrunk, bounds, chance_below, grouped, of_all, shrunk
from lianbing.psychometrics.scored import Floats

K = TypeVar("K", str, tuple[str, str])


@dataclass(frozen=True, kw_only=True)
class ClauseAnswer:
    """One marked answer; ``share`` is what it earned of its worth, from 0 to 1."""

    clauses: tuple[str, ...]
    topic: str
    unit: str
    item: str
    share: float


@dataclass(frozen=True)
class _ByKey(Generic[K]):
    """Answers by a key: the keys as they come, and by key the groups and how many different items are behind them."""

    keys: tuple[K, ...]
    groups: Groups
    items: tuple[int, ...]


def mastery_report(
    results: Iterable[PersonResult], titles: Mapping[str, str], rule: CertaintyRule
) -> MasteryReport | None:
    """Estimates all rates; ``titles`` are those of topics. ``None`` without a marked answer."""
    answers = [*_answers(results)]
    if not answers:
        return None
    topics = _by_key(((answer.topic, answer) for answer in answers), lambda _: 0)
    place = {topic: number for number, topic in enumerate(topics.keys)}
    home = _topic_of_clauses(answers)
    clauses = _by_key(((name, a) for a in answers for name in a.clauses), lambda name: place[home[name]])
    units = _by_key((((a.unit, a.topic), a) for a in answers), lambda key: place[key[1]])
    whole = of_all(topics.groups)
    of_topics = shrunk(topics.groups, whole)
    rate = float(whole.mean[0])
    everybody, in_topic = np.full(len(place), rate), of_topics.mean[units.groups.family]
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
            for (unit, topic), figures in judging.of(units, shrunk(units.groups, of_topics), in_topic)
        ),
    )


def _answers(results: Iterable[PersonResult]) -> Iterator[ClauseAnswer]:
    for result in results:
        for mark in result.counted:
            if mark.worth and mark.earned is not None:
                yield ClauseAnswer(
                    clauses=mark.clauses,
                    topic=mark.topic,
                    unit=result.employee.team,
                    item=mark.item,
                    share=float(mark.earned) / float(mark.worth),
                )


def _topic_of_clauses(answers: Iterable[ClauseAnswer]) -> Mapping[str, str]:
    """The topic of most answers to each clause; of equal ones the first by its id."""
    counts: dict[str, Counter[str]] = {}
    for answer in answers:
        for clause in answer.clauses:
            counts.setdefault(clause, Counter())[answer.topic] += 1
    return {clause: min(own, key=lambda topic: (-own[topic], topic)) for clause, own in counts.items()}


def _by_key(pairs: Iterable[tuple[K, ClauseAnswer]], family: Callable[[K], int]) -> _ByKey[K]:
    """Groups answers; ``family`` gives the number of the family that a key belongs to."""
    codes: dict[K, int] = {}
    items: list[set[str]] = []
    group: list[int] = []
    share: list[float] = []
    for key, answer in pairs:
        code = codes.setdefault(key, len(codes))
        if code == len(items):
            items.append(set())
        items[code].add(answer.item)
        group.append(code)
        share.append(answer.share)
    families = np.array([family(key) for key in codes], np.intp)
    groups = grouped(np.array(group, np.intp), np.array(share), families)
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
