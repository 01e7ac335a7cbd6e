"""The last answers in the records that learners handed over, held against the bank of today."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.gathered import GatheredAnswers, Learner, Naming, SittingHeld, SourceChoice
from lianbing.app.analysing.record_owners import RecordOwners
from lianbing.app.workspace import Workspace
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.moments import placed
from lianbing.domain.sessions.answers import (
    RECORDS,
    AnswerSource,
    AskedQuestion,
    GatheredAnswer,
    asked_question,
    bank_answer,
    sitting_label,
)
from lianbing.drills.learner_records.reading import HandedRecord, leftover_notes, read_records
from lianbing.errors import Fault
from lianbing.wire.records import ExamRun, PracticeEntry, Run

_DAY = len("2026-11-02")
_SLACK = 24 * 3600
"""A device's clock may be so many seconds ahead before it is called wrong."""
_RIGHT = Decimal("0.8")
"""The book's own rule: an open question is right from 80 % on."""


def record_answers(workspace: Workspace, choice: SourceChoice, naming: Naming, bank: BankToday) -> GatheredAnswers:
    """What learners answered last, and how far each of them is; nothing where no folder is named."""
    if choice.records is None:
        return GatheredAnswers(answers=())
    read = read_records(choice.records)
    reading = _Reading(
        choice=choice,
        naming=naming,
        bank=bank,
        owners=RecordOwners(workspace, naming),
        today=workspace.now(),
    )
    reading.faults += [Fault(reading.owners.shown(fault.file), 0, fault.message) for fault in read.faults]
    if not read.records and not read.faults:
        message = "里面没有学习记录文件：要的是“导出学习记录”得到的 .json，或装着它们的 .zip"
        reading.faults.append(Fault(choice.records.name or str(choice.records), 0, message))
    for again, first in read.doubled:
        shown = reading.owners.shown
        reading.notes.append(f"{shown(again)} 与 {shown(first)} 是同一份，只算一次。")
    for place, handed in enumerate(read.records, 1):
        reading.take(handed)
        workspace.progress.step("读学习记录", place, len(read.records))
    reading.notes += leftover_notes(read.passed_over)
    return reading.result()


@dataclass(kw_only=True)
class _Own:
    """What the files of one learner hold together; of two answers to an item the later one counts."""

    number: str
    files: list[HandedRecord] = field(default_factory=list)
    entries: dict[str, PracticeEntry] = field(default_factory=dict)

    def add(self, handed: HandedRecord) -> None:
        """Adds a file."""
        self.files.append(handed)
        for name, entry in handed.record.items.items():
            known = self.entries.get(name)
            if known is None or _seconds(known.at) <= _seconds(entry.at):
                self.entries[name] = entry

    @property
    def days(self) -> tuple[str, ...]:
        """The days with an answer."""
        days = {day for file in self.files for day, counts in file.record.days.items() if counts.answered}
        return tuple(sorted(days))


def _seconds(at: str) -> float:
    when = placed(at)
    return when.seconds if when else 0.0


