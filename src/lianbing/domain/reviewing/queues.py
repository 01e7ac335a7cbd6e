"""What became of each answer of a round, and whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.reviewing.dealing import MarksByAnswer, first_markers, judging_of, next_markers, rechecked
from lianbing.domain.reviewing.rounds import OpenAnswer, RawMark, ReviewRound, ReviewStep
from lianbing.domain.reviewing.settling import AnswerState, Awaited, Settled, across_border, newest_marks, state_of

_ORDER = [*ReviewStep]


@dataclass(frozen=True, kw_only=True)
class PaperTotal:
    """What a paper is worth, and what the ledger gives for all items but the open answers.

    ``complete``: none of those others waits for points.
    """

    worth: Decimal
    points: Decimal
    complete: bool


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An answer that is a marker's business: to be marked for ``step``, or marked with ``own`` mark.

    ``locked``: the mark can't be changed any more, since others have built on it or it is in the ledger.
    """

    answer: OpenAnswer
    step: ReviewStep
    own: RawMark | None
    locked: bool


def outcomes(
    review_round: ReviewRound,
    answers: Sequence[OpenAnswer],
    marks: MarksByAnswer,
    totals: Mapping[str, PaperTotal],
) -> dict[str, AnswerState]:
    """By code, what became of each open answer. ``totals`` are those of the papers, by id.

    Where the plan minds it, marks on either side of a border of levels of the person's total have no mean. That shows
    once all other answers of the paper are final; until then such a mean waits, for nobody.
    """
    sample = rechecked(review_round, answers)
    open_answers = [answer for answer in answers if answer.is_open]
    states = {
        answer.code: state_of(marks.get(answer.code, ()), judging_of(review_round, answer, sample))
        for answer in open_answers
    }
    papers: defaultdict[str, list[OpenAnswer]] = defaultdict(list)
    for answer in open_answers:
        papers[answer.key.paper].append(answer)
    for paper, own in papers.items():
        states.update(_across_levels(review_round, own, states, totals[paper]))
    return states


def _across_levels(
    review_round: ReviewRound, own: Sequence[OpenAnswer], states: Mapping[str, AnswerState], total: PaperTotal
) -> dict[str, AnswerState]:
    """The means of one paper that must not be taken, or not yet."""
    final = {code: each for code, each in states.items() if isinstance(each, Settled)}
    means = {
        answer.code: final[answer.code]
        for answer in own
        if answer.code in final
        and final[answer.code].low < final[answer.code].high
        and answer.rule(review_round).straddle.minds_total
    }
    if not means or not review_round.borders:
        return {}
    if not all(answer.code in final for answer in own) or not total.complete:
        why = "等这份卷别的题都有了得分，看总分跨不跨等级"
        return {code: Awaited(step=ReviewStep.SETTLE, missing=0, because=why) for code in means}
    rest = total.points + sum((final[answer.code].points for answer in own if answer.code not in means), ZERO)
    border = across_border([*means.values()], rest, total.worth, review_round.borders)
    if border is None:
        return {}
    why = f"按低的和按高的分算，总分在 {plain(border)} % 的等级线两边，不取平均"
    return {code: Awaited(step=ReviewStep.SETTLE, because=f"{each.because}；{why}") for code, each in means.items()}


def turns(
    review_round: ReviewRound,
    answers: Sequence[OpenAnswer],
    marks: MarksByAnswer,
    states: Mapping[str, AnswerState],
    marker: str,
) -> Iterator[Turn]:
    """The answers that a marker has marked or is to mark, in the order of ``answers``; ``states`` as by outcomes."""
    dealt = first_markers(review_round, answers, marks)
    for answer in answers:
        given = newest_marks(marks.get(answer.code, ()))
        own = next((mark for mark in given if mark.marker == marker), None)
        if own:
            yield Turn(answer=answer, step=own.step, own=own, locked=not answer.is_open or is_built_on(own, given))
            continue
        awaited = states.get(answer.code)
        if isinstance(awaited, Awaited) and marker in _next(review_round, answer, awaited, dealt, given):
            yield Turn(answer=answer, step=awaited.step, own=None, locked=False)


def _next(
    review_round: ReviewRound,
    answer: OpenAnswer,
    awaited: Awaited,
    dealt: Mapping[str, tuple[str, ...]],
    given: Sequence[RawMark],
) -> tuple[str, ...]:
    if awaited.step is ReviewStep.FIRST:
        return dealt[answer.code]
    return next_markers(review_round, answer, awaited.step, {mark.marker for mark in given})[: awaited.missing]


def is_built_on(own: RawMark, given: Sequence[RawMark]) -> bool:
    """Whether somebody has marked the same answer for a later step, so that the mark must stay."""
    return any(_ORDER.index(mark.step) > _ORDER.index(own.step) for mark in given)
