"""grade, and its marks in the ledger."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lianbing.app.backgrounds import background
from lianbing.app.best_submissions import choose_best
from lianbing.app.drills.recording import record
from lianbing.app.proposing import differing_items
from lianbing.app.reviewing.single import with_key
from lianbing.app.reviewing.waiting import list_waiting
from lianbing.app.workspace import Workspace
from lianbing.domain.background import Background
from lianbing.domain.drills.events import Grading
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.ledger.ledger import (
    Entry,
    chain,
    changes_from,
    items_without_mark,
    was_not_run,
)
from lianbing.domain.marking.marks import GradingRecord
from lianbing.errors import ContentFaults, NothingToDo, RecordDamaged, ResultRejected, WrongUsage
from lianbing.grading.acceptance import accept_product
from lianbing.grading.assignments import assignment
from lianbing.grading.jobs import MARKED, Job, was_given
from lianbing.grading.work import NOTEBOOK, Assignment, Product
from lianbing.grading.workers import Workers, default_count, local

GRADER = "判分程序"


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A submission that could not be graded in this run; it stays ungraded."""

    employee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class GradingRun:
    """The result of ``grade``. ``kept`` counts submissions that had been graded before.

    ``unrun`` of the ``waiting`` items are code that was not run, for the reasons ``unrun_because``. ``differing`` are
    items of the graded papers that the bank has otherwise now; they were marked as they were issued.
    """

    graded: int
    kept: int
    entries: int
    failures: tuple[Failure, ...]
    waiting: int
    unrun: int = 0
    unrun_because: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


def grade(workspace: Workspace, drill_id: str, workers: Workers | None = None) -> GradingRun:
    """Grades every accepted submission that is not graded yet, each in a process and a notebook of its own.

    A failing submission is reported and does not stop the others. Marks enter the ledger in the order of the papers,
    whichever was graded first. After an interruption, another run continues the work.

    Args:
        workspace: the company's content and data.
        drill_id: the drill whose submissions are graded.
        workers: the processes that grade; by default as many as are useful.

    Raises:
        NothingToDo: nothing was collected for this drill.
    """
    choose_best(workspace, drill_id)
    todo, kept, unreadable = _todo(workspace, drill_id)
    if todo:
        with workspace.store.writing() as records:
            record(workspace, records, drill_id, Grading(len(todo)))
    batch = _Batch(workspace, todo)
    for issued, job, product in batch.run(workers or local(default_count(len(todo)))):
        batch.record_product(issued, job, product)
    failures = sorted([*unreadable, *batch.failures], key=lambda failure: failure.employee)
    waiting = list_waiting(workspace, drill_id)
    unrun = [item.reason for item in waiting if item.unrun]
    return GradingRun(
        graded=len(todo) - len(batch.failures),
        kept=kept,
        entries=batch.entries,
        failures=tuple(failures),
        waiting=len(waiting),
        unrun=len(unrun),
        unrun_because=tuple(dict.fromkeys(unrun)),
        differing=_differing(workspace, drill_id, [issued for issued, _ in todo]),
    )


