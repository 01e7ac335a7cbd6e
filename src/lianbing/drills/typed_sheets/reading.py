"""Reads a filled-in workbook: the answers of each row, or what is wrong, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lianbing.domain.items.on_paper import NOTHING
from lianbing.drills.printed.paper import asked_on_paper
from lianbing.drills.tokens import check_code
from lianbing.drills.typed_sheets.cells import MOST_ROWS, Line, TypedCell, read_lines
from lianbing.drills.typed_sheets.layout import (
    DRILL,
    FIRST_ITEM,
    FORM,
    HANDED_IN,
    HEAD_ROW,
    IDENTITY,
    LABELS,
    STARTED,
    TYPED_BY,
    RowIdentity,
    cell_name,
    heads,
)
from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.items import AskedItem
from lianbing.wire.papers import Booklet

_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T　]*(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?", re.ASCII)
_NO_CELL = TypedCell(name="")


class IssuedBooklets(Protocol):
    """The booklets of a drill, read one at a time."""

    def booklet(self, paper: str) -> Booklet | None:
        """The booklet of a paper; ``None`` if the drill has no such paper."""


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What a sheet says of all its rows: who typed them in, and when the papers were answered, ISO 8601."""

    typed_by: str
    started_at: str
    handed_in_at: str


@dataclass(frozen=True, kw_only=True)
class TypedAnswers:
    """A row that can be taken: its place in words, the booklet that it answers, and the answers by item id."""

    place: str
    booklet: Booklet
    sitting: Sitting
    answers: Mapping[str, object]


@dataclass(frozen=True, order=True)
class CellFault:
    """What is wrong, in which cell of which sheet, as a Chinese sentence that says what to do."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """The rows of a workbook that can be taken, and the faults of the others."""

    rows: tuple[TypedAnswers, ...]
    faults: tuple[CellFault, ...]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads the sheets of a drill. ``now`` is the time, and its zone that of times without one."""

    drill: str
    booklets: IssuedBooklets
    now: datetime

    def read(self, content: bytes) -> SheetRead:
        """Every row that holds an answer, taken or named; rows without answers are no submissions.

        Raises:
            SubmissionRejected: the file is no workbook, or not one for typing in answers.
        """
        sheets = [(title, lines) for title, lines in read_lines(content) if _cell(lines, (1, 1)).text == FORM]
        if not sheets:
            raise SubmissionRejected(
                Rejected.FOREIGN, "这是表格，但不是答题卡录入表：请用 lianbing drill sheet 写出的那一份，不要改第一行"
            )
        read = [part for title, lines in sheets for part in self._rows(title, lines)]
        rows = [part for part in read if isinstance(part, TypedAnswers)]
        counts = Counter(row.booklet.paper for row in rows)
        return SheetRead(
            rows=tuple(row for row in rows if counts[row.booklet.paper] == 1),
            faults=(
                *(part for part in read if isinstance(part, CellFault)),
                *(CellFault(row.place, _twice(row, rows)) for row in rows if counts[row.booklet.paper] > 1),
            ),
        )

    def _rows(self, title: str, lines: Mapping[int, Line]) -> Iterator[TypedAnswers | CellFault]:
        faults = [*self._head_faults(title, lines)]
        if faults:
            yield from faults
            return
        sitting = self._sitting(lines)
        for number, line in lines.items():
            if number <= HEAD_ROW or not any(cell.text or cell.fault for cell in line[FIRST_ITEM - 1 :]):
                continue
            if number > MOST_ROWS:
                yield CellFault(f"{title} 第 {number} 行", f"一张表不能超过 {MOST_ROWS} 行：请分成几个文件")
                return
            yield from self._row(f"{title}!", lines.get(HEAD_ROW, ()), line, sitting)

    def _head_faults(self, title: str, lines: Mapping[int, Line]) -> Iterator[CellFault]:
        def fault(place: tuple[int, int], message: str) -> CellFault:
            return CellFault(f"{title}!{cell_name(*place)}", message)

        drill, typed_by = _cell(lines, DRILL).text, _cell(lines, TYPED_BY).text
        if drill != self.drill:
            yield fault(DRILL, f"这张表是另一场练兵（{drill[:64] or '空着'}）的：收到那一场去")
            return
        if not typed_by:
            yield fault(TYPED_BY, "写上录入人的姓名")
        times = {place: self._moment(_cell(lines, place).text) for place in (STARTED, HANDED_IN)}
        for place, moment in times.items():
            if moment is None:
                yield fault(place, f"写上{LABELS[place]}，例如 2026-11-21 09:00")
            elif moment > self.now:
                yield fault(place, f"{LABELS[place]} {_cell(lines, place).text} 还没有到：改正年月日")
        started, handed_in = times[STARTED], times[HANDED_IN]
        if started and handed_in and handed_in < started:
            yield fault(HANDED_IN, "交卷时间比开考时间早：改正其中一个")
        for column, due in enumerate(IDENTITY, 1):
            if _cell(lines, (HEAD_ROW, column)).text != due:
                yield fault((HEAD_ROW, column), f"表头被改过，这里应当是“{due}”：照原样改回去")

    def _sitting(self, lines: Mapping[int, Line]) -> Sitting:
        started, handed_in = (self._moment(_cell(lines, place).text) for place in (STARTED, HANDED_IN))
        return Sitting(
            typed_by=_cell(lines, TYPED_BY).text,
            started_at=started.isoformat(timespec="seconds") if started else "",
            handed_in_at=handed_in.isoformat(timespec="seconds") if handed_in else "",
        )

    def _moment(self, text: str) -> datetime | None:
        """A time of the wall clock in the zone of ``now``; ``None`` if it is none."""
        match = _MOMENT.fullmatch(text)
        if not match:
            return None
        year, month, day, hour, minute = map(int, match.groups())
        try:
            return datetime(year, month, day, hour, minute, tzinfo=self.now.tzinfo)
        except ValueError:
            return None

    def _row(self, prefix: str, head: Line, line: Line, sitting: Sitting) -> Iterator[TypedAnswers | CellFault]:
        identity = RowIdentity(**dict(zip(_IDENTITY_FIELDS, (cell.text for cell in line), strict=False)))
        place = f"{prefix}{line[0].name}"
        booklet = self.booklets.booklet(identity.paper)
        if booklet is None:
            what = f"试卷“{identity.paper[:64]}”" if identity.paper else "没有试卷号的一行"
            yield CellFault(place, f"{what}不是这场练兵发的：核对试卷号，或删掉这一行的作答")
            return
        message = _identity_fault(identity, booklet)
        if message:
            yield CellFault(place, message)
            return
        items = [item for section in booklet.sections for item in section.items]
        faults = [*_head_changes(head, booklet), *_answer_faults(line, items)]
        if faults:
            yield from (CellFault(f"{prefix}{cell}", message) for cell, message in faults)
            return
        texts = [_at(line, column).text for column, _ in enumerate(items, FIRST_ITEM)]
        answers = {item.id: _answer(item, text) for item, text in zip(items, texts, strict=True) if text}
        yield TypedAnswers(place=place, booklet=booklet, sitting=sitting, answers=answers)


