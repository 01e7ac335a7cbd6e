"""The head of a list: the row, or the two rows, in which the wanted columns have their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianbing.drills.sheets.cells import Row, Sheet, column_letters

LINES_SEARCHED = 20
"""A head stands within so many rows that hold anything; above it there are titles and notes."""

_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")
_TRIMMED = "*＊:：·、.。"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The columns that a list must or may have: by field, the headings that stand for it, the usual one first.

    Only the value of a ``carried`` field is everybody's whose rows a merged cell covers.
    """

    headings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    carried: tuple[str, ...] = ("team",)

    def title(self, field: str) -> str:
        """The usual heading of a field."""
        return self.headings[field][0]

    @property
    def example(self) -> str:
        """The headings of the needed columns, for a message."""
        return "、".join(self.title(field) for field in self.needed)

    def field_of(self, heading: str) -> str:
        """The field that a heading stands for; empty if it is none of them."""
        fields = {self._field_of(part) for part in _plain(heading).split("/")}
        return fields.pop() if len(fields) == 1 else ""

    def _field_of(self, plain: str) -> str:
        return next((field for field, names in self.headings.items() if plain in names), "")


@dataclass(frozen=True, kw_only=True)
class HeadColumn:
    """A column that is read: the field, its place counted from 1, and the heading as it is written."""

    field: str
    place: int
    heading: str

    @property
    def named(self) -> str:
        """The column with its letters and heading, for a message."""
        return f"{column_letters(self.place)} 列“{self.heading}”"


@dataclass(frozen=True, kw_only=True)
class Head:
    """The first and last line of a head, and the columns in it that are wanted; one field may have several."""

    first: int
    last: int
    columns: tuple[HeadColumn, ...]

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns}


def find_head(sheet: Sheet, wanted: Wanted) -> Head | None:
    """The uppermost head with all needed columns, hidden ones aside; ``None`` if there is none.

    One of a single row goes before one of two: above the head a title may name a unit, too.
    """
    whole = (head for head in _heads(sheet, wanted) if set(wanted.needed) <= head.fields)
    return min(whole, key=lambda head: (head.last > head.first, head.first), default=None)


def nearest_head(sheet: Sheet, wanted: Wanted) -> Head | None:
    """The row among the first ones that has the most of the wanted columns; ``None`` for an empty sheet."""
    return max(_heads(sheet, wanted), key=lambda head: (len(head.fields), head.first == head.last), default=None)


def _heads(sheet: Sheet, wanted: Wanted) -> Iterator[Head]:
    """Each of the first rows alone, and then with the row below it."""
    rows = sheet.carried(across=True).rows
    lines = [line for line in sorted(rows) if line not in sheet.hidden_rows][:LINES_SEARCHED]
    for place, line in enumerate(lines):
        yield _head(sheet, wanted, line, line, rows[line])
        for below in lines[place + 1 : place + 2]:
            if below == line + 1:
                yield _head(sheet, wanted, line, below, {**rows[line], **_below(rows[line], rows[below], wanted)})


def _below(upper: Row, lower: Row, wanted: Wanted) -> Row:
    """The cells of the lower row of a head, but for those that say less than the one above."""
    return {
        column: cell
        for column, cell in lower.items()
        if wanted.field_of(cell.text) or column not in upper or not wanted.field_of(upper[column].text)
    }


def _head(sheet: Sheet, wanted: Wanted, first: int, last: int, row: Row) -> Head:
    columns = (
        HeadColumn(field=field, place=place, heading=cell.text)
        for place, cell in sorted(row.items())
        if place not in sheet.hidden_columns and (field := wanted.field_of(cell.text))
    )
    return Head(first=first, last=last, columns=tuple(columns))


def _plain(heading: str) -> str:
    """A heading without white space, remarks in brackets, stars and colons."""
    narrow = unicodedata.normalize("NFKC", heading)
    return _REMARK.sub("", "".join(narrow.split())).strip(_TRIMMED)
