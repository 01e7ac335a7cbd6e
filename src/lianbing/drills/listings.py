"""A list of people in a file: which sheet, rows and columns are read, and what is passed over for which reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lianbing.drills.heads import Head, HeadColumn, Wanted, find_head, nearest_head
from lianbing.drills.sheets.cells import Content, ReadCell, Row, Sheet, SheetFile, column_letters
from lianbing.drills.sheets.reading import read_book
from lianbing.errors import Fault, RosterFaults

_MOST_ROWS = 20_000
_FOOTER = re.compile(
    r"[（(【]?(.{0,12}[合总小共]计|总人数|人数|共[\d\s]+[人名条行]|[制填][表单报]|审[核批定]|复核|批准|校对|经办|打印|导出"
    r"|备注|说明|注[:：1-9]|以下空白|第\s*\d+\s*页|单位负责人|负责人|联系人|盖章|签[字名章]|\d{4}年\d{1,2}月)"
)
_TOTAL = re.compile(r"[^:：]{0,12}([合总小共]计|[:：])")
"""What a row with something in the column of names begins with, if that is no name."""
_NUMBER = re.compile(r"[\w-]+", re.ASCII)
_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """How to read a file: the encoding of a text, and the name of a sheet. Empty: it is found out."""

    encoding: str = ""
    sheet: str = ""


AS_IT_IS = ListOptions()


@dataclass(frozen=True, kw_only=True)
class ListLine:
    """A line of the list; ``cells`` are those that hold anything, by field."""

    number: int
    cells: Mapping[str, ReadCell]

    def text(self, field: str) -> str:
        """The text of a field; empty if there is none."""
        return self.cells[field].text if field in self.cells else ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What was read of a file. ``sheet`` is empty for a text file; ``passed_over`` has a sentence for each omission."""

    file: str
    format: str
    sheet: str
    head: Head
    columns: tuple[HeadColumn, ...]
    lines: tuple[ListLine, ...]
    passed_over: tuple[str, ...]

    def cell_name(self, line: int, field: str) -> str:
        """The letters and number of a cell, e.g. ``B7``."""
        return next((f"{column_letters(c.place)}{line}" for c in self.columns if c.field == field), "")

    def cell_faults(self, line: ListLine) -> Iterator[str]:
        """What is wrong with cells of a line whoever they are of: errors, lost results, dates, truth values."""
        for field, cell in line.cells.items():
            if what := _cell_fault(cell):
                yield f"{self.cell_name(line.number, field)} {what}"


def read_listing(path: Path, wanted: Wanted, how: ListOptions = AS_IT_IS) -> Listing:
    """Reads the list of a file.

    Raises:
        RosterFaults: the file can't be read, has no such list or several, or a field has several columns.
    """
    book = read_book(path, how.encoding)
    return listing_of(book, *_sheet_with_head(book, wanted, how.sheet), wanted)


def listing_of(book: SheetFile, sheet: Sheet, head: Head, wanted: Wanted) -> Listing:
    """The list below a head.

    Raises:
        RosterFaults: it has nobody, or too many, or a field has several columns.
    """
    columns = _single_columns(book.file, head, wanted)
    lines, omitted = _split(sheet, head, columns, wanted)
    if len(lines) > _MOST_ROWS:
        raise RosterFaults([Fault(book.file, lines[_MOST_ROWS].number, f"名单超过 {_MOST_ROWS} 行：请分成几份")])
    if not lines:
        hidden = f"（{'；'.join(omitted)}）" if omitted else ""
        raise RosterFaults([Fault(book.file, 0, f"名单里只有表头，没有人{hidden}：表头下面每人写一行")])
    return Listing(
        file=book.file,
        format=book.format,
        sheet=sheet.name,
        head=head,
        columns=columns,
        lines=tuple(lines),
        passed_over=(
            *_other_sheets(book, sheet),
            *_hidden_columns(sheet, head),
            *omitted,
            *_headless(sheet, head, lines),
            *_cut_off(sheet),
        ),
    )


def _sheet_with_head(book: SheetFile, wanted: Wanted, name: str) -> tuple[Sheet, Head]:
    """The only sheet with such a list, or the one of that name; raises RosterFaults."""
    sheets = _named(book, name) if name else [sheet for sheet in book.sheets if not sheet.hidden]
    if not any(sheet.rows for sheet in sheets):
        raise RosterFaults([Fault(book.file, 0, _empty(book, wanted))])
    heads = [(sheet, head) for sheet in sheets if (head := find_head(sheet, wanted))]
    filled = [(sheet, head) for sheet, head in heads if any(line > head.last for line in sheet.rows)]
    if len(filled) > 1:
        names = "、".join(f"“{sheet.name}”" for sheet, _ in filled)
        what = f"{names} 这 {len(filled)} 张工作表都像名单：加 --sheet 表名 说明读哪一张，或把另一张隐藏"
        raise RosterFaults([Fault(book.file, 0, what)])
    if not heads:
        raise RosterFaults([_no_head(book.file, sheets, wanted)])
    return (filled or heads)[0]