_IDENTITY_FIELDS = ("employee", "name", "unit", "paper", "check")


def _cell(lines: Mapping[int, Line], place: tuple[int, int]) -> TypedCell:
    return _at(lines.get(place[0], ()), place[1])


def _at(line: Sequence[TypedCell], column: int) -> TypedCell:
    return line[column - 1] if column <= len(line) else _NO_CELL


def _identity_fault(identity: RowIdentity, booklet: Booklet) -> str:
    person = booklet.employee
    if (identity.employee, identity.name) != (person.id, person.name):
        return (
            f"试卷 {booklet.paper} 是 {person.id} {person.name} 的，这一行写的是 {identity.employee[:32]} "
            f"{identity.name[:32]}：多半是粘贴或排序错了行，核对后改正"
        )
    if identity.check.upper() != check_code(booklet.token):
        return f"试卷 {booklet.paper} 的校验码对不上：多半是粘贴错了行，照纸上的校验码核对"
    return ""


def _head_changes(head: Line, booklet: Booklet) -> Iterator[tuple[str, str]]:
    for column, due in enumerate(heads(booklet), FIRST_ITEM):
        if _at(head, column).text != due:
            yield cell_name(HEAD_ROW, column), f"题目的表头被改过，这里应当是“{due}”：照原样改回去，题和答案才对得上"


def _answer_faults(line: Line, items: Sequence[AskedItem]) -> Iterator[tuple[str, str]]:
    for column, item in enumerate(items, FIRST_ITEM):
        cell = _at(line, column)
        if cell.fault:
            yield cell.name, cell.fault
        elif cell.text and cell.text not in NOTHING and _answer(item, cell.text) is None:
            expected = item.type.paper.expected(asked_on_paper(item))
            yield cell.name, f"“{cell.text[:40]}”读不懂：这题写{expected}，没有作答写“／”"
    for cell in line[FIRST_ITEM - 1 + len(items) :]:
        if cell.text or cell.fault:
            yield cell.name, "这份卷没有这道题：删掉这一格，或移到对的格子"


def _answer(item: AskedItem, text: str) -> object:
    return None if text in NOTHING else item.type.paper.read(text, asked_on_paper(item))


def _twice(row: TypedAnswers, rows: Sequence[TypedAnswers]) -> str:
    others = "、".join(other.place for other in rows if other.booklet.paper == row.booklet.paper and other is not row)
    return f"试卷 {row.booklet.paper} 在 {others} 也录了一次，两次都没有收：删掉不对的那一行的作答"
