"""What a workbook says of its sheets besides their values: what is hidden, formats of numbers, errors, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.drills.sheets.cells import Area, Content
from lianbing.drills.sheets.parts import Unreadable

LAST_ROW, LAST_COLUMN = 2**20, 2**14
"""The last cell of a sheet, in Excel as in LibreOffice."""
_MOST_ROWS, _MOST_COLUMNS = 40_000, 200
"""A cell beyond is in no list of people; it is left out, and named, when the rectangle gets too large by it."""
MOST_CELLS = _MOST_ROWS * _MOST_COLUMNS
"""The largest rectangle that is read: python-calamine fills it with cells, whether they hold anything or not."""


@dataclass(frozen=True, kw_only=True)
class CellMark:
    """What a cell is, where its value does not say it; ``text`` is that of an error."""

    content: Content
    text: str = ""
    number_format: str = ""


@dataclass(frozen=True, kw_only=True)
class FarCell:
    """A filled cell far from where lists stand, with the bytes where it begins and where its last tag does."""

    name: str
    begins: int
    ends: int


@dataclass(kw_only=True)
class Shown:
    """What is known of a sheet beside its values, collected while the file is read. Rows, columns count from 1.

    ``bottom`` and ``right`` bound the cells with anything in them.
    """

    name: str
    part: str = ""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    marks: dict[tuple[int, int], CellMark] = field(default_factory=dict)
    bottom: int = 0
    right: int = 0
    far: list[FarCell] = field(default_factory=list)

    def holds(self, row: int, column: int) -> None:
        """Notes that a cell has something in it."""
        self.bottom = max(self.bottom, row)
        self.right = max(self.right, column)

    @property
    def is_too_large(self) -> bool:
        """Whether the rectangle up to the last cell is more than can be read."""
        return self.bottom * self.right > MOST_CELLS


def is_far(row: int, column: int) -> bool:
    """Whether no list reaches to a cell."""
    return row > _MOST_ROWS or column > _MOST_COLUMNS


def place(attributes: Mapping[str, str], name: str, default: int, most: int) -> int:
    """An attribute that is a number of rows or columns, from 1 on; ``default`` if it is missing.

    Raises:
        Unreadable: it is something else, or more than ``most``; python-calamine would take it at its word.
    """
    number = whole_number(attributes, name, 0) if name in attributes else default
    if not 1 <= number <= most:
        raise Unreadable
    return number


def whole_number(attributes: Mapping[str, str], name: str, default: int) -> int:
    """An attribute that is a number from 0 on; ``default`` if it is missing or something else."""
    text = attributes.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
