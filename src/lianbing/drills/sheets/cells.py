"""A table as it was read: cells with what they are, and what of the sheet nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

_ERRORS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}", re.ASCII)
_ZEROS = re.compile(r"0{2,}(;.*)?", re.ASCII)
_LITERAL_AND_ZEROS = re.compile(r'("[^"]+"|\\.|[A-Za-z-])+0+(;.*)?', re.ASCII)
_SPACES = re.compile(r"\s+")
_LETTERS = 26


class Content(StrEnum):
    """What a cell holds. UNCALCULATED is a formula whose result was not stored."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, kw_only=True)
class Cell:
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
        return self.is_number and bool(_ZEROS.fullmatch(self.number_format))

    @property
    def shows_letters(self) -> bool:
        """Whether a number is shown with letters in front that are not stored; ``text`` lacks them."""
        return self.is_number and bool(_LITERAL_AND_ZEROS.fullmatch(self.number_format))


Row = Mapping[int, Cell]
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
            columns = range(area.left, (area.right if across else area.left) + 1)
            for line in rows.keys() & set(range(area.top, area.bottom + 1)):
                for column in columns:
                    rows[line].setdefault(column, value)
        return replace(self, rows=rows)


@dataclass(frozen=True, kw_only=True)
class Book:
    """The sheets of a file; ``format`` says in Chinese how the file was read."""

    file: str
    format: str
    sheets: tuple[Sheet, ...]


def text_cell(text: str) -> Cell | None:
    """A cell of text, without white space at its ends and without invisible characters; ``None`` if nothing is left."""
    seen = "".join(" " if c == "\xa0" else c for c in text if unicodedata.category(c) != "Cf")
    cleaned = seen != text
    seen = _SPACES.sub(" ", seen).strip()
    if not seen:
        return None
    content = Content.ERROR if _ERRORS.fullmatch(seen) else Content.TEXT
    return Cell(text=seen, content=content, cleaned=cleaned)


def number_cell(value: float, number_format: str = "") -> Cell:
    """A cell of a number, with the zeros in front that its format shows."""
    if not float(value).is_integer():
        return Cell(text=str(value), content=Content.NUMBER, number_format=number_format)
    text = str(int(value))
    if _ZEROS.fullmatch(number_format) and value >= 0:
        text = text.zfill(len(number_format.partition(";")[0]))
    return Cell(text=text, content=Content.NUMBER, number_format=number_format)


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: A, …, Z, AA and so on."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
