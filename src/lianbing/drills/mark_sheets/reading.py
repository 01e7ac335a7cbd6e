"""Reads a filled-in 评分表: the rows that were changed, and what is wrong, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianbing.domain.kernel.decimals import read_number
from lianbing.domain.reviewing.giving import MarkPart
from lianbing.domain.reviewing.rounds import GivenMark
from lianbing.drills.mark_sheets.layout import (
    CHECK,
    CODE,
    COMMENT,
    DRILL,
    FIRST_DEDUCTION,
    FORM,
    HEAD_ROW,
    HEADS,
    ITEM,
    KIND,
    LEVEL,
    MARKER,
    NUMBER,
    POINTS,
    REAL,
    TEXT,
    TO_FILL,
    TRAINING,
    RowTexts,
    bound,
)
from lianbing.drills.typed_sheets.cells import Line, TypedCell, read_lines
from lianbing.drills.typed_sheets.layout import cell_name
from lianbing.errors import Fault, SubmissionRejected

_NO_CELL = TypedCell(name="")


@dataclass(frozen=True, kw_only=True)
class FilledRow:
    """A row that was changed since it was written.

    ``number`` is that of the own mark that it showed then, or 0. ``sheet`` and ``row`` say where it stands; ``given``
    has no points where the marker only chose a level.
    """

    kind: str
    item: str
    code: str
    texts: RowTexts
    number: int
    sheet: str
    row: int

    def place(self, column: int) -> str:
        """What people call a cell of the row."""
        return f"{self.sheet}!{cell_name(self.row, column)}"


@dataclass(frozen=True, kw_only=True)
class FilledSheet:
    """A marker's workbook: whose it is, its changed rows, and its faults."""

    file: str
    drill: str
    marker: str
    rows: tuple[FilledRow, ...]
    faults: tuple[Fault, ...]

    def fault(self, place: str, message: str) -> Fault:
        """A fault at a place of this workbook."""
        return Fault(f"{self.file} {place}", 0, message)


def read_mark_sheet(file: str, content: bytes) -> FilledSheet:
    """Reads all sheets of a workbook called ``file``. Whatever is wrong is among its faults; nothing is raised."""
    try:
        sheets = [(title, lines) for title, lines in read_lines(content) if _text(lines, (1, 1)) == FORM]
    except SubmissionRejected:
        broken = "表格打不开或太大：在 Excel 或 WPS 里打开它，另存为 .xlsx 再收"
        return FilledSheet(file=file, drill="", marker="", rows=(), faults=(Fault(file, 0, broken),))
    if not sheets:
        foreign = "不是评分表：请用 lianbing review sheet 写出的那一份，不要改第一行"
        return FilledSheet(file=file, drill="", marker="", rows=(), faults=(Fault(file, 0, foreign),))
    read = [part for title, lines in sheets for part in _read_sheet(title, lines, sheets[0][1])]
    rows = [part for part in read if isinstance(part, FilledRow)]
    faults = [Fault(f"{file} {place}", 0, message) for place, message in (p for p in read if isinstance(p, tuple))]
    faults += [Fault(f"{file} {each.place(CODE)}", 0, f"编码 {each.code} 有两行：删掉一行") for each in _twice(rows)]
    return FilledSheet(
        file=file,
        drill=_text(sheets[0][1], DRILL),
        marker=_text(sheets[0][1], MARKER),
        rows=tuple(rows),
        faults=tuple(faults),
    )


Problem = tuple[str, str]
"""A place and a sentence."""


def _twice(rows: Sequence[FilledRow]) -> Iterator[FilledRow]:
    counts = Counter((each.kind, each.item, each.code) for each in rows)
    return (each for each in rows if counts[each.kind, each.item, each.code] > 1)


def _read_sheet(title: str, lines: Mapping[int, Line], first: Mapping[int, Line]) -> Iterator[FilledRow | Problem]:
    problems = [*_head_problems(title, lines, first)]
    if problems:
        yield from problems
        return
    for number, line in lines.items():
        if number > HEAD_ROW:
            yield from _read_row(title, number, lines, line)


