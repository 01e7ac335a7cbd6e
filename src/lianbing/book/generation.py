"""Chapters and table of contents from content. Same sources, same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from lianbing.book.cards import clause_card, fact_card, first_cards, parameter_card, role_table
from lianbing.book.edited import DIGEST, cells_digest
from lianbing.book.elements import exercise_of, item_data, scenario_data, selftest_data, task_data
from lianbing.book.figures import figure_html
from lianbing.book.forms.files import form_data
from lianbing.book.given import given_data
from lianbing.book.reference import FOLDER, TITLE, reference_pages, table_of_contents
from lianbing.domain.book_map import MAP, book_map
from lianbing.domain.kernel.emphasis import with_bold
from lianbing.domain.knowledge.syllabus import Chapter, Placement, Prose
from lianbing.domain.workbook import Workbook
from lianbing.wire.background import map_to_json
from lianbing.wire.canonical import Json, digest

CALLED = ("figure", "form", "given", "quiz", "scenario", "selftest", "table", "task")
"""What the cells of chapters call of :mod:`lianbing.notebook`."""

PANDAS_INTRO = (
    "用 pandas 再做一遍（先自己算，再展开看；在 JupyterLab 里可以改着跑）。"
    "下面的结果没有四舍五入，对答案时看到题目要求的小数位。"
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell before it becomes JSON. ``name`` is unique in its chapter and becomes the cell's id."""

    name: str
    source: str
    code: bool = False
    made_from: Mapping[str, str] | None = None
    tag: str = "remove-input"


def generated_files(workbook: Workbook) -> dict[PurePosixPath, str]:
    """Everything that ``generate`` writes, by path below the root."""
    files = {PurePosixPath("_toc.yml"): _toc(workbook)}
    for chapter in workbook.chapters.values():
        files[PurePosixPath(f"book/chapters/{chapter.id}.ipynb")] = notebook_text(workbook, chapter)
    for name, text in reference_pages(workbook).items():
        files[PurePosixPath(f"{FOLDER}/{name}.md")] = text
    files[PurePosixPath(MAP)] = json.dumps(map_to_json(book_map(workbook)), ensure_ascii=False, indent=0) + "\n"
    return files


def _toc(workbook: Workbook) -> str:
    lines = ["# 由 lianbing generate 生成，请改 syllabus/syllabus.yml", "format: jb-book", "root: book/index", "parts:"]
    for part in workbook.syllabus.parts:
        lines.append(f"  - caption: {json.dumps(part.title, ensure_ascii=False)}")
        lines.append("    chapters:")
        lines.extend(f"      - file: book/chapters/{chapter}" for chapter in part.chapters)
    lines += [f"  - caption: {TITLE}", "    chapters:"]
    for name, below in table_of_contents(reference_pages(workbook)).items():
        lines.append(f"      - file: {FOLDER}/{name}")
        if below:
            lines.append("        sections:")
            lines.extend(f"          - file: {FOLDER}/{page}" for page in below)
    return "\n".join(lines) + "\n"


