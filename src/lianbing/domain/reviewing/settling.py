"""What becomes of the marks of an answer: points with their reason, or who has to look at it next.

Sources of the rules: `grading/reviewing/` names them beside its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.plans import ReviewMode, ReviewRule
from lianbing.domain.reviewing.rounds import RawMark, ReviewStep, described
from lianbing.domain.reviewing.rubrics import Rubric, to_step


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The points of an answer, why, and the numbers of the marks that they rest on.

    ``low`` and ``high`` are the marks of which the points are the mean; both are the points where they are no mean.
    """

    points: Decimal
    because: str
    marks: tuple[int, ...]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """The step that an answer waits for, how many marks that still takes, and why."""

    step: ReviewStep
    missing: int = 1
    because: str = ""


AnswerState = Settled | Awaited


@dataclass(frozen=True, kw_only=True)
class Judging:
    """By what the marks of an answer are judged.

    ``rubric`` is fitted to the answer's worth. Full marks and nought need ``seen_by`` people; ``rechecked``: one more
    person marks it in any case.
    """

    rule: ReviewRule
    rubric: Rubric
    seen_by: int = 1
    rechecked: bool = False

    @property
    def allowed(self) -> Decimal:
        """How many points marks may differ."""
        return self.rule.allowed.of(self.rubric.worth)


def newest_marks(marks: Iterable[RawMark]) -> tuple[RawMark, ...]:
    """The marks of one answer that count: the last one of each marker, in the order in which they first came."""
    counting: dict[str, RawMark] = {}
    for mark in sorted(marks, key=lambda mark: mark.sequence):
        counting[mark.marker] = mark
    return tuple(counting.values())


def state_of(marks: Iterable[RawMark], judging: Judging) -> AnswerState:
    """Judges all marks of one answer.

    Two first marks within the allowed difference give their mean, rounded half up to the step; else a third mark or
    who settles decides. What was agreed may then need the look of one more person.
    """
    counting = newest_marks(marks)
    agreed = _agreed(counting, judging)
    blind = [mark for mark in counting if mark.step is not ReviewStep.SETTLE]
    outcome = _looked_at_again(agreed, blind, judging) if isinstance(agreed, Settled) else agreed
    settling = _of(counting, ReviewStep.SETTLE)
    if not settling:
        return outcome
    because = "；".join(words for words in (outcome.because, f"仲裁：{in_full(settling[-1])}") if words)
    return replace(_single(settling[-1]), because=because, marks=_numbers(counting))


def _agreed(counting: Sequence[RawMark], judging: Judging) -> AnswerState:
    """What the first marks, and a third, give."""
    mode = judging.rule.mode
    firsts = _of(counting, ReviewStep.FIRST)[: mode.firsts]
    if len(firsts) < mode.firsts:
        return Awaited(step=ReviewStep.FIRST, missing=mode.firsts - len(firsts))
    if mode is ReviewMode.ONE:
        return _single(firsts[0])
    mean = _mean(firsts[0], firsts[1], judging)
    if isinstance(mean, Settled) or mode is not ReviewMode.PAIR_THEN_THIRD:
        return mean
    thirds = _of(counting, ReviewStep.THIRD)
    if not thirds:
        return replace(mean, step=ReviewStep.THIRD)
    return _with_third(firsts, thirds[-1], mean.because, judging)


def _single(mark: RawMark) -> Settled:
    return Settled(points=mark.earned, because=in_full(mark), marks=(mark.sequence,), low=mark.earned, high=mark.earned)


def _mean(first: RawMark, second: RawMark, judging: Judging) -> AnswerState:
    """The mean of two marks, or why there is none."""
    both = f"{described(first)}、{described(second)}"
    low, high = sorted((first.earned, second.earned))
    numbers = tuple(sorted((first.sequence, second.sequence)))
    if low == high:
        return Settled(points=low, because=f"{both}，一致", marks=numbers, low=low, high=high)
    apart, allowed = high - low, judging.allowed
    if apart > allowed:
        return Awaited(step=ReviewStep.SETTLE, because=f"{both}，差 {plain(apart)} 分，超过允许的 {plain(allowed)} 分")
    border = _border(low, high, judging)
    if border:
        return Awaited(step=ReviewStep.SETTLE, because=f"{both}，{border}，不取平均")
    points = max(low, min(high, to_step((low + high) / 2, judging.rule.step, judging.rubric.worth)))
    return Settled(
        points=points,
        because=f"{both}，差 {plain(apart)} 分，在允许的 {plain(allowed)} 分内，取平均 {plain(points)} 分",
        marks=numbers,
        low=low,
        high=high,
    )


