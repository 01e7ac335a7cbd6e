"""Gathers answers from drills, quizzes of sessions and learners' records."""

from __future__ import annotations

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.drill_answers import drill_answers
from lianbing.app.analysing.gathered import GatheredAnswers, Naming, SittingHeld, SourceChoice
from lianbing.app.analysing.quiz_answers import quiz_answers
from lianbing.app.analysing.record_answers import record_answers
from lianbing.app.workspace import Workspace

__all__ = ["GatheredAnswers", "SittingHeld", "SourceChoice", "gather"]


def gather(workspace: Workspace, choice: SourceChoice) -> GatheredAnswers:
    """All answers that are meant; what can't be used is named, and the rest is used.

    Raises:
        WrongUsage: a date or a folder of the choice is wrong. UnknownReference: a drill that was never issued.
        StoreFault: the database can't be read. ContentFaults: the workbook has faults.
    """
    choice.check()
    naming = Naming(workspace, pseudonyms=choice.pseudonyms)
    bank = BankToday(workspace.workbook)
    parts = [
        record_answers(workspace, choice, naming, bank),
        drill_answers(workspace, choice, naming, bank),
        quiz_answers(workspace, choice, naming, bank),
    ]
    return GatheredAnswers(
        answers=tuple(answer for part in parts for answer in part.answers),
        faults=tuple(fault for part in parts for fault in part.faults),
        notes=tuple(note for part in parts for note in part.notes),
        questions={name: question for part in parts for name, question in part.questions.items()},
        sittings=tuple(sitting for part in parts for sitting in part.sittings),
        reworded=frozenset(pair for part in parts for pair in part.reworded),
        learners=tuple(learner for part in parts for learner in part.learners),
    )
