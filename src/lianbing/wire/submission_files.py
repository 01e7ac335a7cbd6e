"""The file that a booklet saves when it is handed in, byte for byte what ``booklet/submission.js`` makes.

For answers that are typed in from paper, and for samples, benchmarks and tests, which have no browser. A test runs
both on the same answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from lianbing.domain.kernel.decimals import plain
from lianbing.wire.drills.answered_cells import ANSWERED_CELL, AnsweredCell
from lianbing.wire.items import AskedItem
from lianbing.wire.papers import Booklet
from lianbing.wire.submissions import SUBMISSION, SubmissionHead

Cell = dict[str, object]
Times = tuple[str, str]
"""The start and the end, ISO 8601."""

_BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript trims."""
_AROUND = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_MARKS = re.compile(r"[\\`*_{}\[\]#$~|>!]")
_BULLET = re.compile(r"^([-+=])")
_NUMBERED = re.compile(r"^([0-9]+)([.)])")
_LINE = re.compile(r"\r\n?|\n")


def write_submission(
    booklet: Booklet,
    answers: Mapping[str, object],
    times: Times,
    *,
    elapsed: int | None = None,
    handin: int | None = None,
    clock_at: str = "",
    typed_by: str = "",
) -> bytes:
    """The bytes that the booklet saves; the last four are those of :class:`SubmissionHead`."""
    items = [item for section in booklet.sections for item in section.items]
    cells = [_markdown("cover", {}, _cover(booklet, times, typed_by))]
    for number, item in enumerate(items, 1):
        cells += _item_cells(item, number, _normal(item, answers.get(item.id)))
    head = SubmissionHead(
        drill=booklet.drill.id,
        paper=booklet.paper,
        employee=booklet.employee.id,
        token=booklet.token,
        started_at=times[0],
        submitted_at=times[1],
        elapsed=elapsed,
        handin=handin,
        clock_at=clock_at,
        typed_by=typed_by,
    )
    notebook = {"cells": cells, "metadata": {"lianbing": SUBMISSION.encode(head)}, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _cover(booklet: Booklet, times: Times, typed_by: str) -> str:
    person = booklet.employee
    team = f" · {_inline(person.team)}" if person.team else ""
    facts = [
        f"- 姓名：{_inline(person.name)}（{_inline(person.id)}）{team}",
        f"- 试卷：{_inline(booklet.paper)}",
        f"- 开始：{times[0]}",
        f"- 交卷：{times[1]}",
    ]
    title = f"# {_inline(booklet.drill.title)} 答卷"
    origin = "这份文件由答题册生成，请原样上交，不要改动。"
    if typed_by:
        facts.append(f"- 录入：{_inline(typed_by)}")
        origin = "这份文件由纸质答题卡录入，请原样保存，不要改动。"
    return "\n\n".join([title, "\n".join(facts), origin])


# ---- items ----


def _normal(item: AskedItem, answer: object) -> object:
    """Blank answers travel as ``None``; in JavaScript names that are numbers stand in their order."""
    if item.type.is_blank(answer):
        return None
    if isinstance(answer, Mapping):
        return dict(sorted(answer.items(), key=lambda one: int(one[0]) if one[0].isdecimal() else len(answer)))
    return answer


def _item_cells(item: AskedItem, number: int, answer: object) -> list[Cell]:
    """One cell; of a code task the question is a cell of its own, and what was written is a code cell."""
    name, source = f"item-{number:02}", _item_source(item, number, answer)
    if not item.type.is_run:
        return [_markdown(name, _cell_metadata(AnsweredCell(item=item.id, answer=answer)), source)]
    code: Cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": _cell_metadata(AnsweredCell(item=item.id)),
        "outputs": [],
        "source": "" if answer is None else answer,
    }
    return [_markdown(f"{name}-asked", {}, source), code]


def _cell_metadata(answered: AnsweredCell) -> dict[str, object]:
    return {"lianbing": ANSWERED_CELL.encode(answered)}


def _markdown(name: str, metadata: Mapping[str, object], source: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def _item_source(item: AskedItem, number: int, answer: object) -> str:
    first, *more = _escaped(item.stem) or [""]
    worth = "" if item.worth is None else f" · {plain(item.worth)} 分"
    parts = [f"### {number}. {first}"]
    if more:
        parts.append("  \n".join(more))
    parts.append(f"*{_type_words(item)}{worth}*")
    if item.prompts:
        parts.append(f"左边：{'；'.join(_inline(prompt.text) for prompt in item.prompts)}")
    if item.options:
        lettered = (f"- {_letter(place)}. {_inline(option.text)}" for place, option in enumerate(item.options))
        parts.append("\n".join(lettered))
    if item.unit:
        parts.append(f"单位：{_inline(item.unit)}")
    if not item.type.is_run:
        parts.append(answer_source(item, answer))
    return "\n\n".join(parts)


def _type_words(item: AskedItem) -> str:
    """A type says how its points are given."""
    detail = item.type.detail(item.rule, item.decimals)
    return f"{item.type.label}（{detail}）" if detail else item.type.label


# ---- answers ----


def answer_source(item: AskedItem, answer: object) -> str:
    """The end of an item's cell, which shows the answer to people."""
    answer = _normal(item, answer)
    words = "未作答" if answer is None else _answer_words(item, answer)
    if answer is not None and item.type.needs_person:
        return "**作答：**\n\n" + "  \n".join(_escaped(words))
    return f"**作答：** {_inline(words)}"


def _answer_words(item: AskedItem, answer: object) -> str:
    options = {option.id: f"{_letter(place)}. {option.text}" for place, option in enumerate(item.options)}
    return item.type.answer_words(answer, options, {prompt.id: prompt.text for prompt in item.prompts})


def _letter(place: int) -> str:
    return chr(ord("A") + place)


# ---- texts ----


def _escaped(text: str) -> list[str]:
    """Plain text as lines of Markdown that show just that text."""
    return [line for line in map(_escaped_line, _LINE.split(text)) if line]


def _escaped_line(text: str) -> str:
    line = _AROUND.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    line = _MARKS.sub(r"\\\g<0>", line)
    return _NUMBERED.sub(r"\1\\\2", _BULLET.sub(r"\\\1", line))


def _inline(text: str) -> str:
    return " ".join(_escaped(text))
