"""The answers of the quizzes of sessions that were held."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.gathered import GatheredAnswers, Naming, SittingHeld, SourceChoice
from lianbing.app.workspace import Workspace
from lianbing.characters import simplified
from lianbing.domain.sessions.answers import AnswerSource, AskedQuestion, GatheredAnswer, asked_question, sitting_label
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.marked import QuizMark
from lianbing.errors import Fault
from lianbing.sessions.folder import session_folders
from lianbing.sessions.reading import SessionFiles, read_session

_DAY, _MONTH = len("2026-11-02"), len("2026-11")


def quiz_answers(workspace: Workspace, choice: SourceChoice, naming: Naming, bank: BankToday) -> GatheredAnswers:
    """What people answered before and after each session."""
    if not choice.with_sessions:
        return GatheredAnswers(answers=())
    answers: list[GatheredAnswer] = []
    faults: list[Fault] = []
    notes: list[str] = []
    questions: dict[str, AskedQuestion] = {}
    sittings: list[SittingHeld] = []
    for folder in session_folders(workspace.sessions):
        files = read_session(folder)
        faults += [Fault(f"培训 {folder.id} {fault.file}", fault.line, fault.message) for fault in files.faults]
        if files.prepared is None or not files.held.began or not choice.takes(files.held.began[:_DAY]):
            continue
        marks = files.marked(simplified)
        unmarked = sum(mark.earned is None for mark in marks)
        if unmarked:
            notes.append(f"培训 {folder.id} 的测验：{unmarked} 题次判不了，没有算。")
        answers += _answers(files, marks, naming, bank)
        questions |= {mark.item: asked_question(files.prepared.items[mark.item].item) for mark in marks}
        sittings += _sittings(files, marks)
    return GatheredAnswers(
        answers=tuple(answers),
        faults=tuple(faults),
        notes=tuple(notes),
        questions=questions,
        sittings=tuple(sittings),
    )


def _answers(
    files: SessionFiles, marks: tuple[QuizMark, ...], naming: Naming, bank: BankToday
) -> Iterator[GatheredAnswer]:
    units = {one.number: one.unit for one in files.held.present if one.number}
    items = files.prepared.items if files.prepared else {}
    for mark in marks:
        if mark.earned is not None:
            yield GatheredAnswer(
                person=naming.person(mark.number),
                unit=naming.unit(units.get(mark.number, "")),
                item=mark.item,
                topic=bank.topic(mark.item),
                rests_on=items[mark.item].item.rests_on,
                at=files.held.began[:_DAY],
                source=AnswerSource.QUIZ,
                sitting=sys.intern(f"{files.folder.id}/{mark.quiz.value}"),
                worth=mark.worth,
                earned=mark.earned,
                answer=mark.answer,
            )


def _sittings(files: SessionFiles, marks: tuple[QuizMark, ...]) -> Iterator[SittingHeld]:
    for quiz in QuizKind:
        people = {mark.seat for mark in marks if mark.quiz is quiz}
        sitting = f"{files.folder.id}/{quiz.value}"
        if people:
            yield SittingHeld(
                id=sitting,
                title=sitting_label(sitting),
                period=files.folder.id[:_MONTH],
                people=len(people),
            )
