"""Tables of ratings: one row for each person, one column for each rating, on one sheet or on several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lianbing.domain.assessment.schemes import RatingColumn
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period, Span
from lianbing.drills.heads import Head, Wanted, find_head, nearest_head
from lianbing.drills.listings import AS_IT_IS, Listing, ListLine, ListOptions, listing_of
from lianbing.drills.rosters import HEADINGS, number_fault
from lianbing.drills.sheets.cells import Area, Content, Sheet, SheetFile, column_letters
from lianbing.drills.sheets.reading import read_book
from lianbing.errors import Fault, RosterFaults

_SCORE = re.compile(r"\d{1,6}(\.\d{1,2})?", re.ASCII)
_YEAR = r"(?:(?P<year>(?<!\d)\d{4})\s*[年./-]?\s*)?"
_ORDINALS = "一二三四五六七八九"
_MENTIONS = {
    Span.MONTH: re.compile(
        rf"{_YEAR}(?<!\d)(?:(?P<digits>1[0-2]|0?[1-9])|(?P<written>十[一二]?|[{_ORDINALS}]))\s*月"
        r"|(?<!\d)(?P<year_before>20\d\d)[-./]?(?P<two_digits>1[0-2]|0[1-9])(?!\d)",
        re.ASCII,
    ),
    Span.QUARTER: re.compile(rf"{_YEAR}(?:Q(?P<digits>[1-4])|第?(?P<written>[一二三四])季)", re.ASCII),
    Span.HALF_YEAR: re.compile(rf"{_YEAR}(?:H(?P<digits>[12])|(?P<written>[上下])半年)", re.ASCII),
}
"""How names and titles mention a period, by its span: 2026年3月, 三月份, 202603; 2026Q1, 第一季度; 2026H1, 上半年."""
_SHOWN = 6
_READ_PAST = re.compile(r"序号|备注|说明|岗位|职务|线路|合计|总分|小计|平均.{0,2}|名次|排名|等级|签.{0,2}|日期")
"""Headings of columns that may stand in such a table and say nothing that is read."""


@dataclass(frozen=True, kw_only=True)
class RatedRow:
    """A row: whose it is, its scores by rating, and ``place``, which names the file, sheet and row."""

    file: str
    line: int
    place: str
    number: str
    name: str
    team: str
    scores: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class TablesReading:
    """The rows of all sheets of all files, and sentences on what was not read, or not as it stands."""

    rows: tuple[RatedRow, ...]
    notes: tuple[str, ...]


def read_rating_tables(
    paths: Sequence[Path],
    columns: Sequence[RatingColumn],
    period: Period,
    how: ListOptions = AS_IT_IS,
    *,
    whole: bool = True,
) -> TablesReading:
    """Reads the ratings of a period.

    Args:
        paths: the files; together they hold each person once.
        columns: the ratings that are asked for, each headed by its title.
        period: the period; another one of its span in the name of a file or sheet, or in a title, is a fault.
        how: the encoding of text files, and the sheet where only one is to be read.
        whole: each table needs every column that is needed; else it may have some of them.

    Raises:
        RosterFaults: with everything that is wrong in all files; then nothing of them is read.
    """
    reader = _Reader(columns, period, whole=whole)
    for path in paths:
        try:
            reader.read(read_book(path, how.encoding), how.sheet)
        except RosterFaults as error:
            reader.faults += error.faults
    if reader.faults:
        raise RosterFaults(reader.faults)
    return TablesReading(rows=tuple(reader.rows), notes=tuple(reader.notes))


class _Reader:
    """Reads sheet after sheet and gathers rows, notes and faults."""

    def __init__(self, columns: Sequence[RatingColumn], period: Period, *, whole: bool) -> None:
        self._columns = {column.rating: column for column in columns}
        self._period = period
        self._wanted = Wanted(
            headings={**HEADINGS, **{column.rating: (column.title,) for column in columns}},
            needed=("id", *(column.rating for column in columns if column.needed and whole)),
        )
        self._places: dict[str, str] = {}
        self.rows: list[RatedRow] = []
        self.notes: list[str] = []
        self.faults: list[Fault] = []

    def read(self, book: SheetFile, name: str) -> None:
        """Reads the sheets of a file that are such tables."""
        before = len(self.rows) + len(self.faults)
        self._check_period(book.file, 0, "文件名", book.file)
        for sheet in book.sheets:
            if not sheet.rows or (name and sheet.name.strip() != name.strip()):
                continue
            if sheet.hidden:
                self.notes.append(f"{book.file}：隐藏的工作表“{sheet.name}”没有读")
            elif (head := find_head(sheet, self._wanted)) and head.fields & self._columns.keys():
                self._read_sheet(book, sheet, head)
            else:
                self._without_head(book.file, sheet)
        if len(self.rows) + len(self.faults) == before:
            titles = "、".join(column.title for column in self._columns.values())
            what = f"没有一张表有工号和要评的列（{titles}）：用 lianbing rating template 写一份空表来填"
            self.faults.append(Fault(book.file, 0, what))

    def _without_head(self, file: str, sheet: Sheet) -> None:
        """A sheet that is nearly such a table has a fault, another one is passed over."""
        head = nearest_head(sheet, self._wanted)
        missing = [field for field in self._wanted.needed if head and field not in head.fields]
        if head is None or not missing or "id" in missing or len(head.fields) == 1:
            self.notes.append(f"{file}：工作表“{sheet.name}”不是评定表，没有读")
            return
        titles = "、".join(map(self._wanted.title, missing))
        what = f"{_of(sheet)}的表头（第 {head.first} 行）里没有 {titles} 这几列：补上，列名要一样"
        self.faults.append(Fault(file, head.first, what))

    def _read_sheet(self, book: SheetFile, sheet: Sheet, head: Head) -> None:
        self._check_period(book.file, 0, f"{_of(sheet)}的名字", sheet.name)
        for above in (line for line in sorted(sheet.rows) if line < head.first):
            for column, cell in sheet.rows[above].items():
                self._check_period(book.file, above, f"{_of(sheet)} {column_letters(column)}{above}", cell.text)
        self.faults += _strange_columns(book.file, sheet, head, self._wanted)
        try:
            listing = listing_of(book, sheet, head, self._wanted)
        except RosterFaults as error:
            self.faults += error.faults
            return
        self.faults += self._merged(listing, sheet)
        for line in listing.lines:
            self._read_line(listing, sheet, line)
        if typed := [cell for line in listing.lines for cell in self._typed(listing, sheet, line)]:
            where = "、".join(typed[:_SHOWN]) + (f" 等 {len(typed)} 格" if len(typed) > _SHOWN else "")
            self.notes.append(f"{book.file}{_of(sheet)} {where} 存成了文本，照数字读了")
        kept = (note for note in listing.passed_over if not note.startswith(("隐藏的工作表", "没有名单的工作表")))
        self.notes += (f"{book.file}{_of(sheet)}，没有读：{note}" for note in kept)

    def _check_period(self, file: str, line: int, where: str, text: str) -> None:
        mentions = _MENTIONS.get(self._period.span)
        for match in mentions.finditer(text) if mentions else ():
            year, number = _mentioned(match)
            if number != self._period.number or (year and year != self._period.year):
                what = f"{where}“{text[:30]}”写的是 {match[0]}，录入的却是 {self._period.title}：核对是不是拿错了表"
                self.faults.append(Fault(file, line, what))

    def _merged(self, listing: Listing, sheet: Sheet) -> Iterator[Fault]:
        """Scores are everybody's own, so no merged cell may cover one."""
        lines = {line.number for line in listing.lines}
        places = {column.place for column in listing.columns if column.field in (*self._columns, "id")}
        for area in sheet.merged:
            rows = lines & {*range(area.top, area.bottom + 1)}
            if rows and places & {*range(area.left, area.right + 1)}:
                what = f"{_of(sheet)} {_named(area)} 是合并单元格：取消合并，每人各填一格"
                yield Fault(listing.file, min(rows), what)

    def _read_line(self, listing: Listing, sheet: Sheet, line: ListLine) -> None:
        number = line.text("id")
        faults = [*listing.cell_faults(line)] or [*self._faults(listing, line)]
        place = f"{listing.file}{_of(sheet)}第 {line.number} 行"
        if earlier := self._places.get(number.upper()) if number else None:
            faults.append(f"工号 {number} 在 {earlier} 已经有了：一个人只写一行")
        self.faults += (Fault(listing.file, line.number, f"{_of(sheet)}{fault}") for fault in faults)
        if number:
            self._places.setdefault(number.upper(), place)
        if not faults:
            scores = {name: Decimal(_digits(line.text(name))) for name in self._columns if line.text(name)}
            self.rows.append(
                RatedRow(
                    file=listing.file,
                    line=line.number,
                    place=place,
                    number=number,
                    name=line.text("name"),
                    team=line.text("team"),
                    scores=scores,
                )
            )

    def _faults(self, listing: Listing, line: ListLine) -> Iterator[str]:
        stored = "id" in line.cells and line.cells["id"].is_number
        if fault := number_fault(line.text("id"), {}, stored_as_number=stored):
            yield fault
        for name, column in self._columns.items():
            cell = listing.cell_name(line.number, name)
            if cell and (what := _score_fault(line.text(name), column)):
                yield f"{cell}（{line.text('id')} 的{column.title}）{what}"

    def _typed(self, listing: Listing, sheet: Sheet, line: ListLine) -> Iterator[str]:
        """Numbers that are stored as text; in a text file only those that are not written as numbers are."""
        for name in (name for name in self._columns if name in line.cells):
            text = line.text(name)
            if line.cells[name].content is Content.TEXT and (sheet.name or _digits(text) != text):
                yield f"{listing.cell_name(line.number, name)}“{text[:20]}”"


