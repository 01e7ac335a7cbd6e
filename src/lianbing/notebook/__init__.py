"""What a chapter's cells call: questions, scenarios, data exercises, forms, and what was answered.

>>> from lianbing.notebook import quiz, answered
>>> quiz("vis-0001")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from lianbing.book.elements import exercise_of, item_data, scenario_data, selftest_data, task_data
from lianbing.book.figures import figure_html
from lianbing.book.forms.files import form_data, held_files
from lianbing.book.frames import frame_of
from lianbing.book.given import given_html, given_table
from lianbing.content.loader import workbook_of
from lianbing.content.roots import root_above
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.widgets.elements import Element
from lianbing.wire.answers import AnswerRow, every_try, latest
from lianbing.wire.canonical import Json

__all__ = ["answered", "figure", "form", "given", "quiz", "scenario", "selftest", "table", "task"]

# A cell that is run again, and another cell with the same id, show an element of their own; the answers that each of
# them got stay.
_shown: list[Element] = []


def _root() -> Path:
    root = root_above(Path.cwd())
    if root is None:
        raise WrongUsage("找不到工作簿：请在含有 standards/ 和 syllabus/ 的文件夹里打开笔记本")
    return root


def _here() -> Workbook:
    return workbook_of(_root())


def _element(data: dict[str, Json], live: dict[str, Json] | None = None) -> Element:
    """The element, kept for what is answered; ``live`` is what of its data is different without a page around it.

    Jupyter's server names folders below the user's own with a tilde.
    """
    root, home = _root(), Path.home()
    names = [str(root)]
    if root.is_relative_to(home):
        names.append(f"~/{root.relative_to(home).as_posix()}".rstrip("/."))
    element = Element(data=data | (live or {}), page_data=data, roots=names)
    _shown.append(element)
    return element


def quiz(item_id: str) -> Element:
    """The question ``item_id``; raises UnknownReference if the book may not show it."""
    return _element(item_data(_here(), item_id))


def scenario(scenario_id: str) -> Element:
    """The branching visit ``scenario_id``; raises UnknownReference."""
    return _element(scenario_data(_here(), scenario_id))


def task(task_id: str) -> Element:
    """The questions of the data exercise ``task_id``; raises UnknownReference."""
    return _element(task_data(_here(), task_id))


def selftest(chapter_id: str, count: int = 10) -> Element:
    """``count`` questions of a chapter, drawn anew each time; raises UnknownReference."""
    return _element(selftest_data(_here(), chapter_id, count))


def form(form_id: str) -> Element:
    """The form ``form_id`` to fill in, with its examples; raises UnknownReference."""
    book = _here()
    return _element(form_data(book, form_id), {"files": {**held_files(book, form_id)}})


def figure(figure_id: str) -> HTML:
    """A figure as SVG inside HTML; raises UnknownReference."""
    drawn = _here().figures.get(figure_id)
    if drawn is None:
        raise UnknownReference(f"没有图 {figure_id}")
    return HTML(figure_html(drawn))  # type: ignore[no-untyped-call]


def given(task_id: str) -> HTML:
    """The given data of ``task_id`` to read and to download, for Excel and JupyterLab; raises UnknownReference."""
    return HTML(given_html(exercise_of(_here(), task_id)))  # type: ignore[no-untyped-call]


def table(task_id: str) -> pd.DataFrame:
    """The given data of ``task_id``, one row per record, numbers as numbers; raises UnknownReference."""
    return frame_of(given_table(exercise_of(_here(), task_id)))


def answered(history: bool = False) -> pd.DataFrame:
    """What was answered since the kernel started: a row per question, field, item of a self-test, and scenario.

    ``history`` gives a row per try instead, oldest first, and in scenarios one per choice as well. The columns are the
    same when nothing was answered:

    ========= ============================================================================================
    kind      ``item``, ``task``, ``selftest`` or ``scenario``
    id        of the question, data exercise, self-test or scenario
    part      field of a data exercise, item of a self-test; in a history also the moment of a choice
    verdict   ``correct``, ``partial``, ``wrong``, ``review`` (rated by oneself); of a walk ``good``, ``fair``,
              ``bad`` or ``unfinished``; of a choice ``good``, ``weak`` or ``wrong``
    score     0 to 1; of a walk the way from the worst score to the best; missing without a score
    answer    in words
    tries     how many there were, or which one it was; of a scenario the walks to an end
    at        when, by the learner's clock
    path      the choices of a walk
    ========= ============================================================================================
    """
    answers = [(element.data["kind"], element.data["id"], entry) for element in _shown for entry in element.answers]
    rows = every_try(answers) if history else latest(answers)
    frame = pd.DataFrame([asdict(row) for row in rows], columns=[field.name for field in fields(AnswerRow)])
    return frame.astype(_TYPES)


_TYPES = {"score": "float64", "tries": "int64", "at": "datetime64[ns]"}
