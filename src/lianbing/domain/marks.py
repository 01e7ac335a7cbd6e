"""得分: what grading says of each item of a submission, and the record that carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.decimals import round_half_up
from lianbing.domain.items import ItemType, Skill
from lianbing.domain.papers import Paper, PaperItem
from lianbing.domain.scoring import Verdict, score


class MarkStatus(StrEnum):
    """Whether a mark exists. ``ungraded`` is neither full marks nor zero."""

    GRADED = "graded"
    UNGRADED = "ungraded"


@dataclass(frozen=True)
class Mark:
    """The result for one item. ``points`` is ``None`` exactly when ungraded."""

    item: str
    number: int
    skill: Skill
    worth: Decimal
    points: Decimal | None
    verdict: Verdict
    reason: str

    @property
    def status(self) -> MarkStatus:
        """Graded or ungraded."""
        return MarkStatus.UNGRADED if self.points is None else MarkStatus.GRADED


@dataclass(frozen=True)
class GradingRecord:
    """What leaves the grading notebook: every mark, tied to the bytes that were graded and to this very run."""

    paper: str
    employee: str
    submission: str
    paper_digest: str
    nonce: str
    marks: tuple[Mark, ...]


def is_mark(points: Decimal, worth: Decimal) -> bool:
    """Whether an item that is worth ``worth`` can earn ``points``: a number from 0 to it, of two decimals at most."""
    return points.is_finite() and 0 <= points <= worth and points == round_half_up(points, 2)


_REASONS = {
    Verdict.CORRECT: "答对，得满分",
    Verdict.PARTIAL: "部分答对，按规则得部分分",
    Verdict.WRONG: "答错，不得分",
    Verdict.EMPTY: "未作答，不得分",
}


def mark_paper(paper: Paper, answers: Mapping[str, object]) -> tuple[Mark, ...]:
    """A mark for every item of ``paper``; an item missing from ``answers`` altogether is ungraded, not empty."""
    return tuple(_mark(item, answers) for item in paper.items)


def _mark(paper_item: PaperItem, answers: Mapping[str, object]) -> Mark:
    item = paper_item.item
    if item.id not in answers:
        return _made(paper_item, None, Verdict.MALFORMED, "答卷里没有这道题的作答记录，须人工复核")
    result = score(item.key, answers[item.id])
    if result.verdict is Verdict.REVIEW:
        return _made(paper_item, None, result.verdict, "主观题，等人工评分")
    if result.verdict is Verdict.MALFORMED:
        what = "填的不是数字" if item.type is ItemType.NUMERIC else "作答记录的格式不对"
        return _made(paper_item, None, result.verdict, f"{what}，须人工复核")
    return _made(paper_item, result.points(paper_item.points), result.verdict, _REASONS[result.verdict])


def _made(paper_item: PaperItem, points: Decimal | None, verdict: Verdict, reason: str) -> Mark:
    item = paper_item.item
    return Mark(item.id, paper_item.number, item.skill, paper_item.points, points, verdict, reason)
