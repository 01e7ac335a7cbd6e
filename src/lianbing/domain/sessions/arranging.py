"""The activities of a session and their minutes, which add up to its length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.sessions.plans import Activity, ActivityKind
from lianbing.domain.sessions.rules import SessionRules, VoteRule
from lianbing.errors import WrongUsage

_CAN_GO = (ActivityKind.GROUPS, ActivityKind.SCENARIO)
"""What is left out where the time is short, in this order."""


@dataclass(frozen=True, kw_only=True)
class VoteCandidate:
    """A question that may be voted on.

    ``order`` is that of its type, the best for a discussion first; ``share`` is how many got it right, in per cent,
    ``None`` where too few answered.
    """

    item: str
    clauses: tuple[str, ...]
    order: int
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TeachingBlock:
    """Clauses that are taught in one go, and the questions that are voted on afterwards."""

    clauses: tuple[str, ...]
    titles: tuple[str, ...]
    items: tuple[str, ...]
    read: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a session may be made of besides teaching; empty where there is nothing that fits."""

    blocks: tuple[TeachingBlock, ...]
    scenario: str = ""
    scenario_title: str = ""
    cases: tuple[str, ...] = ()


def choose_votes(
    candidates: Iterable[VoteCandidate], clauses: Sequence[str], spare: Mapping[str, int], rule: VoteRule
) -> tuple[str, ...]:
    """The questions to vote on about ``clauses``: first one about each, those in the middle of difficulty first.

    ``spare`` is how many questions about each clause quizzes can do without; one vote is held in any case.
    """
    about = [each for each in candidates if not set(clauses).isdisjoint(each.clauses)]
    ranked = sorted(about, key=lambda each: _rank(each, rule))
    left, chosen, covered = dict(spare), list[str](), set[str]()
    for anew in (True, False):
        for each in ranked:
            own = [clause for clause in each.clauses if clause in clauses]
            taken = len(chosen) == rule.each or each.item in chosen or (anew and not covered.isdisjoint(own))
            if not taken and all(left.get(clause, 0) > 0 for clause in own):
                chosen.append(each.item)
                covered.update(own)
                left.update({clause: left[clause] - 1 for clause in own})
    return tuple(chosen or [each.item for each in ranked[:1]])


def _rank(each: VoteCandidate, rule: VoteRule) -> tuple[int, int, Decimal, str]:
    """The better for a discussion, the smaller."""
    if each.share is None:
        return 1, each.order, Decimal(0), each.item
    off = abs(each.share - (rule.low + rule.high) / 2)
    return 0 if rule.low <= each.share <= rule.high else 2, each.order, off, each.item


def arrange(material: Material, minutes: int, rules: SessionRules) -> tuple[Activity, ...]:
    """The activities in order; what does not fit into the time is left out.

    Raises:
        WrongUsage: not even the least fits.
    """
    activities = [*_all(material)]
    for kind in _CAN_GO:
        if _least(activities, rules) > minutes:
            activities = [each for each in activities if each.kind is not kind]
    if _least(activities, rules) > minutes:
        activities = [*_all(Material(blocks=(_in_one_go(material.blocks, rules.votes.each),)))]
    if (least := _least(activities, rules)) > minutes:
        raise WrongUsage(
            f"{minutes} 分钟排不下：签到、热身、讲解和投票、课后测验、小结至少要 {least} 分钟；"
            "加长 --minutes，或改 grading/sessions.yml"
        )
    return tuple(
        replace(each, minutes=time) for each, time in zip(activities, _times(activities, minutes, rules), strict=True)
    )


def _in_one_go(blocks: Sequence[TeachingBlock], votes: int) -> TeachingBlock:
    """Everything taught at once, with one vote afterwards."""
    return TeachingBlock(
        clauses=tuple(clause for block in blocks for clause in block.clauses),
        titles=tuple(title for block in blocks for title in block.titles),
        items=tuple(item for block in blocks for item in block.items)[:votes],
        read=blocks[0].read,
    )


def _all(material: Material) -> Iterable[Activity]:
    yield Activity(kind=ActivityKind.SIGN_IN, minutes=0, notes="投影出二维码；没有手机的，在签到表上签名")
    yield Activity(kind=ActivityKind.WARM_UP, minutes=0, notes="不讲评，课后再考一次同样难的")
    for block in material.blocks:
        title = "；".join(block.titles)
        yield Activity(kind=ActivityKind.TEACH, minutes=0, title=title, clauses=block.clauses, notes=block.read)
        yield Activity(
            kind=ActivityKind.VOTE,
            minutes=0,
            clauses=block.clauses,
            items=block.items,
            notes="先各自投，再同旁边的人讨论，再投一次，然后出示答案",
        )
    if material.scenario:
        yield Activity(
            kind=ActivityKind.SCENARIO,
            minutes=0,
            title=material.scenario_title,
            scenario=material.scenario,
            notes="每一步投票，照多数走；走完说哪一步最要紧",
        )
    if material.cases:
        notes = "四五个人一组，写出要点，请一组讲、别的组补"
        yield Activity(kind=ActivityKind.GROUPS, minutes=0, items=material.cases, notes=notes)
    yield Activity(kind=ActivityKind.EXIT, minutes=0)
    yield Activity(kind=ActivityKind.CLOSE, minutes=0, notes="每人说一条明天就照做的")


def _least(activities: Iterable[Activity], rules: SessionRules) -> int:
    return sum(rules.activities[each.kind].minutes for each in activities)


def _times(activities: Sequence[Activity], minutes: int, rules: SessionRules) -> list[int]:
    """The least of each, and what is left by shares: whole minutes, the largest rests rounded up."""
    times = [rules.activities[each.kind] for each in activities]
    left, shares = minutes - sum(time.minutes for time in times), sum(time.share for time in times)
    if not shares:
        return [*(time.minutes for time in times[:-1]), times[-1].minutes + left]
    extra = [left * time.share // shares for time in times]
    rests = sorted(range(len(times)), key=lambda place: (-(left * times[place].share % shares), place))
    for place in rests[: left - sum(extra)]:
        extra[place] += 1
    return [time.minutes + more for time, more in zip(times, extra, strict=True)]
