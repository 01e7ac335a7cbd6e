"""Where things stand in a rating sheet; what was written there and what is read again."""

from __future__ import annotations

from decimal import Decimal

from lianbing.domain.kernel.canonical import digest
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.practicals.rubric import Criterion, PracticalRubric

FORM = "练兵实操评分表（第 1 版）"
"""What A1 says, by which such a sheet is known."""
SHEET, RULES_SHEET = "评分表", "评分细则"
PERIOD, RATING, RUBRIC, ASSESSOR, CHIEF = (2, 2), (2, 4), (2, 6), (3, 2), (3, 4)
"""(row, column) of what holds for all rows; its label stands left of it."""
LABELS = {PERIOD: "考评期", RATING: "评定", RUBRIC: "细则版本", ASSESSOR: "评委", CHIEF: "首席评委"}
YES = "是"
HEAD_ROW = 5
IDENTITY = ("工号", "姓名", "部门")
FIRST_CRITERION = len(IDENTITY) + 1
"""The column of the first criterion."""
TOTAL, REMARK = "合计", "备注"


def heads(rubric: PracticalRubric) -> tuple[str, ...]:
    """What stands over the columns."""
    return (*IDENTITY, *(head(criterion) for criterion in rubric.criteria), TOTAL, REMARK)


def head(criterion: Criterion) -> str:
    """What stands over a criterion: its name and, in a line of its own, its most points."""
    return f"{criterion.title}\n{plain(criterion.worth)} 分"


def points_allowed(criterion: Criterion) -> tuple[Decimal, ...]:
    """The points of its levels, from the most on."""
    return tuple(level.points for level in criterion.levels)


def edition(rubric: PracticalRubric) -> str:
    """Eight signs that change with the criteria, levels or points of a rubric."""
    criteria = [
        [each.id, each.title, [[level.title, level.text, plain(level.points)] for level in each.levels]]
        for each in rubric.criteria
    ]
    return digest({"criteria": criteria})[:8].upper()
