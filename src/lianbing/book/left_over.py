"""Placeholders that would be shown as they are written, wherever they came from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from enum import Enum

from lianbing.book.generation import generated_files
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import ItemStatus, realise
from lianbing.domain.items.scenarios import realise_scenario
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.kernel.bindings import PLACEHOLDER
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault

_WHAT_TO_DO = "会照样显示给学员：查它从哪里来，values 里的文字不会再取一次数"


def placeholders_left(workbook: Workbook) -> Iterator[Fault]:
    """A fault for each placeholder in the pages, booklets and elements of a workbook that is otherwise sound."""
    for place, text in (*_pages(workbook), *_shown(workbook)):
        for name in dict.fromkeys(PLACEHOLDER.findall(text)):
            yield Fault(place, 0, f"{{{{{name}}}}} {_WHAT_TO_DO}")


def _pages(workbook: Workbook) -> Iterator[tuple[str, str]]:
    for path, text in generated_files(workbook).items():
        if path.suffix == ".ipynb":
            yield path.as_posix(), "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        elif path.suffix == ".md":
            yield path.as_posix(), text


def _shown(workbook: Workbook) -> Iterator[tuple[str, str]]:
    for figure in workbook.figures.values():
        yield f"图 {figure.id}", "\n".join(texts_shown(figure))
    for name, question in workbook.questions.items():
        if question.classification.status is ItemStatus.DRAFT:
            continue
        yield f"题 {name}", "\n".join(texts_shown(realise(question, workbook.sources, practice_seed(name))))
    for name, task in workbook.tasks.items():
        yield f"数据练习 {name}", "\n".join(texts_shown(realise_task(task, workbook.sources, practice_seed(name))))
    for name, scenario in workbook.scenarios.items():
        yield f"情景 {name}", "\n".join(texts_shown(realise_scenario(scenario, workbook.sources)))


def texts_shown(thing: object) -> Iterator[str]:
    """All texts in an item, exercise, scenario or figure."""
    match thing:
        case Enum():
            return
        case str():
            yield thing
        case Mapping():
            for part in thing.values():
                yield from texts_shown(part)
        case tuple() | list():
            for part in thing:
                yield from texts_shown(part)
        case _ if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
            for field in dataclasses.fields(thing):
                yield from texts_shown(getattr(thing, field.name))
