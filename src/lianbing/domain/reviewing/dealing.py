"""Who marks which answer: dealt by question, so that one question is marked by the same people for all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING

from lianbing.domain.kernel.seeds import shuffled
from lianbing.domain.reviewing.plans import MarkerRole
from lianbing.domain.reviewing.rounds import Marker, OpenAnswer, RawMark, ReviewRound, ReviewStep
from lianbing.domain.reviewing.settling import Judging

MarksByAnswer = Mapping[str, Sequence[RawMark]]
"""The marks of each answer by its code."""


def first_markers(
    review_round: ReviewRound, answers: Sequence[OpenAnswer], marks: MarksByAnswer
) -> dict[str, tuple[str, ...]]:
    """By code, the markers who mark an answer at first: those who have, and as many more as its mode asks for.

    The question with most answers is dealt first, to those with least to do. Who has begun a question goes on with it.
    Where a marker may not mark somebody, the next one does, leaders and chiefs last.
    """
    load: Counter[str] = Counter()
    dealt: dict[str, tuple[str, ...]] = {}
    for question in by_question(answers):
        order = _order(review_round, question, marks, load)
        for answer in question:
            names = _first_of(answer, order, marks, answer.rule(review_round).mode.firsts)
            dealt[answer.code] = names
            load.update(names)
    return dealt


def by_question(answers: Iterable[OpenAnswer]) -> list[list[OpenAnswer]]:
    """The answers of each question, the question with most answers first."""
    questions: defaultdict[str, list[OpenAnswer]] = defaultdict(list)
    for answer in answers:
        questions[answer.key.item].append(answer)
    return sorted(questions.values(), key=lambda group: (-len(group), group[0].key.item))


def _order(
    review_round: ReviewRound, question: Sequence[OpenAnswer], marks: MarksByAnswer, load: Mapping[str, int]
) -> list[Marker]:
    begun = Counter(mark.marker for answer in question for mark in _firsts(answer, marks))
    turn = shuffled(review_round.markers, lambda marker: marker.name, review_round.seed, question[0].key.item)
    return sorted(turn, key=lambda marker: (_RANK[marker.role], -begun[marker.name], load[marker.name]))


_RANK = {MarkerRole.MARKER: 0, MarkerRole.LEADER: 1, MarkerRole.CHIEF: 2}


def _first_of(answer: OpenAnswer, order: Iterable[Marker], marks: MarksByAnswer, count: int) -> tuple[str, ...]:
    have = [*dict.fromkeys(mark.marker for mark in _firsts(answer, marks))]
    more = [marker.name for marker in order if marker.name not in have and marker.may_mark(answer.person)]
    return tuple([*have, *more][: max(count, len(have))])


def _firsts(answer: OpenAnswer, marks: MarksByAnswer) -> list[RawMark]:
    return [mark for mark in marks.get(answer.code, ()) if mark.step is ReviewStep.FIRST]


def next_markers(
    review_round: ReviewRound, answer: OpenAnswer, step: ReviewStep, marked: Collection[str]
) -> tuple[str, ...]:
    """Who may take a step of an answer, the one whose turn it is first. ``marked``: who has marked it already.

    At first, leaders and chiefs mark only where there are too few others.
    """
    rule = answer.rule(review_round)
    able = [each for each in review_round.markers if each.may_mark(answer.person)]
    if step is ReviewStep.SETTLE:
        able = [each for each in able if rule.settler.takes(each.role)]
    ordinary = [each for each in able if not each.role.decides]
    if step is ReviewStep.FIRST and len(ordinary) >= rule.mode.firsts:
        able = ordinary
    free = [each for each in able if each.name not in marked]
    turn = shuffled(free, lambda marker: marker.name, review_round.seed, answer.code, step.name)
    return tuple(marker.name for marker in sorted(turn, key=lambda marker: _RANK[marker.role]))


def rechecked(review_round: ReviewRound, answers: Iterable[OpenAnswer]) -> frozenset[str]:
    """The codes of the answers that one more person looks at: the plan's share, rounded up, drawn by the seed."""
    codes = shuffled((answer.code for answer in answers), str, review_round.seed, "recheck")
    count = (len(codes) * review_round.plan.recheck).to_integral_value(ROUND_CEILING)
    return frozenset(codes[: int(count)])


def in_random_order(review_round: ReviewRound, answers: Iterable[OpenAnswer], marker: str) -> list[OpenAnswer]:
    """Answers in an order that says nothing about their people, another one for each marker."""
    return shuffled(answers, lambda answer: answer.code, review_round.seed, "order", marker)


def judging_of(review_round: ReviewRound, answer: OpenAnswer, sample: Collection[str]) -> Judging:
    """By what an answer's marks are judged; ``sample`` are the codes to be rechecked."""
    return Judging(
        rule=answer.rule(review_round),
        rubric=answer.rubric(review_round),
        seen_by=review_round.plan.seen_by,
        rechecked=answer.code in sample,
    )
