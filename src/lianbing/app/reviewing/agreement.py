"""review agreement: how far the markers of a drill agree, who marks high or low, and whose level depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from lianbing.app.gathering import gather
from lianbing.app.reviewing.desk import newest_round
from lianbing.app.reviewing.stack import Stack, read_stack
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.marker_effects import LevelByMarker, MarksByItem, levels_by_marker
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.drills.drill import Drill
from lianbing.domain.reviewing.rounds import OpenAnswer, RawMark, ReviewRound, ReviewStep
from lianbing.domain.reviewing.settling import newest_marks
from lianbing.errors import NothingToDo
from lianbing.psychometrics.agreement import (
    LEAST_ANSWERS,
    AgreementOptions,
    Coefficient,
    MarkerBias,
    PairAgreement,
    krippendorff_alpha,
    marker_biases,
    pair_agreement,
)
from lianbing.store.records import Records

_Given = Mapping[str, Mapping[str, Decimal]]
"""The first marks of each marker, by the code of the answer."""
_Pair = tuple[tuple[str, str], tuple[MarksByItem, MarksByItem]]
"""Two markers, and what each gave the answers that both have marked."""


@dataclass(frozen=True, kw_only=True)
class QuestionAgreement:
    """A question: what an answer can earn, the allowed difference, and how far its markers agree.

    ``alpha`` is of all markers together, ``None`` where only two marked. ``single`` counts answers marked once.
    """

    item: str
    worth: Decimal
    allowed: Decimal
    single: int
    pairs: tuple[PairAgreement, ...]
    alpha: Coefficient | None
    biases: tuple[MarkerBias, ...]


@dataclass(frozen=True, kw_only=True)
class MarkerEffect:
    """Two markers and a scheme: how many answers both have marked, and whose level depends on which of them counts.

    ``people`` have the outcomes by ``first`` and by ``second``, in this order, beside the final one. ``complete``
    counts those who have a level in the period by now.
    """

    first: str
    second: str
    scheme: str
    scheme_title: str
    period: str
    answers: int
    complete: int
    people: tuple[LevelByMarker, ...]


@dataclass(frozen=True, kw_only=True)
class AgreementReport:
    """The agreement of a drill's markers. ``doubly`` counts answers with two first marks or more, of all questions."""

    drill: str
    title: str
    doubly: int
    least: int
    questions: tuple[QuestionAgreement, ...]
    effects: tuple[MarkerEffect, ...]


def agreement(workspace: Workspace, drill_id: str, least: int = LEAST_ANSWERS) -> AgreementReport:
    """Compares the first marks, which were given without knowing of each other; later steps saw a selection only.

    Args:
        workspace: the company's content and data.
        drill_id: the drill.
        least: answers that two have marked below which no coefficient is given.

    Raises:
        NothingToDo: no round was opened, or no answer has two first marks. PackageMissing: the extra is missing.
    """
    schemes = workspace.workbook.schemes.values()
    with workspace.store.transaction() as records:
        stack, review_round = read_stack(workspace, records, drill_id), newest_round(records, drill_id)
        first = {code: _firsts(marks) for code, marks in stack.marks(records).items()}
        doubly = [answer for answer in stack.answers if len(first[answer.code]) > 1]
        if not doubly:
            raise NothingToDo(f"练兵 {drill_id} 还没有一份作答由两个人初评过：评完再看；一人评的题比不了")
        effects = tuple(_effects(records, stack.drill, schemes, [*_by_pairs(doubly, first)]))
    return AgreementReport(
        drill=drill_id,
        title=stack.drill.title,
        doubly=len(doubly),
        least=least,
        questions=tuple(_questions(stack, review_round, first, least)),
        effects=effects,
    )


def _effects(
    records: Records, drill: Drill, schemes: Iterable[Scheme], pairs: Sequence[_Pair]
) -> Iterator[MarkerEffect]:
    """What each pair of markers does in each scheme that counts the drill, in the period around the drill's."""
    for scheme in schemes:
        period = drill.period.around(scheme.span)
        if period is None or not scheme.counts(drill.kind):
            continue
        candidates = gather(records, period, scheme).candidates
        for (first, second), marks in pairs:
            yield MarkerEffect(
                first=first,
                second=second,
                scheme=scheme.id,
                scheme_title=scheme.title,
                period=period.code,
                answers=len(marks[0]),
                complete=sum(result.level is not None for result in assess(scheme, candidates)),
                people=levels_by_marker(scheme, candidates, marks),
            )


def _firsts(marks: Iterable[RawMark]) -> dict[str, Decimal]:
    """The first marks of an answer by marker."""
    return {mark.marker: mark.earned for mark in newest_marks(marks) if mark.step is ReviewStep.FIRST}


def _by_pairs(answers: Sequence[OpenAnswer], first: _Given) -> Iterator[_Pair]:
    """Each pair of markers that share answers, with the marks that each of them gave these."""
    markers = sorted({marker for answer in answers for marker in first[answer.code]})
    for pair in combinations(markers, 2):
        shared = [answer for answer in answers if {*pair} <= first[answer.code].keys()]
        if shared:
            one, other = ({(a.key.paper, a.key.item): first[a.code][marker] for a in shared} for marker in pair)
            yield pair, (one, other)


def _questions(stack: Stack, review_round: ReviewRound, first: _Given, least: int) -> Iterator[QuestionAgreement]:
    by_item: dict[str, list[OpenAnswer]] = {}
    for answer in stack.answers:
        if first[answer.code]:
            by_item.setdefault(answer.key.item, []).append(answer)
    for item, answers in sorted(by_item.items()):
        yield _question(item, answers, review_round, (first, least))


def _question(
    item: str, answers: Sequence[OpenAnswer], review_round: ReviewRound, given: tuple[_Given, int]
) -> QuestionAgreement:
    first, least = given
    worth = answers[0].asked.worth
    allowed = answers[0].rule(review_round).allowed.of(worth)
    marks: dict[str, dict[str, Decimal]] = {}
    for answer in answers:
        for marker, points in first[answer.code].items():
            marks.setdefault(marker, {})[answer.code] = points
    marks = dict(sorted(marks.items()))
    options = AgreementOptions(allowed=allowed, least=least)
    return QuestionAgreement(
        item=item,
        worth=worth,
        allowed=allowed,
        single=sum(len(first[answer.code]) == 1 for answer in answers),
        pairs=tuple(
            pair_agreement(pair, (marks[pair[0]], marks[pair[1]]), options)
            for pair in combinations(marks, 2)
            if marks[pair[0]].keys() & marks[pair[1]].keys()
        ),
        alpha=krippendorff_alpha(marks, least) if len(marks) > 2 else None,
        biases=marker_biases(marks, least),
    )
