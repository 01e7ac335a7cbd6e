"""The given data of an exercise in a page: a table that scrolls in its own box, with a caption and downloads."""

from __future__ import annotations

from html import escape

from openpyxl.utils import get_column_letter

from lianbing.book.downloads import download_links
from lianbing.book.lab_notebook import lab_notebook
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.kernel.decimals import read_number
from lianbing.domain.kernel.tables import Table
from lianbing.errors import UnknownReference
from lianbing.wire.canonical import Json


def given_table(exercise: TaskInstance) -> Table:
    """The data of ``exercise``; raises UnknownReference where there are none."""
    if exercise.table is None:
        raise UnknownReference(f"数据练习 {exercise.id} 没有数据表")
    return exercise.table


def given_data(exercise: TaskInstance) -> dict[str, Json]:
    """All that :func:`given_html` is made from, for the digest of a cell."""
    table = given_table(exercise)
    shown: dict[str, Json] = {"columns": [*table.columns], "rows": [[*row] for row in table.rows]}
    return shown | {"caption": table.caption, "title": exercise.title, "notebook": lab_notebook(exercise, table)}


def given_html(exercise: TaskInstance) -> str:
    """The table and its downloads; raises UnknownReference for an exercise without a table."""
    table = given_table(exercise)
    name = f"given-{exercise.id}"
    caption = f'<figcaption id="{name}">{escape(table.caption or exercise.title)}</figcaption>'
    box = f'<div class="lb-given-box" role="region" tabindex="0" aria-labelledby="{name}" style="overflow-x: auto">'
    shown = f"{box}{_table_html(table, name)}</div>"
    return f'<figure class="lb-given">{caption}{shown}{download_links(exercise, table)}</figure>'


def _table_html(table: Table, name: str) -> str:
    numeric = [all(read_number(row[place]) is not None for row in table.rows) for place in range(len(table.columns))]
    head = "".join(
        f'<th scope="col"{_class(numeric[place])}><span class="lb-letter">{get_column_letter(place + 1)}</span> '
        f"{escape(title)}</th>"
        for place, title in enumerate(table.columns)
    )
    rows = "".join(f"<tr>{_row_html(row, numeric)}</tr>" for row in table.rows)
    return f'<table aria-labelledby="{name}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row_html(row: tuple[str, ...], numeric: list[bool]) -> str:
    first, *others = row
    cells = [f"<td{_class(is_number)}>{escape(text)}</td>" for text, is_number in zip(others, numeric[1:], strict=True)]
    return f'<th scope="row">{escape(first)}</th>{"".join(cells)}'


def _class(is_number: bool) -> str:
    return ' class="lb-number"' if is_number else ""
