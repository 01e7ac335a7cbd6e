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
_UNBROKEN = "\u00a0"
BOX = "□"
"""A box to tick."""
BRACKET = f"（{_UNBROKEN * 10}）"
"""Where a letter is written; blanks that don't break keep it on one line."""
RULE = 0.95
"""How far lines to write on are apart, in centimetres."""
A_FEW = 6
"""So many lines to write on are not parted."""
_SIDE_BY_SIDE = ((9.0, 4), (20.0, 2))
"""How wide the widest option may be, in Chinese characters, for so many of them side by side."""


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
    """A heading, or a smaller one below it; it stays with what follows."""

    kind: ClassVar[str] = "heading"
    text: str
    is_minor: bool = False


@dataclass(frozen=True)
class Sentence:
    """A paragraph; a note is smaller."""

    kind: ClassVar[str] = "sentence"
    text: str
    is_note: bool = False


@dataclass(frozen=True)
class LeadIn:
    """A paragraph that stays with what follows."""

    kind: ClassVar[str] = "leadin"
    text: str


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
    """A table whose head is repeated on every page. ``height`` is the least height of a row in centimetres.

    A table that ``is_whole`` stays on one page; it must fit there.
    """

    kind: ClassVar[str] = "grid"
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    height: float = 0.0
    size: Print = Print.TABLE
    is_whole: bool = False


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


@dataclass(frozen=True, kw_only=True)
class LetteredQuestion:
    """A question to answer with a pen, kept on one page.

    ``boxes`` are answers with a box to tick before each; ``bracket`` says that the letters go into a bracket behind
    the question. A question that ``leads`` stays with what follows, such as its answer.
    """

    kind: ClassVar[str] = "question"
    number: int
    lines: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    boxes: tuple[str, ...] = ()
    bracket: bool = False
    leads: bool = False

    @property
    def columns(self) -> int:
        """How many options stand side by side."""
        widest = max((text_width(text) for _, text in self.options), default=0.0)
        return next((columns for most, columns in _SIDE_BY_SIDE if widest <= most), 1)

    @property
    def rows(self) -> list[list[str]]:
        """The options with their letters, in rows; the last one is filled up."""
        texts = [f"{letter}．{text}" for letter, text in self.options]
        rows = [texts[start : start + self.columns] for start in range(0, len(texts), self.columns)]
        return [row + [""] * (self.columns - len(row)) for row in rows]


@dataclass(frozen=True, kw_only=True)
class FramedText:
    """A box with a title, words and smaller print below them, kept on one page."""

    kind: ClassVar[str] = "framed"
    title: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TickList:
    """Sentences with a box to tick before each."""

    kind: ClassVar[str] = "ticks"
    texts: tuple[str, ...]


@dataclass(frozen=True)
class RuledLines:
    """Lines to write on; a few of them stay on one page."""

    kind: ClassVar[str] = "ruled"
    count: int


Block = (
    Heading
    | Sentence
    | LeadIn
    | Points
    | Facts
    | Grid
    | Signatures
    | Opinion
    | NewPage
    | LetteredQuestion
    | FramedText
    | TickList
    | RuledLines
)


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
