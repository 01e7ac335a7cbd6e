"""The 技能等级 on a marked paper.

It is shown only if the assessment scheme can calculate it from this paper alone.
"""

from __future__ import annotations

from lianbing.domain.assessment.assessment import Candidate, PartResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.background import Background
from lianbing.domain.drills.papers import Paper
from lianbing.domain.marking.marks import GradingRecord
from lianbing.grading.fragments import text

_AT_THAT_TIME = "<small>这份判卷是判分程序当时的结果；人工复核、改判的分数以台账和个人报告为准。</small>"


def level_line(background: Background, paper: Paper, record: GradingRecord) -> str:
    """The level as HTML, calculated by the rules of the assessment.

    If it can't be calculated yet, the text says what is missing and when it will be known.
    """
    scheme = background.scheme
    if scheme is None:
        return f"<p>技能等级：{text(background.undecided or '等级在考评里定')}。{_AT_THAT_TIME}</p>"
    marks = tuple(
        MarkedItem(
            drill=paper.drill,
            paper=paper.id,
            item=mark.item,
            number=mark.number,
            skill=mark.skill,
            worth=mark.worth,
            earned=mark.earned,
            entry=None,
            clauses=(),
            kind=background.kind,
        )
        for mark in record.marks
    )
    sitting = Sitting(drill=paper.drill, handed_in=True)
    (result,) = assess(scheme, [Candidate(employee=paper.employee, marks=marks, sittings=(sitting,))])
    if result.total is None or result.level is None:
        return f"<p>技能等级：{_missing(result.parts)}，等级在 {text(background.period)}的考评里定。{_AT_THAT_TIME}</p>"
    return (
        f"<p>技能等级：<b>{text(result.level)}</b>，{_basis(scheme)}折算 {result.total:.{PLACES}f} 分。"
        f"{_AT_THAT_TIME}</p>"
    )


def _basis(scheme: Scheme) -> str:
    return f"按《{text(scheme.title)}》把各部分得分率乘权重，"


def _missing(parts: tuple[PartResult, ...]) -> str:
    waiting = sum(part.ungraded for part in parts)
    if waiting:
        return f"还有 {waiting} 题没有评"
    uncovered = "、".join(part.title for part in parts if part.rate is None)
    return f"这份卷没有考到{uncovered}"
