"""What an .xlsx file says of its sheets besides their values. Names are those of ECMA-376, part 1, chapter 18."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lianbing.drills.sheets.cells import Content, column_letters
from lianbing.drills.sheets.parts import Parts, Unreadable, is_true
from lianbing.drills.sheets.shown import LAST_COLUMN, LAST_ROW, CellMark, FarCell, Shown, is_far, place, whole_number

EMPTY_CELLS = re.compile(rb'<(?:\w+:)?c r="[^<>"]*"[^<>]*/>')
"""Cells that only have a format; a column that is formatted down to the last row has a million of them."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", re.ASCII)
_ZERO = re.compile(r"0+(\.0*)?", re.ASCII)
_BOOK = "xl/workbook.xml"


def read_shown(parts: Parts) -> list[Shown]:
    """Each sheet in the order of the workbook; raises Unreadable."""
    book_part = _book_part(parts)
    targets = _Relations(parts, book_part)
    book = _Book(targets)
    parts.read(book_part, book)
    styles = _Styles()
    folder = posixpath.dirname(book_part)
    parts.read(targets.of_kind("styles") or f"{folder}/styles.xml", styles)
    for sheet in book.sheets:
        parts.read(sheet.part, _SheetReader(sheet, styles.formats), without=EMPTY_CELLS)
    if not book.sheets:
        raise Unreadable
    return book.sheets


def _book_part(parts: Parts) -> str:
    return _Relations(parts, "").of_kind("officeDocument") or _BOOK


class _Silent:
    """Takes no notice of what a subclass doesn't read."""

    def start(self, _name: str, _attributes: Mapping[str, str], _place: int, /) -> None:
        pass

    def text(self, _text: str, /) -> None:
        pass

    def end(self, _name: str, _place: int, /) -> None:
        pass


class _Relations(_Silent):
    """Which part stands behind each id that another part uses; ``part`` is empty for the whole file."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._folder = posixpath.dirname(part)
        self._kinds: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        parts.read(posixpath.join(self._folder, "_rels", f"{posixpath.basename(part)}.rels"), self)

    def start(self, name: str, attributes: Mapping[str, str], _place: int, /) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            self.targets[attributes.get("Id", "")] = posixpath.normpath(part)
            self._kinds.setdefault(attributes.get("Type", "").rpartition("/")[2], posixpath.normpath(part))

    def of_kind(self, kind: str) -> str:
        """The first part of a kind; empty if there is none."""
        return self._kinds.get(kind, "")


class _Book(_Silent):
    def __init__(self, relations: _Relations) -> None:
        self._targets = relations.targets
        self.sheets: list[Shown] = []

    def start(self, name: str, attributes: Mapping[str, str], _place: int, /) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible").lower() in ("hidden", "veryhidden")
            part = self._targets.get(link, "")
            self.sheets.append(Shown(name=attributes.get("name", ""), part=part, hidden=hidden))


class _Styles(_Silent):
    """``formats`` has the format of numbers for each style that a cell can name by its place in the list."""

    def __init__(self) -> None:
        self.formats: list[str] = []
        self._codes = {"9": "0%", "10": "0.00%"}  # named by number only, ECMA-376 part 1, 18.8.30
        self._within = ""

    def start(self, name: str, attributes: Mapping[str, str], _place: int, /) -> None:
        if name in ("numFmts", "cellXfs"):
            self._within = name
        elif name == "numFmt" and self._within == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and self._within == "cellXfs":
            self.formats.append(self._codes.get(attributes.get("numFmtId", ""), ""))

    def end(self, name: str, _place: int, /) -> None:
        if name == self._within:
            self._within = ""


class _SheetReader(_Silent):
    """Notes what a sheet says of rows, columns and cells; cells without a place follow the one before."""

    def __init__(self, shown: Shown, formats: list[str]) -> None:
        self._shown = shown
        self._formats = formats
        self._row = self._column = self._cell_begins = 0
        self._row_hidden = self._row_filled = False
        self._cell: Mapping[str, str] = {}
        self._formula = self._filled = False
        self._value: str | None = None
        self._within_value = False

    def start(self, name: str, attributes: Mapping[str, str], byte: int) -> None:
        match name:
            case "c":
                self._begin_cell(attributes, byte)
            case "row":
                self._row = place(attributes, "r", self._row + 1, LAST_ROW)
                self._column = 0
                self._row_hidden = is_true(attributes, "hidden") or _is_zero(attributes, "ht")
                self._row_filled = False
            case "v":
                self._value, self._within_value = "", True
            case "f":
                self._formula = True
            case "is":
                self._filled = True
            case "col" if is_true(attributes, "hidden") or _is_zero(attributes, "width"):
                first = whole_number(attributes, "min", 1)
                last = min(whole_number(attributes, "max", first), LAST_COLUMN)
                self._shown.hidden_columns.update(range(first, last + 1))

    def text(self, text: str) -> None:
        if self._within_value and self._value is not None:
            self._value += text

    def end(self, name: str, byte: int) -> None:
        match name:
            case "v":
                self._within_value = False
            case "c":
                self._end_cell(byte)
            case "row" if self._row_hidden and self._row_filled:
                self._shown.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str], byte: int) -> None:
        self._cell, self._cell_begins = attributes, byte
        self._formula = self._filled = False
        self._value = None
        if "r" in attributes:
            self._row, self._column = _row_and_column(attributes["r"])
        else:
            self._column += 1

    def _end_cell(self, byte: int) -> None:
        if not (self._value or self._filled or self._formula):
            return
        self._row_filled = True
        self._shown.holds(self._row, self._column)
        if is_far(self._row, self._column):
            name = f"{column_letters(self._column)}{self._row}"
            self._shown.far.append(FarCell(name=name, begins=self._cell_begins, ends=byte))
        if mark := self._mark():
            self._shown.marks[self._row, self._column] = mark

    def _mark(self) -> CellMark | None:
        kind, value = self._cell.get("t", "n"), (self._value or "").strip()
        if kind == "e":
            return CellMark(content=Content.ERROR, text=value)
        if self._formula and not value and not self._filled and kind != "str":
            return CellMark(content=Content.UNCALCULATED)
        if kind == "n" and value:
            style = whole_number(self._cell, "s", 0)
            code = self._formats[style] if style < len(self._formats) else ""
            return CellMark(content=Content.NUMBER, number_format=code)
        return None


def _is_zero(attributes: Mapping[str, str], name: str) -> bool:
    """Whether an attribute is nought, which programs in Java write as ``0.0``."""
    return bool(_ZERO.fullmatch(attributes.get(name, "").strip()))


def _row_and_column(name: str) -> tuple[int, int]:
    """The place of a cell by its name, e.g. ``B7``; raises Unreadable."""
    letters_and_digits = _CELL.fullmatch(name)
    if not letters_and_digits:
        raise Unreadable
    column, row = 0, int(letters_and_digits[2])
    for letter in letters_and_digits[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise Unreadable
    return row, column
