"""Submissions: nbformat 4.5 notebooks with ``metadata.lianbing`` (``lianbing/submission@1``)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianbing.errors import Rejected, SubmissionRejected

SUBMISSION_SCHEMA = "lianbing/submission@1"
MAX_BYTES = 8 * 1024 * 1024


_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a submission says. Nothing in it is trusted but what the token proves."""

    drill: str
    paper: str
    employee: str
    token: str
    started_at: str
    submitted_at: str
    answers: Mapping[str, object]


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
    head = notebook.get("metadata", {}).get("lianbing")
    if not isinstance(head, dict) or head.get("schema") != SUBMISSION_SCHEMA:
        raise SubmissionRejected(Rejected.FOREIGN, "这是一个笔记本，但不是练兵答卷：请交答题册“交卷”时保存的文件")
    names = ("drill", "paper", "employee", "token", "started_at", "submitted_at")
    if not all(isinstance(head.get(name), str) for name in names):
        raise SubmissionRejected(Rejected.DAMAGED_ANSWERS, "答卷的卷头不完整：请在答题册里重新保存一次")
    if not all(_sound(head[name]) for name in names):
        raise SubmissionRejected(Rejected.DAMAGED_ANSWERS, "答卷的卷头里有坏字符：请在答题册里重新保存一次")
    return Submission(**{name: head[name] for name in names}, answers=_answers(notebook))


def _sound(text: str) -> bool:
    """Whether a text can be written at all: JSON can smuggle in half characters."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _notebook(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise SubmissionRejected(
            Rejected.TOO_LARGE,
            f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像答卷，只保存了开头：请本人用答题册重新保存、重交",
        )
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        json.dumps(notebook, ensure_ascii=False).encode()  # half a surrogate pair can't be stored or shown
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SubmissionRejected(
            Rejected.UNREADABLE, "文件打不开，多半没有传完整：请从答题册重新保存、重新发送"
        ) from error
    if not _is_notebook(notebook):
        raise SubmissionRejected(Rejected.NOT_A_NOTEBOOK, "这不是笔记本文件（.ipynb）：请确认交的是答卷")
    return dict(notebook)


def _is_notebook(data: object) -> bool:
    """Whether it has what reading relies on. nbformat's own check would cost every grading process its import."""
    if not isinstance(data, dict) or not isinstance(data.get("metadata"), dict):
        return False
    version, minor, cells = data.get("nbformat"), data.get("nbformat_minor"), data.get("cells")
    if type(version) is not int or type(minor) is not int or (version, max(minor, 5)) != (4, minor):
        return False
    return isinstance(cells, list) and all(map(_is_cell, cells))


def _is_cell(data: object) -> bool:
    if not isinstance(data, dict) or data.get("cell_type") not in ("markdown", "code", "raw"):
        return False
    name, source = data.get("id"), data.get("source")
    named = isinstance(name, str) and _CELL_ID.fullmatch(name) is not None
    lines = source if isinstance(source, list) else [source]
    return named and isinstance(data.get("metadata"), dict) and all(isinstance(line, str) for line in lines)


def _answers(notebook: Mapping[str, Any]) -> dict[str, object]:
    answers: dict[str, object] = {}
    for cell in notebook["cells"]:
        recorded = cell.get("metadata", {}).get("lianbing")
        if recorded is None:
            continue
        if isinstance(recorded, dict) and cell["cell_type"] == "code":
            recorded = {"answer": _joined(cell["source"]), **recorded}
        if not isinstance(recorded, dict) or not isinstance(recorded.get("item"), str) or "answer" not in recorded:
            raise SubmissionRejected(Rejected.DAMAGED_ANSWERS, "答卷里有一题的作答记录坏了：请在答题册里重新保存一次")
        if not _sound(json.dumps(recorded, ensure_ascii=False)):
            raise SubmissionRejected(
                Rejected.DAMAGED_ANSWERS, "答卷里有一题的作答含有坏字符：请在答题册里重新填写、保存一次"
            )
        if recorded["item"] in answers:
            raise SubmissionRejected(
                Rejected.DAMAGED_ANSWERS, f"题 {recorded['item']} 在答卷里出现两次：请在答题册里重新保存一次"
            )
        answers[recorded["item"]] = recorded["answer"]
    return answers


def _joined(source: str | list[str]) -> str:
    """What stands in a code cell: the answer itself, so that JupyterLab may be what it was written in."""
    return source if isinstance(source, str) else "".join(source)
