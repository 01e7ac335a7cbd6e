"""Submissions: nbformat 4.5 notebooks with ``metadata.lianbing`` (``lianbing/submission@1``)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.drills.answered_cells import joined, read_cells
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import ShapeFault
from lianbing.wire.shapes.shape import Shape, optional

MAX_BYTES = 8 * 1024 * 1024
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class SubmissionHead:
    """What a submission says of itself: the notebook's `metadata.lianbing`."""

    drill: Annotated[str, "the drill"]
    paper: Annotated[str, "the paper"]
    employee: Annotated[str, "the number of the person whose paper it is"]
    token: Annotated[str, "that of the booklet: the HMAC of drill, paper and employee"]
    started_at: Annotated[str, "when the booklet was begun, ISO 8601 with offset"]
    submitted_at: Annotated[str, "when it was handed in, ISO 8601 with offset; later than at any former hand-in"]
    elapsed: Annotated[
        int | None,
        optional("seconds from the start: while the paper was open by a clock that nobody sets, else by the device's"),
    ] = None
    handin: Annotated[int | None, optional("which hand-in of this paper in this browser it is, from 1")] = None
    clock_at: Annotated[
        str, optional("what the device's clock said, where `submitted_at` had to be later to be behind what was before")
    ] = ""
    typed_by: Annotated[str, optional("who typed it in from paper; absent where a booklet saved it")] = ""


@dataclass(frozen=True, kw_only=True)
class Submission(SubmissionHead):
    """What a submission says. Nothing in it is trusted but what the token proves.

    ``answers`` and ``pieces`` are those of :class:`lianbing.wire.drills.answered_cells.CellAnswers`.
    """

    answers: Mapping[str, object]
    pieces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SUBMISSION = Document("submission", 1, Shape(SubmissionHead, is_open=True))


def sha256(content: bytes) -> str:
    """The name under which a submission's bytes are kept."""
    return hashlib.sha256(content).hexdigest()


def receipt(digest: str) -> str:
    """回执号: the first 12 hex digits of the SHA-256 in groups of four."""
    head = digest[:12].upper()
    return "-".join(head[place : place + 4] for place in range(0, 12, 4))


def read_submission(content: bytes) -> Submission:
    """Reads a submission's bytes; raises SubmissionRejected with a code and a sentence."""
    notebook = _notebook(content)
    head = _head(notebook.get("metadata", {}).get("lianbing"))
    read = read_cells(notebook["cells"])
    return Submission(**vars(head), answers=read.answers, pieces=read.pieces)


def shown_texts(content: bytes) -> dict[str, str]:
    """What the cells of a readable submission show to people, by item; nothing of it is an answer."""
    cells = _notebook(content)["cells"]
    recorded = ((cell["metadata"].get("lianbing"), cell) for cell in cells if cell["cell_type"] == "markdown")
    return {of["item"]: joined(cell["source"]) for of, cell in recorded if isinstance(of, dict) and "item" in of}


def _head(written: object) -> SubmissionHead:
    if not isinstance(written, dict) or written.get("schema") != SUBMISSION.schema:
        raise SubmissionRejected(Rejected.FOREIGN, "这是一个笔记本，但不是练兵答卷：请交答题册“交卷”时保存的文件")
    try:
        head = SUBMISSION.decode(written)
    except ShapeFault as fault:
        raise SubmissionRejected(Rejected.DAMAGED_ANSWERS, "答卷的卷头不完整：请在答题册里重新保存一次") from fault
    return head


def _without_halves(data: Any) -> Any:
    """JSON without halves of characters, which can't be stored or shown; the booklet leaves them out as well.

    A phone's keyboard cuts an emoji in two at the end of a text of limited length.
    """
    match data:
        case str():
            return _HALVES.sub("", data)
        case [*items]:
            return [_without_halves(item) for item in items]
        case {**members}:
            return {_without_halves(name): _without_halves(value) for name, value in members.items()}
    return data


def _notebook(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise SubmissionRejected(
            Rejected.TOO_LARGE,
            f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像答卷，只保存了开头：请本人用答题册重新保存、重交",
        )
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        if _HALVES.search(json.dumps(notebook, ensure_ascii=False)):
            notebook = _without_halves(notebook)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SubmissionRejected(
            Rejected.UNREADABLE, "文件打不开，多半没有传完整：请从答题册重新保存、重新发送"
        ) from error
    current = _of_today(notebook)
    if not _is_notebook(current):
        raise SubmissionRejected(Rejected.NOT_A_NOTEBOOK, "这不是笔记本文件（.ipynb）：请确认交的是答卷")
    return dict(current)


def _of_today(notebook: Any) -> Any:
    """A notebook of format 3 in the shape of format 4: cells lay in worksheets, and code was called input."""
    match notebook:
        case {"nbformat": 3, "worksheets": [*sheets]} if all(map(_is_sheet, sheets)):
            cells = [_cell_of_today(cell) for sheet in sheets for cell in sheet["cells"]]
            return {**notebook, "nbformat": 4, "nbformat_minor": 0, "cells": cells}
    return notebook


def _is_sheet(data: object) -> bool:
    return isinstance(data, dict) and isinstance(data.get("cells"), list)


def _cell_of_today(cell: Any) -> Any:
    match cell:
        case {"cell_type": "heading"}:
            return {**cell, "cell_type": "markdown"}
        case {"cell_type": "code", "input": source}:
            return {**cell, "source": source}
    return cell


def _is_notebook(data: object) -> bool:
    """Whether it has what reading relies on. nbformat's own check would cost every grading process its import.

    Ids of cells are not needed: formats before 4.5 have none, and Colab leaves them out.
    """
    if not isinstance(data, dict) or not isinstance(data.get("metadata"), dict):
        return False
    version, minor, cells = data.get("nbformat"), data.get("nbformat_minor"), data.get("cells")
    if type(version) is not int or type(minor) is not int or version != 4:
        return False
    return isinstance(cells, list) and all(map(_is_cell, cells))


def _is_cell(data: object) -> bool:
    if not isinstance(data, dict) or data.get("cell_type") not in ("markdown", "code", "raw"):
        return False
    source = data.get("source")
    lines = source if isinstance(source, list) else [source]
    return isinstance(data.get("metadata"), dict) and all(isinstance(line, str) for line in lines)
