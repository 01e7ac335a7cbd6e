"""Where a clause or fact is taught, tested and used: what its entry in the index of clauses says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lianbing.domain.items.question import ItemStatus, Question
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.items.tasks import Task
from lianbing.domain.knowledge.forms import WorkForm
from lianbing.domain.knowledge.reference import Indicator
from lianbing.domain.workbook import Workbook


@dataclass
class Usage:
    """All that rests on one clause or fact. Of reserved questions there is the number alone."""

    questions: list[Question] = field(default_factory=list)
    reserved: int = 0
    scenarios: list[Scenario] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    forms: list[WorkForm] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in a chapter."""

    chapter: str
    anchor: str


def usages(workbook: Workbook) -> Mapping[str, Usage]:
    """By clause and fact, everything in the order of the files; what nothing rests on has an empty one."""
    usage = {name: Usage() for name in [*workbook.clauses, *workbook.facts]}
    for question in workbook.questions.values():
        for name in dict.fromkeys(question.rests_on):
            _add_question(usage[name], question)
    _add_practice(usage, workbook)
    for indicator in workbook.indicators:
        for name in dict.fromkeys(name for definition in indicator.definitions for name in definition.basis):
            usage[name].indicators.append(indicator)
    return usage


def _add_question(usage: Usage, question: Question) -> None:
    if question.practisable:
        usage.questions.append(question)
    elif question.classification.status is ItemStatus.REVIEWED:
        usage.reserved += 1


def _add_practice(usage: Mapping[str, Usage], workbook: Workbook) -> None:
    for scenario in workbook.scenarios.values():
        for name in scenario.clauses:
            usage[name].scenarios.append(scenario)
    for task in workbook.tasks.values():
        for name in _rests_on(task):
            usage[name].tasks.append(task)
    for form in workbook.forms.values():
        for name in form.clauses:
            usage[name].forms.append(form)


def _rests_on(task: Task) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*task.rests_on, *(name for part in task.fields for name in part.rests_on)]))


def places_of_questions(workbook: Workbook) -> Mapping[str, Place]:
    """Where the book asks each question: by itself, or else in a chapter's self-test. Those in neither are left out."""
    alone = {
        name: Place(chapter=chapter.id, anchor=name)
        for chapter in workbook.chapters.values()
        for name in chapter.marked("quiz")
    }
    return dict(_in_selftests(workbook)) | alone


def _in_selftests(workbook: Workbook) -> Iterator[tuple[str, Place]]:
    for chapter in workbook.chapters.values():
        if chapter.marked("check"):
            for question in workbook.selftest_questions(chapter):
                yield question.id, Place(chapter=chapter.id, anchor=f"check-{chapter.id}")


def places_of(workbook: Workbook, marker: str) -> Mapping[str, Place]:
    """Where the book shows each scenario, data exercise or form."""
    return {
        name: Place(chapter=chapter.id, anchor=name)
        for chapter in workbook.chapters.values()
        for name in chapter.marked(marker)
    }
