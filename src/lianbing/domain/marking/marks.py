"""得分: the marks for the items of a submission, and the record that holds all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.papers import Paper, PaperItem
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import MarkedBy, Skill
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.code import CodeKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.kernel.decimals import plain, round_half_up
from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.marking.code_marks import CodeRuns, judge
from lianbing.domain.marking.short_answers import OpenItem, suggest, suggest_reading
from lianbing.domain.marking.suggestions import Suggestion


class MarkStatus(StrEnum):
    """Whether an item has a mark. An ungraded item has neither full marks nor zero."""

    GRADED = "graded"
    UNGRADED = "ungraded"


@dataclass(frozen=True)
class Mark:
    """The result for one item, which can earn up to ``worth`` points.

    ``earned`` is ``None`` exactly where the item is ungraded. ``suggestion`` is there for open
    answers; if such an answer is graded, its points come from the suggestion.
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
    """The result of grading one submission, as the grading notebook writes it.

    ``submission`` and ``paper_digest`` are the SHA-256 of what was graded; ``nonce`` is a random
    text that ties the record to this run.
    """

    paper: str
    employee: str
    submission: str
    paper_digest: str
    nonce: str
    marks: tuple[Mark, ...]


def is_mark(earned: Decimal, worth: Decimal) -> bool:
    """Whether ``earned`` is a number from 0 to ``worth`` with two decimal places at most."""
    return earned.is_finite() and 0 <= earned <= worth and earned == round_half_up(earned, 2)


_CONSEQUENCES = {
    Verdict.CORRECT: "得满分",
    Verdict.PARTIAL: "按规则得部分分",
    Verdict.WRONG: "不得分",
    Verdict.EMPTY: "不得分",
}


@dataclass(frozen=True)
class MarkingContext:
    """What marking needs besides paper and answers.

    ``rules`` say whether short answers may be marked without a person. ``simplify`` turns
    traditional characters into simplified ones. ``runs`` are the results of the code among the
    answers. ``doubts`` say, by item, why it can't be told what the answer is.
    """

    rules: ShortAnswers
    simplify: Simplify
    runs: CodeRuns
    doubts: Mapping[str, str]


def mark_paper(
    paper: Paper,
    answers: Mapping[str, object],
    simplify: Simplify = as_typed,
    runs: CodeRuns | None = None,
    doubts: Mapping[str, str] | None = None,
) -> tuple[Mark, ...]:
    """Marks every item of ``paper``, in its order.

    ``answers`` maps item ids to answers of any kind; an item that is missing there is ungraded, not
    empty. ``runs`` are the results of the code among the answers; code that was not run is
    ungraded. Items in ``doubts`` are ungraded, for the reason that stands there.
    """
    context = MarkingContext(paper.short_answers, simplify, runs or CodeRuns(), doubts or {})
    return tuple(_mark(item, answers, context) for item in paper.items)


def _mark(paper_item: PaperItem, answers: Mapping[str, object], context: MarkingContext) -> Mark:
    item, simplify = paper_item.item, context.simplify
    if paper_item.withdrawn:
        return _new_mark(paper_item, paper_item.worth, Verdict.WITHDRAWN, f"本题作废，{paper_item.withdrawn.label}")
    if item.id in context.doubts:
        return _new_mark(paper_item, None, Verdict.MALFORMED, f"{context.doubts[item.id]}，须人工复核")
    if item.id not in answers:
        return _new_mark(paper_item, None, Verdict.MALFORMED, "答卷里没有这道题的作答记录，须人工复核")
    answer = answers[item.id]
    result = score(item.key.printed_in(item.stem), answer, simplify)
    if isinstance(item.key, OpenKey) and isinstance(answer, str) and result.verdict is Verdict.REVIEW:
        return _open_mark(paper_item, OpenItem(item.stem, item.key, paper_item.worth), answer, context)
    if result.verdict is Verdict.UNRUN and isinstance(item.key, CodeKey):
        return _code_mark(paper_item, item.key, context.runs)
    if result.verdict is Verdict.MALFORMED:
        return _new_mark(
            paper_item, None, result.verdict, f"{item.type.why_unreadable(item, answer, simplify)}，须人工复核"
        )
    if result.verdict is Verdict.REVIEW:
        return _new_mark(paper_item, None, result.verdict, "主观题，等人工评分")
    earned = result.earned(paper_item.worth)
    return _new_mark(paper_item, earned, result.verdict, _reason(paper_item, result.verdict))


def _reason(paper_item: PaperItem, verdict: Verdict) -> str:
    """The reason for a verdict, in Chinese; a partial one names the rule that gave part of the points."""
    item = paper_item.item
    rule = item.type.rule_title(item.key) if verdict is Verdict.PARTIAL else ""
    return f"{verdict.label}，{rule or _CONSEQUENCES[verdict]}"


def _code_mark(paper_item: PaperItem, key: CodeKey, runs: CodeRuns) -> Mark:
    """The mark for code by the numbers that it returned; ungraded where it was not run."""
    result = judge(key, runs.by_item.get(paper_item.item.id, ()))
    verdict = result.score.verdict
    if verdict is Verdict.UNRUN:
        return _new_mark(paper_item, None, verdict, f"没有判：{runs.absent or result.unrun}")
    reason = "。".join([_reason(paper_item, verdict), *result.lines()])
    return _new_mark(paper_item, result.score.earned(paper_item.worth), verdict, reason)


def _open_mark(paper_item: PaperItem, open_item: OpenItem, answer: str, context: MarkingContext) -> Mark:
    """The mark for an open answer.

    It is graded by its scoring points if the drill allows that and every point is clear. Otherwise
    it waits for a person, with a suggestion.
    """
    rules, simplify = context.rules, context.simplify
    scoring_points = open_item.key.scoring_points
    by_points = paper_item.item.type.marked_by is MarkedBy.POINTS
    if not by_points or not all(point.keywords for point in scoring_points):
        reading = suggest_reading(open_item, answer, rules, simplify)
        return replace(_new_mark(paper_item, None, Verdict.REVIEW, "主观题，等人工评分"), suggestion=reading)
    suggestion = suggest(open_item, answer, rules, simplify)
    earned = suggestion.earned
    if earned is None or not (rules.automatic and suggestion.clear):
        advice = "" if earned is None else f"，程序建议 {plain(earned)} 分"
        waiting = _new_mark(paper_item, None, Verdict.REVIEW, f"主观题，等人工评分{advice}")
        return replace(waiting, suggestion=suggestion)
    verdict = Verdict.CORRECT if earned == paper_item.worth else Verdict.PARTIAL if earned else Verdict.WRONG
    reason = "按得分点判：" + "。".join(suggestion.lines(answer))
    return replace(_new_mark(paper_item, earned, verdict, reason), suggestion=suggestion)


def _new_mark(paper_item: PaperItem, earned: Decimal | None, verdict: Verdict, reason: str) -> Mark:
    """A mark for an item of a paper, without a suggestion."""
    return Mark(
        item=paper_item.item.id,
        number=paper_item.number,
        skill=paper_item.item.skill,
        worth=paper_item.worth,
        earned=earned,
        verdict=verdict,
        reason=reason,
    )
