"""优胜劣汰: for whom a scheme proposes what. A person decides on each proposal; the program decides on nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.rules import ProposalRule
from lianbing.domain.kernel.decimals import HUNDRED, plain, ratio
from lianbing.domain.kernel.periods import Period, Span

LevelsOver = Mapping[Span, Sequence[tuple[Period, Mapping[str, str | None]]]]
"""By span, for each shorter period in order, the levels that were reached in it, by employee number."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the rule ``rule`` of a scheme proposes for a person, and why, in words."""

    rule: str
    title: str
    direction: str
    employee: str
    name: str
    team: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ProposalDecision:
    """A person decided on a proposal; ``made_at`` is the time of the assessment that it was proposed by."""

    kind: ClassVar[str] = "proposal-decided"
    label: ClassVar[str] = "优胜劣汰的决定"
    rule: str
    title: str
    confirmed: bool
    why_proposed: str
    scheme: str
    made_at: str

    def described(self) -> str:
        """What was decided on which proposal."""
        return f"{'同意' if self.confirmed else '不同意'}：{self.title}（{self.why_proposed}）"


def proposals(assessment: Assessment, over: LevelsOver) -> tuple[Proposal, ...]:
    """What the scheme of an assessment proposes, rule by rule and from the first rank on.

    Args:
        assessment: the assessment of the period.
        over: the levels of the shorter periods that rules ask for.
    """
    ranked = sorted((r for r in assessment.results if r.rank is not None), key=lambda r: (r.rank, r.employee.id))
    ranks = [result.rank or 0 for result in ranked]
    return tuple(
        Proposal(
            rule=rule.id,
            title=rule.title,
            direction=rule.direction.label,
            employee=result.employee.id,
            name=result.employee.name,
            team=result.employee.team,
            why=why,
        )
        for rule in assessment.scheme.proposals
        for result in ranked
        if (why := _met(rule, result, ranks, over))
    )


def _met(rule: ProposalRule, result: PersonResult, ranks: Sequence[int], over: LevelsOver) -> str:
    """How a person meets all conditions of a rule, in words; empty if one isn't met."""
    reasons = [*_conditions(rule, result, ranks, over)]
    return "；".join(reasons) if all(reasons) else ""


def _conditions(rule: ProposalRule, result: PersonResult, ranks: Sequence[int], over: LevelsOver) -> Iterator[str]:
    """For each condition of a rule how a person meets it, or an empty text; ``ranks`` are everybody's, in order."""
    rank, people = result.rank or 0, len(ranks)
    if rule.levels and rule.over:
        yield _often(rule, result.employee.id, over.get(rule.over, ()))
    elif rule.levels:
        yield f"等级{result.level}" if result.level in rule.levels else ""
    if rule.top:
        inside = rank - 1 < int(ratio(rule.top * people, HUNDRED))
        yield f"名次 {rank}，在 {people} 人的前 {plain(rule.top)}%" if inside else ""
    if rule.bottom:
        inside = people - bisect_right(ranks, rank) < int(ratio(rule.bottom * people, HUNDRED))
        yield f"名次 {rank}，在 {people} 人的后 {plain(rule.bottom)}%" if inside else ""


def _often(rule: ProposalRule, employee: str, periods: Sequence[tuple[Period, Mapping[str, str | None]]]) -> str:
    reached = [(period, level) for period, levels in periods if (level := levels.get(employee)) in rule.levels]
    if len(reached) < rule.times:
        return ""
    return "、".join(f"{period.title}{level}" for period, level in reached)
