"""得分: what grading says of each item of a submission, and the record that carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.papers import Paper, PaperItem
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import CodeKey, ItemType, MultipleKey, OpenKey, OrderingKey, Skill
from lianbing.domain.items.rules import RULE_TITLES
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.kernel.decimals import plain, round_half_up
from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.marking.code_marks import CodeRuns, judge
from lianbing.domain.marking.short_answers import Asked, suggest, suggest_reading
from lianbing.domain.marking.suggestions import Suggestion


class MarkStatus(StrEnum):
    """Whether a mark exists. ``ungraded`` is neither full marks nor zero."""

    GRADED = "graded"
    UNGRADED = "ungraded"


@dataclass(frozen=True)
class Mark:
    """The result for one item. ``earned`` is ``None`` exactly when ungraded.

    ``suggestion`` is what was found of an open answer's scoring points; ``earned`` rest on it where there are both.
    """

    item: str
    number: int
    skill: Skill
    worth: Decimal
    earned: Decimal | None
    verdict: Verdict
    reason: str
    suggestion: Suggestion | None = None

    @property
    def status(self) -> MarkStatus:
        """Graded or ungraded."""
        return MarkStatus.UNGRADED if self.earned is None else MarkStatus.GRADED


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True)
class MarkingContext:
    """What marking needs besides paper and answers: the drill's rules, a table of characters, what code came to."""

    rules: ShortAnswers
    simplify: Simplify
    runs: CodeRuns


def mark_paper(
    paper: Paper, answers: Mapping[str, object], simplify: Simplify = as_typed, runs: CodeRuns | None = None
) -> tuple[Mark, ...]:
    """A mark for every item of ``paper``; an item missing from ``answers`` altogether is ungraded, not empty.

    ``runs`` is what came of the code among the answers; code that was not run is ungraded.
    """
    marker = MarkingContext(paper.short_answers, simplify, runs or CodeRuns())
    return tuple(_mark(item, answers, marker) for item in paper.items)


def _mark(paper_item: PaperItem, answers: Mapping[str, object], marker: MarkingContext) -> Mark:
    item, simplify = paper_item.item, marker.simplify
    if paper_item.withdrawn:
        return _made(paper_item, paper_item.worth, Verdict.WITHDRAWN, f"本题作废，{paper_item.withdrawn.label}")
    if item.id not in answers:
        return _made(paper_item, None, Verdict.MALFORMED, "答卷里没有这道题的作答记录，须人工复核")
    answer = answers[item.id]
    result = score(item.key, answer, simplify)
    if isinstance(item.key, OpenKey) and isinstance(answer, str) and result.verdict is Verdict.REVIEW:
        return _open_mark(paper_item, Asked(item.stem, item.key, paper_item.worth), answer, marker)
    if result.verdict is Verdict.UNRUN and isinstance(item.key, CodeKey):
        return _code_mark(paper_item, item.key, marker.runs)
    if result.verdict is Verdict.MALFORMED:
        what = "填的不是数字" if item.type is ItemType.NUMERIC else "作答记录的格式不对"
        return _made(paper_item, None, result.verdict, f"{what}，须人工复核")
    return _made(paper_item, result.earned(paper_item.worth), result.verdict, _reason(paper_item, result.verdict))


def _reason(paper_item: PaperItem, verdict: Verdict) -> str:
    """Why; where part of the points was earned or might have been, by which rule."""
    key, titles = paper_item.item.key, RULE_TITLES.get(paper_item.item.type, {})
    if verdict is Verdict.PARTIAL and isinstance(key, MultipleKey | OrderingKey | CodeKey) and key.rule in titles:
        return f"部分答对，{titles[key.rule]}"
    return _REASONS[verdict]


def _code_mark(paper_item: PaperItem, key: CodeKey, runs: CodeRuns) -> Mark:
    """By what the code returned; without that there is no mark, and why."""
    result = judge(key, runs.by_item.get(paper_item.item.id, ()))
    verdict = result.score.verdict
    if verdict is Verdict.UNRUN:
        return _made(paper_item, None, verdict, f"没有判：{runs.absent or result.unrun}")
    reason = "。".join([_reason(paper_item, verdict), *result.lines()])
    return _made(paper_item, result.score.earned(paper_item.worth), verdict, reason)


def _open_mark(paper_item: PaperItem, asked: Asked, answer: str, marker: MarkingContext) -> Mark:
    """By its scoring points if the drill wants that and every point is clear; else a person's, with a suggestion."""
    rules, simplify = marker.rules, marker.simplify
    by_points = paper_item.item.type is ItemType.SHORT and all(point.keywords for point in asked.key.scoring_points)
    if not by_points:
        reading = suggest_reading(asked, answer, rules, simplify)
        return replace(_made(paper_item, None, Verdict.REVIEW, "主观题，等人工评分"), suggestion=reading)
    found = suggest(asked, answer, rules, simplify)
    points = found.earned
    if points is None or not (rules.automatic and found.clear):
        advice = "" if points is None else f"，程序建议 {plain(points)} 分"
        return replace(_made(paper_item, None, Verdict.REVIEW, f"主观题，等人工评分{advice}"), suggestion=found)
    verdict = Verdict.CORRECT if points == paper_item.worth else Verdict.PARTIAL if points else Verdict.WRONG
    reason = "按得分点判：" + "。".join(found.lines(answer))
    return replace(_made(paper_item, points, verdict, reason), suggestion=found)


def _made(paper_item: PaperItem, points: Decimal | None, verdict: Verdict, reason: str) -> Mark:
    item = paper_item.item
    return Mark(item.id, paper_item.number, item.skill, paper_item.worth, points, verdict, reason)
