"""Reading answers out of the cells of a submission, whatever program moved, copied or split its cells.

JupyterLab gives both halves of a split cell, and a copied cell, the metadata of the first; VS Code leaves the lower
half without any; a code cell may be turned to Markdown. What is plain is read, what is not waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.canonical import canonical
from lianbing.wire.shapes.kinds import ShapeFault
from lianbing.wire.shapes.shape import Shape, optional

_DEFINED = re.compile(r"^(?:async +)?(?:def|class) +(\w+)|^(\w+) *=(?!=)", re.MULTILINE)
_FUNCTION = re.compile(r"^def +(\w+)", re.MULTILINE)
_GOES_ON = re.compile(r"[:,(\[{\\=+*/<>&|-]\s*$|\b(?:and|or|not|in|if|else|return)\s*$")
_QUESTION = re.compile(r"### \d+\. ", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class AnsweredCell:
    """What a cell of a submission says of the answer in it: the cell's `metadata.lianbing`."""

    item: Annotated[str, "the item"]
    answer: Annotated[Any, optional("the answer; absent in a code cell alone, whose source is the answer")] = ...


ANSWERED_CELL = Shape(AnsweredCell, is_open=True)


@dataclass(frozen=True)
class CellAnswers:
    """The answers by item, and beside them what may belong to an answer.

    ``pieces`` has, for each item in question, the texts that stand in several cells: where the item has no answer, it
    can't be told which of them is the answer; where it has one, they stand in cells beside it.
    """

    answers: Mapping[str, object]
    pieces: Mapping[str, tuple[str, ...]]


@dataclass(kw_only=True)
class _Cells:
    """The cells of one item: recorded answers, or sources of code, in their order; and code of nobody around them."""

    answers: list[object] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def read_cells(cells: Sequence[Mapping[str, Any]]) -> CellAnswers:
    """Reads the cells of a notebook in their order; raises SubmissionRejected for a broken record of an answer."""
    by_item: dict[str, _Cells] = {}
    last: _Cells | None = None
    loose: list[str] = []
    for cell in cells:
        recorded = cell.get("metadata", {}).get("lianbing")
        source = joined(cell["source"])
        if recorded is None:
            if cell["cell_type"] == "code" and source.strip():
                loose.append(source)
                if last is not None:
                    last.after.append(source)
            continue
        answered = _answered(recorded, cell["cell_type"], source)
        last = by_item.setdefault(answered.item, _Cells())
        if answered.answer is ...:
            last.sources.append(source)
            last.before += loose
        else:
            last.answers.append(answered.answer)
        loose = []
    return _summed_up(by_item)


def _answered(recorded: object, cell_type: str, source: str) -> AnsweredCell:
    """Decodes the record of a cell. Without an answer, its source is one, unless it is the text of a question."""
    try:
        answered = ANSWERED_CELL.decode(recorded)
        if answered.answer is ... and cell_type != "code" and _QUESTION.match(source):
            raise ShapeFault("missing", ("answer",))
    except ShapeFault as fault:
        raise SubmissionRejected(
            Rejected.DAMAGED_ANSWERS, "答卷里有一题的作答记录坏了：请在答题册里重新保存一次"
        ) from fault
    return answered


def _summed_up(by_item: Mapping[str, _Cells]) -> CellAnswers:
    answers: dict[str, object] = {}
    pieces: dict[str, tuple[str, ...]] = {}
    for item, own in by_item.items():
        texts = _different(own)
        if own.answers and len(texts) == 1:
            answers[item] = own.answers[0]
        elif own.answers:
            pieces[item] = texts
        else:
            _add_code(item, own, answers, pieces)
    return CellAnswers(answers, pieces)


def _different(own: _Cells) -> tuple[str, ...]:
    """The answers that differ, as texts; copies of a cell count once."""
    return tuple(dict.fromkeys([*map(canonical, own.answers), *own.sources]))


def _add_code(item: str, own: _Cells, answers: dict[str, object], pieces: dict[str, tuple[str, ...]]) -> None:
    """Joins the halves of a split code cell; two versions of one function are in question."""
    written = {source.strip(): source for source in own.sources if source.strip()}
    parts = [*written.values()]
    names = [name for part in parts for name in _FUNCTION.findall(part)]
    if len(parts) > 1 and len(set(names)) < len(names):
        pieces[item] = tuple(parts)
        return
    text, rest = _with_lower_halves("\n".join(parts) or own.sources[0], own.after)
    answers[item] = text
    if around := [*own.before, *rest]:
        pieces[item] = tuple(dict.fromkeys(around))


def _with_lower_halves(text: str, below: Sequence[str]) -> tuple[str, list[str]]:
    """The code with the cells below it that carry it on, and the other ones."""
    rest: list[str] = []
    for lower in below:
        if text.strip() and _is_lower_half(text, lower):
            text = f"{text}\n{lower}"
        else:
            rest.append(lower)
    return text, rest


def _is_lower_half(upper: str, lower: str) -> bool:
    """Whether code that ends in ``upper`` goes on in ``lower``.

    It does if it is cut within a statement or block, or if ``lower`` defines what ``upper`` only uses. Learner text is
    not given to Python's parser here: deep nesting can bring it down.
    """
    first = next(line for line in lower.splitlines() if line.strip())
    if first[:1] in (" ", "\t", "\u3000", "\u00a0") or _GOES_ON.search(upper) or _is_open(upper):
        return True
    missing = _names(lower) - _names(upper)
    return any(re.search(rf"\b{re.escape(name)}\b", upper) for name in missing)


def _is_open(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("()", "[]", "{}"))


def _names(text: str) -> set[str]:
    """The names that code defines at its left margin."""
    return {function or variable for function, variable in _DEFINED.findall(text)}


def joined(source: str | list[str]) -> str:
    """What stands in a cell."""
    return source if isinstance(source, str) else "".join(source)
