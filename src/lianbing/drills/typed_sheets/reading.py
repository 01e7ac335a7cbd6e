"""Reads a filled-in workbook: the answers of each row, or what is wrong, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lianbing.domain.drills.papers import Employee
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
_TOO_LONG = f"一张表不能超过 {MOST_ROWS} 行：请分成几个文件"
_NO_SUCH_ITEM = "这份卷没有这道题：删掉这一格，或移到对的格子"
_NO_CELL = TypedCell(name="")
Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, kw_only=True)
class KnownPaper:
    """A paper of the drill: its booklet as it was issued, and the person under the name and number of now."""

    booklet: Booklet
    person: Employee


class IssuedPapers(Protocol):
    """The papers of a drill, read one at a time."""

    def known(self, paper: str) -> KnownPaper | None:
        """A paper by its id; ``None`` if the drill has no such paper."""


@dataclass(frozen=True, kw_only=True)
class SheetHead:
    """What a sheet says of all its rows: who typed them in, and when the papers were answered, ISO 8601."""

    typed_by: str
    started_at: str
    handed_in_at: str


@dataclass(frozen=True, kw_only=True)
class TypedAnswers:
    """A row that can be taken: its place in words, the booklet that it answers, and the answers by item id."""

    place: str
    booklet: Booklet
    head: SheetHead
    answers: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """What is wrong, in which cell of which sheet, as a Chinese sentence that says what to do."""

    place: str
    message: str


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """The rows of a workbook that can be taken, and the faults of the others."""

    rows: tuple[TypedAnswers, ...]
    faults: tuple[CellFault, ...]


@dataclass(frozen=True, kw_only=True)
class SheetReader:
    """Reads the sheets of a drill. ``now`` is the time, and its zone that of times without one."""

    drill: str
    papers: IssuedPapers
    now: datetime

    def read(self, content: bytes) -> SheetRead:
        """Every row that holds an answer, taken or named; rows without answers are no submissions.

        Raises:
            SubmissionRejected: the file is no workbook, or not one for typing in answers.
        """
        sheets = [(title, lines) for title, lines in read_lines(content) if _at(lines.get(1, ()), 1).text == FORM]
        if not sheets:
            raise SubmissionRejected(
                Rejected.FOREIGN, "这是表格，但不是答题卡录入表：请用 lianbing drill sheet 写出的那一份，不要改第一行"
            )
        read = [part for title, lines in sheets for part in self._rows(title, lines)]
        rows = [part for part in read if isinstance(part, TypedAnswers)]
        counts = Counter(row.booklet.paper for row in rows)
        repeated = [row for row in rows if counts[row.booklet.paper] > 1]
        twice = [CellFault(place=row.place, message=_twice(row, repeated)) for row in repeated]
        return SheetRead(
            rows=tuple(row for row in rows if row not in repeated),
            faults=(*(part for part in read if isinstance(part, CellFault)), *twice),
        )

    def _rows(self, title: str, lines: Mapping[int, Line]) -> Iterator[TypedAnswers | CellFault]:
        sheet = _Sheet(title, lines, self.now)
        if sheet.text(DRILL) != self.drill:
            other = sheet.text(DRILL)[:64] or "空着"
            yield sheet.fault(DRILL, f"这张表是另一场练兵（{other}）的：收到那一场去")
            return
        faults = [*sheet.head_faults()]
        if faults:
            yield from faults
            return
        for number in lines:
            if number > MOST_ROWS:
                yield CellFault(place=f"{title} 第 {number} 行", message=_TOO_LONG)
                return
            if number > HEAD_ROW and any(cell.text or cell.fault for cell in lines[number][FIRST_ITEM - 1 :]):
                yield from self._row(sheet, number)

    def _row(self, sheet: _Sheet, number: int) -> Iterator[TypedAnswers | CellFault]:
        line = sheet.lines[number]
        identity = RowIdentity(**dict(zip(_IDENTITY_FIELDS, (cell.text for cell in line), strict=False)))
        known = self.papers.known(identity.paper)
        message = _identity_fault(identity, known)
        if known is None or message:
            yield sheet.fault((number, 1), message)
            return
        items = [item for section in known.booklet.sections for item in section.items]
        faults = [*_head_changes(sheet, known.booklet), *_answer_faults(sheet, line, items)]
        if faults:
            yield from faults
            return
        texts = [_at(line, column).text for column, _ in enumerate(items, FIRST_ITEM)]
        answers = {item.id: _answer(item, text) for item, text in zip(items, texts, strict=True) if text}
        place = sheet.name((number, 1))
        yield TypedAnswers(place=place, booklet=known.booklet, head=sheet.head, answers=answers)


_IDENTITY_FIELDS = ("employee", "name", "unit", "paper", "check")


@dataclass(frozen=True)
class _Sheet:
    """A sheet for typing in answers: its title, its rows by number, and the time by which its times are judged."""

    title: str
    lines: Mapping[int, Line]
    now: datetime

    def text(self, place: Place) -> str:
        """What stands in a cell."""
        return _at(self.lines.get(place[0], ()), place[1]).text

    def name(self, place: Place) -> str:
        """What people call a cell."""
        return f"{self.title}!{cell_name(*place)}"

    def fault(self, place: Place, message: str) -> CellFault:
        """A fault in a cell."""
        return CellFault(place=self.name(place), message=message)

    @property
    def head(self) -> SheetHead:
        """What holds for all rows; to be read once there are no faults in it."""
        started, handed_in = (self._moment(place) or self.now for place in (STARTED, HANDED_IN))
        return SheetHead(
            typed_by=self.text(TYPED_BY),
            started_at=started.isoformat(timespec="seconds"),
            handed_in_at=handed_in.isoformat(timespec="seconds"),
        )

    def head_faults(self) -> Iterator[CellFault]:
        """What is wrong above the rows, so that none of them can be taken."""
        if not self.text(TYPED_BY):
            yield self.fault(TYPED_BY, "写上录入人的姓名")
        for place in (STARTED, HANDED_IN):
            moment = self._moment(place)
            if moment is None:
                yield self.fault(place, f"写上{LABELS[place]}，例如 2026-11-21 09:00")
            elif moment > self.now:
                yield self.fault(
                    place, f"{LABELS[place]} {self.text(place)} 还没有到：改正年月日和时间，或校准这台电脑的钟"
                )
        started, handed_in = self._moment(STARTED), self._moment(HANDED_IN)
        if started and handed_in and handed_in < started:
            yield self.fault(HANDED_IN, "交卷时间比开考时间早：改正其中一个")
        for column, due in enumerate(IDENTITY, 1):
            if self.text((HEAD_ROW, column)) != due:
                yield self.fault((HEAD_ROW, column), f"表头被改过，这里应当是“{due}”：照原样改回去")

    def _moment(self, place: Place) -> datetime | None:
        """A time of the wall clock, in the zone of ``now``; ``None`` if the cell holds none."""
        match = _MOMENT.fullmatch(self.text(place))
        if not match:
            return None
        year, month, day, hour, minute = map(int, match.groups())
        try:
            return datetime(year, month, day, hour, minute, tzinfo=self.now.tzinfo)
        except ValueError:
            return None


def _at(line: Sequence[TypedCell], column: int) -> TypedCell:
    return line[column - 1] if column <= len(line) else _NO_CELL


def _identity_fault(identity: RowIdentity, known: KnownPaper | None) -> str:
    """Why a row can't be the one of its paper, as a Chinese sentence; empty if it can."""
    if known is None:
        what = f"试卷“{identity.paper[:64]}”" if identity.paper else "没有试卷号的一行"
        return f"{what}不是这场练兵发的：核对试卷号，或删掉这一行的作答"
    paper, person = known.booklet.paper, known.person
    if (identity.employee, identity.name) not in {(each.id, each.name) for each in (known.booklet.employee, person)}:
        return (
            f"试卷 {paper} 是 {person.id} {person.name} 的，这一行写的是 {identity.employee[:32]} "
            f"{identity.name[:32]}：多半是粘贴或排序错了行，核对后改正"
        )
    if identity.check.upper() != check_code(known.booklet.token):
        return f"试卷 {paper} 的校验码对不上：多半是粘贴错了行，照纸上的校验码核对"
    return ""


