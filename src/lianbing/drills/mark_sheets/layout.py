"""Where things stand in a 评分表; what was written there and what is read again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.kernel.canonical import digest_of_text
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.rounds import GivenMark
from lianbing.domain.reviewing.rubrics import Rubric

FORM = "练兵评分表（第 1 版）"
"""What A1 of a question's sheet says, by which it is known."""
FRONT = "题目和细则"
DRILL, MARKER, ITEM, KIND = (1, 3), (1, 4), (1, 5), (1, 6)
"""(row, column) of what holds for all rows of a sheet."""
REAL, TRAINING = "正式", "试评"
"""The kinds of a sheet."""
HINT_ROW, HEAD_ROW = 2, 3
HEADS = ("编码", "作答", "档", "得分", "扣分一", "扣分二", "评语", "实得", "说明", "校验", "评分记录")
CODE, TEXT, LEVEL, POINTS, FIRST_DEDUCTION, SECOND_DEDUCTION, COMMENT, EARNED, NOTE, CHECK, NUMBER = range(1, 12)
"""The columns, from 1. The last two are hidden: the row as it was written, and the own mark that it showed."""
TO_FILL = (LEVEL, POINTS, FIRST_DEDUCTION, SECOND_DEDUCTION, COMMENT)
_CHECKED = 16


@dataclass(frozen=True, kw_only=True)
class RowTexts:
    """What stands in the cells that a marker fills in."""

    level: str = ""
    points: str = ""
    deductions: tuple[str, str] = ("", "")
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not any((self.level, self.points, *self.deductions, self.comment))

    @property
    def check(self) -> str:
        """A digest by which a changed row is known."""
        text = "\x1f".join((self.level, self.points, *self.deductions, self.comment))
        return digest_of_text(text)[:_CHECKED]


def bound(code: str, text: str) -> str:
    """A digest by which it is known that a code still stands beside its answer, ``text`` as the sheet shows it.

    White space is left out, because programs write it in ways of their own.
    """
    return digest_of_text(code + "\x1f" + "".join(text.split()))[:_CHECKED]


def row_texts(given: GivenMark | None) -> RowTexts:
    """The cells that show a mark; empty ones without a mark."""
    if given is None:
        return RowTexts()
    first, second = (*given.deductions, "", "")[:2]
    return RowTexts(
        level=given.level, points=plain(given.points), deductions=(first, second), comment=given.comment.strip()
    )


@dataclass(frozen=True, kw_only=True)
class MarkRow:
    """An answer, or an example, to mark: its code, the text, and what a marker should know of it.

    ``given`` is the marker's own mark so far, ``number`` the number under which it is recorded, or 0. A ``locked`` one
    can't be changed any more.
    """

    code: str
    text: str
    note: str = ""
    given: GivenMark | None = None
    number: int = 0
    locked: bool = False


@dataclass(frozen=True, kw_only=True)
class MarkedQuestion:
    """A question's sheet. For ``kind`` training, ``item`` is the rubric, and the rows are its examples."""

    item: str
    kind: str
    title: str
    stem: str
    rubric: Rubric
    step: Decimal
    rows: tuple[MarkRow, ...]

    @property
    def sheet(self) -> str:
        """The title of the sheet, without characters that Excel refuses."""
        name = self.item if self.kind == REAL else f"{TRAINING} {self.item}"
        return "".join("-" if sign in r"[]:*?/\\" else sign for sign in name)[:31]


@dataclass(frozen=True, kw_only=True)
class MarkSheetHead:
    """Whose workbook it is, for which drill."""

    drill: str
    title: str
    marker: str
    role: str
    plan: str
