"""准不准: why a step is against the rules, as a sentence for the person who asks; empty if nothing is."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.appeals.contents import AppealFiling, AppealSubject, ReviewOutcome, SubjectKind
from lianbing.domain.appeals.register import Appeal, AppealRegister, AppealState, Published
from lianbing.domain.appeals.rules import Appealable, Involvement, ItemsOpen, Reviewing
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.workdays import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """Of the item that an appeal is against: whether a person marks it, and whether it gave nothing."""

    is_subjective: bool
    is_zero: bool


def against_filing(
    register: AppealRegister,
    published: Published,
    employee: str,
    filing: AppealFiling,
    facts: ItemFacts | None,
    calendar: WorkCalendar,
) -> str:
    """Why a person may not appeal so; ``facts`` are there for an appeal against an item."""
    content = published.content
    return (
        _against_day(published, filing, calendar)
        or _against_subject(content.rules.appealable, filing.subject, facts)
        or _against_times(register, published, employee, filing.subject)
    )


def _against_day(published: Published, filing: AppealFiling, calendar: WorkCalendar) -> str:
    content = published.content
    if published.replaced:
        return "这次公示之后又公示过，要对新的公示申诉"
    if filing.on < content.first:
        return f"公示 {content.first} 才开始，{filing.on} 还不能申诉：核对收到的日期"
    if filing.on > content.filing_until and not filing.late:
        term = content.rules.filing
        late = calendar.between(content.filing_until, filing.on)
        return (
            f"逾期了：{content.first} 公示，{term.counted_from.label}起 {term.days} 个工作日内申诉，"
            f"到 {content.filing_until} 为止，这一份 {filing.on} 收到，晚了 {late} 个工作日。"
            f"有正当理由的，用 --late 写明理由登记，再决定受理不受理"
        )
    return ""


def _against_subject(appealable: Appealable, subject: AppealSubject, facts: ItemFacts | None) -> str:
    if subject.kind is SubjectKind.PART and not appealable.parts:
        return f"按规则不能单独对一部分申诉。{_open(appealable)}"
    if subject.kind is SubjectKind.RESULT and not appealable.result:
        return f"按规则不能对总的结果申诉。{_open(appealable)}"
    if facts and not appealable.items.allows(is_subjective=facts.is_subjective, is_zero=facts.is_zero):
        return f"按规则这道题不能申诉。{_open(appealable)}"
    return ""


def _open(appealable: Appealable) -> str:
    """What people may appeal against."""
    items = [appealable.items.label] if appealable.items is not ItemsOpen.NONE else []
    rest = [
        label for label, is_open in (("方案的一部分", appealable.parts), ("总的结果", appealable.result)) if is_open
    ]
    return f"可以申诉的是：{'；'.join((*items, *rest))}（规则出处：{appealable.source}）"


def _against_times(register: AppealRegister, published: Published, employee: str, subject: AppealSubject) -> str:
    times = published.content.rules.times
    earlier = register.of_person(employee, published.content.scheme)
    same = [each for each in earlier if each.filing.content.subject == subject and each.uses_up(times.kept)]
    if same:
        return f"{employee} 对{subject.shown}已经申诉过（{same[0].id}，{same[0].state}），同一件事只能申诉一次"
    used = [each for each in earlier if each.uses_up(times.kept)]
    if len(used) >= times.most:
        listed = "、".join(f"{each.id}（{each.state}）" for each in used)
        kept = "、".join(each.label for each in times.kept)
        but = f"，{kept}不算" if kept else ""
        return f"{employee} 的申诉次数用完了：一个人对一期的结果可以申诉 {times.most} 次{but}，已有 {listed}"
    return ""


def against_step(appeal: Appeal, needed: Collection[AppealState], on: str, doing: str) -> str:
    """Why a step may not follow: the appeal is not in a state that it needs, or its day is before an earlier step."""
    if appeal.state not in needed:
        return f"申诉 {appeal.id} {appeal.state}，不能{doing}：要先是 {'、'.join(needed)}"
    if on < appeal.last_day:
        return f"{doing}的日期 {on} 早于申诉 {appeal.id} 前一步的 {appeal.last_day}：核对 --on"
    return ""


def same_person(one: str, other: str) -> bool:
    """Whether two names as typed mean one person: spaces, width and capitals apart."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def against_reviewer(reviewing: Reviewing, reviewer: str, involved: Mapping[Involvement, Collection[str]]) -> str:
    """Why somebody may not review: ``involved`` are those who had to do with the marks or the appeal."""
    for barred in reviewing.barred:
        for name in involved.get(barred, ()):
            if same_person(name, reviewer):
                what = f"{reviewer} 就是{barred.label}，不能复核这一件：请另一个人复核"
                return f"{what}（不能复核的：{'、'.join(each.label for each in reviewing.barred)}）"
    return ""


def against_marks(
    outcome: ReviewOutcome, marks: Mapping[str, tuple[Decimal | None, Decimal]], reviewing: Reviewing
) -> str:
    """Why an outcome and its marks don't go together; ``marks`` are before and after by item."""
    if outcome is not ReviewOutcome.CHANGED:
        return f"结论是{outcome.label}，就不写 --mark" if marks else ""
    if not marks:
        return "结论是改分，用 --mark 题目=得分 写明改成几分"
    for item, (before, after) in marks.items():
        if before == after:
            return f"题 {item} 现在就是 {plain(after)} 分：不改的不用写，全都不改的结论是维持"
        if before is not None and after < before and not reviewing.may_lower:
            return f"题 {item} 由 {plain(before)} 改为 {plain(after)} 是改低：按规则申诉复核不改低"
    return ""
