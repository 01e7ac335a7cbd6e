"""The reliability of the papers of each drill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np

from lianbing.app.certainty.figures import percentage, rounded
from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.certainty import CertaintyRule, PaperReliability, ReliabilityForm, Unsaid
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.psychometrics.reliability import Reliability, alpha, of_drawn
from lianbing.psychometrics.scored import Answer, Floats, scored_of

Paper = Sequence[MarkedItem]


def paper_reliabilities(
    drills: Iterable[str], results: Iterable[PersonResult], rule: CertaintyRule
) -> tuple[PaperReliability, ...]:
    """One for each drill, in their order."""
    papers: dict[str, list[Paper]] = {}
    for result in results:
        for drill, marks in _by_drill(result).items():
            if marks and all(mark.earned is not None for mark in marks):
                papers.setdefault(drill, []).append(marks)
    return tuple(_reliability(drill, papers.get(drill, []), rule) for drill in drills)


def _by_drill(result: PersonResult) -> Mapping[str, Paper]:
    """The marks of each counted paper, without items that were taken out of its total."""
    papers: dict[str, list[MarkedItem]] = {}
    for mark in result.counted:
        if mark.worth:
            papers.setdefault(mark.drill, []).append(mark)
    return papers


def _reliability(drill: str, papers: Sequence[Paper], rule: CertaintyRule) -> PaperReliability:
    items = min(map(len, papers), default=0)
    same = len({frozenset(mark.item for mark in paper) for paper in papers}) <= 1
    unsaid, form, estimate, full = None, None, None, 1.0
    if len(papers) < rule.least_people:
        unsaid = Unsaid.PEOPLE
    elif items < rule.least_items:
        unsaid = Unsaid.ITEMS
    elif same:
        form, estimate = _form(papers), alpha(_points(papers))
        full = float(sum((mark.worth for mark in papers[0]), Decimal(0)))
    else:
        form, estimate = ReliabilityForm.DRAWN, _drawn(papers)
    if estimate is None:
        return PaperReliability(
            drill=drill, people=len(papers), items=items, same_items=same, unsaid=unsaid or Unsaid.ALIKE
        )
    return PaperReliability(
        drill=drill,
        people=len(papers),
        items=items,
        same_items=same,
        form=form,
        value=rounded(estimate.value, 3),
        error=percentage(estimate.error / full, 2),
    )


def _form(papers: Sequence[Paper]) -> ReliabilityForm:
    """KR-20 for items of one worth that are right or wrong."""
    marks = [mark for paper in papers for mark in paper]
    alike = len({mark.worth for mark in marks}) == 1 and all(mark.earned in (0, mark.worth) for mark in marks)
    return ReliabilityForm.KR20 if alike else ReliabilityForm.ALPHA


def _points(papers: Sequence[Paper]) -> Floats:
    """People × items."""
    ordered = (sorted(paper, key=lambda mark: mark.item) for paper in papers)
    return np.array([[float(mark.earned or 0) for mark in paper] for paper in ordered])


def _drawn(papers: Sequence[Paper]) -> Reliability | None:
    answers = (
        Answer(
            person=person,
            part=0,
            item=mark.item,
            stratum=(mark.skill, mark.worth),
            share=float(mark.earned or 0) / float(mark.worth),
            worth=float(mark.worth),
        )
        for person, paper in enumerate(papers)
        for mark in paper
    )
    return of_drawn(scored_of(answers, people=len(papers)))
