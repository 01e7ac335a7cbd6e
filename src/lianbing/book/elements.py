"""What the book's elements show: practice instances of items, tasks and scenarios as wire data."""

from __future__ import annotations

from lianbing.domain.book_map import lesson
from lianbing.domain.drills.selfstudy import practice_instances, practice_seed
from lianbing.domain.items.question import realise
from lianbing.domain.items.scenarios import realise_scenario
from lianbing.domain.items.tasks import TaskInstance, realise_task
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.wire.canonical import Json
from lianbing.wire.exercises.scenarios import scenario
from lianbing.wire.items import exercise, practice, selftest
from lianbing.wire.references import Reference


def reference(workbook: Workbook, name: str, folder: str = "") -> Reference:
    """A clause or fact with the place where the book shows it; ``folder`` leads to the chapters."""
    chapters = workbook.chapters_of(name)
    href = folder + lesson(chapters[0], name) if chapters else ""
    return Reference(workbook.basis(name), href)


def item_data(workbook: Workbook, item_id: str) -> dict[str, Json]:
    """A question that the book may show; raises UnknownReference for any other."""
    question = workbook.questions.get(item_id)
    if question is None or not question.practisable:
        raise UnknownReference(f"没有可以练习的题 {item_id}")
    instances = practice_instances(question, workbook.sources)
    return practice(instances, lambda name: reference(workbook, name))


def exercise_of(workbook: Workbook, task_id: str) -> TaskInstance:
    """A data exercise with its numbers in place; raises UnknownReference."""
    task = workbook.tasks.get(task_id)
    if task is None:
        raise UnknownReference(f"没有数据练习 {task_id}")
    return realise_task(task, workbook.sources, practice_seed(task_id))


def task_data(workbook: Workbook, task_id: str) -> dict[str, Json]:
    """A data exercise's fields; raises UnknownReference."""
    return exercise(exercise_of(workbook, task_id), lambda name: reference(workbook, name))


def selftest_data(workbook: Workbook, chapter_id: str, count: int) -> dict[str, Json]:
    """A chapter's self-test; raises UnknownReference."""
    chapter = workbook.chapters.get(chapter_id)
    if chapter is None:
        raise UnknownReference(f"没有章 {chapter_id}")
    questions = workbook.selftest_questions(chapter)
    items = [realise(question, workbook.sources, practice_seed(question.id)) for question in questions]
    return selftest(chapter_id, count, items, lambda name: reference(workbook, name))


def scenario_data(workbook: Workbook, scenario_id: str) -> dict[str, Json]:
    """A branching visit; raises UnknownReference."""
    written = workbook.scenarios.get(scenario_id)
    if written is None:
        raise UnknownReference(f"没有情景 {scenario_id}")
    visit = realise_scenario(written, workbook.sources)
    role = workbook.roles[written.role].title
    return scenario(visit, written.clauses, role, lambda name: reference(workbook, name))
