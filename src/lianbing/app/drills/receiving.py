"""Receiving submissions: each file gets a receipt or a rejection; collecting receives many files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lianbing.app.drills.completeness import Incomplete, compare
from lianbing.app.drills.oddities import notes_on
from lianbing.app.drills.recording import record
from lianbing.app.drills.typing_in import typed_in
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.counting import Counted
from lianbing.domain.drills.events import Collecting, EventKind, UnusableFile
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.submissions import SubmissionState
from lianbing.domain.drills.terms import CountingRule
from lianbing.drills.admission import check_submission
from lianbing.drills.intake import Arrival, Incoming, IncomingSheet, NotTaken, PassedOver, count_files, incoming_files
from lianbing.drills.tokens import is_token
from lianbing.drills.whose import whose
from lianbing.errors import NothingToDo, Rejected, StoreFault, SubmissionRejected
from lianbing.files import write_if_changed
from lianbing.store.records import Records
from lianbing.wire.submissions import Submission, receipt


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Confirms that a submission was accepted; ``known`` if it had been accepted before."""

    file_name: str
    digest: str
    paper: str
    employee: str
    known: bool

    @property
    def number(self) -> str:
        """回执号."""
        return receipt(self.digest)


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A submission that was quarantined instead of accepted; ``employees`` are the people that it seems to name."""

    file_name: str
    digest: str
    code: Rejected
    reason: str
    employees: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RepeatedSubmission:
    """A person with more than one accepted submission: how many, and the one that counts.

    ``rule`` says by what it counts; ``doubt`` why a person should choose, or is empty. Both are Chinese.
    """

    employee: str
    count: int
    receipt: str
    submitted_at: str
    rule: str
    doubt: str


def repeated(employee: str, counted: Counted, counts: CountingRule) -> RepeatedSubmission:
    """Describes the submissions of a person."""
    counting = counted.counting
    return RepeatedSubmission(
        employee=employee,
        count=len(counted.handed),
        receipt=receipt(counting.digest),
        submitted_at=counting.submitted_at,
        rule="指定的一份" if counted.is_chosen else counts.label,
        doubt=counted.doubt.label if counted.doubt and counted.needs_choice else "",
    )


@dataclass(frozen=True, kw_only=True)
class OddTimes:
    """A submission whose times are unusual or not believed; ``notes`` says why, in Chinese."""

    employee: str
    file_name: str
    submitted_at: str
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The result of ``drill collect``: what became of each file, and people with several accepted submissions.

    ``accepted`` has file and receipt of the new ones, ``known`` counts those accepted before, ``passed_over`` what
    programs left behind, by the Chinese name of its kind. ``incomplete`` and ``odd_times`` are of the new ones.
    """

    accepted: tuple[tuple[str, str], ...]
    known: int
    rejected: tuple[Rejection, ...]
    not_taken: tuple[NotTaken, ...]
    passed_over: Mapping[str, int]
    several: tuple[RepeatedSubmission, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    odd_times: tuple[OddTimes, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether anything waits for a person."""
        return bool(self.rejected or self.not_taken or any(each.doubt for each in self.several))


def receive(workspace: Workspace, drill_id: str, incoming: Incoming, run: int | None = None) -> Receipt | Rejection:
    """Stores a file, then checks it. The time does not depend on the size of the drill.

    Receiving the same file again changes nothing but brings its bytes back if they were lost. ``run`` is the run of
    collecting, if it is part of one.

    Raises:
        NothingToDo: the drill was not issued here.
        StoreFault: the secret is not the one that the drill was issued with.
    """
    with workspace.store.transaction() as records:
        check_issued(workspace, records, drill_id)
    write_if_changed(workspace.submission_file(incoming.digest), incoming.content)
    before = _note(workspace, drill_id, incoming, run)
    taken = before is SubmissionState.ACCEPTED
    try:
        submission = _examine(workspace, drill_id, incoming)
    except SubmissionRejected as error:
        # An accepted file stays accepted; a file name with another person's name is still reported.
        if not taken:
            with workspace.store.writing() as records:
                records.submissions.quarantine(drill_id, incoming.digest, error.why, error.message)
        return Rejection(file_name=incoming.name, digest=incoming.digest, code=error.why, reason=error.message)
    if not taken:
        with workspace.store.writing() as records:
            records.submissions.accept(drill_id, incoming.digest, submission, len(submission.answers))
    return Receipt(
        file_name=incoming.name,
        digest=incoming.digest,
        paper=submission.paper,
        employee=submission.employee,
        known=taken,
    )


def check_issued(workspace: Workspace, records: Records, drill_id: str) -> None:
    """Raises NothingToDo for a drill without papers, StoreFault if the secret does not match their tokens."""
    cover = records.drills.any_cover(drill_id) or records.withdrawn.any_cover(drill_id)
    if cover is None:
        raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
    there = (workspace.data / "secret").exists()
    if not there or not is_token(workspace.secret, cover.token, cover.drill, cover.paper, cover.employee):
        raise StoreFault("密钥文件 secret 不见了，或不是发卷时的那一份：请从备份恢复，否则已发的答题册都收不回来")


def _note(workspace: Workspace, drill_id: str, incoming: Incoming, run: int | None) -> SubmissionState:
    """Records a stored file before it is checked; returns its current state."""
    with workspace.store.writing() as records:
        before = records.submissions.get(drill_id, incoming.digest)
        if before is None:
            records.submissions.add(drill_id, incoming.digest, incoming.name, workspace.now(), run)
    return before.state if before else SubmissionState.STORED


def _examine(workspace: Workspace, drill_id: str, incoming: Incoming) -> Submission:
    with workspace.store.transaction() as records:
        return check_submission(incoming, drill_id, workspace.secret, _Issued(records, drill_id))


class _Issued:
    """Looks up single employees to whom a drill was issued."""

    def __init__(self, records: Records, drill_id: str) -> None:
        self._records, self._drill = records, drill_id

    def cover(self, paper: str) -> Cover | None:
        cover = self._records.drills.cover(paper)
        return cover if cover and cover.drill == self._drill else None

    def withdrawal(self, paper: str) -> str:
        return next((event.reason for event in self._records.events.of_paper(paper, [EventKind.WITHDRAWN])), "")

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        return self._records.drills.numbers_among(self._drill, candidates)

    def called_in(self, text: str) -> set[str]:
        names = [name for name in self._named if name and name in text]
        whole = [name for name in names if not any(name in other for other in names if other != name)]
        return {self._named[name][0] for name in whole if len(self._named[name]) == 1}

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        """The employee numbers of each name on the newest roster."""
        roster = self._records.drills.roster(self._drill)
        named: dict[str, list[str]] = defaultdict(list)
        for employee in roster.employees if roster else ():
            named[employee.name].append(employee.id)
        return named


def employees_of(workspace: Workspace, drill_id: str, path: str, content: bytes = b"") -> tuple[str, ...]:
    """The people that a file which was not accepted seems to name: by where it lay, and by what it holds."""
    with workspace.store.transaction() as records:
        return whose(path.split("/"), content, drill_id, _Issued(records, drill_id))


def collect(workspace: Workspace, drill_id: str, paths: list[Path]) -> Collected:
    """Receives every file, one at a time, and then those that an interrupted run stored but did not check.

    Raises:
        NothingToDo: the drill was not issued here, or there are no files.
        WrongUsage: there is no such path, or an archive holds more than one run takes.
    """
    with workspace.store.transaction() as records:
        check_issued(workspace, records, drill_id)
    run = _Run(workspace, drill_id, count_files(paths))
    for arrival in incoming_files(paths):
        run.take(arrival)
    for incoming in _left_over(workspace, drill_id):
        run.take(incoming)
    if not run.count:
        raise NothingToDo("没有找到答卷：请指向 .ipynb 文件、装着它们的文件夹或 .zip")
    return run.result()


class _Run:
    """One run of ``drill collect``: what has become of the files so far."""

    def __init__(self, workspace: Workspace, drill_id: str, expected: int) -> None:
        self._workspace, self._drill, self._expected = workspace, drill_id, expected
        self._receipts: list[Receipt] = []
        self._rejected: list[Rejection] = []
        self._not_taken: list[NotTaken] = []
        self._incomplete: list[Incomplete] = []
        self._passed_over: Counter[str] = Counter()
        self.count = 0
        with workspace.store.transaction() as records:
            self._number = records.submissions.last_run(drill_id) + 1

    def take(self, arrival: Arrival) -> None:
        """Receives a file, or notes that it is none to be received."""
        self.count += 1
        match arrival:
            case PassedOver(kind=kind):
                self._passed_over[kind.label] += 1
            case NotTaken():
                self._not_taken.append(arrival)
            case IncomingSheet(file=file):
                self._type_in(file)
            case Incoming():
                self._receive(arrival)
        self._workspace.progress.step("收答卷", self.count, max(self.count, self._expected))

    def _receive(self, incoming: Incoming) -> None:
        outcome = receive(self._workspace, self._drill, incoming, self._number)
        if isinstance(outcome, Receipt):
            self._receipts.append(replace(outcome, file_name=incoming.path))
            difference = (
                None if outcome.known else compare(self._workspace, outcome.paper, incoming.content, incoming.path)
            )
            self._incomplete += [difference] if difference else []
            return
        named = employees_of(self._workspace, self._drill, incoming.path, incoming.content)
        self._rejected.append(replace(outcome, file_name=incoming.path, employees=named))

    def _type_in(self, sheet: Incoming) -> None:
        """Receives the rows of a sheet that can be taken, and notes what is wrong with the others."""
        try:
            typed = typed_in(self._workspace, self._drill, sheet)
        except SubmissionRejected as error:
            self._not_taken.append(NotTaken(path=sheet.path, reason=error.message))
            return
        for submission in typed.submissions:
            self._receive(submission)
        self._not_taken += [NotTaken(path=f"{sheet.path} {each.place}", reason=each.message) for each in typed.faults]

    def result(self) -> Collected:
        """Records who collected, and says what has become of all files.

        Recorded also if all was known: a run before this one may have been killed before it did so.
        """
        known = sum(each.known for each in self._receipts)
        content = Collecting(
            accepted=len(self._receipts) - known,
            known=known,
            quarantined=len(self._rejected),
            not_taken=len(self._not_taken),
            passed_over=dict(self._passed_over),
            unusable=tuple(self._unusable()),
        )
        with self._workspace.store.writing() as records:
            record(self._workspace, records, self._drill, content)
        return Collected(
            accepted=tuple((each.file_name, each.number) for each in self._receipts if not each.known),
            known=known,
            rejected=tuple(self._rejected),
            not_taken=tuple(self._not_taken),
            passed_over=dict(self._passed_over),
            several=tuple(_several(self._workspace, self._drill, self._receipts)),
            incomplete=tuple(self._incomplete),
            odd_times=tuple(_odd_times(self._workspace, self._drill, self._receipts)),
        )

    def _unusable(self) -> Iterator[UnusableFile]:
        """The files in quarantine, and others that were not accepted and name a person."""
        for rejection in self._rejected:
            yield UnusableFile(
                path=rejection.file_name,
                digest=rejection.digest,
                reason=rejection.reason,
                employees=rejection.employees,
            )
        for file in self._not_taken:
            employees = employees_of(self._workspace, self._drill, file.path)
            if employees:
                yield UnusableFile(path=file.path, reason=file.reason, employees=employees)


def _several(workspace: Workspace, drill_id: str, receipts: Iterable[Receipt]) -> Iterator[RepeatedSubmission]:
    """Lists people with several accepted submissions, to report which submission counts."""
    employees = {each.paper: each.employee for each in receipts}
    with workspace.store.transaction() as records:
        counts = records.events.in_force(drill_id).terms.counts
        for paper, each in sorted(records.submissions.counted(drill_id).items()):
            if paper in employees and len(each.handed) > 1:
                yield repeated(employees[paper], each, counts)


def _odd_times(workspace: Workspace, drill_id: str, receipts: Iterable[Receipt]) -> Iterator[OddTimes]:
    """Lists the new submissions whose times are odd."""
    new = {each.digest: each for each in receipts if not each.known}
    with workspace.store.transaction() as records:
        drill, decided = records.drills.get(drill_id), records.events.in_force(drill_id)
        accepted = records.submissions.of(drill_id, SubmissionState.ACCEPTED)
    for each in accepted:
        if drill and each.digest in new:
            notes = notes_on(each, drill, decided)
            if notes:
                yield OddTimes(
                    employee=new[each.digest].employee,
                    file_name=new[each.digest].file_name,
                    submitted_at=each.submitted_at,
                    notes=notes,
                )


def _left_over(workspace: Workspace, drill_id: str) -> Iterator[Incoming]:
    """Reads the files that an interrupted run stored but did not check."""
    with workspace.store.transaction() as records:
        stored = records.submissions.of(drill_id, SubmissionState.STORED)
    for each in stored:
        path = workspace.submission_file(each.digest)
        if path.exists():
            yield Incoming(each.file_name, path.read_bytes())
