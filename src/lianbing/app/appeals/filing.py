"""appeal file, accept, refuse, answer, withdraw: an appeal from the day it comes to its answer."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.appeals.holdings import (
    calendar_of,
    day_given,
    published_assessment,
    read_register,
    register_with,
    result_of,
)
from lianbing.app.drills.recording import given_reason
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealFiling,
    AppealRefusal,
    AppealStep,
    AppealSubject,
    AppealWithdrawal,
    SubjectKind,
)
from lianbing.domain.appeals.limits import Deadline, next_limit
from lianbing.domain.appeals.permitting import ItemFacts, against_filing, against_step
from lianbing.domain.appeals.register import AppealState
from lianbing.domain.appeals.subjects import find_mark
from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.errors import AgainstRules, UnknownReference, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class AppealReceived:
    """What a person hands in: against an ``item`` (perhaps of a ``drill``), a ``part``, or with neither the result.

    ``item`` is an id or the number on the paper. ``on`` is the day on which it came, today where it is empty; ``late``
    why it is registered after the last day.
    """

    period: str
    scheme: str = ""
    employee: str
    item: str = ""
    drill: str = ""
    part: str = ""
    text: str
    on: str = ""
    how: str = "书面"
    late: str = ""


@dataclass(frozen=True, kw_only=True)
class AppealNow:
    """An appeal after a step, and what is due next."""

    appeal: str
    employee: str
    state: AppealState
    due: Deadline | None


def file_appeal(workspace: Workspace, received: AppealReceived) -> AppealNow:
    """Registers an appeal against what was published last.

    Raises:
        WrongUsage: no period, a wrong day, no text. UnknownReference: nothing published, no such person, item or part.
        AgainstRules: too early, too late, the right is used up, or nobody may appeal against this.
        DataChanged: the published assessment is not kept as it was.
    """
    if not received.text.strip():
        raise WrongUsage("请用 --text 写明申诉人的理由，照申诉书上写的录")
    on, calendar = day_given(workspace, received.on), calendar_of(workspace)
    with workspace.store.writing() as records:
        register = read_register(records, received.period)
        published = register.newest(received.scheme)
        result = result_of(published_assessment(records, register, published), received.employee)
        subject, facts = _subject(records, result, received)
        content = AppealFiling(
            appeal=register.next_id,
            publication=published.number,
            subject=subject,
            text=received.text.strip(),
            on=on,
            how=received.how.strip(),
            late=received.late.strip() if on > published.content.filing_until else "",
        )
        wrong = against_filing(register, published, received.employee, content, facts, calendar)
        if wrong:
            raise AgainstRules(wrong)
        record_event(workspace, records, register.period, content, employee=received.employee)
    return _now(workspace, content.appeal)


def _subject(
    records: Records, result: PersonResult, received: AppealReceived
) -> tuple[AppealSubject, ItemFacts | None]:
    """What the appeal is against, and of an item what the rules ask; raises UnknownReference and WrongUsage."""
    if received.item:
        mark = find_mark(result, received.item, received.drill)
        return AppealSubject(kind=SubjectKind.ITEM, drill=mark.drill, item=mark.item), _facts(records, mark)
    if received.part:
        titles = [part.title for part in result.parts]
        if received.part not in titles:
            raise UnknownReference(f"考评方案里没有“{received.part}”这一部分：有 {'、'.join(titles)}")
        return AppealSubject(kind=SubjectKind.PART, part=received.part), None
    return AppealSubject(kind=SubjectKind.RESULT), None


def _facts(records: Records, mark: MarkedItem) -> ItemFacts:
    issued = records.drills.paper(mark.paper)
    items = issued.paper.items if issued else ()
    entry = records.ledger.current(mark.paper).get(mark.item)
    by_type = any(item.item.id == mark.item and item.item.type.needs_person for item in items)
    return ItemFacts(
        is_subjective=by_type or (entry is not None and entry.change.cause.is_by_person), is_zero=not mark.earned
    )


def accept_appeal(workspace: Workspace, appeal_id: str, on: str = "", reason: str = "") -> AppealNow:
    """Accepts an appeal; raises WrongUsage, UnknownReference, AgainstRules."""
    content = AppealAcceptance(appeal=appeal_id, on=day_given(workspace, on))
    return _step(workspace, content, (AppealState.FILED,), reason.strip())


def refuse_appeal(workspace: Workspace, appeal_id: str, reason: str, on: str = "") -> AppealNow:
    """Refuses to take an appeal, for a reason; raises WrongUsage, UnknownReference, AgainstRules."""
    content = AppealRefusal(appeal=appeal_id, on=day_given(workspace, on))
    return _step(workspace, content, (AppealState.FILED,), given_reason(reason))


def withdraw_appeal(workspace: Workspace, appeal_id: str, reason: str, on: str = "") -> AppealNow:
    """Notes that the person took an appeal back before its review; raises as :func:`refuse_appeal`."""
    content = AppealWithdrawal(appeal=appeal_id, on=day_given(workspace, on))
    return _step(workspace, content, (AppealState.FILED, AppealState.ACCEPTED), given_reason(reason))


def answer_appeal(workspace: Workspace, appeal_id: str, text: str, on: str = "", how: str = "书面") -> AppealNow:
    """Notes the answer to the person after the review; raises WrongUsage, UnknownReference, AgainstRules."""
    if not text.strip():
        raise WrongUsage("请用 --text 写明答复的内容，照给本人的答复写")
    content = AppealAnswer(appeal=appeal_id, on=day_given(workspace, on), text=text.strip(), how=how.strip())
    return _step(workspace, content, (AppealState.REVIEWED,), "")


def _step(workspace: Workspace, content: AppealStep, needed: tuple[AppealState, ...], reason: str) -> AppealNow:
    """Records a step that the state of the appeal allows."""
    with workspace.store.writing() as records:
        register = register_with(records, content.appeal)
        appeal = register.appeal(content.appeal)
        wrong = against_step(appeal, needed, content.on, content.label)
        if wrong:
            raise AgainstRules(wrong)
        record_event(workspace, records, register.period, content, reason=reason, employee=appeal.employee)
    return _now(workspace, content.appeal)


def _now(workspace: Workspace, appeal_id: str) -> AppealNow:
    calendar = calendar_of(workspace)
    with workspace.store.transaction() as records:
        register = register_with(records, appeal_id)
        appeal = register.appeal(appeal_id)
        rules = register.publication_of(appeal).content.rules
    return AppealNow(
        appeal=appeal_id,
        employee=appeal.employee,
        state=appeal.state,
        due=next_limit(calendar, appeal, rules),
    )
