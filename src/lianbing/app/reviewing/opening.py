"""review open: who marks the open answers of a drill, by which plan."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from lianbing.app.reviewing.stack import Stack, read_stack
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.permitting import same_person
from lianbing.domain.reviewing.dealing import first_markers, next_markers
from lianbing.domain.reviewing.plans import MarkerRole, ReviewMode, ReviewPlan, ReviewRule
from lianbing.domain.reviewing.rounds import Marker, OpenAnswer, ReviewRound, ReviewStep
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.records import Records

STANDARD = "standard"
_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class RoundAsked:
    """What a round is to be: people by name and role; ``avoid`` are “marker:number or unit” (回避).

    ``plan`` is that of the round before, or the standard one, unless given; ``mode`` overrides the plan's for all.
    """

    markers: Sequence[str] = ()
    leaders: Sequence[str] = ()
    chiefs: Sequence[str] = ()
    avoid: Sequence[str] = ()
    plan: str = ""
    mode: ReviewMode | None = None
    seed: str = ""
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundOpened:
    """A round as it was opened, and how many answers to how many questions it covers.

    ``untrained`` are the questions without examples although the plan asks for training.
    """

    round: ReviewRound
    answers: int
    questions: int
    untrained: tuple[str, ...] = ()


def open_round(workspace: Workspace, drill_id: str, asked: RoundAsked) -> RoundOpened:
    """Opens a round over the answers that wait. A later one of the same drill replaces it; marks that were given stay.

    Raises:
        NothingToDo: the drill was not issued here, or nothing waits for a person.
        UnknownReference: there is no such plan, marker, number or unit.
        WrongUsage: no reason, a name given twice, or for some answers there are too few people.
    """
    if not asked.reason.strip():
        raise WrongUsage("请用 --reason 写明理由：以后查得到为什么这样安排")
    with workspace.store.writing() as records:
        stack = read_stack(workspace, records, drill_id)
        waiting = [answer for answer in stack.answers if answer.is_open]
        if not waiting:
            raise NothingToDo(f"练兵 {drill_id} 没有待评的题：先判分（lianbing grade {drill_id}），主观题才会列出来")
        planned = _planned(workspace, records, stack, asked)
        shortages = [*_shortages(planned, waiting, stack, records)]
        if shortages:
            raise WrongUsage("评分的人不够，没有开始：\n" + "\n".join(f"  {each}" for each in shortages))
        opened = records.reviews.add_round(planned)
    untrained = sorted(
        {answer.key.item for answer in waiting if opened.plan.training and not answer.rubric(opened).examples}
    )
    questions = {answer.key.item for answer in waiting}
    return RoundOpened(round=opened, answers=len(waiting), questions=len(questions), untrained=tuple(untrained))


def _planned(workspace: Workspace, records: Records, stack: Stack, asked: RoundAsked) -> ReviewRound:
    before = records.reviews.round(stack.drill.id)
    known = workspace.workbook.review_plans
    name = asked.plan or (before.plan.id if before else "") or STANDARD
    if name not in known:
        raise UnknownReference(f"没有评分办法 {name}：grading/reviewing/ 里有 {'、'.join(known) or '（一个也没有）'}")
    plan = _in_mode(known[name], asked.mode) if asked.mode else known[name]
    planned = ReviewRound(
        drill=stack.drill.id,
        markers=_markers(asked, stack.answers),
        plan=plan,
        rubrics=tuple(workspace.workbook.rubrics.values()),
        borders=_borders(workspace, stack),
        seed=asked.seed or (before.seed if before else "") or secrets.token_hex(8),
        reason=asked.reason.strip(),
        by=workspace.who,
        at=workspace.now(),
    )
    used = {answer.rubric(planned).id for answer in stack.answers}
    return replace(planned, rubrics=tuple(rubric for rubric in planned.rubrics if rubric.id in used))


def _in_mode(plan: ReviewPlan, mode: ReviewMode) -> ReviewPlan:
    def changed(rule: ReviewRule) -> ReviewRule:
        return replace(rule, mode=mode)

    return replace(
        plan,
        default=changed(plan.default),
        sections={name: changed(rule) for name, rule in plan.sections.items()},
        types={name: changed(rule) for name, rule in plan.types.items()},
    )


def _markers(asked: RoundAsked, answers: Iterable[OpenAnswer]) -> tuple[Marker, ...]:
    roles = {MarkerRole.MARKER: asked.markers, MarkerRole.LEADER: asked.leaders, MarkerRole.CHIEF: asked.chiefs}
    named = [(name.strip(), role) for role, names in roles.items() for name in names]
    if not any(role is MarkerRole.MARKER for _, role in named):
        raise WrongUsage("至少写一个评分人：--marker 姓名")
    names = [name for name, _ in named]
    if not all(names) or any(same_person(one, other) for one, other in combinations(names, 2)):
        raise WrongUsage("评分人、组长、主评的姓名不能空着，也不能重复：一个人只担一样")
    avoids = [*_avoided(asked.avoid, names, [*answers])]
    return tuple(
        Marker(name=name, role=role, avoids=tuple(what for who, what in avoids if who == name)) for name, role in named
    )


def _avoided(avoid: Iterable[str], names: Sequence[str], answers: Sequence[OpenAnswer]) -> Iterator[tuple[str, str]]:
    people = {each.person.id for each in answers} | {each.person.team for each in answers}
    for text in avoid:
        who, colon, what = (part.strip() for part in text.replace("：", ":").partition(":"))
        if not colon or who not in names:
            raise UnknownReference(
                f"--avoid “{text}”读不懂：写成 评分人:工号 或 评分人:部门，评分人有 {'、'.join(names)}"
            )
        if what not in people:
            raise UnknownReference(f"--avoid “{text}”：待评的人里没有工号或部门 {what}，核对一下")
        yield who, what


def _borders(workspace: Workspace, stack: Stack) -> tuple[Decimal, ...]:
    """The lowest totals of the levels, in per cent, of all schemes that count the drill."""
    drill = stack.drill
    own = [
        scheme
        for scheme in workspace.workbook.schemes.values()
        if scheme.span is drill.period.span and scheme.counts(drill.kind)
    ]
    return tuple(sorted({level.minimum for scheme in own for level in scheme.levels if level.minimum > 0}))


def _shortages(planned: ReviewRound, waiting: Sequence[OpenAnswer], stack: Stack, records: Records) -> Iterator[str]:
    """For which people's answers there are too few markers, in sentences; all steps that may come are thought of."""
    dealt = first_markers(planned, waiting, stack.marks(records))
    short: dict[str, list[str]] = {}
    for answer in waiting:
        for step in _unmanned(planned, answer, dealt[answer.code]):
            short.setdefault(step, []).append(f"{answer.person.id} {answer.key.item}")
    for step, where in short.items():
        some = "、".join(where[:_SHOWN]) + (f" 等 {len(where)} 份" if len(where) > _SHOWN else "")
        yield f"{step}：{some}"


