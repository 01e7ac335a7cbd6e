"""The one exception tree.

LianbingError                 exit 1; the message is a Chinese sentence for the person who gets it
├── WrongUsage                exit 2; what was asked for can't be done as it was asked
├── FaultsFound               input files are wrong; carries every fault with its place
│   ├── ContentFaults         standards, syllabus, bank, scenarios, tasks, blueprints, schemes
│   ├── RosterFaults          a list of people: the roster of a drill, or ratings
│   ├── MarkSheetFaults       sheets that markers filled in
│   └── SessionFaults         the plan or the journals of a trainer's session
├── AgainstRules              a rule of the unit forbids what was asked for
├── UnknownReference          an id that nothing has
├── ExpressionFault           a formula that can't be read or evaluated
├── BlueprintShort            the bank can't serve a blueprint
├── StaleChapters             generated files don't match their sources
├── ChaptersEdited            somebody worked in generated notebooks, which would be lost
├── SubmissionRejected        a submission that can't be taken; carries why, as a :class:`Rejected`
├── LiveRefusal               what a phone or the trainer wants can't be done now; carries why, as a :class:`Refusal`
├── ResultRejected            a grading record that is incomplete or not of this run
├── BuildFailed               the book can't be built or a chapter fails
├── SandboxAbsent             this machine can't confine learner code, so none is run
├── PrinterAbsent             this machine can't make PDFs, for want of a library or a font
├── PackageMissing            an extra of this package that a command needs is not installed
├── StoreFault                the database is missing, foreign or its ledger is broken
│   ├── DataChanged           what marks or results rest on was changed; carries a sentence for each thing
│   └── RecordDamaged         a record of it is not what was written; carries its key
├── SchemeDiffers             a scheme changed since the last assessment, and nobody has accepted that
└── NothingToDo               the named drill, period or paper holds nothing to work on
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar


class ErrorCode(StrEnum):
    """What went wrong, for programs: ``--json`` says it. The values never change."""

    WRONG_USAGE = "wrong-usage"
    CONTENT_FAULTS = "content-faults"
    ROSTER_FAULTS = "roster-faults"
    MARK_SHEET_FAULTS = "mark-sheet-faults"
    SESSION_FAULTS = "session-faults"
    AGAINST_RULES = "against-rules"
    UNKNOWN_REFERENCE = "unknown-reference"
    EXPRESSION_FAULT = "expression-fault"
    BLUEPRINT_SHORT = "blueprint-short"
    STALE_CHAPTERS = "stale-chapters"
    CHAPTERS_EDITED = "chapters-edited"
    SUBMISSION_REJECTED = "submission-rejected"
    LIVE_REFUSAL = "live-refusal"
    RESULT_REJECTED = "result-rejected"
    BUILD_FAILED = "build-failed"
    SANDBOX_ABSENT = "sandbox-absent"
    PRINTER_ABSENT = "printer-absent"
    PACKAGE_MISSING = "package-missing"
    STORE_FAULT = "store-fault"
    DATA_CHANGED = "data-changed"
    RECORD_DAMAGED = "record-damaged"
    NOTHING_TO_DO = "nothing-to-do"
    SCHEME_DIFFERS = "scheme-differs"
    FILE_UNUSABLE = "file-unusable"
    INTERRUPTED = "interrupted"


class Rejected(StrEnum):
    """Why a submission can't be taken; the store keeps the value, so it never changes."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NOT_A_NOTEBOOK = "not-a-notebook"
    FOREIGN = "foreign"
    WRONG_DRILL = "wrong-drill"
    UNKNOWN_PAPER = "unknown-paper"
    WITHDRAWN_PAPER = "withdrawn-paper"
    CHANGED_TOKEN = "changed-token"  # noqa: S105 - no secret
    WRONG_PERSON = "wrong-person"
    DAMAGED_ANSWERS = "damaged-answers"


class Refusal(StrEnum):
    """Why a live session can't do what a phone or the trainer wants; pages go by the value."""

    CODE = "code"
    WHICH = "which"
    STRANGER = "stranger"
    TAKEN = "taken"
    CLOSED = "closed"
    MOVED = "moved"
    UNKNOWN = "unknown"
    MALFORMED = "malformed"
    UNWRITTEN = "unwritten"


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

    exit_code: ClassVar[int] = 1
    code: ClassVar[ErrorCode]

    @property
    def details(self) -> tuple[Mapping[str, object], ...]:
        """Where there are several faults, each of them for programs."""
        return ()

    @property
    def message(self) -> str:
        """The Chinese sentence."""
        return str(self.args[0]) if self.args else ""


class WrongUsage(LianbingError):
    """What was asked for can't be done as it was asked: a wrong option, path, period, number or moment."""

    exit_code = 2
    code = ErrorCode.WRONG_USAGE


