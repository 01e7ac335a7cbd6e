"""The certainty of a whole assessment: what is said, what isn't, and that it is true of simulated people."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from lianbing.app.certainty.columns import columns_of
from lianbing.app.certainty.figures import percentages, rounded
from lianbing.app.certainty.levels import level_certainty
from lianbing.domain.assessment.assessment import Assessment, EarlierAssessment
from lianbing.domain.assessment.certainty import CertaintyRule, LevelCertainty, ReliabilityForm, Unsaid
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import ResultSource, SchemePart, SourceScore
from lianbing.domain.kernel.decimals import HUNDRED
from lianbing.domain.kernel.periods import Period, Span
from lianbing.wire.assessments import assessment_from_json, assessment_to_json
from tests.reports.objects import SCHEME
from tests.unit.certainty.cohorts import DRILL, Cohort, cohort


@pytest.fixture(scope="module")
def drawn() -> Cohort:
    return cohort(1, people=200)


def said(assessment: Assessment) -> LevelCertainty:
    assert assessment.certainty is not None
    return assessment.certainty


def worked_out(assessment: Assessment, earlier: tuple[Assessment, ...] = ()) -> LevelCertainty:
    return level_certainty(assessment, earlier, columns_of(assessment.results))


def test_drawn_papers_have_a_form_that_fits(drawn: Cohort) -> None:
    (paper,) = said(drawn.assessment).papers
    assert (paper.drill, paper.form, paper.people, paper.items) == (DRILL, ReliabilityForm.DRAWN, 200, 28)
    assert not paper.same_items
    true = drawn.true @ [0.4, 0.2, 0.2, 0.2]
    totals = [float(result.total or 0) for result in drawn.assessment.results]
    assert float(paper.value or 0) == pytest.approx(np.corrcoef(totals, true)[0, 1] ** 2, abs=0.08)
    assert float(paper.error or 0) == pytest.approx(np.std(np.array(totals) / 100 - true) * 100, rel=0.15)


def test_equal_papers_have_alpha() -> None:
    same = cohort(2, people=60, same=True).assessment
    (paper,) = said(same).papers
    assert (paper.form, paper.same_items) == (ReliabilityForm.ALPHA, True)
    points = [[float(mark.earned or 0) for mark in sorted(r.marks, key=lambda m: m.item)] for r in same.results]
    table = np.array(points)
    alpha = 28 / 27 * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
    assert paper.value == rounded(alpha, 3)
    assert paper.error == rounded(float(table.sum(axis=1).std(ddof=1) * (1 - alpha) ** 0.5), 2)


def test_the_probability_of_levels_is_right_on_average(drawn: Cohort) -> None:
    certainty = said(drawn.assessment)
    minima = [level.minimum for level in SCHEME.levels]
    totals, lowest = drawn.true @ [40, 20, 20, 20], drawn.true.min(axis=1) * 100
    places = [
        next(n for n, level in enumerate(SCHEME.levels) if t >= minima[n] and low >= level.part_minimum)
        for t, low in zip(totals, lowest, strict=True)
    ]
    right = np.mean([person.held == place for person, place in zip(certainty.people, places, strict=True)])
    assert float(certainty.mean_probability or 0) / 100 == pytest.approx(right, abs=0.07)
    assert certainty.cuts is not None
    assert float(certainty.cuts.accuracy) / 100 == pytest.approx(right, abs=0.1)
    inside = [p.low <= t <= p.high for p, t in zip(certainty.people, totals, strict=True)]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.05)


def test_people_whose_level_is_doubtful_are_looked_at_again(drawn: Cohort) -> None:
    certainty = said(drawn.assessment)
    again = certainty.second_look
    assert 0 < len(again) < 100
    assert all(person.of_held < 50 for person in again)
    assert [person.of_held for person in again] == sorted(person.of_held for person in again)
    others = set(certainty.by_employee) - {person.employee for person in again}
    assert all(certainty.by_employee[number].of_held >= 50 for number in others)
    assert all(sum(person.probabilities) == HUNDRED for person in certainty.people)


def test_the_neighbours_of_a_level_are_told(drawn: Cohort) -> None:
    person = next(p for p in said(drawn.assessment).people if p.held == 2)
    assert (person.of_next_higher, person.of_next_lower) == (person.probabilities[1], person.probabilities[3])
    assert replace(person, held=0).of_next_higher is None
    assert replace(person, held=3).of_next_lower is None


def test_few_people_are_too_few() -> None:
    certainty = said(cohort(3, people=29).assessment)
    assert (certainty.unsaid, certainty.final, certainty.people) == (Unsaid.PEOPLE, 29, ())
    assert [paper.unsaid for paper in certainty.papers] == [Unsaid.PEOPLE]
    assert certainty.reliability is None


def with_rule(assessment: Assessment, rule: CertaintyRule) -> LevelCertainty:
    return worked_out(replace(assessment, scheme=replace(assessment.scheme, certainty=rule)))


def test_the_rule_of_the_scheme_decides(drawn: Cohort) -> None:
    assert with_rule(drawn.assessment, CertaintyRule(least_people=201)).unsaid is Unsaid.PEOPLE
    assert with_rule(drawn.assessment, CertaintyRule(least_items=29)).papers[0].unsaid is Unsaid.ITEMS
    strict = with_rule(drawn.assessment, CertaintyRule(look_again=Decimal(90)))
    assert len(strict.second_look) > len(said(drawn.assessment).second_look)


def test_people_without_differences_get_no_levels_by_chance() -> None:
    """Where all are equally good, errors explain everything in about half of the cohorts; then nothing is said."""
    unsaid = [said(cohort(seed, people=60, spread=0, equal=True).assessment) for seed in range(8)]
    alike = [certainty for certainty in unsaid if certainty.unsaid is Unsaid.ALIKE]
    assert alike
    assert all(not certainty.people for certainty in alike)
    assert all(certainty.reliability is None or certainty.reliability < Decimal("0.4") for certainty in unsaid)


def test_nobody_has_no_certainty(drawn: Cohort) -> None:
    empty = worked_out(replace(drawn.assessment, results=()))
    assert (empty.unsaid, empty.final) == (Unsaid.PEOPLE, 0)


def quarter(drawn: Cohort, earlier: tuple[Assessment, ...]) -> LevelCertainty:
    """A year whose only part is the total of the half-year."""
    part = SchemePart(title="各半年考评", weight=HUNDRED, source=ResultSource(span=Span.HALF_YEAR))
    scheme: Scheme = replace(SCHEME, span=Span.YEAR, parts=(part,))
    results = tuple(
        replace(
            result,
            marks=(),
            sittings=(),
            parts=(replace(result.parts[0], weight=HUNDRED, rate=result.total, contribution=result.total),),
        )
        for result in drawn.assessment.results
    )
    year = replace(
        drawn.assessment,
        period=Period.parse("2026"),
        scheme=scheme,
        drills={},
        results=results,
        earlier=tuple(EarlierAssessment(period="2026H2", scheme=SCHEME.id, made_at="") for _ in earlier),
    )
    return worked_out(year, earlier)


def test_without_drills_no_error_is_known(drawn: Cohort) -> None:
    certainty = quarter(drawn, ())
    assert (certainty.unsaid, certainty.exact) == (Unsaid.EXACT, ("各半年考评",))


def test_kept_assessments_hand_their_errors_on(drawn: Cohort) -> None:
    results = tuple(
        replace(result, parts=(replace(result.parts[0], taken=_taken()),)) for result in drawn.assessment.results
    )
    certainty = quarter(replace(drawn, assessment=replace(drawn.assessment, results=results)), (drawn.assessment,))
    assert certainty.exact == ()
    assert float(certainty.reliability or 0) == pytest.approx(float(said(drawn.assessment).reliability or 0), abs=0.06)


def _taken() -> tuple[SourceScore, ...]:
    return (SourceScore(label="2026 年下半年考评", earned=HUNDRED, worth=HUNDRED),)


def test_it_is_kept_with_the_assessment(drawn: Cohort) -> None:
    assert assessment_from_json(assessment_to_json(drawn.assessment)) == drawn.assessment


def test_the_same_marks_give_the_same_figures(drawn: Cohort) -> None:
    assert worked_out(drawn.assessment) == drawn.assessment.certainty


def test_whole_percentages_sum_to_a_hundred() -> None:
    shares = np.array([[1 / 3, 1 / 3, 1 / 3], [0.005, 0.99, 0.005], [1, 0, 0]])
    assert percentages(shares).tolist() == [[34, 33, 33], [1, 99, 0], [100, 0, 0]]
