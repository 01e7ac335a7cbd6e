"""review settle, review progress: marks become entries of the ledger, and what is still missing for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.app.reviewing.desk import newest_round
from lianbing.app.reviewing.single import with_key
from lianbing.app.reviewing.stack import Stack, read_stack
from lianbing.app.workspace import Workspace
from lianbing.domain.ledger.ledger import Change, cause_of_person, chain
from lianbing.domain.reviewing.queues import turns
from lianbing.domain.reviewing.rounds import OpenAnswer, RawMark, ReviewRound
from lianbing.domain.reviewing.settling import AnswerState, Settled


@dataclass(frozen=True, kw_only=True)
class SettledAnswer:
    """Points that were entered into the ledger: whose, for what, why, and the number of the entry."""

    employee: str
    name: str
    item: str
    points: Decimal
    worth: Decimal
    because: str
    entry: int


@dataclass(frozen=True, kw_only=True)
class PendingAnswer:
    """An answer without points: what it waits for, and why."""

    code: str
    item: str
    step: str
    missing: int
    because: str


@dataclass(frozen=True, kw_only=True)
class SettleOutcome:
    """The result of ``review settle``."""

    entered: tuple[SettledAnswer, ...]
    pending: tuple[PendingAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class MarkerProgress:
    """How far a marker is with a question: how many answers are theirs, how many of them are marked."""

    marker: str
    role: str
    item: str
    total: int
    done: int


@dataclass(frozen=True, kw_only=True)
class ReviewProgress:
    """How far a round is: each marker's questions, the answers that can be settled, and those that wait."""

    drill: str
    plan: str
    source: str
    markers: tuple[MarkerProgress, ...]
    ready: int
    pending: tuple[PendingAnswer, ...]


def enter_points(workspace: Workspace, drill_id: str) -> SettleOutcome:
    """Enters the points of all answers that are decided into the ledger, with the marks that they rest on.

    An answer is entered once: settling again enters only what was decided since.

    Raises:
        NothingToDo: the drill was not issued here, or no round was opened.
    """
    with workspace.store.writing() as records:
        review_round = newest_round(records, drill_id)
        stack = read_stack(workspace, records, drill_id)
        states = stack.outcomes(review_round, stack.marks(records))
        decided = [(answer, each) for answer in stack.answers if isinstance(each := states.get(answer.code), Settled)]
        changes = [_change(answer, each) for answer, each in decided]
        entries = chain(changes, workspace.who, workspace.now(), records.ledger.last())
        records.ledger.append(entries)
    entered = tuple(
        _entered(answer, each, entry.sequence) for (answer, each), entry in zip(decided, entries, strict=True)
    )
    return SettleOutcome(entered=entered, pending=tuple(_pending(stack, states)))


def _change(answer: OpenAnswer, decided: Settled) -> Change:
    before = answer.entry.change
    change = replace(
        before,
        worth=answer.asked.worth,
        before=before.after,
        after=decided.points,
        cause=cause_of_person(before.after),
        reason=decided.because,
        evidence=replace(before.evidence, marks=decided.marks, appeal=None),
    )
    return with_key(change, answer.asked)


def _entered(answer: OpenAnswer, decided: Settled, entry: int) -> SettledAnswer:
    return SettledAnswer(
        employee=answer.person.id,
        name=answer.person.name,
        item=answer.key.item,
        points=decided.points,
        worth=answer.asked.worth,
        because=decided.because,
        entry=entry,
    )


def _pending(stack: Stack, states: Mapping[str, AnswerState]) -> Iterator[PendingAnswer]:
    for answer in stack.answers:
        awaited = states.get(answer.code)
        if awaited is not None and not isinstance(awaited, Settled):
            yield PendingAnswer(
                code=answer.code,
                item=answer.key.item,
                step=awaited.step.value,
                missing=awaited.missing,
                because=awaited.because,
            )


def progress(workspace: Workspace, drill_id: str) -> ReviewProgress:
    """How far each marker is, and what waits for whom.

    Raises:
        NothingToDo: the drill was not issued here, or no round was opened.
    """
    with workspace.store.transaction() as records:
        review_round = newest_round(records, drill_id)
        stack = read_stack(workspace, records, drill_id)
        marks = stack.marks(records)
    states = stack.outcomes(review_round, marks)
    return ReviewProgress(
        drill=drill_id,
        plan=review_round.plan.title,
        source=review_round.plan.source,
        markers=tuple(_of_markers(review_round, stack, marks, states)),
        ready=sum(isinstance(each, Settled) for each in states.values()),
        pending=tuple(_pending(stack, states)),
    )


def _of_markers(
    review_round: ReviewRound,
    stack: Stack,
    marks: Mapping[str, tuple[RawMark, ...]],
    states: Mapping[str, AnswerState],
) -> Iterator[MarkerProgress]:
    for marker in review_round.markers:
        total: Counter[str] = Counter()
        done: Counter[str] = Counter()
        for turn in turns(review_round, stack.answers, marks, states, marker.name):
            total[turn.answer.key.item] += 1
            done[turn.answer.key.item] += turn.own is not None
        for item in sorted(total):
            yield MarkerProgress(
                marker=marker.name, role=marker.role.value, item=item, total=total[item], done=done[item]
            )
