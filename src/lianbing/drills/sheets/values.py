"""The values of .xlsx and .ods files, read by python-calamine, joined with what the file says beside them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from lianbing.drills.sheets import xlsx
from lianbing.drills.sheets.cells import Area, Content, ReadCell, Row, Sheet, number_cell, text_cell
from lianbing.drills.sheets.parts import Parts, Unreadable, opened
from lianbing.drills.sheets.shown import CellMark, Shown, is_far

_NOTHING = CellMark(content=Content.TEXT)

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_zipped(path: Path, read_shown: Callable[[Parts], list[Shown]]) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx or .ods file; ``read_shown`` is that of its format. Raises Unreadable, OSError."""
    with opened(path) as parts:
        shown = read_shown(parts)
        content = _lean(path, parts, shown)
    try:
        with load_workbook(io.BytesIO(content) if content else path) as book:
            return tuple(_sheet(book, place, each) for place, each in _worksheets(book, shown))
    except CalamineError as error:
        raise Unreadable from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what pyo3 makes of a failed assertion; it exports no such name
            raise Unreadable from error
        raise


def _worksheets(book: CalamineWorkbook, shown: list[Shown]) -> Iterator[tuple[int, Shown]]:
    """The places of the sheets in the workbook, with what was read of them; a chart has no cells. Raises Unreadable."""
    by_name = {each.name: each for each in shown}
    for place, name in enumerate(book.sheet_names):
        if name not in by_name:
            raise Unreadable
        if "WorkSheet" in str(book.sheets_metadata[place].typ):
            yield place, by_name[name]


def _sheet(book: CalamineWorkbook, place: int, shown: Shown) -> Sheet:
    sheet = book.get_sheet_by_index(place)
    merged = [
        Area(top=top + 1, left=left + 1, bottom=bottom + 1, right=right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(
        name=shown.name,
        rows=dict(_rows(sheet, shown)),
        hidden=shown.hidden,
        hidden_rows=frozenset(shown.hidden_rows),
        hidden_columns=frozenset(shown.hidden_columns),
        merged=tuple(merged or shown.merged),
        cut_off=tuple(cell.name for cell in shown.far) if shown.is_too_large else (),
    )


def _rows(sheet: CalamineSheet, shown: Shown) -> Iterator[tuple[int, Row]]:
    """The rows with anything in them; of some cells there is a mark and no value."""
    marks: dict[int, dict[int, CellMark]] = {}
    for (line, column), mark in shown.marks.items():
        marks.setdefault(line, {})[column] = mark
    values = _values(sheet)
    for line in sorted(values.keys() | marks.keys()):
        row, marked = values.get(line, {}), marks.get(line, {})
        cells = ((c, _cell(row.get(c, ""), marked.get(c, _NOTHING))) for c in sorted(row.keys() | marked.keys()))
        if filled := {column: cell for column, cell in cells if cell}:
            yield line, filled


def _values(sheet: CalamineSheet) -> dict[int, dict[int, Value]]:
    """The values by row and column, counted from 1."""
    top, left = (first + 1 for first in sheet.start or (0, 0))
    rows = ((line, _filled(row, left)) for line, row in enumerate(sheet.iter_rows(), top))
    return {line: row for line, row in rows if row}


def _filled(row: list[Value], left: int) -> dict[int, Value]:
    return {column: value for column, value in enumerate(row, left) if value != ""}


def _cell(value: Value, mark: CellMark) -> ReadCell | None:
    if mark.content is Content.UNCALCULATED:
        return ReadCell(text="", content=Content.UNCALCULATED)
    if mark.content is Content.ERROR:
        return ReadCell(text=mark.text or "错误值", content=Content.ERROR)
    match value:
        case bool():
            return ReadCell(text="TRUE" if value else "FALSE", content=Content.TRUTH)
        case int() | float():
            return number_cell(value, mark.number_format)
        case str():
            return text_cell(value)
        case datetime.datetime() if value.time() == datetime.time():
            return ReadCell(text=str(value.date()), content=Content.DATE)
        case _:
            return ReadCell(text=str(value), content=Content.DATE)


def _lean(path: Path, parts: Parts, shown: list[Shown]) -> bytes:
    """The file without the far cells of sheets that are too large to read by them; empty if it can be read as it is.

    python-calamine fills the whole rectangle up to the last cell, and ends the program when memory is short.
    """
    too_large = [each for each in shown if each.is_too_large]
    if not too_large:
        return b""
    if any(each.part not in parts for each in too_large):
        raise Unreadable("有内容的格子离名单太远：把名单下面、右边用不到的行和列删掉")
    large = {parts.real_name(each.part): each for each in too_large}
    lean = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(lean, "w") as target:
        for info in source.infolist():
            content, each = source.read(info), large.get(info.filename)
            target.writestr(info.filename, _without_far(content, each) if each else content)
    return lean.getvalue()


def _without_far(content: bytes, shown: Shown) -> bytes:
    rest = xlsx.EMPTY_CELLS.sub(b"", content)
    pieces, place = [], 0
    for cell in shown.far:
        pieces.append(rest[place : cell.begins])
        place = rest.index(b">", cell.ends) + 1
    shown.marks = {(row, column): mark for (row, column), mark in shown.marks.items() if not is_far(row, column)}
    return b"".join([*pieces, rest[place:]])
