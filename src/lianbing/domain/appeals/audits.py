"""Audits of publications and appeals against kept assessments and the ledger; each returns sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealedMark,
    AppealFiling,
    AppealRefusal,
    AppealReview,
    AppealWithdrawal,
    Publication,
    PublicationEnd,
)
from lianbing.domain.ledger.ledger import Cause, Entry
from lianbing.domain.ledger.period_events import PeriodEvent

_REMEDY = "请从备份核对"
KeptKey = tuple[str, str]
"""Period and time of a kept assessment."""

_AFTER: Mapping[type, tuple[type, ...]] = {
    AppealAcceptance: (AppealFiling,),
    AppealRefusal: (AppealFiling,),
    AppealReview: (AppealAcceptance,),
    AppealAnswer: (AppealReview,),
    AppealWithdrawal: (AppealFiling, AppealAcceptance),
}
"""After which steps each step of an appeal may come."""


def unkept_publications(events: Iterable[PeriodEvent], kept: Mapping[KeptKey, Collection[str]]) -> Iterator[str]:
    """Reports publications of assessments that are not kept; ``kept`` has the digests of those that are."""
    for event in events:
        content = event.content
        if not isinstance(content, Publication):
            continue
        if content.digest not in kept.get((event.period, content.made_at), ()):
            what = f"{_name(event)}公示的是 {content.made_at} 的考评（方案 {content.scheme}），存着的没有这一次"
            yield f"{what}：考评结果被删改过，{_REMEDY}"


def misplaced_steps(events: Sequence[PeriodEvent]) -> Iterator[str]:
    """Reports steps that follow nothing they can follow: appeals without publication, reviews without acceptance."""
    published = {(event.period, event.sequence) for event in events if isinstance(event.content, Publication)}
    last: dict[tuple[str, str], type] = {}
    for event in events:
        content = event.content
        match content:
            case PublicationEnd(publication=number) | AppealFiling(publication=number):
                if (event.period, number) not in published:
                    yield f"{_name(event)}说的公示（第 {number} 条）不见了，{_REMEDY}"
            case _ if type(content) not in _AFTER:
                continue
        appeal = getattr(content, "appeal", "")
        if type(content) in _AFTER and last.get((event.period, appeal)) not in _AFTER[type(content)]:
            yield f"{_name(event)}（{content.label} {appeal}）之前该有的一步不见了，{_REMEDY}"
        if appeal:
            last[event.period, appeal] = type(content)


def unfounded_appeal_marks(entries: Iterable[Entry], events: Iterable[PeriodEvent]) -> Iterator[str]:
    """Reports marks changed by an appeal that no review records so, and reviewed marks that are not in the ledger."""
    recorded = {
        mark.entry: (content.appeal, event.employee, mark)
        for event in events
        if isinstance(content := event.content, AppealReview)
        for mark in content.marks
    }
    for entry in entries:
        if entry.change.cause is not Cause.APPEALED:
            continue
        if not _is_recorded(entry, recorded.pop(entry.sequence, None)):
            yield f"台账第 {entry.sequence} 条因申诉改分，但没有与它相符的复核记录：记事被删改过，{_REMEDY}"
    for number, (appeal, _, mark) in recorded.items():
        yield f"申诉 {appeal} 的复核改了题 {mark.item}，台账第 {number} 条却不是这样记的，{_REMEDY}"


def _is_recorded(entry: Entry, review: tuple[str, str, AppealedMark] | None) -> bool:
    if review is None:
        return False
    appeal, employee, mark = review
    change = entry.change
    figures = (change.drill, change.item, change.before, change.after, change.employee, change.evidence.appeal)
    return figures == (mark.drill, mark.item, mark.before, mark.after, employee, appeal)


def _name(event: PeriodEvent) -> str:
    return f"考评期记事第 {event.sequence} 条"
