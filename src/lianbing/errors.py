"""The one exception tree.

LianbingError                 exit 1; the message is a Chinese sentence for the person who gets it
├── WrongUsage                exit 2; the command was called wrongly
├── FaultsFound               input files are wrong; carries every fault with its place
│   ├── ContentFaults         standards, syllabus, bank, scenarios, tasks, blueprints, schemes
│   └── RosterFaults          a list of people: the roster of a drill, or ratings
├── UnknownReference          an id that nothing has
├── ExpressionFault           a formula that can't be read or evaluated
├── BlueprintShort            the bank can't serve a blueprint
├── StaleChapters             generated files don't match their sources
├── SubmissionRejected        a submission that can't be taken; carries the reason's code
├── ResultRejected            a grading record that is incomplete or not of this run
├── BuildFailed               the book can't be built or a chapter fails
├── SandboxAbsent             this machine can't confine learner code, so none is run
├── StoreFault                the database is missing, foreign or its ledger is broken
└── NothingToDo               the named drill, period or paper holds nothing to work on
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with an input file: where it is, and a sentence that says what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.message}"


class LianbingError(Exception):
    """Base of all errors that are meant for a person."""

    exit_code = 1

    @property
    def message(self) -> str:
        """The Chinese sentence."""
        return str(self.args[0]) if self.args else ""


class WrongUsage(LianbingError):
    """The command was called wrongly."""

    exit_code = 2


class FaultsFound(LianbingError):
    """All faults of a set of files, collected before anything is raised."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"共 {len(self.faults)} 处问题：\n" + "\n".join(f"  {fault}" for fault in self.faults))


class ContentFaults(FaultsFound):
    """Faults of standards, syllabus, bank, scenarios, tasks, blueprints or schemes."""


class RosterFaults(FaultsFound):
    """Faults of a list of people: the roster of a drill, or ratings."""


class UnknownReference(LianbingError):
    """An id that nothing has."""


class ExpressionFault(LianbingError):
    """A formula that can't be read or evaluated."""


class BlueprintShort(LianbingError):
    """The bank can't serve a section of a blueprint."""


class StaleChapters(LianbingError):
    """Generated files don't match their sources."""


class SubmissionRejected(LianbingError):
    """A submission that can't be taken.

    ``code`` is one of: unreadable, too-large, not-a-notebook, foreign, wrong-drill, unknown-paper,
    changed-token, wrong-person, damaged-answers.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ResultRejected(LianbingError):
    """A grading record that is missing, incomplete or not of this run: nothing of it becomes a mark."""


class BuildFailed(LianbingError):
    """The book can't be built, or one of its chapters fails."""


class SandboxAbsent(LianbingError):
    """This machine can't confine learner code, so none is run; the message says why and what to install."""


class StoreFault(LianbingError):
    """The database is missing, foreign, or its ledger is broken."""


class NothingToDo(LianbingError):
    """The named drill, period or paper holds nothing to work on."""
