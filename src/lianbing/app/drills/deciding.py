"""What people decide on an issued drill: its end, which submission counts, who is excused, who may take longer."""

from __future__ import annotations

from collections.abc import Sequence

from lianbing.app.drills.correcting import rewrite_booklet
from lianbing.app.drills.numbers import find_paper
from lianbing.app.drills.receiving import check_issued
from lianbing.app.drills.recording import given_reason, record
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import (
    Closing,
    Decisions,
    DrillEvent,
    Excusal,
    Excuse,
    ExtraTime,
    Occurrence,
    Reopening,
    Subject,
    SubmissionChoice,
)
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.store.records import Records
from lianbing.wire.submissions import receipt


def close(workspace: Workspace, drill_id: str, reason: str) -> DrillEvent:
    """Ends a drill. What is handed in afterwards is kept, and known to be late.

    Raises:
        NothingToDo: the drill was not issued here. WrongUsage: no reason, or it was ended before.
    """
    return _decide_drill(workspace, drill_id, Closing(), reason)


def reopen(workspace: Workspace, drill_id: str, reason: str) -> DrillEvent:
    """Lets a drill go on that was ended; raises as :func:`close`."""
    return _decide_drill(workspace, drill_id, Reopening(), reason)


def _decide_drill(workspace: Workspace, drill_id: str, content: Closing | Reopening, reason: str) -> DrillEvent:
    reason = given_reason(reason)
    with workspace.store.writing() as records:
        check_issued(workspace, records, drill_id)
        closed = records.events.in_force(drill_id).closed
        if isinstance(content, Closing) and closed:
            raise WrongUsage(f"练兵 {drill_id} 已经截止了（{closed.by}，理由：{closed.reason}），不用再截止")
        if isinstance(content, Reopening) and not closed:
            raise WrongUsage(f"练兵 {drill_id} 没有截止，不用重新开放")
        return record(workspace, records, drill_id, content, reason)


def choose(workspace: Workspace, drill_id: str, number: str, receipt_number: str, reason: str) -> StoredSubmission:
    """Decides which of a person's submissions counts, by its receipt; an empty one lets the rule decide again.

    Returns the submission that counts now. It is graded by the next ``grade``.

    Raises:
        NothingToDo: the drill was not issued here.
        UnknownReference: it was not issued to this person, or no accepted submission has this receipt.
        WrongUsage: no reason, or it was decided so before.
    """
    reason = given_reason(reason)
    with workspace.store.writing() as records:
        cover = find_paper(workspace, records, drill_id, number)
        counted = records.submissions.counted_for(cover.paper)
        if counted is None:
            raise UnknownReference(f"{number} 还没有收下过答卷：先收卷（lianbing drill collect {drill_id}）")
        content = SubmissionChoice(_digest(counted.handed, number, receipt_number) if receipt_number else "")
        if records.events.in_force(drill_id).chosen.get(cover.paper, "") == content.submission:
            what = "已经指定了这一份" if content.submission else "没有指定过，本来就按规则定"
            raise WrongUsage(f"{number} {what}，不用再记")
        _record_of(workspace, records, cover, content, reason)
        now = records.submissions.counted_for(cover.paper) or counted
    return now.counting


def _digest(accepted: Sequence[StoredSubmission], number: str, receipt_number: str) -> str:
    """The digest of the submission that a receipt, however it is written, belongs to; raises UnknownReference."""
    wanted = receipt_number.replace("-", "").replace(" ", "").lower()
    for submission in accepted:
        if wanted in (submission.digest, _signs(submission)):
            return submission.digest
    there = "、".join(f"{receipt(each.digest)}（{each.submitted_at or '没有时间'}）" for each in accepted)
    raise UnknownReference(f"{number} 没有回执号是 {receipt_number} 的答卷：收下的有 {there}")


def _signs(submission: StoredSubmission) -> str:
    return receipt(submission.digest).replace("-", "").lower()


def excuse(workspace: Workspace, drill_id: str, number: str, why: Excuse | None, reason: str) -> DrillEvent:
    """Excuses a person from a drill; ``None``: takes part again.

    Raises:
        NothingToDo: the drill was not issued here. UnknownReference: it was not issued to this person.
        WrongUsage: no reason, or it was decided so before.
    """
    reason = given_reason(reason)
    with workspace.store.writing() as records:
        cover = find_paper(workspace, records, drill_id, number)
        before = records.events.in_force(drill_id).excused.get(cover.paper)
        content = Excusal(why)
        if before is None and why is None:
            raise WrongUsage(f"{number} 本来就要参加，没有可撤销的")
        if before and before.content == content:
            raise WrongUsage(f"{number} 已经记为{why.label if why else ''}（理由：{before.reason}），不用再记")
        return _record_of(workspace, records, cover, content, reason)


def give_time(workspace: Workspace, drill_id: str, number: str, minutes: int, reason: str) -> int:
    """Lets a person take so many ``minutes`` longer than the drill allows, and writes the booklet anew.

    Returns the minutes that the person has in all.

    Raises:
        NothingToDo: the drill was not issued here. UnknownReference: it was not issued to this person.
        WrongUsage: no reason, or it was decided so before.
    """
    reason = given_reason(reason)
    with workspace.store.writing() as records:
        cover = find_paper(workspace, records, drill_id, number)
        if _minutes(records.events.in_force(drill_id), cover) == minutes:
            raise WrongUsage(f"{number} 现在就是延长 {minutes} 分钟，不用再记")
        _record_of(workspace, records, cover, ExtraTime(minutes), reason)
        drill = records.drills.get(drill_id)
    rewrite_booklet(workspace, drill_id, cover)
    return minutes + (drill.minutes if drill else 0)


def _minutes(decided: Decisions, cover: Cover) -> int:
    return decided.minutes.get(cover.paper, 0)


def _record_of(workspace: Workspace, records: Records, cover: Cover, content: Occurrence, reason: str) -> DrillEvent:
    subject = Subject(paper=cover.paper, employee=cover.number)
    return record(workspace, records, cover.drill, content, reason, subject)
