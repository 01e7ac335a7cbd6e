"""The answers of drills: marks in force from the ledger, what was chosen from the files that were handed in."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.gathered import GatheredAnswers, Naming, SittingHeld, SourceChoice
from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.kernel.days import number_of
from lianbing.domain.ledger.ledger import Entry, rests_on
from lianbing.domain.sessions.answers import AnswerSource, AskedQuestion, GatheredAnswer, asked_question, bank_answer
from lianbing.errors import Fault, LianbingError, RecordDamaged, UnknownReference, WrongUsage
from lianbing.store.records import Records
from lianbing.wire.submissions import read_submission

Value = TypeVar("Value")
_DAY = len("2026-11-02")


def drill_answers(workspace: Workspace, choice: SourceChoice, naming: Naming, bank: BankToday) -> GatheredAnswers:
    """What people answered in the chosen drills, read paper by paper.

    Raises:
        UnknownReference: a chosen drill was never issued here. StoreFault: the database can't be read.
    """
    if not workspace.has_store:
        if choice.drills:
            raise UnknownReference(f"还没有发过卷，没有练兵 {'、'.join(choice.drills)}：核对编号和数据目录")
        return GatheredAnswers(answers=(), notes=("这里还没有发过卷。",))
    reading = _Reading(workspace=workspace, choice=choice, naming=naming, bank=bank)
    with workspace.store.transaction() as records:
        for drill in _chosen(records, choice):
            reading.add(records, drill)
    return reading.result()


def _chosen(records: Records, choice: SourceChoice) -> list[Drill]:
    drills = {drill.id: drill for drill in records.drills.all()}
    absent = [name for name in choice.drills if name not in drills]
    if absent:
        has = f"有 {'、'.join(drills)}" if drills else "这里还没有发过卷"
        raise UnknownReference(f"没有练兵 {'、'.join(absent)}：{has}")
    wanted = [drills[name] for name in choice.drills] or [*drills.values()]
    return sorted(wanted, key=lambda drill: (drill.issued_at, drill.id))


@dataclass(kw_only=True)
class _Reading:
    """What was read so far. One paper with its answers is in memory at a time, besides what is kept of them."""

    workspace: Workspace
    choice: SourceChoice
    naming: Naming
    bank: BankToday
    answers: list[GatheredAnswer] = field(default_factory=list)
    questions: dict[str, AskedQuestion] = field(default_factory=dict)
    sittings: list[SittingHeld] = field(default_factory=list)
    asked_in: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reworded: set[tuple[str, str]] = field(default_factory=set)
    equal: dict[Any, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, records: Records, drill: Drill) -> None:
        """Reads the papers of a drill that were handed in."""
        current = records.submissions.current(drill.id)
        damaged: list[RecordDamaged] = []
        left_out: Counter[str] = Counter()
        asked: dict[str, AskedQuestion] = {}
        people = 0
        for place, issued in enumerate(records.drills.each_paper(drill.id, current, damaged), 1):
            try:
                own = [*self._answers(records, drill, issued, current[issued.paper.id], left_out)]
            except LianbingError as error:
                self.faults.append(Fault(self._paper_name(drill, issued), 0, error.message))
                own = []
            people += bool(own)
            self.answers += own
            for each in issued.corrected.items:
                _note_question(asked, asked_question(each.item))
            self.workspace.progress.step(f"读答卷 {drill.id}", place, len(current))
        self._compare(drill, asked)
        self.faults += [Fault(f"练兵 {drill.id}", 0, each.message) for each in damaged]
        self.notes += [f"{drill.title}（{drill.id}）：{count} 题次{why}，没有算。" for why, count in left_out.items()]
        if people:
            self.sittings.append(
                SittingHeld(id=drill.id, title=drill.title, period=drill.period.code, people=people, is_drill=True)
            )

    def _compare(self, drill: Drill, asked: Mapping[str, AskedQuestion]) -> None:
        """Takes what was asked in place of what was asked before, and notes where that was another question."""
        for name, question in asked.items():
            known = self.questions.get(name)
            if known is not None and not self.bank.varies(name) and _is_another(known, question):
                self.reworded.update((sitting, name) for sitting in self.asked_in[name])
            self.asked_in[name].append(drill.id)
        self.questions |= asked

    def _paper_name(self, drill: Drill, issued: IssuedPaper) -> str:
        return f"练兵 {drill.id} {self.naming.person(issued.person.id)} 的答卷"

    def _answers(
        self, records: Records, drill: Drill, issued: IssuedPaper, submission: StoredSubmission, left_out: Counter[str]
    ) -> Iterator[GatheredAnswer]:
        day = _day(drill, submission)
        if not self.choice.takes(day):
            return
        entries = records.ledger.current(issued.paper.id)
        given = read_submission(original(self.workspace, submission.digest)).answers
        topics = {proved.id: proved.topic for proved in issued.paper.proof.items} if issued.paper.proof else {}
        for asked in issued.corrected.items:
            entry = entries.get(asked.item.id)
            why = _why_left_out(asked, entry, submission.digest)
            if why or entry is None or entry.change.after is None:
                left_out[why] += 1
                continue
            name = sys.intern(asked.item.id)
            yield GatheredAnswer(
                person=self.naming.person(issued.person.id),
                unit=self.naming.unit(issued.person.team),
                item=name,
                topic=self.bank.topic(name) or sys.intern(topics.get(name, "")),
                rests_on=self._one(asked.item.rests_on),
                at=sys.intern(day),
                source=AnswerSource.DRILL,
                sitting=drill.id,
                worth=self._one(asked.worth),
                earned=self._one(entry.change.after),
                answer=sys.intern(bank_answer(asked.item, given.get(name))),
            )

    def _one(self, value: Value) -> Value:
        """The same value as before, where there was an equal one: millions of answers hold few different ones."""
        known: Value = self.equal.setdefault(value, value)
        return known

    def result(self) -> GatheredAnswers:
        """Everything, in the order in which it was read."""
        return GatheredAnswers(
            answers=tuple(self.answers),
            faults=tuple(self.faults),
            notes=tuple(self.notes),
            questions=self.questions,
            sittings=tuple(self.sittings),
            reworded=frozenset(self.reworded),
        )


def _why_left_out(asked: PaperItem, entry: Entry | None, submission: str) -> str:
    if asked.withdrawn or not asked.worth:
        return "是作废的题"
    if entry is None or not rests_on(entry, submission):
        return "还没有判分"
    return "还在等人评分" if entry.change.after is None else ""


def _note_question(asked: dict[str, AskedQuestion], question: AskedQuestion) -> None:
    """Keeps what was asked; where the right letters differ from person to person, none are right for all."""
    known = asked.setdefault(question.id, question)
    if known.right and known.right != question.right:
        known = asked[question.id] = replace(known, right="")
    if (known.stem, known.options) != (question.stem, question.options):
        asked[question.id] = replace(known, varies=True)


def _is_another(before: AskedQuestion, now: AskedQuestion) -> bool:
    """Whether a question was asked otherwise; where numbers are drawn, its words differ between people anyway."""
    varies = before.varies or now.varies
    same = before.kind == now.kind and (varies or (before.stem, before.options) == (now.stem, now.options))
    return not same or before.right != now.right


def _day(drill: Drill, submission: StoredSubmission) -> str:
    """The day on which a paper was handed in, as its device said, unless its clock was plainly wrong."""
    day, received = submission.submitted_at[:_DAY], submission.received_at[:_DAY]
    try:
        number_of(day)
    except WrongUsage:
        return received
    return day if drill.issued_at[:_DAY] <= day <= received else received
