"""A marker's desk: the one way in which people mark, whether by the command line, an .xlsx sheet or the notebook.

HR opens a round with :func:`lianbing.app.reviewing.opening.open_round`. Then each marker has a desk::

    desk = open_desk(workspace, "2026-11-theme-1", "王评")
    for question in desk.questions():          # with progress, rubric, and how many examples come first
        for example in desk.examples(question.item):
            desk.train(question.item, example.id, GivenMark(points=Decimal(6)), MarkedIn.NOTEBOOK)
        for answer in desk.answers(question.item):          # blind, in an order of this marker's own
            desk.mark(answer.code, GivenMark(points=Decimal("6.5"), level="二档"), MarkedIn.NOTEBOOK)

A desk shows no name, number or unit, and no mark of anybody else, except to who settles: that person sees the marks
without names. Marking again before others have built on it changes one's own mark; every mark is kept. Marks count
once :func:`lianbing.app.reviewing.settling.enter_points` has entered them into the ledger. What everybody has to do yet
tells :func:`lianbing.app.reviewing.settling.progress`; sheets are written and read by
:mod:`lianbing.app.reviewing.sheets`. All raw marks of a drill, by answer: ``records.reviews.marks(drill)`` in
``with workspace.store.transaction() as records``.

Answers are read when the desk is opened; marks are read anew by every call. Each call is a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lianbing.app.reviewing.stack import Stack, read_stack, waits
from lianbing.app.workspace import Workspace
from lianbing.domain.reviewing.dealing import by_question, in_random_order, judging_of, next_markers, rechecked
from lianbing.domain.reviewing.giving import earned_points, mark_faults, with_level
from lianbing.domain.reviewing.queues import Turn, is_built_on, turns
from lianbing.domain.reviewing.rounds import (
    GivenMark,
    MarkedAnswer,
    MarkedIn,
    Marker,
    OpenAnswer,
    RawMark,
    ReviewRound,
    ReviewStep,
)
from lianbing.domain.reviewing.rubrics import ExampleAnswer, Rubric
from lianbing.domain.reviewing.settling import Settled, newest_marks, seen_by_settler, state_of
from lianbing.domain.reviewing.training import Training, training_for
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class QuestionOnDesk:
    """A question with a marker's progress.

    ``stem`` is that of the first answer where numbers differ between people. ``rubric`` is fitted to what an answer
    can earn, in points that are multiples of ``step``. ``to_train`` examples have to be marked before answers show.
    """

    item: str
    section: str
    type: str
    stem: str
    worth: Decimal
    step: Decimal
    rubric: Rubric
    total: int
    done: int
    to_train: int


@dataclass(frozen=True, kw_only=True)
class AnswerOnDesk:
    """An answer under its code. ``own`` is the marker's mark so far; ``locked``: it can't be changed any more.

    ``seen`` are the marks of others, without names, for who settles; empty for everybody else. ``advice`` is what the
    program found, a sentence for each scoring point. ``own_number`` is the number of the own mark, 0 without one.
    """

    code: str
    stem: str
    text: str
    worth: Decimal
    step: ReviewStep
    own: GivenMark | None
    own_number: int
    locked: bool
    seen: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExampleOnDesk:
    """An example answer; ``agreed`` points and ``why`` show once the marker has marked it, as ``own``.

    ``own_number`` is the number of the own mark, 0 without one; ``close``: it is within the allowed difference.
    """

    id: str
    text: str
    worth: Decimal
    own: GivenMark | None
    own_number: int
    agreed: Decimal | None
    why: str
    close: bool


@dataclass(frozen=True)
class Desk:
    """One marker's work in the newest round of a drill."""

    workspace: Workspace
    stack: Stack
    round: ReviewRound
    marker: Marker

    def questions(self) -> tuple[QuestionOnDesk, ...]:
        """The questions with answers for this marker, the one with most answers first."""
        with self.workspace.store.transaction() as records:
            mine = {turn.answer.code: turn for turn in self._turns(self.stack.marks(records))}
            groups = by_question(turn.answer for turn in mine.values())
            return tuple(self._question(records, group, [mine[answer.code] for answer in group]) for group in groups)

    def answers(self, item: str) -> tuple[AnswerOnDesk, ...]:
        """The answers to a question that this marker has marked or is to mark, in random order.

        Raises:
            NothingToDo: examples have to be marked first.
        """
        with self.workspace.store.transaction() as records:
            marks = self.stack.marks(records)
            own = [turn for turn in self._turns(marks) if turn.answer.key.item == item]
            if own and self._to_train(records, own[0].answer):
                raise NothingToDo(f"{item} 先试评例卷，同商定的分差在允许的范围里，才能看正式的作答")
        return tuple(self._shown(turn, marks[turn.answer.code]) for turn in own)

    def mark(self, code: str, given: GivenMark, way: MarkedIn) -> RawMark:
        """Records this marker's mark of an answer, or a changed one; the same again is not recorded twice.

        Raises:
            UnknownReference: no answer has this code. WrongUsage: the mark doesn't fit the rubric, it is not this
            marker's turn, or it is too late to change it.
        """
        with self.workspace.store.writing() as records:
            return self.mark_in(records, code, given, way)

    def mark_in(self, records: Records, code: str, given: GivenMark, way: MarkedIn) -> RawMark:
        """The same within a writing transaction, for several marks that are recorded together or not at all."""
        answer = self._answer(code)
        rubric = answer.rubric(self.round)
        _refuse_faults(given, rubric, answer.rule(self.round).step)
        given = with_level(given, rubric)
        marks = newest_marks(records.reviews.marks_of(self.stack.drill.id, answer.key))
        own = next((mark for mark in marks if mark.marker == self.marker.name), None)
        if own and own.given == given:
            return own
        step = self._step(records, answer, marks, own)
        return records.reviews.add_mark(self._raw(answer.key, step, given, rubric, way))

    def examples(self, item: str) -> tuple[ExampleOnDesk, ...]:
        """The example answers of a question's rubric; raises UnknownReference."""
        training = self.training(item)
        with self.workspace.store.transaction() as records:
            own = self._trained(records, training)
        return tuple(_example(training, each, own.get(each.id)) for each in training.rubric.examples)

    def train(self, item: str, example: str, given: GivenMark, way: MarkedIn) -> ExampleOnDesk:
        """Records a mark of an example answer, and shows what was agreed on.

        Raises:
            UnknownReference: the question or the example is not there. WrongUsage: the mark doesn't fit the rubric.
        """
        with self.workspace.store.writing() as records:
            return self.train_in(records, item, example, (given, way))

    def train_in(self, records: Records, item: str, example: str, mark: tuple[GivenMark, MarkedIn]) -> ExampleOnDesk:
        """The same within a writing transaction."""
        given, way = mark
        training = self.training(item)
        rubric = training.rubric
        chosen = next((each for each in rubric.examples if each.id == example), None)
        if chosen is None:
            raise UnknownReference(f"评分细则 {rubric.id} 里没有例卷 {example}")
        _refuse_faults(given, rubric, training.step)
        given = with_level(given, rubric)
        own = self._trained(records, training).get(chosen.id)
        if own is None or own.given != given:
            key = MarkedAnswer(paper="", item=rubric.id, submission=chosen.id)
            own = records.reviews.add_mark(self._raw(key, ReviewStep.TRAINING, given, rubric, way))
        return _example(training, chosen, own)

    def training(self, item: str) -> Training:
        """What a question's examples are, and when they are marked well enough; raises UnknownReference."""
        first = next((answer for answer in self.stack.answers if answer.key.item == item), None)
        if first is None:
            raise UnknownReference(f"没有待评的题 {item}：核对题目编号")
        return training_for(first, self.round)

    def _trained(self, records: Records, training: Training) -> dict[str, RawMark]:
        return training.own(records.reviews.training(self.stack.drill.id), self.marker.name)

    def _turns(self, marks: Mapping[str, tuple[RawMark, ...]]) -> list[Turn]:
        states = self.stack.outcomes(self.round, marks)
        ordered = in_random_order(self.round, self.stack.answers, self.marker.name)
        return [*turns(self.round, ordered, marks, states, self.marker.name)]

    def _question(self, records: Records, group: Sequence[OpenAnswer], own: Sequence[Turn]) -> QuestionOnDesk:
        first = group[0]
        return QuestionOnDesk(
            item=first.key.item,
            section=first.section,
            type=first.asked.item.type.label,
            stem=first.asked.item.stem,
            worth=first.asked.worth,
            step=first.rule(self.round).step,
            rubric=first.rubric(self.round),
            total=len(own),
            done=sum(turn.own is not None for turn in own),
            to_train=self._to_train(records, first),
        )

    def _shown(self, turn: Turn, marks: Sequence[RawMark]) -> AnswerOnDesk:
        answer, own = turn.answer, turn.own
        return AnswerOnDesk(
            code=answer.code,
            stem=answer.asked.item.stem,
            text=answer.text,
            worth=answer.asked.worth,
            step=turn.step,
            own=own.given if own else None,
            own_number=own.sequence if own else 0,
            locked=turn.locked,
            seen=seen_by_settler(marks) if turn.step is ReviewStep.SETTLE else (),
            advice=answer.advice,
        )

    def _answer(self, code: str) -> OpenAnswer:
        answer = self.stack.answer(code.strip().upper())
        if answer is None:
            raise UnknownReference(f"这场练兵没有编码是 {code} 的作答：本人重交过的，原来的编码不再用")
        return answer

    def _step(self, records: Records, answer: OpenAnswer, marks: Sequence[RawMark], own: RawMark | None) -> ReviewStep:
        """What this marker's mark of an answer is for; raises WrongUsage if it can't be taken now."""
        newest = records.reviews.round(self.stack.drill.id)
        if newest is None or newest.sequence != self.round.sequence:
            raise WrongUsage("这场练兵刚才重新安排过评分：重新打开，再接着评")
        entry = records.ledger.current(answer.key.paper).get(answer.key.item)
        if entry is None or not waits(answer.asked, entry):
            raise WrongUsage(f"{answer.code} 已经定分，记进了台账：要改，由人力资源复核")
        if not self.marker.may_mark(answer.person):
            raise WrongUsage(f"{answer.code} 要由别人评（回避）")
        if own:
            if is_built_on(own, marks):
                raise WrongUsage(f"{answer.code} 已经有人在你之后评过，你的分不能再改")
            return own.step
        if self._to_train(records, answer):
            raise WrongUsage(f"{answer.key.item} 先试评例卷，同商定的分差在允许的范围里，才能评正式的作答")
        return self._next_step(records, answer, marks)

    @cached_property
    def _sample(self) -> frozenset[str]:
        return rechecked(self.round, self.stack.answers)

    def _next_step(self, records: Records, answer: OpenAnswer, marks: Sequence[RawMark]) -> ReviewStep:
        state = state_of(marks, judging_of(self.round, answer, self._sample))
        if isinstance(state, Settled) and state.low < state.high:  # the person's total may forbid the mean
            state = self.stack.outcomes(self.round, self.stack.marks(records))[answer.code]
        if isinstance(state, Settled) or not state.missing:
            raise WrongUsage(f"{answer.code} 已经评完，不用再评")
        if self.marker.name not in next_markers(self.round, answer, state.step, {mark.marker for mark in marks}):
            raise WrongUsage(f"{answer.code} 这一步（{state.step}）不由{self.marker.name}评")
        return state.step

    def _raw(self, key: MarkedAnswer, step: ReviewStep, given: GivenMark, rubric: Rubric, way: MarkedIn) -> RawMark:
        return RawMark(
            sequence=0,
            drill=self.stack.drill.id,
            round=self.round.sequence,
            answer=key,
            step=step,
            marker=self.marker.name,
            role=self.marker.role,
            given=given,
            earned=earned_points(given, rubric),
            worth=rubric.worth,
            way=way,
            at=self.workspace.now(),
        )

    def _to_train(self, records: Records, answer: OpenAnswer) -> int:
        """How many examples the marker still has to mark within the allowed difference."""
        if not self.round.plan.training:
            return 0
        training = training_for(answer, self.round)
        return training.left(self._trained(records, training))


