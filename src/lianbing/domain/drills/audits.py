"""Audits of drill events against papers and submissions; each sentence names a contradiction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lianbing.domain.drills.events import DrillEvent, PaperWithdrawal, SubmissionChoice

REMEDY = "请从备份核对"


def unfounded_events(
    events: Iterable[DrillEvent],
    issued: Collection[str],
    withdrawn: Collection[str],
    accepted: Collection[tuple[str, str]],
) -> Iterator[str]:
    """Reports events of papers and submissions that are not there.

    Args:
        events: those that can be read.
        issued: the ids of the papers that count as issued.
        withdrawn: the ids of the withdrawn papers.
        accepted: paper and digest of each accepted submission.
    """
    for event in events:
        name, paper = f"练兵记事第 {event.sequence} 条", event.subject.paper
        match event.content:
            case PaperWithdrawal() if paper not in withdrawn:
                yield f"{name}撤回的试卷 {paper} 不在撤回的试卷里：它被改动过，或不见了，{REMEDY}"
            case SubmissionChoice(submission=digest) if digest and (paper, digest) not in accepted:
                yield f"{name}指定的答卷 {digest[:12]}…（试卷 {paper}）没有登记为已收，{REMEDY}"
            case _ if paper and paper not in issued and paper not in withdrawn:
                yield f"{name}说到的试卷 {paper} 不见了，{REMEDY}"


def unexplained_withdrawals(events: Iterable[DrillEvent], withdrawn: Iterable[str]) -> Iterator[str]:
    """Reports withdrawn papers that no event has withdrawn."""
    explained = {event.subject.paper for event in events if isinstance(event.content, PaperWithdrawal)}
    for paper in withdrawn:
        if paper not in explained:
            yield f"试卷 {paper} 在撤回的试卷里，却没有撤回的记载：它被改动过，{REMEDY}"
