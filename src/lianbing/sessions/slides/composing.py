"""From a prepared session to its slides, in order. No key stands on any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from lianbing.domain.items.question import BLANK, Item
from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionPlan
from lianbing.sessions.slides.slide_kinds import (
    AgendaRow,
    AgendaSlide,
    ClauseOnSlide,
    ClauseSlide,
    FigureSlide,
    KeySlide,
    NamedPoint,
    PointsSlide,
    QuestionSlide,
    ScenarioSlide,
    Slide,
    TitleSlide,
    WordsSlide,
)
from lianbing.wire.sessions.prepared import PreparedSession

T = TypeVar("T")

_POINTS, _ROWS, _LETTERS = 4, 9, 150
"""So many points, rows of the agenda, or letters of points stand on a slide at most."""
_HOUR, _DAY = 60, 24 * 60
_BEFORE_CLASS = (
    "键盘：→ 或 PageDown 下一页，← 或 PageUp 上一页；S 打开讲师窗口，F 全屏，C 换成高对比度，B 黑屏。",
    "答案在旁边的“答案.js”里，课前不要发给学员；要发这份幻灯片，先删掉它，页面照样能看，只是没有答案。",
)


def slides_of(prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide]) -> tuple[Slide, ...]:
    """All slides of a session."""
    plan = prepared.plan
    moments = _moments(plan)
    activities = [
        replace(slide, activity=number, label=slide.label or activity.title, notes=(*slide.notes, *_timing(place)))
        for number, (activity, place) in enumerate(zip(plan.activities, moments, strict=True), 1)
        for slide in _activity(prepared, clauses, activity)
    ]
    return (_title(plan), *_agenda(plan, moments), *_goals(prepared), *activities)


def _name(activity: Activity) -> str:
    return activity.title or activity.kind.label


def _title(plan: SessionPlan) -> TitleSlide:
    when = " ".join(filter(None, (plan.date, plan.begins)))
    trainer = f"培训师：{plan.trainer}" if plan.trainer else ""
    lines = (when, plan.place, trainer, f"共 {plan.minutes} 分钟")
    return TitleSlide(title=plan.title, lines=tuple(filter(None, lines)), notes=_BEFORE_CLASS)


def _moments(plan: SessionPlan) -> list[tuple[str, Activity]]:
    """By activity, when it begins; empty where the plan doesn't say when the session does."""
    hours, _, minutes = plan.begins.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return [("", activity) for activity in plan.activities]
    at, moments = int(hours) * _HOUR + int(minutes), []
    for activity in plan.activities:
        moments.append((f"{at % _DAY // _HOUR:02}:{at % _HOUR:02}", activity))
        at += activity.minutes
    return moments


def _timing(moment: tuple[str, Activity]) -> Iterator[str]:
    begins, activity = moment
    yield f"这个环节：{_name(activity)}，{activity.minutes} 分钟" + (f"，{begins} 开始。" if begins else "。")
    if activity.notes:
        yield activity.notes


def _agenda(plan: SessionPlan, moments: Sequence[tuple[str, Activity]]) -> Iterator[AgendaSlide]:
    rows = [
        AgendaRow(begins=begins, title=_name(activity), minutes=activity.minutes)
        for begins, activity in moments
        if activity.minutes
    ]
    for part in _parts(rows, [_LETTERS // _ROWS] * len(rows), _ROWS):
        yield AgendaSlide(title="今天的安排", rows=tuple(part), label=f"共 {plan.minutes} 分钟")


def _goals(prepared: PreparedSession) -> Iterator[PointsSlide]:
    """What is to be learnt; why it is taught is for the trainer, in the notes."""
    goals = prepared.plan.goals
    why = {goal.clause: f"{goal.clause}：{goal.why}" for goal in goals if goal.why}
    points = [NamedPoint(id=goal.clause, title=prepared.basis[goal.clause].title, text="") for goal in goals]
    for slide in _points("今天要学会的", points):
        yield replace(slide, notes=tuple(why[point.id] for point in slide.points if point.id in why))


def _points(title: str, points: Sequence[NamedPoint]) -> Iterator[PointsSlide]:
    lengths = [len(point.title) + len(point.text) for point in points]
    for part in _parts(points, lengths, _POINTS):
        yield PointsSlide(title=title, points=tuple(part))


def _parts(things: Sequence[T], lengths: Sequence[int], most: int) -> Iterator[Sequence[T]]:
    """Cuts a list into slides; none has more than ``most`` things, nor, but for one alone, too many letters."""
    part: list[T] = []
    letters = 0
    for thing, length in zip(things, lengths, strict=True):
        if part and (len(part) == most or letters + length > _LETTERS):
            yield part
            part, letters = [], 0
        part.append(thing)
        letters += length
    if part:
        yield part


def _activity(prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide], activity: Activity) -> Iterator[Slide]:
    match activity.kind:
        case ActivityKind.TEACH:
            yield from _teaching(prepared, clauses, activity)
        case ActivityKind.VOTE:
            yield from chain.from_iterable(_vote(name, prepared) for name in activity.items)
        case ActivityKind.SCENARIO:
            yield from _scenario(prepared, activity)
        case ActivityKind.GROUPS:
            yield from chain.from_iterable(_case(name, prepared, activity) for name in activity.items)
        case ActivityKind.CLOSE:
            yield from _summary(prepared, clauses)
        case ActivityKind.SIGN_IN:
            yield WordsSlide(
                title="签到",
                lines=("手机扫投影上的二维码，报工号或姓名", "没有手机的，在签到表上签名"),
                notes=("二维码在投影窗口里，十秒换一次：切到那个窗口，签完再回来。",),
            )
        case ActivityKind.WARM_UP | ActivityKind.EXIT:
            yield _quiz(prepared.plan, activity)


def _teaching(prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide], activity: Activity) -> Iterator[Slide]:
    if not activity.clauses:
        yield WordsSlide(title=_name(activity))
    for name in activity.clauses:
        basis, shown = prepared.basis[name], clauses.get(name, ClauseOnSlide())
        source = " · ".join([f"状态：{basis.status}", *([f"来源：{shown.source}"] if shown.source else [])])
        why = tuple(goal.why for goal in prepared.plan.goals if goal.clause == name and goal.why)
        yield ClauseSlide(id=name, title=basis.title, limits=shown.limits, text=basis.text, source=source, notes=why)
        for figure in shown.figures:
            yield FigureSlide(title=figure.title, figure=figure)