def _named(book: SheetFile, name: str) -> list[Sheet]:
    sheets = [sheet for sheet in book.sheets if sheet.name.strip() == name.strip()]
    if not sheets:
        has = "、".join(f"“{sheet.name}”" for sheet in book.sheets if sheet.name)
        what = f"里面有 {has}" if has else "文本文件没有工作表，不要写 --sheet"
        raise RosterFaults([Fault(book.file, 0, f"没有工作表“{name}”：{what}")])
    return sheets


def _empty(book: SheetFile, wanted: Wanted) -> str:
    hidden = "、".join(f"“{sheet.name}”" for sheet in book.sheets if sheet.hidden and sheet.rows)
    but = f"（只有隐藏的工作表 {hidden} 里有内容，取消隐藏，或用 --sheet 指定）" if hidden else ""
    return f"名单是空的{but}：第一行要写 {wanted.example}，下面每人一行"


def _no_head(file: str, sheets: Sequence[Sheet], wanted: Wanted) -> Fault:
    """Quotes what stands where a head comes nearest to what is wanted."""
    heads = [(sheet, head) for sheet in sheets if (head := nearest_head(sheet, wanted))]
    if not heads:
        return Fault(file, 0, f"名单里看得见的行是空的：取消隐藏和筛选；第一行要写 {wanted.example}")
    sheet, head = max(heads, key=lambda pair: len(pair[1].fields))
    missing = "、".join(wanted.title(field) for field in wanted.needed if field not in head.fields)
    where = f"“{sheet.name}”表这一行" if sheet.name else "这一行"
    hidden = "".join(f"；{name} 是隐藏的，没有读" for name in _hidden_wanted(sheet, head, wanted))
    what = f"表头里没有 {missing} 列，{where}读到的是 {_quoted(sheet.rows[head.first])}{hidden}"
    return Fault(file, head.first, f"{what}：第一行要写 {wanted.example}（上面可以有标题）")


def _hidden_wanted(sheet: Sheet, head: Head, wanted: Wanted) -> Iterator[str]:
    row = sheet.rows[head.first]
    for place in sorted(row.keys() & sheet.hidden_columns):
        if wanted.field_of(row[place].text):
            yield f"{column_letters(place)} 列“{row[place].text}”"


def _quoted(row: Row) -> str:
    texts = [f"“{cell.text[:20]}”" for _, cell in sorted(row.items())]
    return "、".join(texts[:_SHOWN]) + ("……" if len(texts) > _SHOWN else "")


def _single_columns(file: str, head: Head, wanted: Wanted) -> tuple[HeadColumn, ...]:
    """The columns of a head, of which each field has one; raises RosterFaults."""
    faults = []
    for field in wanted.headings:
        same = [column for column in head.columns if column.field == field]
        if len(same) > 1:
            both = " 和 ".join(column.named for column in same)
            remedy = "隐藏不用的那一列，或把它的表头改成别的（例如“备用”）"
            faults.append(Fault(file, head.first, f"{both}都像是{wanted.title(field)}，不知道读哪一列：{remedy}"))
    if faults:
        raise RosterFaults(faults)
    return head.columns


class _Omission(StrEnum):
    """Why a row is none of the list, in the words that say so."""

    ABOVE = "在表头以上"
    HIDDEN = "隐藏或被筛掉"
    HEAD_AGAIN = "又是表头"
    BLANK = "要读的几列都空着"
    FOOTER = "不是人，像是合计、落款"


def _split(sheet: Sheet, head: Head, columns: Sequence[HeadColumn], wanted: Wanted) -> tuple[list[ListLine], list[str]]:
    """The lines of the list, and a sentence for each kind of row that is none of them."""
    carried = sheet.carried(across=False).rows
    omitted: dict[_Omission, list[int]] = {why: [] for why in _Omission}
    omitted[_Omission.ABOVE] = [number for number in sheet.rows if number < head.first]
    lines: list[ListLine] = []
    why: _Omission | None = None
    for number in sorted(number for number in sheet.rows if number > head.last):
        rows = {c: (carried if c.field in wanted.carried else sheet.rows)[number] for c in columns}
        cells = {column.field: row[column.place] for column, row in rows.items() if column.place in row}
        line = ListLine(number=number, cells=cells)
        why = _omission(sheet, line, columns, below_footer=why is _Omission.FOOTER)
        if why:
            omitted[why].append(number)
        else:
            lines.append(line)
    return lines, [_omitted(sheet, numbers, why) for why, numbers in omitted.items() if numbers]


