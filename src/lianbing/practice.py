"""What a chapter's cells call: questions, scenarios, data exercises, and what was answered.

>>> from lianbing.practice import quiz, answered
>>> quiz("vis-0001")  # doctest: +SKIP
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from lianbing.book.downloads import download_link
from lianbing.book.elements import check_data, exercise_of, item_data, scenario_data, task_data
from lianbing.book.figures import figure_html
from lianbing.content.loader import is_root, read_workbook
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.widgets.elements import Element

__all__ = ["answered", "check", "download", "figure", "quiz", "scenario", "table", "task"]

_shown: dict[str, Element] = {}


@cache
def _workbook(root: Path) -> Workbook:
    return read_workbook(root).workbook


def _here() -> Workbook:
    folder = Path.cwd().resolve()
    for candidate in (folder, *folder.parents):
        if is_root(candidate):
            return _workbook(candidate)
    raise WrongUsage("找不到工作簿：请在含有 standards/ 和 syllabus/ 的文件夹里打开笔记本")


def quiz(item_id: str) -> Element:
    """The question ``item_id``; raises UnknownReference if the book may not show it."""
    return _remember(Element(data=item_data(_here(), item_id)))


def scenario(scenario_id: str) -> Element:
    """The branching visit ``scenario_id``; raises UnknownReference."""
    return _remember(Element(data=scenario_data(_here(), scenario_id)))


def task(task_id: str) -> Element:
    """The questions of the data exercise ``task_id``; raises UnknownReference."""
    return _remember(Element(data=task_data(_here(), task_id)))


def check(chapter_id: str, count: int = 10) -> Element:
    """``count`` questions of a chapter, drawn anew each time; raises UnknownReference."""
    return _remember(Element(data=check_data(_here(), chapter_id, count)))


def figure(figure_id: str) -> HTML:
    """A figure as SVG inside HTML; raises UnknownReference."""
    drawn = _here().figures.get(figure_id)
    if drawn is None:
        raise UnknownReference(f"没有图 {figure_id}")
    return HTML(figure_html(drawn))  # type: ignore[no-untyped-call]


def download(task_id: str) -> HTML:
    """A link that saves the given data of ``task_id`` as .xlsx, without a server; raises UnknownReference."""
    return HTML(download_link(exercise_of(_here(), task_id)))  # type: ignore[no-untyped-call]


def table(task_id: str) -> pd.DataFrame:
    """The given data of ``task_id``, one row per record, numbers as numbers; raises UnknownReference."""
    given = exercise_of(_here(), task_id).table
    if given is None:
        raise UnknownReference(f"数据练习 {task_id} 没有数据表")
    frame = pd.DataFrame([*given.rows], columns=[*given.columns], index=range(1, len(given.rows) + 1))
    return frame.apply(_numbers_where_all_are)


def _numbers_where_all_are(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce")
    return column if numbers.isna().any() else numbers


def answered() -> pd.DataFrame:
    """What was answered in this kernel: one row per element, columns ``id``, ``kind`` and those of its result."""
    rows = [
        {"id": element.data["id"], "kind": element.data["kind"], **element.result}
        for element in _shown.values()
        if element.result
    ]
    return pd.DataFrame(rows)


def _remember(element: Element) -> Element:
    _shown[element.data["id"]] = element
    return element
