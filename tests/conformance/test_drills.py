"""The shipped blueprints can be served, and the half-yearly drill serves a whole company with different papers."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from lianbing.content.checking.bases import heading_advice
from lianbing.content.checks import read_checked
from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.rehearsal import overlap
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Question
from lianbing.domain.workbook import Workbook

PEOPLE = 200
SEVEN_THEMES = {f"theme-{number}" for number in range(1, 8)}


def test_every_blueprint_can_be_drawn(workbook: Workbook) -> None:
    questions = tuple(workbook.questions.values())
    assert set(workbook.blueprints) == {"skill", "code", *SEVEN_THEMES}
    for blueprint in workbook.blueprints.values():
        assert blueprint.worth == 100, blueprint.id
        stock = Stock(blueprint, questions)
        for person in range(5):
            drawn = draw(stock, f"conformance/{person}")
            assert [len(section) for section in drawn] == [section.count for section in blueprint.sections]


@pytest.fixture(scope="module")
def half_year(workbook: Workbook) -> list[list[list[Question]]]:
    stock = Stock(workbook.blueprints["skill"], workbook.questions.values())
    return [draw(stock, f"conformance/{person}") for person in range(PEOPLE)]


def test_two_hundred_people_get_papers_that_differ(workbook: Workbook, half_year: list[list[list[Question]]]) -> None:
    found = overlap(workbook.blueprints["skill"], half_year)
    assert found.worst <= Fraction(2, 5), found


def test_their_papers_keep_the_shares_of_importance(workbook: Workbook, half_year: list[list[list[Question]]]) -> None:
    due = workbook.blueprints["skill"].importance
    everything = [q.classification.importance for paper in half_year for section in paper for q in section]
    for name, share in due.items():
        assert abs(everything.count(name) / len(everything) - share / sum(due.values())) < 0.06, name


def test_every_requirement_line_stands_in_exactly_one_clause(workbook: Workbook) -> None:
    sources = sorted(source for clause in workbook.clauses.values() for source in clause.sources)
    assert sources == [f"R{number:03d}" for number in range(1, 575)]


def test_every_teachable_clause_is_tested_and_each_limit_twice(workbook: Workbook) -> None:
    tests: dict[str, int] = {}
    for question in workbook.questions.values():
        for name in question.rests_on:
            tests[name] = tests.get(name, 0) + 1
    for scenario in workbook.scenarios.values():
        for name in scenario.clauses:
            tests[name] = tests.get(name, 0) + 1
    for task in workbook.tasks.values():
        for name in {*task.rests_on, *(ref for field in task.fields for ref in field.rests_on)}:
            tests[name] = tests.get(name, 0) + 1
    short = [
        clause.id
        for clause in workbook.clauses.values()
        if clause.teachable and not clause.heading and tests.get(clause.id, 0) < (2 if clause.limits else 1)
    ]
    assert short == []


def test_every_question_rests_on_something_that_says_more_than_a_heading(root: Path) -> None:
    assert list(heading_advice.faults(read_checked(root))) == []


def test_every_open_question_stands_in_a_chapter(workbook: Workbook) -> None:
    placed = {item for chapter in workbook.chapters.values() for item in chapter.marked("quiz")}
    assert sorted(q.id for q in workbook.questions.values() if q.practisable and q.id not in placed) == []