def _omission(sheet: Sheet, line: ListLine, columns: Sequence[HeadColumn], *, below_footer: bool) -> _Omission | None:
    row = sheet.rows[line.number]
    own = sum(column.place in row for column in columns)
    if line.number in sheet.hidden_rows:
        return _Omission.HIDDEN
    if _repeats(line, columns):
        return _Omission.HEAD_AGAIN
    if _is_footer(line, row) or (below_footer and own == 1 and not _has_name(line)):
        return _Omission.FOOTER
    return None if own else _Omission.BLANK


def _has_name(line: ListLine) -> bool:
    return "name" in line.cells and line.cells["name"].content is Content.TEXT


def _repeats(line: ListLine, columns: Sequence[HeadColumn]) -> bool:
    """Whether a line is the head once more, as at the top of each printed page, or merged down."""
    return bool(line.cells) and all(line.text(column.field) in ("", column.heading) for column in columns)


def _is_footer(line: ListLine, row: Row) -> bool:
    """Whether a row is a total or a signature, and not a person with something wrong."""
    number, name = line.text("id"), line.text("name")
    if name and _NUMBER.fullmatch(number):
        return False
    texts = [cell.text for _, cell in sorted(row.items()) if cell.content is not Content.NUMBER]
    first = "".join((number if number in texts else texts[0] if texts else "").split())
    sign = _TOTAL if name and not number else _FOOTER
    return bool(sign.match(first))


def _omitted(sheet: Sheet, lines: Sequence[int], why: _Omission) -> str:
    first = "、".join(cell.text for _, cell in sorted(sheet.rows[lines[0]].items()) if cell.text)
    quoted = f"“{first[:30]}”" if len(lines) == 1 else f"第一行是“{first[:30]}”"
    return f"第 {line_ranges(lines)} 行{why}（{quoted}）"


def line_ranges(lines: Iterable[int]) -> str:
    """Line numbers for people: ``3、5–9``."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    return "、".join(texts[:_SHOWN]) + (" 等" if len(texts) > _SHOWN else "")


def _other_sheets(book: SheetFile, read: Sheet) -> Iterator[str]:
    others = [sheet for sheet in book.sheets if sheet is not read and sheet.rows]
    for hidden, what in ((True, "隐藏的工作表"), (False, "没有名单的工作表")):
        names = [f"“{sheet.name}”" for sheet in others if sheet.hidden is hidden]
        if names:
            yield f"{what} {'、'.join(names)}"


def _hidden_columns(sheet: Sheet, head: Head) -> Iterator[str]:
    row = sheet.rows.get(head.first, {})
    below = {place for line, cells in sheet.rows.items() if line > head.last for place in cells}
    names = [
        f"{column_letters(place)} 列“{row[place].text}”" if place in row else f"{column_letters(place)} 列"
        for place in sorted(sheet.hidden_columns & (row.keys() | below))
    ]
    if names:
        yield f"隐藏的列 {'、'.join(names[:_SHOWN])}{' 等' if len(names) > _SHOWN else ''}"


def _headless(sheet: Sheet, head: Head, lines: Iterable[ListLine]) -> Iterator[str]:
    """Columns without a heading in which lines of the list hold anything: a comma within a unit's name cuts it."""
    wide = sheet.carried(across=True).rows
    headed = {place for line in range(head.first, head.last + 1) for place in wide.get(line, {})}
    first: dict[int, int] = {}
    for line in lines:
        for place in sheet.rows[line.number].keys() - headed - sheet.hidden_columns:
            first.setdefault(place, line.number)
    for place, number in sorted(first.items())[:_SHOWN]:
        text, letters = sheet.rows[number][place].text, column_letters(place)
        yield f"没有表头的 {letters} 列（第一格是 {letters}{number}“{text[:20]}”）"


def _cut_off(sheet: Sheet) -> Iterator[str]:
    if sheet.cut_off:
        names = "、".join(sheet.cut_off[:_SHOWN]) + (" 等" if len(sheet.cut_off) > _SHOWN else "")
        yield f"离名单太远的 {len(sheet.cut_off)} 个单元格 {names}"


def _cell_fault(cell: ReadCell) -> str:
    match cell.content:
        case Content.ERROR:
            return f"单元格是错误值 {cell.text}：改成应有的内容"
        case Content.UNCALCULATED:
            return "单元格是公式，文件里没有它的结果：用 Excel 打开、保存一次，或改成数值"
        case Content.DATE:
            return f"单元格是日期或时间 {cell.text}，不是文字：把这一格设成文本，重新写"
        case Content.TRUTH:
            return f"单元格是逻辑值 {cell.text}，不是文字：把这一格设成文本，重新写"
    return ""
