"""The roster of a drill, which lists its employees, and what was read of which file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lianbing.domain.drills.papers import Employee
from lianbing.drills.heads import Wanted
from lianbing.drills.listings import AS_IT_IS, Listing, ListLine, ListOptions, read_listing
from lianbing.errors import Fault, RosterFaults

HEADINGS = {
    "id": ("工号", "员工编号", "员工号", "员工工号", "职工号", "职工编号", "职工工号", "人员编号", "人员工号", "编号"),
    "name": ("姓名", "员工姓名", "职工姓名", "人员姓名", "名字"),
    "team": (
        *("部门", "所在部门", "所属部门", "部门名称", "工作部门", "单位", "所在单位", "所属单位", "单位名称"),
        *("工作单位", "片区", "所在片区", "所属片区", "区域市场部", "班组", "所在班组", "所属班组", "班组名称"),
    ),
}
WANTED = Wanted(headings=HEADINGS, needed=("id", "name", "team"))
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d(\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_EXACT_DIGITS = 15
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")


@dataclass(frozen=True, kw_only=True)
class ReadEmployee:
    """An employee with the line of the file; ``is_number``: the file stores the number as one, and shows no more."""

    line: int
    employee: Employee
    is_number: bool


@dataclass(frozen=True, kw_only=True)
class RosterReading:
    """A roster and what was read of its file; ``listing`` says which sheet, rows and columns.

    ``notes`` say what stands otherwise in the file than it was read.
    """

    listing: Listing
    read: tuple[ReadEmployee, ...]
    notes: tuple[str, ...] = ()

    @property
    def employees(self) -> tuple[Employee, ...]:
        """The employees in the order of the file."""
        return tuple(each.employee for each in self.read)

    @property
    def units(self) -> Mapping[str, int]:
        """How many people each unit has, in the order of the file."""
        return Counter(employee.team for employee in self.employees)


def read_roster(path: Path, how: ListOptions = AS_IT_IS) -> RosterReading:
    """Reads a roster.

    Raises:
        RosterFaults: the file can't be read, or lines are wrong; it lists the faults of all lines.
    """
    listing = read_listing(path, WANTED, how)
    faults: list[Fault] = []
    read: list[ReadEmployee] = []
    lines: dict[str, int] = {}
    for line in listing.lines:
        wrong = [*_faults(listing, line, lines)]
        faults += [Fault(listing.file, line.number, fault) for fault in wrong]
        if not wrong:
            lines[line.text("id").upper()] = line.number
            read.append(_employee(line))
    if faults:
        raise RosterFaults(faults)
    return RosterReading(listing=listing, read=tuple(read), notes=tuple(_notes(listing)))


def _employee(line: ListLine) -> ReadEmployee:
    number = line.cells["id"]
    employee = Employee(id=number.text, name=_name(line), team=line.text("team"))
    plain = number.is_number and not (number.shows_zeros or number.shows_letters)
    return ReadEmployee(line=line.number, employee=employee, is_number=plain)


def _name(line: ListLine) -> str:
    """A name; blanks that only widen a Chinese name are dropped."""
    return _BETWEEN_CHINESE.sub("", line.text("name"))


def _faults(listing: Listing, line: ListLine, lines: Mapping[str, int]) -> list[str]:
    """What is wrong with one line, in Chinese."""
    if cells := [*listing.cell_faults(line)]:
        return cells
    number = line.text("id")
    as_number = bool(number) and line.cells["id"].is_number
    if fault := number_fault(number, lines, stored_as_number=as_number):
        return [fault]
    return [] if line.text("name") else [f"工号 {number} 没有姓名：补上"]


def number_fault(number: str, lines: Mapping[str, int], *, stored_as_number: bool = False) -> str:
    """What is wrong with an employee number, in Chinese; empty if nothing is.

    ``lines`` maps the employee numbers of earlier lines, in capitals, to those lines.
    """
    if not number:
        return "没有工号：补上，或删掉这一行"
    if _LONG_NUMBER.fullmatch(number) or (stored_as_number and len(number) > _EXACT_DIGITS):
        return f"工号“{number}”太长，存成数字时后面的位数已经丢了：把这一列设成文本，重新填"
    if not _ID.fullmatch(number):
        return f"工号“{number}”只能用字母、数字、- 和 _（最多 32 位）：改正后再试"
    # Two numbers that differ in case alone would be the same file name on Windows.
    if number.upper() in lines:
        return f"工号 {number} 与第 {lines[number.upper()]} 行重复：改正其中一个"
    return ""


def _notes(listing: Listing) -> list[str]:
    """Says which cells were not taken as they stand in the file."""
    notes = []
    zeros = [line.text("id") for line in listing.lines if line.cells["id"].shows_zeros]
    if zeros:
        code = next(c.number_format for line in listing.lines if (c := line.cells["id"]).shows_zeros)
        notes.append(f"{len(zeros)} 个工号存成了数字，照显示格式 {code} 补了前面的 0，例如 {zeros[0]}")
    spaced = [line.text("name") for line in listing.lines if _name(line) != line.text("name")]
    if spaced:
        notes.append(f"{len(spaced)} 个姓名中间的空格去掉了，例如“{spaced[0]}”")
    cleaned = [listing.cell_name(line.number, f) for line in listing.lines for f, c in line.cells.items() if c.cleaned]
    if cleaned:
        notes.append(f"{len(cleaned)} 个单元格里看不见的字符、前面的撇号去掉了，例如 {cleaned[0]}")
    return notes
