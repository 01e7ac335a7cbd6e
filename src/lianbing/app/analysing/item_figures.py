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
from lianbing.psychometrics.items.drifting import drift
from lianbing.psychometrics.items.responses import ItemResponse
from lianbing.psychometrics.proportions import share_of
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
    """The answers of drills by half-year."""

    def __init__(self, gathered: GatheredAnswers) -> None:
        self._half_years = {sitting.id: half_year_of(sitting.period) for sitting in gathered.sittings}
        self._reworded = gathered.reworded

    def of(self, answers: Sequence[GatheredAnswer]) -> tuple[tuple[PeriodFacility, ...], Estimate | None]:
        """The facility of one question, as it was asked last, by half-year, and its change between the two last."""
        by_period: defaultdict[str, list[ItemResponse]] = defaultdict(list)
        drilled = [
            answer
            for answer in answers
            if answer.source is AnswerSource.DRILL and (answer.sitting, answer.item) not in self._reworded
        ]
        for answer, response in zip(drilled, responses_of(drilled), strict=True):
            period = self._half_years.get(answer.sitting, "")
            if period:
                by_period[period].append(response)
        order = sorted(by_period)
        facilities = tuple(
            PeriodFacility(
                period=period, facility=share_of((response.person, response.share) for response in by_period[period])
            )
            for period in order
        )
        if len(order) < 2:
            return facilities, None
        earlier, later = order[-2:]
        return facilities, drift(by_period[earlier], by_period[later])


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
