"""The answers of a drill that people mark, read once; the marks of them are read anew whenever they are asked for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.ledger.corrections import is_kept
from lianbing.domain.ledger.ledger import Entry, is_unrun, rests_on
from lianbing.domain.reviewing.queues import PaperTotal, outcomes
from lianbing.domain.reviewing.rounds import MarkedAnswer, OpenAnswer, RawMark, ReviewRound, answer_code
from lianbing.domain.reviewing.settling import AnswerState
from lianbing.errors import NothingToDo
from lianbing.grading.jobs import answers_to_show
from lianbing.store.records import Records
from lianbing.wire.submissions import read_submission


@dataclass(frozen=True, kw_only=True)
class Stack:
    """The answers that people mark in a drill, by no particular order, and the totals of their papers by id."""

    drill: Drill
    answers: tuple[OpenAnswer, ...]
    totals: Mapping[str, PaperTotal] = field(repr=False)

    def answer(self, code: str) -> OpenAnswer | None:
        """An answer by its code."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> Mapping[str, OpenAnswer]:
        return {answer.code: answer for answer in self.answers}

    def marks(self, records: Records) -> dict[str, tuple[RawMark, ...]]:
        """The marks of each answer by its code, as they are now."""
        by_answer = records.reviews.marks(self.drill.id)
        return {answer.code: by_answer.get(answer.key, ()) for answer in self.answers}

    def outcomes(self, review_round: ReviewRound, marks: Mapping[str, tuple[RawMark, ...]]) -> dict[str, AnswerState]:
        """What became of each open answer, by its code."""
        return outcomes(review_round, self.answers, marks, self.totals)


def read_stack(workspace: Workspace, records: Records, drill_id: str) -> Stack:
    """Reads the answers that wait for a person, and those that were marked in a round.

    Code that was not run is left out, since it can be run later.

    Raises:
        NothingToDo: the drill was not issued here. StoreFault: a submission is gone or was changed.
    """
    drill = records.drills.get(drill_id)
    if drill is None:
        raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
    marked = records.reviews.marks(drill_id).keys()
    current = records.submissions.current(drill_id)
    answers: list[OpenAnswer] = []
    totals: dict[str, PaperTotal] = {}
    for issued in records.drills.each_paper(drill_id, only=current):
        paper = _OpenPaper(issued, current[issued.paper.id].digest, records.ledger.current(issued.paper.id))
        own = [*paper.answers(workspace, drill, marked)]
        if own:
            answers += own
            totals[issued.paper.id] = paper.total({answer.key.item for answer in own if answer.is_open})
    return Stack(drill=drill, answers=tuple(answers), totals=totals)


@dataclass(frozen=True)
class _OpenPaper:
    """A paper with the submission that counts for it and the newest entry of each item."""

    issued: IssuedPaper
    submission: str
    entries: Mapping[str, Entry]

    def answers(self, workspace: Workspace, drill: Drill, marked: Container[MarkedAnswer]) -> Iterator[OpenAnswer]:
        matches = [*self._concerned(marked)]
        if not matches:
            return
        submission = read_submission(original(workspace, self.submission))
        shown = answers_to_show(self.issued.corrected, submission)
        for section, asked, entry, is_open in matches:
            key, answer = self._key(asked), shown.get(asked.item.id)
            suggestion = entry.change.evidence.suggestion
            yield OpenAnswer(
                code=answer_code(key, drill.seed),
                key=key,
                person=self.issued.person,
                asked=asked,
                section=section,
                text=asked.item.type.shown_answer(answer),
                entry=entry,
                is_open=is_open,
                advice=suggestion.lines(answer) if suggestion and isinstance(answer, str) else (),
            )

    def _concerned(self, marked: Container[MarkedAnswer]) -> Iterator[tuple[str, PaperItem, Entry, bool]]:
        for section in self.issued.corrected.sections:
            for asked in section.items:
                entry = self.entries.get(asked.item.id)
                if entry is None or not rests_on(entry, self.submission) or asked.withdrawn or is_unrun(entry):
                    continue
                is_open = waits(asked, entry)
                if is_open or self._key(asked) in marked:
                    yield section.title, asked, entry, is_open

    def _key(self, asked: PaperItem) -> MarkedAnswer:
        return MarkedAnswer(
            paper=self.issued.paper.id,
            item=asked.item.id,
            submission=self.submission,
            correction=asked.amended.round if asked.amended else "",
        )

    def total(self, open_items: Container[str]) -> PaperTotal:
        others = [asked for asked in self.issued.corrected.items if asked.item.id not in open_items]
        given = [self._points(asked) for asked in others]
        return PaperTotal(
            worth=self.issued.corrected.worth,
            points=sum((points for points in given if points is not None), ZERO),
            complete=None not in given,
        )

    def _points(self, asked: PaperItem) -> Decimal | None:
        entry = self.entries.get(asked.item.id)
        return entry.change.after if rests_on(entry, self.submission) and entry else None


def waits(asked: PaperItem, entry: Entry) -> bool:
    """Whether an answer waits for a person: it has no points, or a person's by a key that was corrected later."""
    if entry.change.after is None:
        return True
    amended = asked.amended
    return bool(amended) and is_kept(asked, entry) and entry.change.evidence.correction != (amended and amended.round)
