"""班组报告 and 个人报告: self-contained pages that open offline, on a phone, and print on A4."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from jinja2 import Environment

from lianbing.design import PAGES, Theme, declared
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.reports import figures, wording
from lianbing.reports.certainty import words
from lianbing.reports.certainty.studying import to_study
from lianbing.templates import environment_of


@dataclass(frozen=True, kw_only=True)
class PartOfPaper:
    """The items of one skill part on a paper, with the sums that its heading shows."""

    title: str
    marks: tuple[MarkedItem, ...]
    earned: Decimal
    worth: Decimal
    ungraded: int


@dataclass(frozen=True, kw_only=True)
class SatPaper:
    """A paper that a person handed in, and whether it counts.

    ``link`` leads to the marked notebook, empty where there is none.
    """

    id: str
    drill: str
    use: str
    link: str
    parts: tuple[PartOfPaper, ...]


def cohort_page(assessment: Assessment, links: dict[str, str]) -> str:
    """班组报告; ``links`` maps employee numbers to addresses of personal reports, relative to this page."""
    results = assessment.results
    return _render(
        "cohort.html.j2",
        assessment=assessment,
        results=figures.by_rank(results),
        links=links,
        count=figures.headcount(results),
        average=figures.average_total(results),
        groups=figures.groups(assessment),
        part_averages=figures.part_averages(assessment),
        waiting=sum(mark.earned is None for result in results for mark in result.counted),
    )


def person_page(assessment: Assessment, result: PersonResult, marked: dict[str, str]) -> str:
    """个人报告; ``marked`` maps paper ids to addresses relative to this page."""
    return _render(
        "person.html.j2",
        assessment=assessment,
        result=result,
        papers=_papers(assessment, result, marked),
        shortfall=figures.shortfall(assessment.scheme, result),
        final=len(figures.final_results(assessment.results)),
        sittings=wording.sittings_of_note(result),
    )


def _papers(assessment: Assessment, result: PersonResult, marked: dict[str, str]) -> tuple[SatPaper, ...]:
    by_paper: dict[tuple[str, str], list[MarkedItem]] = {}
    for mark in result.marks:
        by_paper.setdefault((mark.drill, mark.paper), []).append(mark)
    uses = {sitting.drill: sitting.use.value for sitting in result.sittings}
    return tuple(
        SatPaper(
            id=paper,
            drill=wording.drill_title(assessment, drill),
            use=uses[drill],
            link=marked.get(paper, ""),
            parts=_parts(marks),
        )
        for (drill, paper), marks in by_paper.items()
    )


def _parts(marks: list[MarkedItem]) -> tuple[PartOfPaper, ...]:
    ordered = sorted(marks, key=lambda mark: mark.number)
    return tuple(_part(skill.label, tuple(own)) for skill, own in groupby(ordered, key=lambda mark: mark.skill))


def _part(title: str, marks: tuple[MarkedItem, ...]) -> PartOfPaper:
    earned = sum((mark.earned for mark in marks if mark.earned is not None), ZERO)
    worth = sum((mark.worth for mark in marks), ZERO)
    return PartOfPaper(
        title=title, marks=marks, earned=earned, worth=worth, ungraded=sum(mark.earned is None for mark in marks)
    )


def _render(template: str, **context: Any) -> str:
    return _ENVIRONMENT.get_template(template).render(**context)


def _environment() -> Environment:
    environment = environment_of("lianbing.reports")
    environment.filters.update(
        plain=plain,
        two=wording.two,
        time=wording.shown_time,
        state=wording.state_label,
        short=wording.short_state,
        threshold=wording.threshold,
    )
    environment.globals.update(
        needs_care=wording.needs_care,
        certainty_words=words,
        to_study=to_study,
        result_of=figures.result_of,
        part_gap=wording.part_gap,
        drill_title=wording.drill_title,
        explanation=wording.explanation,
        rate_working=wording.rate_working,
        contribution_working=wording.contribution_working,
        total_working=wording.total_working,
        formula=wording.FORMULA,
        design={theme.name.lower(): declared(PAGES, theme) for theme in Theme},
    )
    return environment


_ENVIRONMENT = _environment()
