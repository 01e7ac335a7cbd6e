"""How certain the levels of an assessment are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import numpy as np

from lianbing.app.certainty.columns import MarkColumns
from lianbing.app.certainty.figures import percentage, percentages, rounded
from lianbing.app.certainty.papers import paper_reliabilities
from lianbing.app.certainty.score_errors import score_errors
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.certainty import CutAccuracy, LevelCertainty, PersonCertainty, Unsaid
from lianbing.domain.assessment.ranking import level_for, rates_of
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.kernel.decimals import HUNDRED, ZERO
from lianbing.psychometrics.level_accuracy import accuracy_of
from lianbing.psychometrics.scored import Floats
from lianbing.psychometrics.true_levels import (
    LevelRules,
    TotalReliability,
    TotalRules,
    TrueRates,
    level_chances,
    total_errors,
    total_reliability,
    true_rates,
)

_LEAST_RELIABILITY = 0.0005
"""Less is shown as nothing."""


def level_certainty(assessment: Assessment, earlier: Sequence[Assessment], marks: MarkColumns) -> LevelCertainty:
    """Works out how certain the levels are.

    ``earlier`` are the assessments of shorter periods that were taken, ``marks`` those of this one.
    """
    scheme = assessment.scheme
    places = [place for place, result in enumerate(assessment.results) if result.total is not None]
    final = [assessment.results[place] for place in places]
    papers = paper_reliabilities(assessment.drills, marks, scheme.certainty)
    nothing = LevelCertainty(papers=papers, final=len(final), unsaid=Unsaid.PEOPLE)
    if sum(not any(part.left_out for part in result.parts) for result in final) < scheme.certainty.least_people:
        return nothing
    scores = score_errors(scheme, final, earlier, marks.of_people(places))
    if not scores.errors.variance.any():
        return LevelCertainty(papers=papers, final=len(final), exact=scores.exact, unsaid=Unsaid.EXACT)
    true = true_rates(scores.rates, scores.errors)
    total = total_reliability(true, scores.totals)
    if total.value < _LEAST_RELIABILITY:
        return LevelCertainty(papers=papers, final=len(final), exact=scores.exact, unsaid=Unsaid.ALIKE)
    people = tuple(_people(scheme, final, true, scores.totals))
    return LevelCertainty(
        papers=papers,
        reliability=rounded(total.value, 3),
        error=percentage(total.error, 2),
        mean_probability=_mean([person.of_held for person in people]),
        cuts=_cuts(scheme, final, total),
        people=people,
        exact=scores.exact,
        final=len(final),
    )


def _mean(values: Sequence[Decimal]) -> Decimal:
    return rounded(float(sum(values, ZERO)) / len(values), 0)


def _shares(values: Iterable[Decimal]) -> Floats:
    return np.array([float(value) / 100 for value in values])


def _people(
    scheme: Scheme, final: Sequence[PersonResult], true: TrueRates, totals: TotalRules
) -> Iterator[PersonCertainty]:
    rules = LevelRules(
        minimum=_shares(level.minimum for level in scheme.levels),
        part_minimum=_shares(level.part_minimum for level in scheme.levels),
    )
    chances = level_chances(true, rules, totals)
    errors = total_errors(true, totals)
    titles = [level.title for level in scheme.levels]
    for place, (result, row) in enumerate(zip(final, percentages(chances.probability).tolist(), strict=True)):
        held = titles.index(level_for(scheme.levels, result.total or ZERO, rates_of(result)))
        yield PersonCertainty(
            employee=result.employee.id,
            held=held,
            probabilities=tuple(map(Decimal, row)),
            error=percentage(errors[place], 2),
            low=percentage(chances.low[place], 1),
            high=percentage(chances.high[place], 1),
            look_again=row[held] < scheme.certainty.look_again,
        )


def _cuts(scheme: Scheme, final: Sequence[PersonResult], total: TotalReliability) -> CutAccuracy | None:
    """Livingston and Lewis; ``None`` where there is one level, or no differences beyond error."""
    cuts = sorted({float(level.minimum) / 100 for level in scheme.levels if ZERO < level.minimum < HUNDRED})
    totals = _shares(result.total or ZERO for result in final)
    if not cuts or total.value <= 0 or not totals.var():
        return None
    shares = accuracy_of(totals, total.value, cuts)
    return CutAccuracy(
        accuracy=percentage(shares.accuracy),
        consistency=percentage(shares.consistency),
        kappa=None if shares.kappa is None else rounded(shares.kappa, 2),
        length=shares.length,
    )
