"""The reliability of the papers of each drill."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lianbing.app.certainty.columns import MarkColumns
from lianbing.app.certainty.figures import percentage, rounded
from lianbing.domain.assessment.certainty import CertaintyRule, PaperReliability, ReliabilityForm, Unsaid
from lianbing.psychometrics.reliability import alpha, of_drawn
from lianbing.psychometrics.scored import Floats, Scored


def paper_reliabilities(drills: Iterable[str], marks: MarkColumns, rule: CertaintyRule) -> tuple[PaperReliability, ...]:
    """One for each drill, in their order, by the papers that are wholly marked."""
    names = marks.codes_of_items(lambda item: item.drill)
    drill_of = {item.drill: int(code) for item, code in zip(marks.items, names, strict=True)}
    return tuple(
        _reliability(drill, _marked(marks.where(names[marks.item] == drill_of.get(drill, -1))), rule)
        for drill in drills
    )


def _marked(marks: MarkColumns) -> Scored:
    """The papers that are wholly marked, with people and items numbered anew."""
    waiting = np.bincount(marks.person, np.isnan(marks.share), marks.people)
    whole = marks.where(waiting[marks.person] == 0)
    people, person = np.unique(whole.person, return_inverse=True)
    items, item = np.unique(whole.item, return_inverse=True)
    strata = marks.codes_of_items(lambda each: (each.skill, each.worth))
    return Scored(
        people=len(people),
        person=person,
        part=np.zeros(len(person), np.intp),
        item=item,
        stratum=strata[items][item],
        share=whole.share,
        worth=marks.of_items(lambda each: float(each.worth))[items][item],
    )


def _reliability(drill: str, papers: Scored, rule: CertaintyRule) -> PaperReliability:
    counts = np.bincount(papers.person, minlength=papers.people)
    items = int(counts.min(initial=len(papers.item)))
    same = items == int(papers.item.max(initial=-1)) + 1
    unsaid, form, estimate, full = None, None, None, 1.0
    if papers.people < rule.least_people:
        unsaid = Unsaid.PEOPLE
    elif items < rule.least_items:
        unsaid = Unsaid.ITEMS
    elif same:
        points = _points(papers)
        form, estimate, full = _form(papers), alpha(points), float(papers.worth.sum()) / papers.people
    else:
        form, estimate = ReliabilityForm.DRAWN, of_drawn(papers)
    if estimate is None:
        unsaid, form = unsaid or Unsaid.ALIKE, None
    return PaperReliability(
        drill=drill,
        people=papers.people,
        items=items,
        same_items=same,
        form=form,
        value=None if estimate is None else rounded(estimate.value, 3),
        error=None if estimate is None else percentage(estimate.error / full, 2),
        unsaid=unsaid,
    )


def _form(papers: Scored) -> ReliabilityForm:
    """KR-20 for items of one worth that are right or wrong."""
    alike = len(np.unique(papers.worth)) == 1 and bool(np.isin(papers.share, (0, 1)).all())
    return ReliabilityForm.KR20 if alike else ReliabilityForm.ALPHA


def _points(papers: Scored) -> Floats:
    """People × items."""
    points = np.zeros((papers.people, int(papers.item.max()) + 1))
    points[papers.person, papers.item] = papers.share * papers.worth
    return points
