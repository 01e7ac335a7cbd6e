"""appeal publish, end: a kept assessment is published for some working days."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.appeals.holdings import calendar_of, day_given, read_register, today_of
from lianbing.app.auditing import verify_ledger
from lianbing.app.periods.outdated import outdated
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.content.office.appeal_files import read_appeal_rules
from lianbing.domain.appeals.contents import Publication, PublicationEnd
from lianbing.domain.appeals.limits import Deadline, publication_limits
from lianbing.domain.appeals.notices import unknown_levels
from lianbing.domain.appeals.register import AppealRegister, Published
from lianbing.domain.appeals.rules import AppealRules
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.kernel.days import number_of
from lianbing.domain.kernel.periods import Period
from lianbing.errors import AgainstRules, NothingToDo, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class PublishedNow:
    """What was published, until when, and what to mind: years without holidays, people without a level."""

    content: Publication
    last: Deadline
    filing: Deadline
    people: int
    undecided: int
    open_appeals: tuple[str, ...]


def publish(
    workspace: Workspace, period_code: str, scheme: str = "", first: str = "", reason: str = ""
) -> PublishedNow:
    """Publishes the newest assessment of a period from the day ``first`` on, today unless it is given.

    Raises:
        WrongUsage: no period, a wrong day, or it is published already. NothingToDo: there is no assessment.
        AgainstRules: what the assessment rests on was changed since, so that it has to be made again.
        ContentFaults: the rules or a holiday file. DataChanged: the ledger, or data behind its marks, was changed.
    """
    period = Period.parse(period_code)
    rules, calendar = read_appeal_rules(workspace.root), calendar_of(workspace)
    verify_ledger(workspace)
    with workspace.store.writing() as records:
        assessment = _assessment(records, period, scheme)
        register = read_register(records, period.code)
        digest = records.assessments.digest(assessment)
        start = _first_day(workspace, assessment, first)
        _check(register, assessment, digest, rules)
        last, filing = publication_limits(calendar, rules, start)
        content = Publication(
            scheme=assessment.scheme.id,
            made_at=assessment.made_at,
            digest=digest,
            first=start,
            last=last.day,
            filing_until=filing.day,
            rules=rules,
        )
        record_event(workspace, records, period.code, content, reason=reason.strip())
    decided = sum(result.level is not None for result in assessment.results)
    return PublishedNow(
        content=content,
        last=last,
        filing=filing,
        people=decided,
        undecided=len(assessment.results) - decided,
        open_appeals=tuple(each.id for each in register.appeals if each.state.is_open),
    )


def _assessment(records: Records, period: Period, scheme: str) -> Assessment:
    """The newest assessment, which is not older than what it rests on; raises NothingToDo and AgainstRules."""
    assessment = records.assessments.newest(period.code, scheme)
    if assessment is None:
        of = f"（方案 {scheme}）" if scheme else ""
        raise NothingToDo(f"{period.title}{of}还没有考评过：先运行 lianbing assess {period.code}")
    older = outdated(records, [assessment])
    if older:
        raise AgainstRules(f"不能公示旧的结果。{'；'.join(older)}，再公示")
    return assessment


def _first_day(workspace: Workspace, assessment: Assessment, first: str) -> str:
    day = first or today_of(workspace)
    number_of(day)
    if day < assessment.made_at[:10]:
        raise WrongUsage(f"公示的第一天 {day} 早于考评的那天 {assessment.made_at[:10]}：核对 --from")
    return day


def _check(register: AppealRegister, assessment: Assessment, digest: str, rules: AppealRules) -> None:
    """Raises WrongUsage if this assessment is published already, or the list asks for levels that there aren't."""
    for published in register.publications:
        if published.is_running and published.content.digest == digest:
            content = published.content
            raise WrongUsage(f"{content.made_at} 的考评正在公示（{content.first} 到 {content.last}），不用再公示")
    unknown = unknown_levels((level.title for level in assessment.scheme.levels), rules.notice)
    if unknown:
        levels = "、".join(level.title for level in assessment.scheme.levels)
        raise WrongUsage(
            f"grading/appeals.yml 的 notice.levels 写了方案里没有的等级 {'、'.join(unknown)}：方案里有 {levels}"
        )


def end_publication(
    workspace: Workspace, period_code: str, scheme: str = "", on: str = "", reason: str = ""
) -> Published:
    """Ends the newest publication of a period; before its last day, or with open appeals, only with a reason.

    Raises:
        WrongUsage: no period, a wrong day, or it was ended before. UnknownReference: nothing was published.
        AgainstRules: too early, or appeals are open, and no reason is given.
    """
    day = day_given(workspace, on)
    with workspace.store.writing() as records:
        register = read_register(records, period_code)
        published = register.newest(scheme)
        if published.end:
            raise WrongUsage(f"{register.period} 的公示 {published.end.content.on} 已经结束，不用再记")
        if day < published.content.first:
            raise WrongUsage(f"公示 {published.content.first} 才开始：核对 --on")
        if not reason.strip():
            _refuse_early_end(register, published, day)
        content = PublicationEnd(publication=published.number, on=day)
        record_event(workspace, records, register.period, content, reason=reason.strip())
    return published


def _refuse_early_end(register: AppealRegister, published: Published, day: str) -> None:
    waiting = [each.id for each in register.appeals if each.state.is_open]
    if day <= published.content.last:
        raise AgainstRules(f"公示到 {published.content.last}，这一天过了才结束；要提前撤下，用 --reason 写明理由")
    if waiting:
        raise AgainstRules(f"还有申诉没有办完：{'、'.join(waiting)}；仍要记结束，用 --reason 写明理由")
