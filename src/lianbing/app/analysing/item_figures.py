"""The figures of questions and clauses from gathered answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from lianbing.app.analysing.gathered import GatheredAnswers
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.sessions.answers import AnswerSource, GatheredAnswer
from lianbing.errors import WrongUsage
from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.analysing import analyse_items
from lianbing.psychometrics.items.drifting import ItemDrift, drifts
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.proportions import PersonShare, share_of
from lianbing.reports.analysis.analysis import PeriodFacility

_MONTHS_OF_HALF = 6
RIGHT = Decimal("0.8")
"""The book's own rule: an answer counts as right from 80 % on."""


def responses_of(answers: Iterable[GatheredAnswer]) -> list[ItemResponse]:
    """What item statistics are made of: answers of drills and quizzes, one by one, never those of self-study.

    A person whom nobody knows is another one in each sitting.
    """
    return [
        ItemResponse(
            person=answer.person or f"?{place}",
            item=answer.item,
            sitting=answer.sitting,
            worth=float(answer.worth),
            earned=float(answer.earned),
            answer=answer.answer,
        )
        for place, answer in enumerate(answers)
        if answer.source is not AnswerSource.RECORD
    ]


def as_asked_last(gathered: GatheredAnswers) -> Iterator[GatheredAnswer]:
    """The answers to questions as they were asked last."""
    reworded = gathered.reworded
    return (answer for answer in gathered.answers if (answer.sitting, answer.item) not in reworded)


def figures_of(gathered: GatheredAnswers) -> dict[str, ItemFigures]:
    """The figures of every question that somebody answered in a drill or quiz, as it was asked last."""
    chosen = {name: each for name, each in gathered.questions.items() if each.right}
    return analyse_items(
        responses_of(as_asked_last(gathered)),
        {name: frozenset(each.right) for name, each in chosen.items()},
        {name: tuple(each.options) for name, each in chosen.items()},
    )


def self_study_share(answers: Sequence[GatheredAnswer]) -> Estimate:
    """The share of learners whose last answer was right; each of those whom nobody knows counts as one."""
    return share_of(
        (answer.person or f"?{place}", float(answer.earned >= answer.worth * RIGHT))
        for place, answer in enumerate(answers)
    )


def half_year_of(period: str) -> str:
    """The half-year in which a period lies; a whole year is itself; empty where there is no period."""
    try:
        known = Period.parse(period)
    except WrongUsage:
        return ""
    if known.span is Span.YEAR:
        return known.code
    return Period(known.year, Span.HALF_YEAR, ((known.number - 1) * known.span.months) // _MONTHS_OF_HALF + 1).code


class Periods:
    """The answers of drills to questions as they were asked last, by half-year."""

    def __init__(self, gathered: GatheredAnswers) -> None:
        half_years = {sitting.id: half_year_of(sitting.period) for sitting in gathered.sittings}
        drilled = [answer for answer in as_asked_last(gathered) if answer.source is AnswerSource.DRILL]
        self._responses: defaultdict[str, list[ItemResponse]] = defaultdict(list)
        shares: defaultdict[str, defaultdict[str, list[PersonShare]]] = defaultdict(lambda: defaultdict(list))
        for response in responses_of(drilled):
            period = half_years.get(response.sitting, "")
            if period:
                self._responses[period].append(response)
                shares[response.item][period].append((response.person, response.share))
        self._facilities = {
            item: tuple(PeriodFacility(period=period, facility=share_of(own[period])) for period in sorted(own))
            for item, own in shares.items()
        }

    def facilities(self, item: str) -> tuple[PeriodFacility, ...]:
        """How easy a question was in each half-year in which it was drilled."""
        return self._facilities.get(item, ())

    def drifts(self) -> dict[str, ItemDrift]:
        """How each question changed between its two last half-years, all that were drilled in both taken together."""
        last_two: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for item, facilities in self._facilities.items():
            if len(facilities) > 1:
                last_two[facilities[-2].period, facilities[-1].period].append(item)
        changes: dict[str, ItemDrift] = {}
        for (earlier, later), items in last_two.items():
            known = drifts(self._responses[earlier], self._responses[later])
            changes.update((item, known[item]) for item in items)
        return changes


def by_item(answers: Iterable[GatheredAnswer]) -> dict[str, list[GatheredAnswer]]:
    """The answers by question, in the order of their ids."""
    groups: defaultdict[str, list[GatheredAnswer]] = defaultdict(list)
    for answer in answers:
        groups[answer.item].append(answer)
    return {item: groups[item] for item in sorted(groups)}


def by_clause(items: Mapping[str, Sequence[GatheredAnswer]]) -> dict[str, list[GatheredAnswer]]:
    """The answers by the clause or fact that their question tests."""
    groups: defaultdict[str, list[GatheredAnswer]] = defaultdict(list)
    for answers in items.values():
        for answer in answers:
            for reference in answer.rests_on:
                groups[reference].append(answer)
    return groups


def split(answers: Iterable[GatheredAnswer]) -> tuple[list[GatheredAnswer], list[GatheredAnswer]]:
    """Those of drills and quizzes, and those of self-study."""
    supervised: list[GatheredAnswer] = []
    alone: list[GatheredAnswer] = []
    for answer in answers:
        (alone if answer.source is AnswerSource.RECORD else supervised).append(answer)
    return supervised, alone


def facility_of(answers: Iterable[GatheredAnswer]) -> Estimate:
    """The mean share that answers earned of their worth, each person counted once."""
    return share_of((response.person, response.share) for response in responses_of(answers))