def _border(low: Decimal, high: Decimal, judging: Judging) -> str:
    """The border of the rubric between two marks, in words; empty if there is none that counts."""
    below, above = judging.rubric.level_at(low), judging.rubric.level_at(high)
    if not judging.rule.straddle.minds_rubric or below == above:
        return ""
    names = [level.title if level else "最低档以下" for level in (below, above)]
    return f"分在“{names[0]}”“{names[1]}”两档"


def _with_third(firsts: Sequence[RawMark], third: RawMark, before: str, judging: Judging) -> AnswerState:
    """The mean of the third mark and the nearer of the first two, of two equally near ones the better."""
    near = min(firsts, key=lambda mark: (abs(mark.earned - third.earned), -mark.earned))
    outcome = _mean(near, third, judging)
    because = f"{before}；三评 {described(third)}；{outcome.because}"
    if isinstance(outcome, Awaited):
        return replace(outcome, because=because)
    return replace(outcome, because=because, marks=_numbers([*firsts, third]))


def _looked_at_again(agreed: Settled, blind: Sequence[RawMark], judging: Judging) -> AnswerState:
    """What is agreed, once everybody has seen it who has to."""
    outcome, again = agreed, _of(blind, ReviewStep.AGAIN)
    for look in again:
        compared = _compared(outcome, look, judging)
        if isinstance(compared, Awaited):
            return compared
        outcome = compared
    is_extreme = outcome.points in (0, judging.rubric.worth)
    if is_extreme and len(blind) < judging.seen_by:
        why = f"{'满分' if outcome.points else '零分'}要 {judging.seen_by} 个人评过"
        return Awaited(step=ReviewStep.AGAIN, missing=judging.seen_by - len(blind), because=why)
    if judging.rechecked and not again:
        return Awaited(step=ReviewStep.AGAIN, because="抽查")
    return replace(outcome, marks=_numbers(blind)) if again else outcome


def _compared(agreed: Settled, look: RawMark, judging: Judging) -> AnswerState:
    """What was agreed, beside the mark of a further person."""
    before, stands = agreed.because, agreed.points
    if look.earned == stands:
        return replace(agreed, because=f"{before}；再评 {described(look)}，一致")
    mean = _mean(replace(look, marker="此前", earned=stands), look, judging)
    if isinstance(mean, Settled):
        return replace(mean, because=f"{before}；再评：{mean.because}")
    if judging.rule.settler.takes(look.role) and look.role.decides:
        decided = f"以{look.role}{look.marker}的 {plain(look.earned)} 分为准"
        return replace(_single(look), because=f"{before}；再评：{mean.because}，{decided}")
    return replace(mean, because=f"{before}；再评：{mean.because}")


def in_full(mark: RawMark) -> str:
    """A mark with its level, deductions and comment."""
    given = mark.given
    notes = [f"“{given.level}”档"] if given.level else []
    if given.deductions:
        notes.append(
            f"{plain(given.points)} 分，扣 {plain(given.points - mark.earned)} 分：{'、'.join(given.deductions)}"
        )
    words = f"（{'；'.join(notes)}）" if notes else ""
    return f"{described(mark)}{words}{'：' + given.comment if given.comment else ''}"


def _of(marks: Iterable[RawMark], step: ReviewStep) -> list[RawMark]:
    return [mark for mark in marks if mark.step is step]


def _numbers(marks: Iterable[RawMark]) -> tuple[int, ...]:
    return tuple(sorted(mark.sequence for mark in marks))


def across_border(
    answers: Sequence[Settled], rest: Decimal, worth: Decimal, borders: Iterable[Decimal]
) -> Decimal | None:
    """The border of levels, in per cent, that lies between a person's totals by the lower and by the higher marks.

    ``rest`` is what the person has for all other items, ``worth`` what the paper is worth. ``None``: there is none.
    """
    low = rest + sum((answer.low for answer in answers), Decimal(0))
    high = rest + sum((answer.high for answer in answers), Decimal(0))
    between = [border for border in borders if low * 100 < border * worth <= high * 100]
    return max(between, default=None)


def seen_by_settler(marks: Iterable[RawMark]) -> tuple[str, ...]:
    """The marks that count, without names, for who decides between them; in the order of their points."""
    others = [mark for mark in newest_marks(marks) if mark.step is not ReviewStep.SETTLE]
    ordered = sorted(others, key=lambda mark: (mark.earned, mark.given.comment))
    return tuple(in_full(replace(mark, marker=str(mark.step))) for mark in ordered)
