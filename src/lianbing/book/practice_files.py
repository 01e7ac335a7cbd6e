"""The study page's data as files of the site: a catalogue, the mock exams, and one bank per chapter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from lianbing.book.elements import exercise_of, reference
from lianbing.domain.book_map import CHAPTERS
from lianbing.domain.drills.assembly import mock_exam
from lianbing.domain.drills.selfstudy import MockExam, practice_instances
from lianbing.domain.items.question import Question
from lianbing.domain.knowledge.syllabus import Chapter
from lianbing.domain.workbook import Workbook
from lianbing.wire.canonical import Json, digest
from lianbing.wire.catalogue import (
    CATALOGUE,
    Catalogue,
    ChapterPractice,
    Named,
    bank,
    catalogue_chapter,
    exams,
    script,
)
from lianbing.wire.references import Reference, references

FOLDER = PurePosixPath("practice")
MOCK_SETS = 10


def practice_files(workbook: Workbook) -> dict[PurePosixPath, bytes]:
    """The files by their path in the site; a reserved question is in none of them."""

    def look_up(name: str) -> Reference:
        return reference(workbook, name, CHAPTERS)

    chapters = tuple(_chapters(workbook))
    banks: dict[str, Json] = {chapter.id: bank(chapter, look_up) for chapter in chapters}
    mocks = exams([*_mocks(workbook)])
    named = dict.fromkeys(name for chapter in chapters for item in chapter.items for name in item[0].rests_on)
    catalogue = Catalogue(
        edition=digest({"banks": banks, "exams": mocks})[:12],
        parts=workbook.syllabus.parts,
        chapters={chapter.id: catalogue_chapter(chapter) for chapter in chapters},
        topics={topic.id: topic.title for topic in workbook.syllabus.topics},
        clauses=references(named, look_up),
    )
    contents: dict[str, Json] = {"catalogue": CATALOGUE.encode(catalogue), "exams": mocks, **banks}
    return {FOLDER / f"{name}.js": script(name, data).encode() for name, data in contents.items()}


def _mocks(workbook: Workbook) -> Iterator[MockExam]:
    for blueprint in workbook.blueprints.values():
        mock = mock_exam(blueprint, workbook.drawable, MOCK_SETS)
        if mock:
            yield mock


def practised_questions(workbook: Workbook) -> dict[str, tuple[Question, ...]]:
    """By chapter, in order, the questions that it lets people practise; each question is in one chapter."""
    taken: set[str] = set()
    practised = {}
    for name in workbook.syllabus.chapter_order:
        own = tuple(each for each in _questions(workbook, workbook.chapters[name]) if each.id not in taken)
        taken.update(question.id for question in own)
        practised[name] = own
    return practised


def _chapters(workbook: Workbook) -> Iterator[ChapterPractice]:
    for name, questions in practised_questions(workbook).items():
        chapter = workbook.chapters[name]
        yield ChapterPractice(
            id=name,
            title=chapter.title,
            href=f"{CHAPTERS}{name}.html",
            minutes=chapter.minutes,
            items=tuple(practice_instances(question, workbook.sources) for question in questions),
            topics={question.id: question.classification.topic for question in questions},
            tasks=tuple(_task(workbook, task) for task in chapter.marked("task")),
            scenarios=tuple(Named(id=one, title=workbook.scenarios[one].title) for one in chapter.marked("scenario")),
        )


def _questions(workbook: Workbook, chapter: Chapter) -> Iterator[Question]:
    """Those that the chapter shows one by one, then all others of its topics that may be practised."""
    shown = chapter.marked("quiz")
    yield from (workbook.questions[name] for name in dict.fromkeys(shown))
    for question in workbook.questions.values():
        if question.classification.topic in chapter.topics and question.practisable and question.id not in shown:
            yield question


def _task(workbook: Workbook, name: str) -> Named:
    task = workbook.tasks[name]
    return Named(id=name, title=task.title, fields=exercise_of(workbook, name).fields)
