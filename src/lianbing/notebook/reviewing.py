"""What the cells of ``grading/review.ipynb`` call: a marker's desk, and how far everybody is.

>>> from lianbing.notebook.reviewing import desk, progress
>>> desk("2026-11-theme-1", "王评")  # doctest: +SKIP
"""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from lianbing.app.reviewing.desk import open_desk
from lianbing.app.reviewing.settling import progress as progress_of
from lianbing.errors import LianbingError
from lianbing.grading.fragments import text
from lianbing.notebook.desk_view import DeskView
from lianbing.notebook.place import workspace_here

__all__ = ["desk", "progress"]


def desk(drill: str, marker: str, data: str = "") -> widgets.Widget:
    """The desk of ``marker`` in the newest round of ``drill``; a sentence where there is none.

    ``data`` is the data folder, by default as for the command line: ``LIANBING_DATA``, or ``var`` below the workbook.
    """
    try:
        return DeskView(open_desk(workspace_here(data), drill, marker)).box
    except LianbingError as error:
        return widgets.HTML(f"<b>{text(error.message)}</b>")


def progress(drill: str, data: str = "") -> pd.DataFrame:
    """A row for each marker and question: how many answers are theirs, how many of them are marked."""
    columns = {"marker": "评分人", "role": "担任", "item": "题", "total": "份数", "done": "已评"}
    try:
        markers = progress_of(workspace_here(data), drill).markers
    except LianbingError as error:
        return pd.DataFrame({"说明": [error.message]})
    rows = [{title: getattr(each, name) for name, title in columns.items()} for each in markers]
    return pd.DataFrame(rows, columns=[*columns.values()])