def _differing(workspace: Workspace, drill_id: str, papers: Sequence[IssuedPaper]) -> tuple[str, ...]:
    """Compares graded papers with the bank; content with faults is no reason not to grade."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
    if drill is None or not papers:
        return ()
    try:
        return differing_items(drill.seed, papers, workspace.workbook)
    except (ContentFaults, WrongUsage):
        return ()


class _Batch:
    """The submissions of one run of ``grade``."""

    def __init__(self, workspace: Workspace, todo: Sequence[tuple[IssuedPaper, StoredSubmission]]) -> None:
        self._workspace, self._todo = workspace, todo
        self.failures: list[Failure] = []
        self.entries = 0
        self._done = 0

    def run(self, workers: Workers) -> Iterator[tuple[IssuedPaper, Job, Product]]:
        """Grades each readable submission; yields the results in the order of the papers."""
        given: deque[tuple[IssuedPaper, Job]] = deque()
        for product in workers(self._assignments(given)):
            yield *given.popleft(), product

    def _assignments(self, given: deque[tuple[IssuedPaper, Job]]) -> Iterator[Assignment]:
        notebook = _notebook(self._workspace.root / "grading" / NOTEBOOK)
        around = background(self._workspace, self._todo[0][0].paper.drill) if self._todo else Background()
        for issued, submission in self._todo:
            try:
                job = replace(_job(self._workspace, issued, submission), background=around.of(issued.paper))
            except ResultRejected as error:
                self._fail(issued, error.message)
                self._one_more()
                continue
            given.append((issued, job))
            yield assignment(notebook, job)

    def record_product(self, issued: IssuedPaper, job: Job, product: Product) -> None:
        """Enters the marks into the ledger, or notes why there are none."""
        folder = self._workspace.run_folder(issued.paper.drill, issued.paper.id)
        try:
            self.entries += record_marks(self._workspace, issued, accept_product(job, product, folder))
        except ResultRejected as error:
            self._fail(issued, error.message)
        except OSError:
            self._fail(issued, "判分的文件读写不了：检查磁盘空间和权限，或是不是有人同时在判，再运行一次")
        self._one_more()

    def _one_more(self) -> None:
        self._done += 1
        self._workspace.progress.step("判卷", self._done, len(self._todo))

    def _fail(self, issued: IssuedPaper, reason: str) -> None:
        self.failures.append(Failure(employee=issued.person.id, reason=reason))


def _todo(workspace: Workspace, drill_id: str) -> tuple[list[tuple[IssuedPaper, StoredSubmission]], int, list[Failure]]:
    """Returns the submissions to grade, the number already graded, and the papers that can't be read."""
    damaged: list[RecordDamaged] = []
    todo = []
    with workspace.store.transaction() as records:
        current = records.submissions.current(drill_id)
        if not current:
            raise NothingToDo(f"练兵 {drill_id} 还没有收到答卷：先运行 lianbing drill collect")
        for issued in records.drills.each_paper(drill_id, only=current, damaged=damaged):
            submission = current[issued.paper.id]
            if not _is_graded(workspace, issued, submission, records.ledger.current(issued.paper.id)):
                todo.append((issued, submission))
        covers = [records.drills.cover(str(damage.record)) for damage in damaged]
    unreadable = [
        Failure(employee=cover.number if cover else "", reason=damage.message)
        for cover, damage in zip(covers, damaged, strict=True)
    ]
    return todo, len(current) - len(todo) - len(unreadable), unreadable


def _is_graded(
    workspace: Workspace, issued: IssuedPaper, submission: StoredSubmission, entries: Mapping[str, Entry]
) -> bool:
    """Whether every item is marked, the marked paper exists, and grading again would improve nothing."""
    folder = workspace.run_folder(issued.paper.drill, issued.paper.id)
    return (
        not items_without_mark(issued.paper, submission.digest, entries)
        and not was_not_run(submission.digest, entries)
        and (folder / MARKED).exists()
        and (issued.amended is None or was_given(folder, issued.amended))
    )


def _job(workspace: Workspace, issued: IssuedPaper, submission: StoredSubmission) -> Job:
    job = Job(issued.corrected, _bytes(workspace.submission_file(submission.digest)), secrets.token_hex(16))
    if job.digest != submission.digest:
        raise ResultRejected("保存的答卷字节变了（SHA-256 对不上），没有判分：请从备份恢复 submissions 文件夹")
    return job


def record_marks(workspace: Workspace, issued: IssuedPaper, record: GradingRecord) -> int:
    """Appends the changes of a grading record of ``issued.corrected``; returns the number of entries.

    Raises:
        ResultRejected: a correction was confirmed since the paper was read from the store.
    """
    paper = issued.paper
    items = {item.item.id: item for item in issued.corrected.items}
    with workspace.store.writing() as records:
        if records.corrections.newest(paper.drill) != issued.round:
            raise ResultRejected("判分时有人确认了更正，这一份没有记：再运行一次 lianbing grade")
        of_issued = replace(record, paper_digest=issued.digest)
        chosen = records.events.chosen_for(paper.id).get(paper.id) == record.submission
        changed = changes_from(of_issued, paper.drill, records.ledger.current(paper.id), chosen=chosen)
        changes = [with_key(change, items[change.item]) for change in changed]
        records.ledger.append(chain(changes, GRADER, workspace.now(), records.ledger.last()))
    return len(changes)


def _notebook(path: Path) -> bytes:
    """Reads the grading notebook; empty if it is missing, so that each submission fails with a reason."""
    return path.read_bytes() if path.is_file() else b""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResultRejected(f"找不到保存的答卷 {path.name}：请从备份恢复 submissions 文件夹") from error
