"""Reads the roster of a drill, which lists its employees, from .xlsx or .csv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lianbing.domain.drills.papers import Employee
from lianbing.drills.listings import Row, read_rows
from lianbing.errors import Fault, RosterFaults

_HEADINGS = {
    "id": ("工号", "员工编号", "员工号", "编号", "人员编号"),
    "name": ("姓名", "员工姓名", "名字"),
    "team": ("部门", "单位", "片区", "区域市场部", "班组"),
}
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}", re.ASCII)


def read_roster(path: Path, encoding: str = "utf-8-sig") -> tuple[Employee, ...]:
    """The employees in the order of the file; ``encoding`` is that of a .csv file.

    Raises:
        RosterFaults: the file can't be read, or lines are wrong; it lists the faults of all lines.
    """
    filled = read_rows(path, encoding)
    if not filled:
        raise RosterFaults([Fault(path.name, 0, "名单是空的：第一行要写 工号、姓名、部门，下面每人一行")])
    columns = _columns(path.name, filled[0])
    return _employees(path.name, filled[1:], columns)


def _columns(file: str, heading: Row) -> dict[str, int]:
    """The column, counted from 0, of each field of an employee."""
    line, cells = heading
    columns = {
        field: next((place for place, cell in enumerate(cells) if cell in names), None)
        for field, names in _HEADINGS.items()
    }
    missing = [names[0] for field, names in _HEADINGS.items() if columns[field] is None]
    if missing:
        raise RosterFaults([Fault(file, line, f"表头里没有 {'、'.join(missing)} 列：第一行要写 工号、姓名、部门")])
    return {field: place for field, place in columns.items() if place is not None}


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
    """What is wrong with one employee, in Chinese; empty if nothing is.

    ``lines`` maps the employee numbers of earlier lines, in capitals, to those lines.
    """
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
