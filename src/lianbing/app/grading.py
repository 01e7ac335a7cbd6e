"""grade, review, and the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.decimals import plain
from lianbing.domain.ledger import GENESIS, Cause, Entry, chain, changes_from, first_break, items_without_mark, rests_on
from lianbing.domain.marks import is_mark
from lianbing.errors import NothingToDo, ResultRejected, StoreFault, UnknownReference, WrongUsage
from lianbing.grading.inputs import MARKED, Job
from lianbing.grading.running import run_job
from lianbing.store.records import IssuedPaper, Records, StoredSubmission
from lianbing.wire.papers import paper_digest
from lianbing.wire.submissions import read_submission, shown_answer

GRADER = "判分程序"


@dataclass(frozen=True)
class Failure:
    """A submission that could not be graded in this run; it stays ungraded."""

    employee: str
    reason: str


@dataclass(frozen=True)
class GradingRun:
    """What ``grade`` did. ``kept`` submissions had been graded before."""

    graded: int
    kept: int
    entries: int
    failures: tuple[Failure, ...]
    waiting: int


@dataclass(frozen=True)
class Waiting:
    """An item that needs a person."""

    employee: str
    name: str
    item: str
    number: int
    worth: Decimal
    answer: str
    reason: str


def grade(workspace: Workspace, drill_id: str) -> GradingRun:
    """Grades every accepted submission that is not graded yet, each in a papermill run of its own.

    A failing submission is reported and does not stop the others. Interrupted, it goes on where it was.

    Raises:
        NothingToDo: nothing was collected for this drill.
    """
    todo, kept = _todo(workspace, drill_id)
    entries, failures = 0, []
    for place, (issued, submission) in enumerate(todo, 1):
        try:
            entries += _grade_one(workspace, drill_id, issued, submission)
        except ResultRejected as error:
            failures.append(Failure(issued.paper.employee.id, error.message))
        except OSError:
            reason = "判分的文件读写不了：检查磁盘空间和权限，或是不是有人同时在判，再运行一次"
            failures.append(Failure(issued.paper.employee.id, reason))
        workspace.progress.step("判卷", place, len(todo))
    waiting = len(list_waiting(workspace, drill_id))
    return GradingRun(len(todo) - len(failures), kept, entries, tuple(failures), waiting)


def _todo(workspace: Workspace, drill_id: str) -> tuple[list[tuple[IssuedPaper, StoredSubmission]], int]:
    with workspace.store.transaction() as records:
        papers = records.papers(drill_id)
        current = records.current_submissions(drill_id)
        if not current:
            raise NothingToDo(f"练兵 {drill_id} 还没有收到答卷：先运行 lianbing drill collect")
        answered = [(issued, current[issued.paper.id]) for issued in papers if issued.paper.id in current]
        todo = [
            (issued, submission)
            for issued, submission in answered
            if items_without_mark(issued.paper, submission.digest, records.current_entries(issued.paper.id))
            or not (workspace.run_folder(drill_id, issued.paper.id) / MARKED).exists()
        ]
    return todo, len(answered) - len(todo)


def _grade_one(workspace: Workspace, drill_id: str, issued: IssuedPaper, submission: StoredSubmission) -> int:
    content = _bytes(workspace.submission_file(submission.digest))
    job = Job(issued.paper, content, secrets.token_hex(16))
    if paper_digest(issued.paper) != issued.digest:
        raise ResultRejected("保存的试卷与发卷时的不一样（SHA-256 对不上），没有判分：请从备份恢复数据库")
    if job.digest != submission.digest:
        raise ResultRejected("保存的答卷字节变了（SHA-256 对不上），没有判分：请从备份恢复 submissions 文件夹")
    notebook = workspace.root / "grading" / "grade_submission.ipynb"
    record = run_job(notebook, job, workspace.run_folder(drill_id, issued.paper.id))
    with workspace.store.transaction() as records:
        changes = changes_from(record, drill_id, records.current_entries(issued.paper.id))
        records.append(chain(changes, GRADER, workspace.now(), records.last_entry()))
    return len(changes)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResultRejected(f"找不到保存的答卷 {path.name}：请从备份恢复 submissions 文件夹") from error


def list_waiting(workspace: Workspace, drill_id: str) -> tuple[Waiting, ...]:
    """Items that grading left to a person, with the answer as it was given."""
    found = []
    with workspace.store.transaction() as records:
        if records.drill(drill_id) is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        current = records.current_submissions(drill_id)
        for issued in records.papers(drill_id):
            if issued.paper.id not in current:
                continue
            entries = records.current_entries(issued.paper.id)
            digest = current[issued.paper.id].digest
            open_entries = [e for e in entries.values() if e.change.after is None and rests_on(e, digest)]
            if open_entries:
                content = _bytes(workspace.submission_file(current[issued.paper.id].digest))
                answers = read_submission(content).answers
                found += [_waiting(issued, entry, answers) for entry in open_entries]
    return tuple(found)


def _waiting(issued: IssuedPaper, entry: Entry, answers: Mapping[str, object]) -> Waiting:
    item = next(item for item in issued.paper.items if item.item.id == entry.change.item)
    return Waiting(
        employee=issued.paper.employee.id,
        name=issued.paper.employee.name,
        item=item.item.id,
        number=item.number,
        worth=item.points,
        answer=shown_answer(item.item.type, answers.get(item.item.id)),
        reason=entry.change.reason,
    )


def review(workspace: Workspace, drill_id: str, employee: str, item: str, verdict: tuple[Decimal, str]) -> Entry:
    """Records a person's mark (``verdict``: points and why) as a ledger entry.

    Raises:
        UnknownReference: no such paper or item; WrongUsage: no reason, or points outside 0–worth.
        NothingToDo: the item has not been graded yet.
    """
    points, why = verdict
    if not why.strip():
        raise WrongUsage("请用 --why 写明理由：每次改分都要有据可查")
    with workspace.store.transaction() as records:
        paper, worth = _reviewed_item(records, drill_id, employee, item)
        if not is_mark(points, worth):
            raise WrongUsage(f"得分要在 0 到 {plain(worth)} 之间，最多两位小数")
        current = records.current_entries(paper).get(item)
        submission = records.current_submissions(drill_id).get(paper)
        if current is None or submission is None or not rests_on(current, submission.digest):
            raise NothingToDo(f"{employee} 的答卷还没有判过：先运行 lianbing grade {drill_id}")
        if current.change.cause is Cause.REVIEWED and current.change.after == points:
            raise WrongUsage(f"这道题已经复核为 {plain(points)} 分（台账第 {current.sequence} 条），不用再记")
        change = replace(
            current.change, before=current.change.after, after=points, cause=Cause.REVIEWED, reason=why.strip()
        )
        (entry,) = chain([change], workspace.who, workspace.now(), records.last_entry())
        records.append([entry])
    return entry


def _reviewed_item(records: Records, drill_id: str, employee: str, item_id: str) -> tuple[str, Decimal]:
    """The paper of an employee, and what the item is worth on it."""
    for issued in records.papers(drill_id):
        for paper_item in issued.paper.items:
            if issued.paper.employee.id == employee and paper_item.item.id == item_id:
                return issued.paper.id, paper_item.points
    raise UnknownReference(f"练兵 {drill_id} 里没有 {employee} 的题 {item_id}：核对工号和题目编号")


def verify_ledger(workspace: Workspace) -> int:
    """The number of entries if the chain holds; raises StoreFault with the first broken entry otherwise."""
    with workspace.store.transaction() as records:
        entries = list(records.entries())
        anchors = records.anchors()
        papers = {
            issued.paper.id: paper_digest(issued.paper) for d in records.drills() for issued in records.papers(d.id)
        }
    broken = first_break(entries)
    if broken:
        raise StoreFault(f"台账第 {broken.sequence} 条与它的校验值不符：这一条或它之前的记录被改动过，请从备份核对")
    digests = {0: GENESIS, **{entry.sequence: entry.digest for entry in entries}}
    for sequence, digest in anchors:
        if digests.get(sequence) != digest:
            raise StoreFault(f"台账第 {sequence} 条不是考评时的那一条，或者不见了：台账末尾被删改过，请从备份核对")
    for entry in entries:
        if papers.get(entry.change.paper) != entry.change.evidence.get("paper_digest"):
            raise StoreFault(
                f"台账第 {entry.sequence} 条所判的试卷 {entry.change.paper} 在发卷后被改动过，请从备份核对"
            )
    return len(entries)


def ledger_of(workspace: Workspace, drill_id: str, employee: str) -> tuple[Entry, ...]:
    """Every entry of one person in one drill, oldest first; raises NothingToDo."""
    with workspace.store.transaction() as records:
        entries = [entry for entry in records.entries(drill_id=drill_id) if entry.change.employee == employee]
        issued = {each.paper.employee.id for each in records.papers(drill_id)}
    if not entries and employee in issued:
        raise NothingToDo(f"{employee} 发过卷，还没有判分：先收卷（drill collect），再运行 lianbing grade {drill_id}")
    if not entries:
        raise NothingToDo(f"台账里没有 {employee} 在 {drill_id} 的记录：核对工号和练兵编号")
    return tuple(entries)


def ledger_entry(workspace: Workspace, sequence: int) -> Entry:
    """One entry by its number, as reports give it; raises NothingToDo."""
    with workspace.store.transaction() as records:
        found = next((entry for entry in records.entries() if entry.sequence == sequence), None)
    if found is None:
        raise NothingToDo(f"台账里没有第 {sequence} 条：核对报告上的台账号")
    return found
