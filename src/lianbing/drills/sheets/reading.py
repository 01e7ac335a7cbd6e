"""Reads a file of a table, whatever its name says it is."""

from __future__ import annotations

from pathlib import Path

from lianbing.drills.sheets import ods, xlsx
from lianbing.drills.sheets.cells import SheetFile
from lianbing.drills.sheets.delimited import DamagedLine, read_delimited
from lianbing.drills.sheets.parts import Unreadable, opened
from lianbing.drills.sheets.values import read_zipped
from lianbing.drills.sheets.xls import read_xls
from lianbing.errors import Fault, RosterFaults

_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0"
_OLDER = (b"\x09\x08", b"\x09\x04", b"\x09\x02")  # .xls without its container
_TEXT = (".csv", ".txt", ".tsv", ".tab", ".xls")
_MOST_BYTES = 64 * 2**20
_SAVE_AS = "用 Excel 或 WPS 打开它，另存为 .xlsx 或 .csv 再试"


def read_book(path: Path, encoding: str = "") -> SheetFile:
    """The sheets of a file; ``encoding`` is that of a text file, empty to find it out.

    Raises:
        RosterFaults: the file can't be read; says why and what to do.
    """
    try:
        return _read(path, encoding)
    except DamagedLine as error:
        raise RosterFaults([Fault(path.name, error.line, str(error))]) from error
    except Unreadable as error:
        raise RosterFaults([Fault(path.name, 0, _sentence(path, str(error)))]) from error
    except OSError as error:
        what = "读不了名单：检查路径和文件名，是不是正开在别的程序里"
        raise RosterFaults([Fault(path.name, 0, what)]) from error


def _read(path: Path, encoding: str) -> SheetFile:
    with path.open("rb") as file:
        head = file.read(512)
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable(f"超过 {_MOST_BYTES // 2**20} MB，不像是名单")
    if head.startswith(_ZIP):
        return _zipped(path)
    if head.startswith((_OLD, *_OLDER)):
        return SheetFile(file=path.name, format="Excel 97–2003 工作簿", sheets=read_xls(path))
    if path.suffix.lower() not in _TEXT:
        raise Unreadable
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise Unreadable(f"里面是网页，不是表格：{_SAVE_AS}")
    how, sheet = read_delimited(path.read_bytes(), encoding)
    return SheetFile(file=path.name, format=how, sheets=(sheet,))


def _zipped(path: Path) -> SheetFile:
    with opened(path) as parts:
        is_ods = parts.head("mimetype", 80).startswith(b"application/vnd.oasis.opendocument.spreadsheet")
        is_xlsb = "xl/workbook.bin" in parts
    if is_ods:
        return SheetFile(file=path.name, format="OpenDocument 表格", sheets=read_zipped(path, ods.read_shown))
    if is_xlsb:
        raise Unreadable(f"是二进制的 .xlsb：{_SAVE_AS}")
    return SheetFile(file=path.name, format="Excel 工作簿", sheets=read_zipped(path, xlsx.read_shown))


def _sentence(path: Path, reason: str) -> str:
    """Why a file can't be read, and what to do."""
    if reason:
        return f"读不了：{reason}"
    if path.suffix.lower() == ".xlsx":
        return "不是可读的 .xlsx 文件：请在 Excel 里重新另存一次"
    if path.suffix.lower() in (".xls", ".ods", *_TEXT):
        return f"打不开，多半没有传完整：{_SAVE_AS}"
    return "名单要是 .xlsx 或 .csv 文件（.xls、.ods、.txt 也行）"
