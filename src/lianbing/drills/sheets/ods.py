"""What an .ods file says of its sheets besides their values. Names are those of OpenDocument 1.3, part 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.drills.sheets.cells import Area, Content
from lianbing.drills.sheets.parts import Parts, Unreadable
from lianbing.drills.sheets.shown import LAST_COLUMN, LAST_ROW, CellMark, Shown, place, whole_number

_HIDDEN = ("collapse", "filter")
_VALUES = ("office:value", "office:string-value", "office:boolean-value", "office:date-value", "office:time-value")
_MOST_REPEATED = 20_000
"""Rows or columns of one mark; a number or an error that is repeated more often stands in no list."""


def read_shown(parts: Parts) -> list[Shown]:
    """Each sheet in the order of the file; raises Unreadable."""
    styles = _Styles()
    parts.read("styles.xml", styles)
    parts.read("content.xml", styles)
    content = _Content(styles)
    parts.read("content.xml", content)
    if not content.sheets:
        raise Unreadable
    return content.sheets


@dataclass(kw_only=True)
class _Style:
    """Of a sheet whether it is shown, of a cell the name of its number format."""

    display: bool = True
    data_style: str = ""
    parent: str = ""


class _Styles:
    """Styles by name, and the number formats that have a least number of digits as zeros, e.g. ``00000``."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._formats: dict[str, str] = {}
        self._style = _Style()
        self._format = ""

    def start(self, name: str, attributes: Mapping[str, str], _place: int) -> None:
        match name:
            case "style":
                self._style = _Style(
                    data_style=attributes.get("style:data-style-name", ""),
                    parent=attributes.get("style:parent-style-name", ""),
                )
                self._styles[attributes.get("style:name", "")] = self._style
            case "table-properties":
                self._style.display = attributes.get("table:display") != "false"
            case "number-style":
                self._format = attributes.get("style:name", "")
            case "number" if self._format:
                digits = whole_number(attributes, "number:min-integer-digits", 0)
                decimals = whole_number(attributes, "number:decimal-places", 0)
                if digits > 1 and not decimals and "number:grouping" not in attributes:
                    self._formats[self._format] = "0" * min(digits, 32)

    def text(self, _text: str) -> None:
        pass

    def end(self, name: str, _place: int) -> None:
        if name == "number-style":
            self._format = ""

    def shows_sheet(self, style: str) -> bool:
        """Whether sheets of a style are shown."""
        return self._styles.get(style, _Style()).display

    def number_format(self, style: str) -> str:
        """The zeros that numbers of a style are filled up with; empty if there are none."""
        for _ in range(9):  # a style may have its format from its parent
            known = self._styles.get(style, _Style())
            if known.data_style or not known.parent:
                return self._formats.get(known.data_style, "")
            style = known.parent
        return ""


@dataclass(kw_only=True)
class _CellSeen:
    """A cell while its elements are read."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    repeated: int = 1

    @property
    def is_filled(self) -> bool:
        return bool(self.text) or any(name in self.attributes for name in ("table:formula", *_VALUES))

    def mark(self, styles: _Styles, column_style: str) -> CellMark | None:
        """What the cell is, where its value does not say it."""
        kind = self.attributes.get("office:value-type", "")
        if self.attributes.get("calcext:value-type") == "error":
            return CellMark(content=Content.ERROR, text=self.text.strip())
        if "table:formula" in self.attributes and not self.text and not any(v in self.attributes for v in _VALUES):
            return CellMark(content=Content.UNCALCULATED)
        if kind == "float":
            style = self.attributes.get("table:style-name", column_style)
            return CellMark(content=Content.NUMBER, number_format=styles.number_format(style))
        if kind == "percentage":
            return CellMark(content=Content.NUMBER, number_format="0%")
        return None


class _Content:
    """Notes what the sheets say of rows, columns and cells, which may stand for many like them."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self.sheets: list[Shown] = []
        self._row = self._column = 0
        self._rows = 1
        self._row_hidden = self._row_filled = False
        self._columns: list[tuple[int, str]] = []
        self._columns_seen = 0
        self._cell: _CellSeen | None = None
        self._within_note = 0

    def start(self, name: str, attributes: Mapping[str, str], _place: int) -> None:
        match name:
            case "table":
                self._begin_sheet(attributes)
            case "table-column" if self.sheets:
                self._see_column(attributes)
            case "table-row":
                self._begin_row(attributes)
            case "table-cell" | "covered-table-cell" if self.sheets:
                repeated = place(attributes, "table:number-columns-repeated", 1, LAST_COLUMN)
                self._cell = _CellSeen(attributes=attributes, repeated=repeated)
            case "annotation":
                self._within_note += 1

    def text(self, text: str) -> None:
        if self._cell is not None and not self._within_note:
            self._cell.text += text

    def end(self, name: str, _place: int) -> None:
        match name:
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                if self._row_hidden and self._row_filled:
                    self.sheets[-1].hidden_rows.update(self._lines())
                self._row += self._rows - 1
            case "annotation":
                self._within_note -= 1

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        hidden = not self._styles.shows_sheet(attributes.get("table:style-name", ""))
        self.sheets.append(Shown(name=attributes.get("table:name", ""), hidden=hidden))
        self._row = self._columns_seen = 0
        self._columns = []

    def _see_column(self, attributes: Mapping[str, str]) -> None:
        repeated = place(attributes, "table:number-columns-repeated", 1, LAST_COLUMN)
        first, self._columns_seen = self._columns_seen + 1, self._columns_seen + repeated
        self._columns.append((self._columns_seen, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in _HIDDEN:
            self.sheets[-1].hidden_columns.update(range(first, min(self._columns_seen, first + _MOST_REPEATED) + 1))

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row += 1
        self._rows = place(attributes, "table:number-rows-repeated", 1, LAST_ROW)
        if self._row + self._rows - 1 > LAST_ROW:
            raise Unreadable
        self._row_hidden = attributes.get("table:visibility") in _HIDDEN
        self._row_filled = False
        self._column = 0

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        first, self._column = self._column + 1, self._column + cell.repeated
        if self._column > LAST_COLUMN:
            raise Unreadable
        self._merge(cell.attributes, first)
        if not cell.is_filled:
            return
        shown = self.sheets[-1]
        self._row_filled = True
        shown.holds(self._row + self._rows - 1, self._column)
        if mark := cell.mark(self._styles, self._column_style(first)):
            columns = range(first, min(self._column, first + _MOST_REPEATED) + 1)
            shown.marks.update({(row, column): mark for row in self._lines() for column in columns})

    def _merge(self, attributes: Mapping[str, str], column: int) -> None:
        down = whole_number(attributes, "table:number-rows-spanned", 1)
        across = whole_number(attributes, "table:number-columns-spanned", 1)
        if down > 1 or across > 1:
            area = Area(top=self._row, left=column, bottom=self._row + down - 1, right=column + across - 1)
            self.sheets[-1].merged.append(area)

    def _lines(self) -> range:
        return range(self._row, self._row + min(self._rows, _MOST_REPEATED))

    def _column_style(self, column: int) -> str:
        return next((style for last, style in self._columns if column <= last), "")