def notebook_text(workbook: Workbook, chapter: Chapter) -> str:
    """A chapter as nbformat 4.5 JSON, without outputs."""
    cells = [_cell_json(cell) for cell in chapter_cells(workbook, chapter)]
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "lianbing": {
                "chapter": chapter.id,
                "generated_from": f"syllabus/chapters/{chapter.id}.md",
                DIGEST: cells_digest(cells),
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cell_json(cell: Cell) -> dict[str, Json]:
    metadata: dict[str, Json] = {"lianbing": {**cell.made_from}} if cell.made_from else {}
    source = cell.source if cell.code else with_bold(cell.source)
    lines: list[Json] = [*source.splitlines(keepends=True)]
    shared: dict[str, Json] = {"id": cell.name, "metadata": metadata, "source": lines}
    if not cell.code:
        return {"cell_type": "markdown", **shared}
    metadata["tags"] = [cell.tag]
    return {"cell_type": "code", "execution_count": None, "outputs": [], **shared}


def chapter_cells(workbook: Workbook, chapter: Chapter) -> Iterator[Cell]:
    """The cells of a chapter in order."""
    yield Cell(name="head", source=_head(workbook, chapter))
    taken: dict[str, int] = {}
    for block in chapter.blocks:
        for cell in _block_cells(workbook, chapter, block):
            count = taken[cell.name] = taken.get(cell.name, 0) + 1
            name = cell.name if count == 1 else f"{cell.name}-{count}"
            yield replace(cell, name=name)


def _head(workbook: Workbook, chapter: Chapter) -> str:
    roles = "、".join(workbook.roles[role].title for role in chapter.roles)
    goals = "\n".join(f"- {goal}" for goal in chapter.goals)
    title = f"# {chapter.title}\n\n适用岗位：{roles} · 预计学习 {chapter.minutes} 分钟"
    return f"{title}\n\n**学完这一章，你能够：**\n\n{goals}"


def _block_cells(workbook: Workbook, chapter: Chapter, block: Prose | Placement) -> Iterator[Cell]:
    if isinstance(block, Prose):
        text = joined(for_readers(workbook.prose(chapter, block)))
        yield Cell(name=f"text-{hashlib.sha256(text.encode()).hexdigest()[:10]}", source=text)
        return
    match block.name:
        case "clauses":
            first = first_cards(workbook, chapter.marked("clauses"))
            for name in block.arguments:
                yield Cell(name=f"clause-{name}", source=clause_card(workbook, workbook.clauses[name], first))
        case "facts":
            for name in block.arguments:
                yield Cell(name=f"fact-{name}", source=fact_card(workbook.facts[name]))
        case "parameters":
            for name in block.arguments:
                yield Cell(name=f"parameter-{name.replace('.', '-')}", source=parameter_card(workbook.parameters[name]))
        case "roles":
            yield Cell(name="roles", source=role_table(workbook, chapter.marked("clauses")))
        case _:
            yield from _element_cells(workbook, chapter, block)


_MARK_FOR_AUTHORS = re.compile(r"（X\d{2}(?:、X\d{2})*）")


def for_readers(text: str) -> str:
    """Prose without the numbers of contradictions, by which authors keep it in step with ``contradictions.yml``."""
    return _MARK_FOR_AUTHORS.sub("", text)


_CJK = r"[\u3400-\u9fff\u3001-\u3011\u2018-\u201d\uff00-\uffef]"
_INNER_BREAK = re.compile(rf"^((?![#|]).*{_CJK})\n(?={_CJK})", re.MULTILINE)


def joined(text: str) -> str:
    """Prose without the line feeds between two Chinese characters, which a browser would show as spaces."""
    return _INNER_BREAK.sub(r"\1", text)


def _element_cells(workbook: Workbook, chapter: Chapter, block: Placement) -> Iterator[Cell]:
    for name in block.arguments:
        match block.name:
            case "check":
                data = selftest_data(workbook, chapter.id, int(name))
                yield _call(f"check-{chapter.id}", "selftest", f'"{chapter.id}", {name}', data)
            case "figure":
                drawn = figure_html(workbook.figures[name])
                yield _element("figure", name, {"html": drawn})
            case "quiz":
                yield _element("quiz", name, item_data(workbook, name))
            case "scenario":
                data = scenario_data(workbook, name)
                yield Cell(name=f"scenario-{name}-intro", source=f"### 情景演练：{data['title']}")
                yield _element("scenario", name, data)
            case "task":
                yield from _task_cells(workbook, name)
            case "form":
                data = form_data(workbook, name)
                yield Cell(name=f"form-{name}-intro", source=f"### 表单：{data['title']}")
                yield _element("form", name, data)


def _task_cells(workbook: Workbook, name: str) -> Iterator[Cell]:
    exercise = exercise_of(workbook, name)
    yield Cell(name=f"task-{name}-story", source=f"### 数据练习：{exercise.title}\n\n{exercise.story}")
    if exercise.table:
        yield _element("given", name, given_data(exercise))
    yield _element("task", name, task_data(workbook, name))
    code = exercise.pandas
    if code:
        yield Cell(name=f"pandas-{name}-intro", source=PANDAS_INTRO)
        yield Cell(
            name=f"pandas-{name}",
            source=_imported("table", code),
            code=True,
            made_from={"digest": digest({"code": code})[:16]},
            tag="hide-cell",
        )


def _element(function: str, name: str, data: Mapping[str, Json]) -> Cell:
    return _call(f"{function}-{name}", function, f'"{name}"', data)


def _call(name: str, function: str, arguments: str, data: Mapping[str, Json]) -> Cell:
    # The digest makes the notebook change whenever what the cell shows changes, so that caches and --check see it.
    source = _imported(function, f"{function}({arguments})")
    return Cell(name=name, source=source, code=True, made_from={"digest": digest(data)[:16]})


def _imported(function: str, code: str) -> str:
    """Code with what it calls: people run any cell first, and none of them has to be the one that imports."""
    return f"from lianbing.notebook import {function}\n{code}"
