"""Where things stand in a workbook for typing in answers; what was written there and what is read again."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from lianbing.wire.papers import Booklet

FORM = "练兵答题卡录入表（第 1 版）"
"""What A1 says, by which such a sheet is known."""
DRILL, TYPED_BY, STARTED, HANDED_IN = (2, 2), (3, 2), (3, 4), (3, 6)
"""(row, column) of what holds for all rows; its label stands left of it."""
LABELS = {DRILL: "练兵", TYPED_BY: "录入人", STARTED: "开考时间", HANDED_IN: "交卷时间"}
HEAD_ROW = 5
IDENTITY = ("工号", "姓名", "部门", "试卷", "校验码")
FIRST_ITEM = len(IDENTITY) + 1
"""The column of the first item."""


@dataclass(frozen=True, kw_only=True)
class RowIdentity:
    """Whose row it is, as the first cells say."""

    employee: str
    name: str
    unit: str
    paper: str
    check: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells, in the order of :data:`IDENTITY`."""
        return (self.employee, self.name, self.unit, self.paper, self.check)


def heads(booklet: Booklet) -> tuple[str, ...]:
    """What stands over the answers of a paper: number and type of each item."""
    items = [item for section in booklet.sections for item in section.items]
    return tuple(f"{number} {item.type.label}" for number, item in enumerate(items, 1))


def cell_name(row: int, column: int) -> str:
    """How Excel calls a cell, e.g. F7."""
    return f"{get_column_letter(column)}{row}"