class FaultsFound(LianbingError):
    """All faults of a set of files, collected before anything is raised."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"共 {len(self.faults)} 处问题：\n" + "\n".join(f"  {fault}" for fault in self.faults))

    @property
    def details(self) -> tuple[Mapping[str, object], ...]:
        """Each fault with its place."""
        return tuple(asdict(fault) for fault in self.faults)


class ContentFaults(FaultsFound):
    """Faults of standards, syllabus, bank, scenarios, tasks, blueprints or schemes."""

    code = ErrorCode.CONTENT_FAULTS


class RosterFaults(FaultsFound):
    """Faults of a list of people: the roster of a drill, or ratings."""

    code = ErrorCode.ROSTER_FAULTS


class MarkSheetFaults(FaultsFound):
    """Faults of sheets that markers filled in; none of their marks was taken."""

    code = ErrorCode.MARK_SHEET_FAULTS


class SessionFaults(FaultsFound):
    """Faults of a session's plan, its list of people, or its journals."""

    code = ErrorCode.SESSION_FAULTS


class AgainstRules(LianbingError):
    """A rule of the unit, such as a deadline or who may decide, forbids what was asked for; the message says which."""

    code = ErrorCode.AGAINST_RULES


class UnknownReference(LianbingError):
    """An id that nothing has."""

    code = ErrorCode.UNKNOWN_REFERENCE


class ExpressionFault(LianbingError):
    """A formula that can't be read or evaluated."""

    code = ErrorCode.EXPRESSION_FAULT


class BlueprintShort(LianbingError):
    """The bank can't serve a section of a blueprint."""

    code = ErrorCode.BLUEPRINT_SHORT


class StaleChapters(LianbingError):
    """Generated files don't match their sources."""

    code = ErrorCode.STALE_CHAPTERS


class ChaptersEdited(LianbingError):
    """Somebody worked in generated notebooks; the message names them."""

    code = ErrorCode.CHAPTERS_EDITED


class SubmissionRejected(LianbingError):
    """A submission that can't be taken.

    ``why`` is the reason for programs, the message the one for people.
    """

    code = ErrorCode.SUBMISSION_REJECTED

    def __init__(self, why: Rejected, message: str) -> None:
        super().__init__(message)
        self.why = why


class LiveRefusal(LianbingError):
    """What a phone or the trainer wants can't be done in a live session, or not now; ``why`` is for pages."""

    code = ErrorCode.LIVE_REFUSAL

    def __init__(self, why: Refusal, message: str, details: tuple[Mapping[str, object], ...] = ()) -> None:
        super().__init__(message)
        self.why = why
        self._details = details

    @property
    def details(self) -> tuple[Mapping[str, object], ...]:
        """Where there is a choice, what there is to choose from."""
        return self._details


class ResultRejected(LianbingError):
    """A grading record that is missing, incomplete or not of this run: nothing of it becomes a mark."""

    code = ErrorCode.RESULT_REJECTED


class BuildFailed(LianbingError):
    """The book can't be built, or one of its chapters fails."""

    code = ErrorCode.BUILD_FAILED


class SandboxAbsent(LianbingError):
    """This machine can't confine learner code, so none is run; the message says why and what to install."""

    code = ErrorCode.SANDBOX_ABSENT


class PrinterAbsent(LianbingError):
    """This machine can't make PDFs; the message says what to install."""

    code = ErrorCode.PRINTER_ABSENT


class PackageMissing(LianbingError):
    """An extra of this package is not installed; the message says how to install it."""

    code = ErrorCode.PACKAGE_MISSING


class StoreFault(LianbingError):
    """The database is missing, foreign, or its ledger is broken."""

    code = ErrorCode.STORE_FAULT


class DataChanged(StoreFault):
    """What marks or results rest on is not what was written; ``problems`` has a sentence for each thing."""

    code = ErrorCode.DATA_CHANGED

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(problems[0] if len(problems) == 1 else f"共 {len(problems)} 处与写下时不一样：\n{listed}")

    @property
    def details(self) -> tuple[Mapping[str, object], ...]:
        """Each problem."""
        return tuple({"message": problem} for problem in self.problems)


class RecordDamaged(StoreFault):
    """A record of the store is not what was written; ``record`` is its key."""

    code = ErrorCode.RECORD_DAMAGED

    def __init__(self, message: str, record: object) -> None:
        super().__init__(message)
        self.record = record


class SchemeDiffers(LianbingError):
    """A scheme is not what it was at the last assessment, and nobody has accepted that; ``people`` are whom it changes.

    The message says what differs, and how to accept it.
    """

    code = ErrorCode.SCHEME_DIFFERS

    def __init__(self, message: str, people: Iterable[str]) -> None:
        super().__init__(message)
        self.people = tuple(people)

    @property
    def details(self) -> tuple[Mapping[str, object], ...]:
        """Each person whose result differs."""
        return tuple({"message": person} for person in self.people)


class NothingToDo(LianbingError):
    """The named drill, period or paper holds nothing to work on."""

    code = ErrorCode.NOTHING_TO_DO