def _vote(name: str, prepared: PreparedSession) -> Iterator[Slide]:
    item = prepared.items[name].item
    stem = _stem(item.stem)
    notes = (
        "先各自投票，不讨论；和旁边的人说两分钟，再投一次。第二次投完以前，不看第一次的结果。",
        "用手机投的，切到投影窗口看票数；举手的，就在这一页点大家选的，再点“提交”。",
    )
    yield QuestionSlide(title="投票", item=item.id, stem=stem, is_live=not item.type.needs_person, notes=notes)
    yield from _key("答案", item)


def _stem(stem: str) -> str:
    """A stem as it is shown: in Chinese no space stands around a blank."""
    return stem.replace(f" {BLANK}", BLANK).replace(f"{BLANK} ", BLANK)


def _case(name: str, prepared: PreparedSession, activity: Activity) -> Iterator[Slide]:
    notes = ("每组推一个人说；先说依据哪一条，再说怎么做。",)
    title = f"分组案例（{activity.minutes} 分钟）" if activity.minutes else "分组案例"
    item = prepared.items[name].item
    yield QuestionSlide(title=title, item=name, stem=_stem(item.stem), is_live=False, notes=notes)
    yield from _key("讲评", item)


def _key(title: str, item: Item) -> Iterator[KeySlide]:
    yield KeySlide(title=title, item=item.id)
    if item.type.needs_person:
        yield KeySlide(title="得分点", item=item.id, points=True)


def _scenario(prepared: PreparedSession, activity: Activity) -> Iterator[Slide]:
    scenario = prepared.scenarios_by_id[activity.scenario]
    notes = ("念题，请大家举手或用手机选，照多数人的选择点下去；走完再问：换一步会怎样？",)
    yield WordsSlide(title=scenario.title, lines=(f"你是{scenario.role}", scenario.intro))
    yield ScenarioSlide(title=scenario.title, scenario=scenario.id, notes=notes)


def _quiz(plan: SessionPlan, activity: Activity) -> WordsSlide:
    count = len(plan.forms.a)
    lines = [f"{count} 道题，{activity.minutes} 分钟" if count else f"{activity.minutes} 分钟"]
    if activity.kind is ActivityKind.WARM_UP:
        lines.append("各做各的，不讨论。成绩只用来看今天有没有学会，不记个人考评")
    else:
        lines.append("和热身时不是同一套题，难度一样")
    lines.append("用手机作答；没有手机的，用纸卷")
    return WordsSlide(title=activity.kind.label, lines=tuple(lines))


def _summary(prepared: PreparedSession, clauses: Mapping[str, ClauseOnSlide]) -> Iterator[Slide]:
    points = [
        NamedPoint(
            id=name,
            title=prepared.basis[name].title,
            text="；".join(clauses[name].limits) if name in clauses and clauses[name].limits else "",
        )
        for name in prepared.plan.clauses
    ]
    yield from _points("今天记住这几条", points)
    if not points:
        yield WordsSlide(title="小结")
