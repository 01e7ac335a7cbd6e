"""Self-study in the book: instances of questions, and mock exams drawn by a drill's blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.items.draws import stem_of
from lianbing.domain.items.question import Item, Question, realise
from lianbing.domain.kernel.bindings import Sources

_DRAWS = 24
_SHOWN_OF_DRAWN = 4
"""The book shows at most one in so many of the instances that there are, so that papers keep numbers of their own."""


@dataclass(frozen=True)
class MockExam:
    """模拟考试: papers of open questions, drawn by the result of :func:`mock_blueprint`."""

    blueprint: Blueprint
    sets: tuple[tuple[tuple[Question, ...], ...], ...]
    """By set, then by section."""


def practice_seed(item_id: str) -> str:
    """Returns the seed of the first instance in the book."""
    return f"book/{item_id}"


def practice_instances(question: Question, sources: Sources) -> tuple[Item, ...]:
    """Returns the instances in the book, in order; more than one only for questions whose numbers vary.

    Raises:
        ExpressionFault: the question can't be evaluated.
    """
    return tuple(realise(question, sources, draw) for draw in _practised(question, sources).values())


def practice_stems(question: Question, sources: Sources) -> frozenset[str]:
    """Returns the stems of the instances in the book; raises ExpressionFault as well."""
    return frozenset(_practised(question, sources))


def _practised(question: Question, sources: Sources) -> dict[str, str]:
    """By stem, the seeds of the draws that the book shows; without one that can be asked, the first seed alone."""
    seed = practice_seed(question.id)
    drawn: dict[str, str] = {}
    for number in range(_DRAWS if question.parametrised else 0):
        draw = f"{seed}/{number}" if number else seed
        stem = stem_of(question, sources, draw)
        if stem:
            drawn.setdefault(stem, draw)
    return dict([*drawn.items()][: max(1, len(drawn) // _SHOWN_OF_DRAWN)]) or {"": seed}


def mock_blueprint(blueprint: Blueprint, questions: Sequence[Question]) -> Blueprint:
    """Reduces each section of a blueprint to the number of ``questions`` available, none reserved."""
    sections: list[BlueprintSection] = []
    for section in blueprint.sections:
        fitting = [question for question in questions if section.takes(question)]
        taken = sum(min(before.count, sum(map(before.takes, fitting))) for before in sections)
        count = min(section.count, max(0, len(fitting) - taken))
        if count:
            sections.append(replace(section, count=count, reserved=0, items=(), clauses={}))
    return replace(blueprint, sections=tuple(sections), difficulty=None)
