"""proposal list, confirm, decline: what a scheme proposes, and what people decide about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.app.auditing import verify_ledger
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.proposals import LevelsOver, Proposal, ProposalDecision, proposals
from lianbing.domain.assessment.sources import ResultSource
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.ledger.period_events import PeriodEvent
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class ProposalState:
    """A proposal and the newest decision on it, or ``None`` where nobody has decided yet.

    ``is_outdated``: the decision was made on an earlier assessment.
    """

    proposal: Proposal
    decision: PeriodEvent | None
    is_outdated: bool = False


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The proposals by the newest assessment of a period; ``gone`` are decisions on what is not proposed any more."""

    assessment: Assessment
    states: tuple[ProposalState, ...]
    gone: tuple[PeriodEvent, ...]


def list_proposals(workspace: Workspace, period_code: str, scheme: str = "") -> Proposed:
    """What is proposed for whom, and what was decided.

    Raises:
        WrongUsage: not a period. NothingToDo: it was not assessed, or its scheme proposes nothing.
    """
    period = Period.parse(period_code)
    verify_ledger(workspace)
    with workspace.store.transaction() as records:
        return _proposed(records, period, scheme)


@dataclass(frozen=True, kw_only=True)
class ProposalAnswer:
    """A person's answer to a proposal: for whom, by which rule, whether it is confirmed, and why.

    ``rule`` may be empty where there is only one proposal for the person.
    """

    period: str
    employee: str
    confirmed: bool
    why: str
    rule: str = ""
    scheme: str = ""


def decide_proposal(workspace: Workspace, answer: ProposalAnswer) -> PeriodEvent:
    """Records what a person decided on a proposal; an earlier decision on it stays in the log.

    Raises:
        WrongUsage: without a reason. UnknownReference: there is no such proposal, or several. Else as
        :func:`list_proposals`.
    """
    if not answer.why.strip():
        raise WrongUsage("请用 --why 写明理由：每一条都由人定，要有据可查")
    period = Period.parse(answer.period)
    verify_ledger(workspace)
    with workspace.store.writing() as records:
        proposed = _proposed(records, period, answer.scheme)
        proposal = _asked(proposed, answer)
        decision = ProposalDecision(
            rule=proposal.rule,
            title=proposal.title,
            confirmed=answer.confirmed,
            why_proposed=proposal.why,
            scheme=proposed.assessment.scheme.id,
            made_at=proposed.assessment.made_at,
        )
        return record_event(
            workspace, records, period.code, decision, reason=answer.why.strip(), employee=proposal.employee
        )


def _asked(proposed: Proposed, answer: ProposalAnswer) -> Proposal:
    own = [each.proposal for each in proposed.states if each.proposal.employee == answer.employee]
    named = [each for each in own if answer.rule in ("", each.rule)]
    rules = "、".join(each.rule for each in own) or "（没有）"
    if not named:
        again = f"lianbing proposal list {answer.period}"
        raise UnknownReference(f"{answer.employee} 没有这一条建议，有的是 {rules}：先看 {again}")
    if len(named) > 1:
        raise UnknownReference(f"{answer.employee} 有几条建议，用 --rule 指定是哪一条：{rules}")
    return named[0]


def _proposed(records: Records, period: Period, scheme: str) -> Proposed:
    kept = records.assessments.newest(period.code, scheme)
    if kept is None:
        raise NothingToDo(f"{period.title}还没有考评过：先运行 lianbing assess {period.code}")
    if not kept.scheme.proposals:
        raise NothingToDo(f"方案 {kept.scheme.id} 没有写优胜劣汰的规则（proposals）：{period.title}没有建议")
    decided = _decisions(records, period, kept.scheme.id)
    states = []
    for proposal in proposals(kept, _levels_over(records, kept)):
        event = decided.pop((proposal.employee, proposal.rule), None)
        states.append(
            ProposalState(proposal=proposal, decision=event, is_outdated=event is not None and _is_older(event, kept))
        )
    return Proposed(assessment=kept, states=tuple(states), gone=tuple(decided.values()))


def _is_older(event: PeriodEvent, kept: Assessment) -> bool:
    return isinstance(event.content, ProposalDecision) and event.content.made_at != kept.made_at


def _decisions(records: Records, period: Period, scheme: str) -> dict[tuple[str, str], PeriodEvent]:
    """The newest decision on each proposal, by person and rule."""
    return {
        (event.employee, event.content.rule): event
        for event in records.period_events.of(period.code)
        if isinstance(event.content, ProposalDecision) and event.content.scheme == scheme
    }


def _levels_over(records: Records, assessment: Assessment) -> LevelsOver:
    """The levels of the shorter periods that rules ask for, by the scheme that the assessment takes them from."""
    spans = {rule.over for rule in assessment.scheme.proposals if rule.over}
    sources = (each for each in assessment.scheme.sources if isinstance(each, ResultSource) and each.span in spans)
    over: dict[Span, list[tuple[Period, Mapping[str, str | None]]]] = {}
    for source in sources:
        for part in source.periods(assessment.period):
            kept = records.assessments.newest(part.code, source.scheme)
            levels = {result.employee.id: result.level for result in kept.results} if kept else {}
            over.setdefault(source.span, []).append((part, levels))
    return over
