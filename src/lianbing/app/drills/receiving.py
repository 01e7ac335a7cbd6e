"""Receiving submissions: each file gets a receipt or a rejection; collecting receives many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.recording import record
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import Collecting
from lianbing.domain.drills.submissions import SubmissionState
from lianbing.drills.intake import Incoming, check_submission, incoming_files, passed_over
from lianbing.drills.tokens import is_token
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
    """A submission that was quarantined instead of accepted."""

    file_name: str
    digest: str
    code: Rejected
    reason: str


@dataclass(frozen=True, kw_only=True)
class RepeatedSubmission:
    """A person with more than one accepted submission: how many, and the one that counts."""

    employee: str
    count: int
    receipt: str
    submitted_at: str


@dataclass(frozen=True)
class Collected:
    """The result of ``drill collect``: accepted, rejected and repeated submissions."""

    accepted: tuple[tuple[str, str], ...]
    known: int
    rejected: tuple[Rejection, ...]
    passed_over: tuple[str, ...]
    several: tuple[RepeatedSubmission, ...] = ()


def receive(workspace: Workspace, drill_id: str, incoming: Incoming) -> Receipt | Rejection:
    """Stores a file, then checks it. The time does not depend on the size of the drill.

    Receiving the same file again changes nothing but brings its bytes back if they were lost.

    Raises:
        NothingToDo: the drill was not issued here.
        StoreFault: the secret is not the one that the drill was issued with.
    """
    with workspace.store.transaction() as records:
        check_issued(workspace, records, drill_id)
    write_if_changed(workspace.submission_file(incoming.digest), incoming.content)
    before = _note(workspace, drill_id, incoming)
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
            records.submissions.accept(drill_id, incoming.digest, submission.paper, submission.submitted_at)
    return Receipt(
        file_name=incoming.name,
        digest=incoming.digest,
        paper=submission.paper,
        employee=submission.employee,
        known=taken,
    )


def check_issued(workspace: Workspace, records: Records, drill_id: str) -> None:
    """Raises NothingToDo for a drill without papers, StoreFault if the secret does not match their tokens."""
    cover = records.drills.any_cover(drill_id)
    if cover is None:
        raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
    there = (workspace.data / "secret").exists()
    if not there or not is_token(workspace.secret, cover.token, cover.drill, cover.paper, cover.employee):
        raise StoreFault("密钥文件 secret 不见了，或不是发卷时的那一份：请从备份恢复，否则已发的答题册都收不回来")


def _note(workspace: Workspace, drill_id: str, incoming: Incoming) -> SubmissionState:
    """Records a stored file before it is checked; returns its current state."""
    with workspace.store.writing() as records:
        before = records.submissions.get(drill_id, incoming.digest)
        if before is None:
            records.submissions.add(drill_id, incoming.digest, incoming.name, workspace.now())
    return before.state if before else SubmissionState.STORED


def _examine(workspace: Workspace, drill_id: str, incoming: Incoming) -> Submission:
    with workspace.store.transaction() as records:
        return check_submission(incoming, drill_id, workspace.secret, _Issued(records, drill_id))


class _Issued:
    """Looks up single employees to whom a drill was issued."""

    def __init__(self, records: Records, drill_id: str) -> None:
        self._records, self._drill = records, drill_id

    def owner(self, paper: str) -> str | None:
        cover = self._records.drills.cover(paper)
        return cover.employee if cover and cover.drill == self._drill else None

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        return self._records.drills.numbers_among(self._drill, candidates)


def collect(workspace: Workspace, drill_id: str, paths: list[Path]) -> Collected:
    """Receives every file, including files that an interrupted run stored but did not check.

    Raises:
        NothingToDo: the drill was not issued here, or there are no files.
        WrongUsage: a path can't be read.
    """
    with workspace.store.transaction() as records:
        check_issued(workspace, records, drill_id)
    files = list(incoming_files(paths))
    files = [*_left_over(workspace, drill_id, files), *files]
    if not files:
        raise NothingToDo("没有找到答卷：请指向 .ipynb 文件、装着它们的文件夹或 .zip")
    receipts: list[Receipt] = []
    rejected: list[Rejection] = []
    for place, incoming in enumerate(files, 1):
        outcome = receive(workspace, drill_id, incoming)
        if isinstance(outcome, Receipt):
            receipts.append(outcome)
        else:
            rejected.append(outcome)
        workspace.progress.step("收答卷", place, len(files))
    _record(workspace, drill_id, receipts, rejected)
    return Collected(
        accepted=tuple((each.file_name, each.number) for each in receipts if not each.known),
        known=sum(each.known for each in receipts),
        rejected=tuple(rejected),
        passed_over=passed_over(paths),
        several=tuple(_several(workspace, receipts)),
    )


def _record(workspace: Workspace, drill_id: str, receipts: list[Receipt], rejected: list[Rejection]) -> None:
    """Records who collected. Also if all was known: a run before this one may have been killed before it did so."""
    known = sum(each.known for each in receipts)
    content = Collecting(accepted=len(receipts) - known, known=known, quarantined=len(rejected))
    with workspace.store.writing() as records:
        record(workspace, records, drill_id, content)


def _several(workspace: Workspace, receipts: Iterable[Receipt]) -> Iterator[RepeatedSubmission]:
    """Lists people with several accepted submissions, to report which submission counts."""
    with workspace.store.transaction() as records:
        for paper, employee in sorted({each.paper: each.employee for each in receipts}.items()):
            accepted = records.submissions.accepted_for(paper)
            if len(accepted) > 1:
                yield RepeatedSubmission(
                    employee=employee,
                    count=len(accepted),
                    receipt=receipt(accepted[-1].digest),
                    submitted_at=accepted[-1].submitted_at,
                )


def _left_over(workspace: Workspace, drill_id: str, files: list[Incoming]) -> list[Incoming]:
    """Returns the files that an interrupted run stored but did not check."""
    coming = {incoming.digest for incoming in files}
    with workspace.store.transaction() as records:
        stored = records.submissions.of(drill_id, SubmissionState.STORED)
    return [
        Incoming(s.file_name, workspace.submission_file(s.digest).read_bytes())
        for s in stored
        if s.digest not in coming and workspace.submission_file(s.digest).exists()
    ]
