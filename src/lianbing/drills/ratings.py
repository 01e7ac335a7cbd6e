"""A list of ratings, from .xlsx or .csv: employee number and score; name and unit for people not met before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lianbing.drills.listings import Row, read_rows
from lianbing.drills.rosters import HEADINGS, number_fault
from lianbing.errors import Fault, RosterFaults

_ALL = {**HEADINGS, "score": ("得分", "评定", "评分", "分数", "成绩")}
_NEEDED = ("id", "score")
_SCORE = re.compile(r"\d{1,6}(\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class RatedLine:
    """A line of the list; ``name`` and ``team`` are empty where the file doesn't say them."""

    line: int
    number: str
    name: str
    team: str
    score: Decimal


def read_ratings(path: Path, encoding: str = "utf-8-sig") -> tuple[RatedLine, ...]:
    """The lines in the order of the file; raises RosterFaults with the faults of all lines."""
    rows = read_rows(path, encoding)
    if not rows:
        raise RosterFaults([Fault(path.name, 0, "表是空的：第一行要写 工号、得分，下面每人一行")])
    columns = _columns(path.name, rows[0])
    faults = [Fault(path.name, line, fault) for line, fault in _faults(rows[1:], columns)]
    if len(rows) == 1:
        faults = [Fault(path.name, 0, "只有表头，没有人：表头下面每人写一行")]
    if faults:
        raise RosterFaults(faults)
    return tuple(_rated(row, columns) for row in rows[1:])


def _columns(file: str, heading: Row) -> dict[str, int]:
    """The column, counted from 0, of each field that the file has."""
    line, cells = heading
    places = {
        field: next((place for place, cell in enumerate(cells) if cell in names), None) for field, names in _ALL.items()
    }
    missing = [_ALL[field][0] for field in _NEEDED if places[field] is None]
    if missing:
        what = f"表头里没有 {'、'.join(missing)} 列：第一行要写 工号、得分，姓名、部门可写可不写"
        raise RosterFaults([Fault(file, line, what)])
    return {field: place for field, place in places.items() if place is not None}


def _faults(rows: list[Row], columns: dict[str, int]) -> Iterator[tuple[int, str]]:
    lines: dict[str, int] = {}
    for row in rows:
        line, number, score = row[0], _cell(row, columns, "id"), _cell(row, columns, "score")
        fault = number_fault(number, lines)
        if not fault and not _SCORE.fullmatch(score):
            fault = f"工号 {number} 的得分“{score}”要写成数字，最多两位小数；没有评的人，删掉这一行"
        if fault:
            yield line, fault
        else:
            lines[number.upper()] = line


def _rated(row: Row, columns: dict[str, int]) -> RatedLine:
    return RatedLine(
        line=row[0],
        number=_cell(row, columns, "id"),
        name=_cell(row, columns, "name"),
        team=_cell(row, columns, "team"),
        score=Decimal(_cell(row, columns, "score")),
    )


def _cell(row: Row, columns: dict[str, int], field: str) -> str:
    place = columns.get(field)
    return row[1][place] if place is not None and place < len(row[1]) else ""