def _mentioned(match: re.Match[str]) -> tuple[int, int]:
    """The year, 0 if it isn't told, and the number of a period within its year."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    year = int(groups.get("year") or groups.get("year_before", "0"))
    if written := groups.get("written"):
        return year, _NUMBERS[written]
    return year, int(groups.get("digits") or groups["two_digits"])


_NUMBERS = dict(zip((*_ORDINALS, "十", "十一", "十二"), range(1, 13), strict=True)) | {"上": 1, "下": 2}


def _score_fault(text: str, column: RatingColumn) -> str:
    if not text:
        return "没有填：补上；不评的人，整行删掉，再加 --without 工号" if column.needed else ""
    if text.endswith(("%", "％")):
        return f"写的是百分数“{text[:20]}”，满分是 {plain(column.full)}：设成常规格式，填得分"
    if not _SCORE.fullmatch(_digits(text)):
        return f"写的是“{text[:20]}”：只能是 0 到 {plain(column.full)} 的数字，最多两位小数"
    if Decimal(_digits(text)) > column.full:
        return f"是 {text}，超过满分 {plain(column.full)}：改正"
    return ""


def _digits(text: str) -> str:
    return text.translate(_FULL_WIDTH)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _strange_columns(file: str, sheet: Sheet, head: Head, wanted: Wanted) -> Iterator[Fault]:
    """Headed columns that are neither read nor known to say nothing: a rating with a misspelt name is one of them."""
    places = {column.place for column in head.columns} | sheet.hidden_columns
    known = "、".join(wanted.title(field) for field in wanted.headings if field not in HEADINGS)
    for place, cell in sorted(sheet.rows.get(head.last, {}).items()):
        if place not in places and not _READ_PAST.match(cell.text):
            what = f"{column_letters(place)}{head.last} 的列“{cell.text[:20]}”不是要评的一项：改列名，或删掉这一列"
            yield Fault(file, head.last, f"{_of(sheet)} {what}（要评的是 {known}）")


def _of(sheet: Sheet) -> str:
    return f"工作表“{sheet.name}”" if sheet.name else ""


def _named(area: Area) -> str:
    return f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"