def open_desk(workspace: Workspace, drill_id: str, marker: str) -> Desk:
    """The desk of a marker in the newest round of a drill.

    Raises:
        NothingToDo: no round was opened. UnknownReference: the round has no such marker.
    """
    with workspace.store.transaction() as records:
        return desk_of(workspace, read_stack(workspace, records, drill_id), newest_round(records, drill_id), marker)


def newest_round(records: Records, drill_id: str) -> ReviewRound:
    """The newest round of a drill; raises NothingToDo."""
    newest = records.reviews.round(drill_id)
    if newest is None:
        raise NothingToDo(f"练兵 {drill_id} 还没有安排评分：先运行 lianbing review open {drill_id}")
    return newest


def desk_of(workspace: Workspace, stack: Stack, review_round: ReviewRound, marker: str) -> Desk:
    """The desk of a marker over answers that were read before; raises UnknownReference."""
    known = review_round.marker(marker.strip())
    if known is None:
        names = "、".join(each.name for each in review_round.markers)
        raise UnknownReference(
            f"这一轮没有评分人“{marker}”：有 {names}，姓名要和 review open 时写的一样；换下的人的评分表先移走"
        )
    return Desk(workspace, stack, review_round, known)


def _refuse_faults(given: GivenMark, rubric: Rubric, step: Decimal) -> None:
    """Raises WrongUsage with all faults of a mark, if there are any."""
    faults = [fault.message for fault in mark_faults(given, rubric, step)]
    if faults:
        raise WrongUsage("；".join(faults))


def _example(training: Training, example: ExampleAnswer, own: RawMark | None) -> ExampleOnDesk:
    return ExampleOnDesk(
        id=example.id,
        text=example.text,
        worth=training.rubric.worth,
        own=own.given if own else None,
        own_number=own.sequence if own else 0,
        agreed=example.points if own else None,
        why=example.why if own else "",
        close=training.is_close(example, own),
    )