@dataclass(kw_only=True)
class _Reading:
    """The files that were taken so far, by learner; each that nobody knows the owner of is a learner of its own."""

    choice: SourceChoice
    naming: Naming
    bank: BankToday
    owners: RecordOwners
    today: str
    known: dict[str, _Own] = field(default_factory=dict)
    unnamed: list[_Own] = field(default_factory=list)
    questions: dict[str, AskedQuestion] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, handed: HandedRecord) -> None:
        """Takes a file that is of this book, and names it otherwise."""
        items = handed.record.items
        unknown = [name for name in items if self.bank.item(name) is None]
        shown = self.owners.shown(handed.shown)
        if len(unknown) * 2 > len(items):
            message = f"是另一本书的学习记录：{len(items)} 道题里有 {len(unknown)} 道不在这个题库里，没有用"
            self.faults.append(Fault(shown, 0, f"{message}；核对是不是别的单位的书"))
            return
        if unknown:
            self.notes.append(f"{shown}：{len(unknown)} 道题已不在题库里，没有算。")
        if _seconds(handed.record.at) > _seconds(self.today) + _SLACK:
            what = f"导出的时刻是 {handed.record.at[:_DAY]}，还没有到：那台设备的时钟不对"
            self.notes.append(f"{shown}：{what}；晚于今天的答案按今天算，晚于今天的日子不算。")
        number = self.owners.of(handed.path)
        if number:
            self.known.setdefault(number, _Own(number=number)).add(handed)
        else:
            self.unnamed.append(_Own(number=""))
            self.unnamed[-1].add(handed)

    def result(self) -> GatheredAnswers:
        """All answers that count, and the learners."""
        answers: list[GatheredAnswer] = []
        learners: list[Learner] = []
        left_out: Counter[str] = Counter()
        for own in [*(self.known[number] for number in sorted(self.known)), *self.unnamed]:
            if len(own.files) > 1:
                files = "、".join(self.owners.shown(file.shown) for file in own.files)
                self.notes.append(
                    f"{self.naming.person(own.number)} 有 {len(own.files)} 份：{files}；每道题算后答的那一次。"
                )
            given = [*self._answers(own, left_out)]
            answers += given
            learners.append(self._learner(own, given, len(learners)))
        self.notes += [f"学习记录：{count} 道题{why}，没有算。" for why, count in left_out.items()]
        if self.unnamed:
            files = "、".join(self.owners.shown(own.files[0].shown) for own in self.unnamed)
            self.notes.append(
                f"{len(self.unnamed)} 份学习记录看不出是谁的，当作没有署名的学员：{files}。"
                "把工号写进文件名或文件夹名（例如“工号-练兵学习记录-2026-11-21.json”）就认得出。"
            )
        people = sum(bool(learner.items) for learner in learners)
        held = (SittingHeld(id=RECORDS, title=sitting_label(RECORDS), period="", people=people),)
        return GatheredAnswers(
            answers=tuple(answers),
            faults=tuple(self.faults),
            notes=tuple(self.notes),
            questions=self.questions,
            sittings=held if people else (),
            learners=tuple(learners),
        )

    def _answers(self, own: _Own, left_out: Counter[str]) -> Iterator[GatheredAnswer]:
        for name, entry in own.entries.items():
            item, day = self.bank.item(name), min(entry.at[:_DAY], self.today[:_DAY])
            if item is None or not self.choice.takes(day):
                continue
            why = self._why_left_out(name, entry)
            if why:
                left_out[why] += 1
                continue
            self.questions.setdefault(name, asked_question(item))
            yield GatheredAnswer(
                person=self.naming.person(own.number),
                unit=self.owners.unit(own.number),
                item=sys.intern(name),
                topic=self.bank.topic(name),
                rests_on=item.rests_on,
                at=sys.intern(day),
                source=AnswerSource.RECORD,
                sitting=RECORDS,
                worth=Decimal(1),
                earned=Decimal(repr(entry.fraction)),
                answer=bank_answer(item, entry.answer),
            )

    def _why_left_out(self, name: str, entry: PracticeEntry) -> str:
        if entry.digest and entry.digest != self.bank.digest(name):
            return "答的是改版以前的题面"
        return "是还没有自评的主观题" if entry.verdict is Verdict.REVIEW and entry.ticked is None else ""

    def _learner(self, own: _Own, given: list[GatheredAnswer], before: int) -> Learner:
        files = [file.record for file in own.files]
        unnamed = before - len(self.known) + 1
        return Learner(
            person=self.naming.person(own.number),
            label=self.owners.label(own.number) if own.number else f"没有署名的学员 {unnamed}",
            unit=self.owners.unit(own.number),
            items={answer.item: answer.earned >= _RIGHT for answer in given},
            days=tuple(day for day in own.days if self.choice.takes(day) and day <= self.today[:_DAY]),
            exported=max(record.at[:_DAY] for record in files),
            exams=_runs(record.exams for record in files),
            scenarios=_runs(record.scenarios for record in files),
        )


def _runs(sections: Iterable[Mapping[str, Sequence[Run | ExamRun]]]) -> int:
    """How many different runs several files hold."""
    return len({(name, run.at) for section in sections for name, runs in section.items() for run in runs})