def _head_problems(title: str, lines: Mapping[int, Line], first: Mapping[int, Line]) -> Iterator[Problem]:
    for place in (DRILL, MARKER):
        if not _text(lines, place) or _text(lines, place) != _text(first, place):
            yield f"{title}!{cell_name(*place)}", "练兵或评分人被改过，同别的表不一样：照原样改回去"
    if _text(lines, KIND) not in (REAL, TRAINING):
        yield f"{title}!{cell_name(*KIND)}", f"这里应当是“{REAL}”或“{TRAINING}”：照原样改回去"
    for column, due in enumerate(HEADS, 1):
        if _text(lines, (HEAD_ROW, column)) != due:
            yield f"{title}!{cell_name(HEAD_ROW, column)}", f"表头被改过，这里应当是“{due}”：照原样改回去"


def _read_row(title: str, number: int, lines: Mapping[int, Line], line: Line) -> Iterator[FilledRow | Problem]:
    problems = [
        (f"{title}!{cell.name}", cell.fault) for cell in (_at(line, column) for column in TO_FILL) if cell.fault
    ]
    if problems:
        yield from problems
        return
    level, points, first, second, comment = (_at(line, column).text.strip() for column in TO_FILL)
    texts = RowTexts(level=level, points=_tidy(points), deductions=(first, second), comment=comment)
    code, check, own = (_at(line, column).text for column in (CODE, CHECK, NUMBER))
    if not code:
        if not texts.is_empty:
            yield (
                f"{title}!{cell_name(number, CODE)}",
                "这一行没有编码，不知道评的是哪一份：照原样写回编码，或清空这一行",
            )
        return
    written, _, binding = check.partition("-")
    if not binding or not own.isdecimal():
        yield f"{title}!{cell_name(number, CHECK)}", "隐藏的校验格被清掉或改过：用原来的那一份表"
    elif binding != bound(code, _at(line, TEXT).text):
        what = "编码和作答对不上，一个被改过，或者排序时只排了几列：用原来的那一份表，分照着填回去"
        yield f"{title}!{cell_name(number, CODE)}", what
    elif texts.check != written:
        kind, item = _text(lines, KIND), _text(lines, ITEM)
        yield FilledRow(kind=kind, item=item, code=code, texts=texts, number=int(own), sheet=title, row=number)


def given_in(row: FilledRow, only_points: Mapping[str, str]) -> GivenMark | tuple[int, str]:
    """The mark that a row means, or the column of a fault and a sentence.

    ``only_points`` are the points of the levels that leave no choice, by title.
    """
    texts = row.texts
    if texts.is_empty:
        return POINTS, "这一行清空了，评过的分却不能撤回，只能改：填上得分，或照原来的填"
    written = texts.points or only_points.get(texts.level, "")
    if not written:
        return POINTS, "没有得分：填上得分，还没有评的就整行空着"
    points = read_number(written, "分")
    if points is None:
        return POINTS, f"得分“{written[:20]}”不是数字"
    if texts.deductions[1] and not texts.deductions[0]:
        return FIRST_DEDUCTION, "扣分二写了，扣分一空着：先写扣分一"
    deductions = tuple(each for each in texts.deductions if each)
    return GivenMark(points=points, level=texts.level, deductions=deductions, comment=texts.comment)


COLUMNS = {
    MarkPart.POINTS: POINTS,
    MarkPart.LEVEL: LEVEL,
    MarkPart.DEDUCTIONS: FIRST_DEDUCTION,
    MarkPart.COMMENT: COMMENT,
}
"""Where each part of a mark stands."""


def _tidy(points: str) -> str:
    """Points as they were written out: programs turn 6.50 into 6.5 by themselves."""
    value = read_number(points, "分") if points else None
    return points if value is None else f"{value.normalize():f}"


def _text(lines: Mapping[int, Line], place: tuple[int, int]) -> str:
    return _at(lines.get(place[0], ()), place[1]).text


def _at(line: Sequence[TypedCell], column: int) -> TypedCell:
    return line[column - 1] if column <= len(line) else _NO_CELL
