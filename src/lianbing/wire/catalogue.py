"""What the study page loads: a catalogue of all that can be practised, a bank per chapter, and mock exams.

Each file is a classic script with one call, because ``file://`` forbids fetching.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from lianbing.domain.drills.selfstudy import MockExam
from lianbing.domain.items.question import Item, ItemType
from lianbing.domain.knowledge.syllabus import Part
from lianbing.wire.canonical import Json, for_script
from lianbing.wire.items import ITEM, AskedItem, item_digest, with_key
from lianbing.wire.keys import ITEM_TYPE
from lianbing.wire.references import CLAUSE, Reference, ReferenceLookUp, references
from lianbing.wire.shapes.shape import Says, Shape, optional


@dataclass(frozen=True, kw_only=True)
class Named:
    """An exercise or a scenario; ``fields`` are an exercise's questions."""

    id: str
    title: str
    fields: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChapterPractice:
    """What can be practised of a chapter. ``items`` holds, by question, its instances; ``topics`` each one's topic."""

    id: str
    title: str
    href: str
    minutes: int
    items: tuple[tuple[Item, ...], ...]
    topics: Mapping[str, str]
    tasks: tuple[Named, ...]
    scenarios: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A chapter's questions. Each stands in one chapter, no reserved one in any."""

    items: Annotated[tuple[AskedItem, ...], "with `practice`"]
    clauses: Annotated[Mapping[str, Reference], "what they rest on, by id"]


@dataclass(frozen=True, kw_only=True)
class CatalogueItem:
    """A question by name."""

    id: Annotated[str, "the question"]
    digest: Annotated[str, "that of its `practice`"]
    type: Annotated[ItemType, Says(text="its type", kind=ITEM_TYPE)]
    topic: Annotated[str, "what it is about"]
    rests_on: Annotated[tuple[str, ...], "clauses and facts"]


@dataclass(frozen=True, kw_only=True)
class CatalogueField:
    """A question of a data exercise by name."""

    id: Annotated[str, "the field, `<task>.<field>`"]
    digest: Annotated[str, "that of its `practice`"]


@dataclass(frozen=True, kw_only=True)
class CatalogueTask:
    """A data exercise by name."""

    id: Annotated[str, "the exercise"]
    title: Annotated[str, "its title"]
    fields: Annotated[tuple[CatalogueField, ...], "its questions"]


@dataclass(frozen=True, kw_only=True)
class CatalogueScenario:
    """A scenario by name."""

    id: Annotated[str, "the scenario"]
    title: Annotated[str, "its title"]


@dataclass(frozen=True, kw_only=True)
class CatalogueChapter:
    """What can be practised of a chapter."""

    title: Annotated[str, "its title"]
    href: Annotated[str, "its page, from the root of the site"]
    minutes: Annotated[int, "how long it takes to read"]
    items: Annotated[tuple[CatalogueItem, ...], "its questions"]
    tasks: Annotated[tuple[CatalogueTask, ...], "its data exercises"]
    scenarios: Annotated[tuple[CatalogueScenario, ...], "its scenarios"]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All that may be practised, without the questions themselves."""

    edition: Annotated[str, "of the questions: it changes with any of them"]
    parts: Annotated[tuple[Part, ...], "the chapters in the order of the book"]
    chapters: Annotated[Mapping[str, CatalogueChapter], "by id"]
    topics: Annotated[Mapping[str, str], "titles by id"]
    clauses: Annotated[Mapping[str, Reference], "titles and places of all that questions rest on, by id"]


@dataclass(frozen=True, kw_only=True)
class ExamSection:
    """A run of questions under one heading."""

    title: Annotated[str, "its heading"]
    worth: Annotated[Decimal, "what each of its items is worth"]
    items: Annotated[tuple[str, ...], "the questions by id"]


@dataclass(frozen=True, kw_only=True)
class ExamSet:
    """One paper of a mock exam."""

    sections: Annotated[tuple[ExamSection, ...], "in order"]


@dataclass(frozen=True, kw_only=True)
class Exam:
    """A mock exam, drawn by its blueprint out of the open questions."""

    id: Annotated[str, "the blueprint"]
    title: Annotated[str, "its title"]
    minutes: Annotated[int, "how long it takes"]
    worth: Annotated[Decimal, "what all of it is worth"]
    sets: Annotated[tuple[ExamSet, ...], "to sit one after the other"]


BANK = Shape(Bank, uses=[ITEM, CLAUSE])
EXAM = Shape(Exam, uses=[Shape(ExamSet, uses=[Shape(ExamSection)])])
CATALOGUE = Shape(
    Catalogue,
    uses=[
        Shape(Part, {"title": "its title", "chapters": "by id"}, name="CataloguePart"),
        Shape(
            CatalogueChapter,
            uses=[Shape(CatalogueItem), Shape(CatalogueTask, uses=[Shape(CatalogueField)]), Shape(CatalogueScenario)],
        ),
        Shape(
            Reference,
            {
                "title": Says(text="what it is about", of="basis.title"),
                "href": optional("its card in the book, where there is one"),
            },
            name="CatalogueClause",
        ),
    ],
)


def script(name: str, data: object) -> str:
    """The file that hands ``data`` over under ``name``."""
    handed_over = for_script({"name": name, "data": data})
    return f'dispatchEvent(new CustomEvent("lb-data",{{detail:{handed_over}}}));\n'


def bank(chapter: ChapterPractice, look_up: ReferenceLookUp) -> dict[str, Json]:
    """The questions of a chapter, and the clauses that they rest on once."""
    clauses = references((name for instances in chapter.items for name in instances[0].rests_on), look_up)
    return BANK.encode(Bank(items=tuple(map(with_key, chapter.items)), clauses=clauses))


def catalogue_chapter(chapter: ChapterPractice) -> CatalogueChapter:
    """A chapter in the catalogue: its questions by name only."""
    return CatalogueChapter(
        title=chapter.title,
        href=chapter.href,
        minutes=chapter.minutes,
        items=tuple(_entry(instances[0], chapter.topics) for instances in chapter.items),
        tasks=tuple(_task(task) for task in chapter.tasks),
        scenarios=tuple(CatalogueScenario(id=scenario.id, title=scenario.title) for scenario in chapter.scenarios),
    )


def _task(task: Named) -> CatalogueTask:
    fields = tuple(CatalogueField(id=field.id, digest=item_digest(field)) for field in task.fields)
    return CatalogueTask(id=task.id, title=task.title, fields=fields)


def _entry(item: Item, topics: Mapping[str, str]) -> CatalogueItem:
    return CatalogueItem(
        id=item.id, digest=item_digest(item), type=item.type, topic=topics[item.id], rests_on=item.rests_on
    )


def exams(mocks: Sequence[MockExam]) -> list[Json]:
    """Mock exams as JSON."""
    return [EXAM.encode(_exam(mock)) for mock in mocks]


def _exam(mock: MockExam) -> Exam:
    blueprint = mock.blueprint
    return Exam(
        id=blueprint.id,
        title=blueprint.title,
        minutes=blueprint.minutes,
        worth=blueprint.worth,
        sets=tuple(ExamSet(sections=_sections(mock, place)) for place in range(len(mock.sets))),
    )


def _sections(mock: MockExam, place: int) -> tuple[ExamSection, ...]:
    return tuple(
        ExamSection(title=section.title, worth=section.worth, items=tuple(question.id for question in questions))
        for section, questions in zip(mock.blueprint.sections, mock.sets[place], strict=True)
    )
