"""The scores of the parts of a scheme, and their errors of measurement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from lianbing.domain.assessment.assessment import Assessment, PartResult, PersonResult
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import DrillSource, FigureUse, ResultSource
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import ZERO
from lianbing.psychometrics.reliability import Errors, errors_of
from lianbing.psychometrics.scored import Answer, Floats, scored_of
from lianbing.psychometrics.true_levels import TotalRules


@dataclass(frozen=True, kw_only=True)
class ScoreErrors:
    """Rates from 0 to 1 (people × parts, NaN where a part is left out) with their errors, and what totals they give.

    ``exact`` are the titles of parts without known errors.
    """

    rates: Floats
    errors: Errors
    totals: TotalRules
    exact: tuple[str, ...]


def score_errors(scheme: Scheme, final: Sequence[PersonResult], earlier: Sequence[Assessment]) -> ScoreErrors:
    """The errors of parts from drills come from their items, those of parts from shorter periods from what was kept.

    Ratings, and totals of assessments that say nothing about their error, count as free of it.
    """
    parts = len(scheme.parts)
    scored = scored_of(_answers(scheme, final), people=len(final), parts=parts)
    of_items = errors_of(scored)
    variance = of_items.variance.copy()
    known = [(kept.period.span, kept.scheme.id, _errors(kept)) for kept in earlier]
    for place, part in enumerate(scheme.parts):
        if isinstance(part.source, ResultSource):
            source = part.source
            taken = [own for span, name, own in known if span is source.span and source.scheme in ("", name)]
            variance[:, place] = [_of_totals(result, place, taken) for result in final]
    return ScoreErrors(
        rates=np.array([[_rate(part) for part in result.parts] for result in final]),
        errors=Errors(variance=variance, common=of_items.common),
        totals=TotalRules(
            weights=np.array([_weights(result) for result in final]),
            added=np.array([_added(result) for result in final]),
        ),
        exact=tuple(part.title for place, part in enumerate(scheme.parts) if not variance[:, place].any()),
    )


def _rate(part: PartResult) -> float:
    return float("nan") if part.left_out else float(part.rate or 0) / 100


def _weights(result: PersonResult) -> list[float]:
    """By part, its share of the total."""
    return [0.0 if part.left_out else float(part.weight / result.carried) for part in result.parts]


def _added(result: PersonResult) -> float:
    """What is added to the weighted parts, as a rate: adjustments, less what the caps of make-ups take."""
    return float(sum((each.points for each in result.adjustments), ZERO) / 100 - result.deduction / result.carried)


def _answers(scheme: Scheme, final: Sequence[PersonResult]) -> Iterator[Answer]:
    """The answers that count for parts; an item of one worth and skill in a drill is drawn for one purpose."""

    @cache
    def parts_of(kind: str, skill: Skill) -> list[int]:
        sources = enumerate(part.source for part in scheme.parts)
        return [
            place
            for place, source in sources
            if isinstance(source, DrillSource) and source.takes_kind(kind) and source.skill in (None, skill)
        ]

    for person, result in enumerate(final):
        for mark in result.counted:
            if not mark.worth or mark.earned is None:
                continue
            worth = float(mark.worth)
            share = float(mark.earned) / worth
            for part in parts_of(mark.kind, mark.skill):
                stratum = (part, mark.drill, mark.skill, worth)
                yield Answer(
                    person=person, part=part, item=(mark.drill, mark.item), stratum=stratum, share=share, worth=worth
                )


def _errors(kept: Assessment) -> Mapping[str, float]:
    """The variance of the error of each total, as a rate."""
    people = kept.certainty.people if kept.certainty else ()
    return {person.employee: (float(person.error) / 100) ** 2 for person in people}


def _of_totals(result: PersonResult, place: int, taken: Sequence[Mapping[str, float]]) -> float:
    """The variance of the error of a mean of totals."""
    count = sum(figure.use is not FigureUse.LEFT_OUT for figure in result.parts[place].taken)
    return sum(own.get(result.employee.id, 0.0) for own in taken) / count**2 if count else 0.0
