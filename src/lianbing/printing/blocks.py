"""A document for paper as a list of blocks, which becomes a Word file or a PDF; the same content, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from unicodedata import east_asian_width

from lianbing import design

PORTRAIT, LANDSCAPE = (21.0, 29.7), (29.7, 21.0)
"""A4 in centimetres."""
MARGIN = 1.6
"""How far the text is from the edge of the page, in centimetres."""
GAP = "　" * 7
"""A gap to sign in."""
DAY = "　　　年　　月　　日"


class Side(StrEnum):
    """Where a text stands in its cell, as style sheets call it."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Print(StrEnum):
    """How large the print of a table is: for a few rows, as usual, or for hundreds. Values are names in the design."""

    ROOMY = "roomy"
    TABLE = "table"
    DENSE = "dense"

    @property
    def points(self) -> float:
        """The size in points."""
        return design.size(self.value, "print")


@dataclass(frozen=True, kw_only=True)
class GridColumn:
    """A column of a table; ``width`` is its share of the page, in any unit."""

    title: str
    width: float
    side: Side = Side.LEFT


@dataclass(frozen=True)
class Heading:
    """A heading; it stays with what follows."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Sentence:
    """A paragraph; a note is smaller."""

    kind: ClassVar[str] = "sentence"
    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Points:
    """Sentences that are numbered from 1 on."""

    kind: ClassVar[str] = "points"
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels and values side by side, so many pairs to a line."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, str], ...]
    per_line: int = 3


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table whose head is repeated on every page. ``height`` is the least height of a row in centimetres."""

    kind: ClassVar[str] = "grid"
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    height: float = 0.0
    size: Print = Print.TABLE


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """A line to sign on; ``seal`` says whose seal belongs there, empty if none does."""

    kind: ClassVar[str] = "signatures"
    labels: tuple[str, ...]
    seal: str = ""


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """A box for somebody's opinion, signature and the day; ``height`` in centimetres, ``seal`` as for signatures."""

    kind: ClassVar[str] = "opinion"
    title: str
    sign: str
    seal: str = ""
    height: float = 2.6


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page, under a title of its own if there is one."""

    kind: ClassVar[str] = "newpage"
    title: str = ""


Block = Heading | Sentence | Points | Facts | Grid | Signatures | Opinion | NewPage


@dataclass(frozen=True, kw_only=True)
class PaperDocument:
    """A document. ``made`` (UTC, without a zone) stands for every time in its file; ``foot`` is on every page."""

    title: str
    subtitle: str = ""
    foot: str = ""
    made: datetime
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    is_landscape: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page."""
        return LANDSCAPE if self.is_landscape else PORTRAIT

    @property
    def width(self) -> float:
        """How wide the text is."""
        return self.page[0] - 2 * MARGIN


def in_lines(pairs: Sequence[tuple[str, str]], per_line: int) -> list[list[tuple[str, str]]]:
    """Pairs of a label and a value in lines of so many; the last line is filled up."""
    lines = [[*pairs[start : start + per_line]] for start in range(0, len(pairs), per_line)]
    return [line + [("", "")] * (per_line - len(line)) for line in lines]


def shares(columns: Sequence[GridColumn], width: float) -> list[float]:
    """The widths of columns that together fill ``width``."""
    whole = sum(column.width for column in columns)
    return [column.width / whole * width for column in columns]


def text_width(text: str) -> float:
    """How wide the widest line of a text is, in Chinese characters."""
    lines = text.split("\n")
    return max(sum(1.0 if east_asian_width(sign) in "WFA" else 0.65 for sign in line) for line in lines)
