"""A table as it was read: cells with what they are, and what of the sheet nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

_ZEROS = re.compile(r"0{2,}", re.ASCII)
_LITERAL = re.compile(r'"[^"]+"|\\\S|(?<=0)-|-(?=0)')
_NO_TEXT_OF_FORMAT = re.compile(r"\[[^\]]*\]|_.|\*.|\\?\s")
"""Pieces of a number format that show nothing or white space: conditions, colours, countries, fillings."""
_TEXT_FOR_EXCEL = re.compile(r"""="([^"]*)"|'(\w.*)""")
"""How exports write digits so that Excel leaves their zeros: ``="00101"`` or ``'00101``."""
_SPACES = re.compile(r"\s+")
_LETTERS = 26
_WIDEST_CARRIED = 200
"""Columns that a merged cell of a head or title is carried over; some titles are merged over all 16,384."""


class Content(StrEnum):
    """What a cell holds. UNCALCULATED is a formula whose result was not stored."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, kw_only=True)
class ReadCell:
    """A cell with something in it. ``text`` is as people see it, but for white space and invisible characters.

    ``number_format`` is that of a number, e.g. ``00000``; ``cleaned`` says that invisible characters were dropped.
    """

    text: str
    content: Content = Content.TEXT
    number_format: str = ""
    cleaned: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the file has a number here, not digits as a text."""
        return self.content is Content.NUMBER

    @property
    def shows_zeros(self) -> bool:
        """Whether a number is shown with zeros in front that are not stored; ``text`` has them."""
        return self.is_number and bool(_zeros(self.number_format))

    @property
    def shows_letters(self) -> bool:
        """Whether a number is shown with letters or dashes that are not stored; ``text`` lacks them."""
        return self.is_number and bool(_LITERAL.search(_for_positive(self.number_format)))


_WRITTEN = {
    Content.ERROR: re.compile(
        r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}", re.ASCII
    ),
    Content.DATE: re.compile(r"\d{4}/\d{1,2}/\d{1,2}|(\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月", re.ASCII),
    Content.TRUTH: re.compile(r"TRUE|FALSE"),
}

Row = Mapping[int, ReadCell]
"""The cells of a row that hold anything, by column, counted from 1."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """Merged cells: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, or a text file as the only sheet, without a name.

    ``rows`` holds the rows with anything in them by line, counted from 1. ``hidden_rows`` are those of them that
    are hidden or filtered out. ``cut_off`` names cells that were not read because they are so far away.
    """

    name: str
    rows: Mapping[int, Row]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    cut_off: tuple[str, ...] = ()

    def carried(self, *, across: bool) -> Sheet:
        """The sheet with the value of merged cells in each of their rows, and with ``across`` in each column."""
        rows = {line: dict(cells) for line, cells in self.rows.items()}
        for area in self.merged:
            value = rows.get(area.top, {}).get(area.left)
            if value is None:
                continue
            right = min(area.right, area.left + _WIDEST_CARRIED) if across else area.left
            for line in rows.keys() & set(range(area.top, area.bottom + 1)):
                for column in range(area.left, right + 1):
                    rows[line].setdefault(column, value)
        return replace(self, rows=rows)


@dataclass(frozen=True, kw_only=True)
class SheetFile:
    """The sheets of a file; ``format`` says in Chinese how the file was read."""

    file: str
    format: str
    sheets: tuple[Sheet, ...]


def text_cell(text: str) -> ReadCell | None:
    """A cell of text, without white space at its ends, invisible characters and what only Excel needs.

    ``None`` if nothing is left.
    """
    seen = "".join(" " if c == "\xa0" else c for c in text if unicodedata.category(c) != "Cf")
    cleaned = seen != text
    seen = _SPACES.sub(" ", seen).strip()
    if kept := _TEXT_FOR_EXCEL.fullmatch(seen):
        seen, cleaned = (kept[1] or kept[2] or "").strip(), True
    if not seen:
        return None
    return ReadCell(text=seen, content=_content(seen), cleaned=cleaned)


def _content(text: str) -> Content:
    """What a text stands for: .csv files have errors, dates and truth values as the spreadsheet showed them."""
    for content, written in _WRITTEN.items():
        if written.fullmatch(text):
            return content
    return Content.TEXT


def number_cell(value: float, number_format: str = "") -> ReadCell:
    """A cell of a number, with the zeros in front or the percent sign that its format shows.

    Spreadsheets show 15 digits: 0.1 + 0.2 is read as 0.3, as everybody sees it.
    """
    if "%" in _for_positive(number_format):
        text = f"{float(value) * 100:.13g}%"  # 0.29 × 100 is 28.999999999999996
        return ReadCell(text=text, content=Content.NUMBER, number_format=number_format)
    if not float(value).is_integer():
        return ReadCell(text=f"{value:.15g}", content=Content.NUMBER, number_format=number_format)
    text = str(int(value))
    if value >= 0:
        text = text.zfill(len(_zeros(number_format)))
    return ReadCell(text=text, content=Content.NUMBER, number_format=number_format)


def _for_positive(number_format: str) -> str:
    """The part of a format that is for positive numbers."""
    return _NO_TEXT_OF_FORMAT.sub("", number_format.partition(";")[0])


def _zeros(number_format: str) -> str:
    """The zeros that a number is filled up to, where the format is nothing else."""
    code = _for_positive(number_format)
    return code if _ZEROS.fullmatch(code) else ""


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: A, …, Z, AA and so on."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
