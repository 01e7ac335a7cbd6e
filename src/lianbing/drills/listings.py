"""Rows of a list of people, from .xlsx or .csv."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lianbing.errors import Fault, RosterFaults

_MAX_ROWS = 20_000

Row = tuple[int, list[str]]
"""A line number, counted from 1, and the texts of the line's cells."""


def read_rows(path: Path, encoding: str) -> list[Row]:
    """The rows that hold anything; ``encoding`` is that of a .csv file. Raises RosterFaults."""
    rows = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path, encoding)
    return [(line, cells) for line, cells in rows if any(cell for cell in cells)]


def _csv_rows(path: Path, encoding: str) -> list[Row]:
    if path.suffix.lower() != ".csv":
        raise RosterFaults([Fault(path.name, 0, "名单要是 .xlsx 或 .csv 文件")])
    try:
        text = path.read_bytes().decode(encoding)
    except LookupError as error:
        raise RosterFaults([Fault(path.name, 0, f"没有编码 {encoding}：写 utf-8-sig 或 gbk")]) from error
    except UnicodeError as error:
        remedy = "请在 Excel 里另存为 .xlsx 或“CSV UTF-8”，或在命令后加 --encoding gbk"
        raise RosterFaults(
            [Fault(path.name, 1, f"编码不是 {encoding.removesuffix('-sig')}，多半是 GBK：{remedy}")]
        ) from error
    except OSError as error:
        raise RosterFaults([Fault(path.name, 0, "读不了名单：检查路径和文件名，是不是正开在别的程序里")]) from error
    reader = csv.reader(io.StringIO(text, newline=None))
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        message = "从这一行起读不下去，多半是少了一个引号：检查这一行的引号"
        raise RosterFaults([Fault(path.name, line, message)]) from error
    return rows


def _workbook_rows(path: Path) -> list[Row]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise RosterFaults([Fault(path.name, 0, "读不了名单：检查路径")]) from error
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        SyntaxError,  # what any parser of XML raises
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise RosterFaults([Fault(path.name, 0, "不是可读的 .xlsx 文件：请在 Excel 里重新另存一次")]) from error
    try:
        sheet = book.worksheets[0]
        rows = [(line, [_cell(value) for value in values]) for line, values in enumerate(_values(sheet), 1)]
    except (zipfile.BadZipFile, zlib.error, SyntaxError, IndexError, KeyError, ValueError) as error:
        raise RosterFaults([Fault(path.name, 0, "里面没有可读的表：请在 Excel 里重新另存一次")]) from error
    finally:
        book.close()
    if len(rows) > _MAX_ROWS:
        raise RosterFaults([Fault(path.name, _MAX_ROWS + 1, f"名单超过 {_MAX_ROWS} 行：请分成几份")])
    return rows


def _values(sheet: object) -> Iterator[Sequence[object]]:
    yield from sheet.iter_rows(values_only=True, max_row=_MAX_ROWS + 1, max_col=50)  # type: ignore[attr-defined]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
