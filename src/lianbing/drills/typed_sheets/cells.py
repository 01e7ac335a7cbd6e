"""Reads the cells of a workbook as texts, and refuses what Excel has made into something else."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lianbing.domain.kernel.decimals import plain
from lianbing.drills.typed_sheets.layout import cell_name
from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.submissions import MAX_BYTES

MOST_ROWS, _MOST_COLUMNS = 5_000, 400
_MOST_UNPACKED = 128 * 1024 * 1024
_TOO_LARGE = "表格太大，不像答题卡：请检查是不是拿错了文件"
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, IndexError,
    TypeError, AttributeError, OSError, RuntimeError, NotImplementedError,
)  # fmt: skip
_AS_TEXT = frozenset({"General", "@", "0"})


@dataclass(frozen=True, kw_only=True)
class TypedCell:
    """A cell: its text, or why there is none, as a Chinese sentence."""

    name: str
    text: str = ""
    fault: str = ""


Line = tuple[TypedCell, ...]


def read_lines(content: bytes) -> Iterator[tuple[str, dict[int, Line]]]:
    """The sheets of a workbook by title, each with its rows that hold anything, by number.

    Raises:
        SubmissionRejected: it is no workbook that can be read, or too large.
    """
    if len(content) > MAX_BYTES:
        raise SubmissionRejected(
            Rejected.TOO_LARGE, f"表格超过 {MAX_BYTES // 1024 // 1024} MB，不像答题卡：请检查是不是拿错了"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise SubmissionRejected(Rejected.TOO_LARGE, _TOO_LARGE)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        try:
            for sheet in book.worksheets:
                yield sheet.title, dict(_lines(sheet))
        finally:
            book.close()
    except _BROKEN as error:
        raise SubmissionRejected(
            Rejected.UNREADABLE, "表格打不开：请在 Excel 或 WPS 里打开它，另存为 .xlsx 后再收"
        ) from error


def _lines(sheet: Any) -> Iterator[tuple[int, Line]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=_MOST_COLUMNS)
    for number, cells in enumerate(rows, 1):
        line = tuple(_read(cell_name(number, column), cell) for column, cell in enumerate(cells, 1))
        if any(cell.text or cell.fault for cell in line):
            yield number, line


def _read(name: str, cell: Any) -> TypedCell:
    value = cell.value
    if value is None:
        return TypedCell(name=name)
    if cell.data_type == "f":
        return TypedCell(name=name, fault="是公式：改成文本再填")
    match value:
        case bool():
            return TypedCell(name=name, text=str(value).upper())
        case int() | float() if cell.number_format in _AS_TEXT:
            return TypedCell(name=name, text=plain(Decimal(repr(value))))
        case int() | float():
            return TypedCell(name=name, fault="带着数字格式（百分数、日期之类），看到的和存着的不一样：设成文本再填")
        case datetime() | date() | time() | timedelta():
            return TypedCell(name=name, fault="被 Excel 改成了日期或时间：设成文本再填")
    text = str(value).rstrip()
    return TypedCell(name=name, text=text if "\n" in text else text.lstrip())  # the first line of code may be indented
