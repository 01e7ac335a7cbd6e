"""What the study page loads: a catalogue of all that can be practised, a bank per chapter, and mock exams.

Each file is a classic script that hands its data over by an event, because ``file://`` forbids fetching::

    dispatchEvent(new CustomEvent("lb-data",{detail:{"data":{…},"name":"visit-flow"}}));
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianbing.domain.drills.selfstudy import MockExam
from lianbing.domain.items.question import Item
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, for_script
from lianbing.wire.items import item_digest, with_key
from lianbing.wire.references import ReferenceLookUp, references


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


def script(name: str, data: object) -> str:
    """The file that hands ``data`` over under ``name``."""
    handed_over = for_script({"name": name, "data": data})
    return f'dispatchEvent(new CustomEvent("lb-data",{{detail:{handed_over}}}));\n'


def bank(chapter: ChapterPractice, look_up: ReferenceLookUp) -> dict[str, Json]:
    """The questions of a chapter, and the clauses that they rest on once."""
    rests_on = dict.fromkeys(name for instances in chapter.items for name in instances[0].rests_on)
    return {"items": [with_key(instances) for instances in chapter.items], "clauses": references(rests_on, look_up)}


def catalogue_chapter(chapter: ChapterPractice) -> dict[str, Json]:
    """A chapter in the catalogue: its questions by name only."""
    return {
        "title": chapter.title,
        "href": chapter.href,
        "minutes": chapter.minutes,
        "items": [_entry(instances[0], chapter.topics) for instances in chapter.items],
        "tasks": [
            {"id": task.id, "title": task.title, "fields": [_field(field) for field in task.fields]}
            for task in chapter.tasks
        ],
        "scenarios": [{"id": scenario.id, "title": scenario.title} for scenario in chapter.scenarios],
    }


def _field(field: Item) -> Json:
    return {"id": field.id, "digest": item_digest(field)}


def _entry(item: Item, topics: Mapping[str, str]) -> dict[str, Json]:
    shared: dict[str, Json] = {"id": item.id, "digest": item_digest(item), "type": item.type.name}
    return shared | {"topic": topics[item.id], "clauses": [*item.rests_on]}


def catalogue_clauses(ids: Iterable[str], look_up: ReferenceLookUp) -> dict[str, Json]:
    """Titles and places of clauses and facts, without their texts."""
    found: dict[str, Json] = {}
    for name in ids:
        known = look_up(name)
        entry: dict[str, Json] = {"title": known.basis.title}
        if known.href:
            entry["href"] = known.href
        found[name] = entry
    return found


def exams(mocks: Sequence[MockExam]) -> list[Json]:
    """Mock exams; a section's ``points`` are those of each of its items."""
    return [
        {
            "id": mock.blueprint.id,
            "title": mock.blueprint.title,
            "minutes": mock.blueprint.minutes,
            "total": plain(mock.blueprint.worth),
            "sets": [{"sections": _sections(mock, place)} for place in range(len(mock.sets))],
        }
        for mock in mocks
    ]


def _sections(mock: MockExam, place: int) -> list[Json]:
    return [
        {"title": section.title, "points": plain(section.worth), "items": [question.id for question in questions]}
        for section, questions in zip(mock.blueprint.sections, mock.sets[place], strict=True)
    ]