def _head_changes(sheet: _Sheet, booklet: Booklet) -> Iterator[CellFault]:
    for column, due in enumerate(heads(booklet), FIRST_ITEM):
        if sheet.text((HEAD_ROW, column)) != due:
            message = f"题目的表头被改过，这里应当是“{due}”：照原样改回去，题和答案才对得上"
            yield sheet.fault((HEAD_ROW, column), message)


def _answer_faults(sheet: _Sheet, line: Line, items: Sequence[AskedItem]) -> Iterator[CellFault]:
    for column, item in enumerate(items, FIRST_ITEM):
        cell = _at(line, column)
        message = cell.fault or _unreadable(item, cell.text)
        if message:
            yield CellFault(place=f"{sheet.title}!{cell.name}", message=message)
    for cell in line[FIRST_ITEM - 1 + len(items) :]:
        if cell.text or cell.fault:
            yield CellFault(place=f"{sheet.title}!{cell.name}", message=_NO_SUCH_ITEM)


def _unreadable(item: AskedItem, text: str) -> str:
    if not text or text in NOTHING or _answer(item, text) is not None:
        return ""
    expected = item.type.paper.expected(asked_on_paper(item))
    return f"“{text[:40]}”读不懂。这题要写：{expected}；没有作答写“／”"


def _answer(item: AskedItem, text: str) -> object:
    return None if text in NOTHING else item.type.paper.read(text, asked_on_paper(item))


def _twice(row: TypedAnswers, rows: Sequence[TypedAnswers]) -> str:
    others = "、".join(other.place for other in rows if other.booklet.paper == row.booklet.paper and other is not row)
    return f"试卷 {row.booklet.paper} 在 {others} 也录了一次，两次都没有收：删掉不对的那一行的作答"