def _unmanned(planned: ReviewRound, answer: OpenAnswer, firsts: Sequence[str]) -> Iterator[str]:
    rule = answer.rule(planned)
    if len(firsts) < rule.mode.firsts:
        yield f"初评要 {rule.mode.firsts} 个人，再写一个 --marker（回避的不算）"
        return
    marked = {*firsts}
    again = planned.plan.seen_by > len(marked) or planned.plan.recheck > 0
    if again and not next_markers(planned, answer, ReviewStep.AGAIN, marked):
        yield "满分、零分和抽查的要另一个人再评，再写一个评分人或组长（或把评分办法的 seen_by 写成 1、recheck 写成 0）"
        return
    if rule.mode is ReviewMode.PAIR_THEN_THIRD:
        thirds = next_markers(planned, answer, ReviewStep.THIRD, marked)
        if not thirds:
            yield "三评要第三个人，再写一个 --marker"
            return
        marked.add(thirds[0])
    may_differ = rule.mode is not ReviewMode.ONE or again
    if may_differ and not next_markers(planned, answer, ReviewStep.SETTLE, marked):
        yield f"差得多时要{rule.settler.label}定，写上 {_OPTIONS[rule.settler.value]}"


_OPTIONS = {"another": "另一个 --marker 或 --leader", "leader": "--leader", "chief": "--chief"}
