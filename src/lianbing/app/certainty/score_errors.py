"""The scores of the parts of a scheme, and their errors of measurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lianbing.app.certainty.columns import ItemAsked, MarkColumns
from lianbing.domain.assessment.assessment import Assessment, PartResult, PersonResult
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import DrillSource, FigureUse, ResultSource, Source
from lianbing.domain.kernel.decimals import ZERO
from lianbing.psychometrics.reliability import Errors, errors_of
from lianbing.psychometrics.scored import Floats, Scored
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


def score_errors(
    scheme: Scheme, final: Sequence[PersonResult], earlier: Sequence[Assessment], marks: MarkColumns
) -> ScoreErrors:
    """The errors of parts from drills come from their items, those of parts from shorter periods from what was kept.

    ``marks`` are those of the people with a final result, in the same order.

    Ratings, and totals of assessments that say nothing about their error, count as free of it.
    """
    of_items = errors_of(_scored(scheme, marks))
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


def _scored(scheme: Scheme, marks: MarkColumns) -> Scored:
    """The answers that count for each part; items of one worth and skill in a drill are drawn for one purpose."""
    strata = marks.codes_of_items(lambda item: (item.drill, item.skill, item.worth))
    worths = marks.of_items(lambda item: float(item.worth))
    pieces = []
    for part, rule in enumerate(scheme.parts):
        taken = np.array([_takes(rule.source, item) for item in marks.items], bool)
        own = marks.where(taken[marks.item])
        pieces.append((own, np.full(len(own.item), part, np.intp)))
    item = np.concatenate([own.item for own, _ in pieces])
    return Scored(
        people=marks.people,
        parts=len(scheme.parts),
        person=np.concatenate([own.person for own, _ in pieces]),
        part=np.concatenate([part for _, part in pieces]),
        item=item,
        stratum=strata[item],
        share=np.concatenate([own.share for own, _ in pieces]),
        worth=worths[item],
    )


def _takes(source: Source, item: ItemAsked) -> bool:
    return isinstance(source, DrillSource) and source.takes_kind(item.kind) and source.skill in (None, item.skill)


def _errors(kept: Assessment) -> Mapping[str, float]:
    """The variance of the error of each total, as a rate."""
    people = kept.certainty.people if kept.certainty else ()
    return {person.employee: (float(person.error) / 100) ** 2 for person in people}


def _of_totals(result: PersonResult, place: int, taken: Sequence[Mapping[str, float]]) -> float:
    """The variance of the error of a mean of totals."""
    count = sum(figure.use is not FigureUse.LEFT_OUT for figure in result.parts[place].taken)
    return sum(own.get(result.employee.id, 0.0) for own in taken) / count**2 if count else 0.0
