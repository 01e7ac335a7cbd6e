"""The list of employees of a drill, from .xlsx or .csv."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lianbing.domain.drills.papers import Employee
from lianbing.errors import Fault, RosterFaults

_HEADINGS = {
    "id": ("工号", "员工编号", "员工号", "编号", "人员编号"),
    "name": ("姓名", "员工姓名", "名字"),
    "team": ("部门", "单位", "片区", "区域市场部", "班组"),
}
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}", re.ASCII)
_MAX_ROWS = 20_000

Row = tuple[int, list[str]]


def read_roster(path: Path, encoding: str = "utf-8-sig") -> tuple[Employee, ...]:
    """Employees in the order of the file; raises RosterFaults with everything that is wrong."""
    rows = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path, encoding)
    filled = [(line, cells) for line, cells in rows if any(cell for cell in cells)]
    if not filled:
        raise RosterFaults([Fault(path.name, 0, "名单是空的：第一行要写 工号、姓名、部门，下面每人一行")])
    columns = _columns(path.name, filled[0])
    return _employees(path.name, filled[1:], columns)


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
        ParseError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise RosterFaults([Fault(path.name, 0, "不是可读的 .xlsx 文件：请在 Excel 里重新另存一次")]) from error
    try:
        sheet = book.worksheets[0]
        rows = [(line, [_cell(value) for value in values]) for line, values in enumerate(_values(sheet), 1)]
    except (zipfile.BadZipFile, zlib.error, ParseError, IndexError, KeyError, ValueError) as error:
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


def _columns(file: str, heading: Row) -> dict[str, int]:
    line, cells = heading
    found = {
        field: next((place for place, cell in enumerate(cells) if cell in names), None)
        for field, names in _HEADINGS.items()
    }
    missing = [names[0] for field, names in _HEADINGS.items() if found[field] is None]
    if missing:
        raise RosterFaults([Fault(file, line, f"表头里没有 {'、'.join(missing)} 列：第一行要写 工号、姓名、部门")])
    return {field: place for field, place in found.items() if place is not None}


def _employees(file: str, rows: Iterable[Row], columns: dict[str, int]) -> tuple[Employee, ...]:
    employees: list[Employee] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        values = {field: cells[place] if place < len(cells) else "" for field, place in columns.items()}
        fault = _fault(values, lines)
        if fault:
            faults.append(Fault(file, line, fault))
            continue
        lines[values["id"].upper()] = line
        employees.append(Employee(id=values["id"], name=values["name"], team=values["team"]))
    if not employees and not faults:
        faults.append(Fault(file, 0, "名单里只有表头，没有人：表头下面每人写一行"))
    if faults:
        raise RosterFaults(faults)
    return tuple(employees)


def _fault(values: dict[str, str], lines: dict[str, int]) -> str:
    number = values["id"]
    if not number:
        return "没有工号：补上，或删掉这一行"
    if not _ID.fullmatch(number):
        return f"工号“{number}”只能用字母、数字、- 和 _（最多 32 位）：改正后再试"
    # Two numbers that differ in case alone would be the same file name on Windows.
    if number.upper() in lines:
        return f"工号 {number} 与第 {lines[number.upper()]} 行重复：改正其中一个"
    if not values["name"]:
        return f"工号 {number} 没有姓名：补上"
    return ""
