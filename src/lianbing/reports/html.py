"""班组报告, 成绩单, 改进计划 and 人事索引: pages that stand alone, open on a phone, and print on A4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from lianbing.design import PAGES, Theme, declared
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.method import method
from lianbing.domain.background import Background
from lianbing.domain.drills.papers import Basis
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.reports import figures, reasons, wording
from lianbing.reports.certainty import words
from lianbing.reports.certainty.studying import LostClause, most_lost, weak_listed
from lianbing.templates import environment_of

MOST_TO_STUDY = 6
_LOWEST_PARTS = 2
PEOPLE, SCORE, PLAN = "个人", "成绩单", "改进计划"
"""The folder of what may be sent to people, and how its files end."""


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
    """A paper that a person handed in, and whether it counts."""

    id: str
    drill: str
    use: str
    parts: tuple[PartOfPaper, ...]


@dataclass(frozen=True, kw_only=True)
class WeakClause:
    """A clause on which points were lost, with what it says and where the book teaches it.

    ``address`` is absolute; empty where the book is published nowhere.
    """

    lost: LostClause
    topic: str
    title: str
    text: str
    basis: Basis | None
    chapter: str
    address: str


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """A person's line of the index: links to files, relative to it, and to marked papers by their titles."""

    result: PersonResult
    score: str
    plan: str
    marked: tuple[tuple[str, str], ...]


def cohort_page(assessment: Assessment) -> str:
    """班组报告."""
    results = assessment.results
    return _render(
        "cohort.html.j2",
        assessment=assessment,
        results=figures.by_rank(results),
        count=figures.headcount(results),
        average=figures.average_total(results),
        groups=figures.groups(assessment),
        part_averages=figures.part_averages(assessment),
        waiting=sum(mark.earned is None for result in results for mark in result.counted),
    )


def score_page(assessment: Assessment, result: PersonResult) -> str:
    """成绩单: a person's result and how it came about; it has no links."""
    return _render(
        "score.html.j2",
        assessment=assessment,
        result=result,
        papers=_papers(assessment, result),
        shortfall=figures.shortfall(assessment.scheme, result),
        final=len(figures.final_results(assessment.results)),
        sittings=wording.sittings_of_note(result),
    )


def plan_page(assessment: Assessment, result: PersonResult, book: Background, most: int = MOST_TO_STUDY) -> str:
    """改进计划: what a person should study next, at most so many clauses, and a form to agree on it.

    The clauses are those with the most points lost, topic by topic: a person has too few answers to say more.

    ``book`` has the titles of chapters, and the web address of the book where it is published.
    """
    rated = [part for part in result.parts if part.rate is not None and part.earned < part.worth]
    return _render(
        "plan.html.j2",
        assessment=assessment,
        result=result,
        shortfall=figures.shortfall(assessment.scheme, result),
        lowest=sorted(rated, key=lambda part: part.rate or ZERO)[:_LOWEST_PARTS],
        weak=[_weak(assessment, topic, lost, book) for topic, lost in most_lost(assessment, result, most)],
        most=most,
    )


def _weak(assessment: Assessment, topic: str, lost: LostClause, book: Background) -> WeakClause:
    basis = assessment.basis.get(lost.reference)
    return WeakClause(
        lost=lost,
        topic=words.topic_title(assessment, topic),
        title=basis.title if basis else "没有标题",
        text=basis.text if basis else "考评里没有存这一条的内容。",
        basis=basis,
        chapter=book.map.lesson_title(lost.reference),
        address=book.link(book.map.lesson_address(lost.reference)) if _is_absolute(book.book) else "",
    )


def _is_absolute(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def index_page(assessment: Assessment, stems: Mapping[str, str], marked: Mapping[str, str]) -> str:
    """人事索引, for HR alone: every person's files and marked papers.

    Args:
        assessment: what was assessed.
        stems: the names of files by employee number.
        marked: paths of marked papers by paper, relative to this page, with ``/`` between their parts.
    """
    rows = [
        IndexRow(
            result=result,
            score=quote(f"{PEOPLE}/{stems[result.employee.id]}-{SCORE}.html"),
            plan=quote(f"{PEOPLE}/{stems[result.employee.id]}-{PLAN}.html"),
            marked=tuple(_marked(assessment, result, marked)),
        )
        for result in figures.by_rank(assessment.results)
    ]
    return _render("index.html.j2", assessment=assessment, rows=rows)


def _marked(assessment: Assessment, result: PersonResult, marked: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    papers = dict.fromkeys((mark.drill, mark.paper) for mark in result.marks)
    for drill, paper in papers:
        if paper in marked:
            yield wording.drill_title(assessment, drill), quote(marked[paper])


def _papers(assessment: Assessment, result: PersonResult) -> tuple[SatPaper, ...]:
    by_paper: dict[tuple[str, str], list[MarkedItem]] = {}
    for mark in result.marks:
        by_paper.setdefault((mark.drill, mark.paper), []).append(mark)
    uses = {sitting.drill: sitting.use.value for sitting in result.sittings}
    return tuple(
        SatPaper(
            id=paper,
            drill=wording.drill_title(assessment, drill),
            use=uses[drill],
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
        weak_listed=weak_listed,
        result_of=figures.result_of,
        part_gap=wording.part_gap,
        remarks=reasons.remarks,
        level_words=reasons.level_words,
        change_words=reasons.change_words,
        drill_title=wording.drill_title,
        explanation=wording.explanation,
        rate_working=wording.rate_working,
        contribution_working=wording.contribution_working,
        total_working=wording.total_working,
        method=method,
        design={theme.name.lower(): declared(PAGES, theme) for theme in Theme},
    )
    return environment


_ENVIRONMENT = _environment()
