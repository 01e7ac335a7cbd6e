"""review mark: one person's points for one answer, straight into the ledger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.corrections import with_correction
from lianbing.domain.ledger.ledger import Cause, Change, Entry, cause_of_person, chain, rests_on
from lianbing.domain.marking.marks import is_mark
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.records import Records
from lianbing.wire.corrections import key_digest


def review(workspace: Workspace, drill_id: str, employee: str, item: str, verdict: tuple[Decimal, str]) -> Entry:
    """Records a person's mark (``verdict``: points and why) as a ledger entry.

    Raises:
        UnknownReference: no such paper or item; WrongUsage: no reason, or points outside 0–worth.
        NothingToDo: the item has not been graded yet.
    """
    points, why = verdict
    if not why.strip():
        raise WrongUsage("请用 --why 写明理由：每次改分都要有据可查")
    with workspace.store.writing() as records:
        paper, asked = _reviewed_item(records, drill_id, employee, item)
        if asked.withdrawn:
            raise WrongUsage(f"这道题已经作废（{asked.withdrawn.label}），不用复核")
        if not is_mark(points, asked.worth):
            raise WrongUsage(f"得分要在 0 到 {plain(asked.worth)} 之间，最多两位小数")
        current = records.ledger.current(paper).get(item)
        submission = records.submissions.current_for(paper)
        if current is None or submission is None or not rests_on(current, submission.digest):
            raise NothingToDo(f"{employee} 的答卷还没有判过：先运行 lianbing grade {drill_id}")
        if current.change.cause is Cause.APPEALED:
            raise WrongUsage(
                f"这一分由申诉 {current.change.evidence.appeal} 复核定的（台账第 {current.sequence} 条），"
                "这条命令改不了：题本身有错的，按重判办"
            )
        evidence = replace(current.change.evidence, marks=None, appeal=None)
        change = replace(
            current.change,
            before=current.change.after,
            after=points,
            cause=cause_of_person(current.change.after),
            reason=why.strip(),
            evidence=evidence,
        )
        change = with_key(change, asked)
        same = current.change.cause.is_by_person and current.change.after == points
        if same and change.evidence == evidence:
            raise WrongUsage(f"这道题已经复核为 {plain(points)} 分（台账第 {current.sequence} 条），不用再记")
        (entry,) = chain([change], workspace.who, workspace.now(), records.ledger.last())
        records.ledger.append([entry])
    return entry


def _reviewed_item(records: Records, drill_id: str, employee: str, item_id: str) -> tuple[str, PaperItem]:
    """Returns an employee's paper, and the item with its corrections applied."""
    issued = records.drills.paper_of(drill_id, employee)
    if issued:
        for paper_item in issued.corrected.items:
            if paper_item.item.id == item_id:
                return issued.paper.id, paper_item
    raise UnknownReference(f"练兵 {drill_id} 里没有 {employee} 的题 {item_id}：核对工号和题目编号")


def with_key(change: Change, asked: PaperItem) -> Change:
    """The change with the correction by which it was marked, if there is one."""
    return with_correction(change, asked, key_digest(asked.item.key)) if asked.amended else change
