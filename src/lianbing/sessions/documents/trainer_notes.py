"""教师用书: the timing by the clock, and for each activity what to do, what to say, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lianbing.domain.sessions.forms import FormBalance
from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionPlan
from lianbing.printing.blocks import (
    Block,
    FramedText,
    Grid,
    GridColumn,
    Heading,
    LeadIn,
    PaperDocument,
    Points,
    Sentence,
    Side,
    TickList,
)
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.sessions.documents.balance import balance_blocks, balance_line
from lianbing.sessions.documents.case_sheets import cases_of
from lianbing.sessions.documents.history import NO_HISTORY, history_sentence
from lianbing.sessions.documents.house_style import clock_time, new_document, when_and_where
from lianbing.sessions.documents.questions import answered_blocks, named
from lianbing.sessions.documents.scenario_summary import scenario_blocks
from lianbing.wire.sessions.prepared import PreparedSession

_TO_DO: Mapping[ActivityKind, str] = {
    ActivityKind.SIGN_IN: (
        "投影放二维码，手机连上本场的无线，扫码，选自己的名字；扫不了的输四位数字，没有手机的在签到表上签。"
        "名单上没有的人先放进来，会后再补。"
    ),
    ActivityKind.WARM_UP: (
        "点“打开热身测验”。各做各的，不讨论，不讲评。交完的人等一等；时间到点“停止热身测验”，没有做完的照收。"
    ),
    ActivityKind.TEACH: (
        "先说这条管什么、为什么，再念条款，再举一个自己片区的例子；一条讲完，请一个人用自己的话说一遍。"
    ),
    ActivityKind.VOTE: (
        "点“开第一次投票”：独立想，不说话。点“停止投票”，看控制台上的分布，先不给大家看：答对的在三成到七成，"
        "就同桌讨论三分钟，再点“开第二次投票”；不到三成，先回头讲；七成以上，请人说理由就过。"
        "第二次停了，点“显示两次的结果”，再点“显示答案”，讲错项。"
    ),
    ActivityKind.SCENARIO: (
        "点“开始情景演练”，念开头。每一步点“请大家选”“停止，显示大家的选择”，再点“照多数人的走”；"
        "每走一步问一个选了别的人为什么。走完讲评，再对照最好的走法。"
    ),
    ActivityKind.GROUPS: "四到六人一组，每组一张案例单。先各自读，再商量、写下来；请两组讲，别的组补。最后对要点。",
    ActivityKind.EXIT: (
        "点“打开课后测验”。各做各的，换另一卷；时间到点“停止课后测验”。收完，控制台上“答错多的题”排在前面的两题讲一讲。"
    ),
    ActivityKind.CLOSE: (
        "每人说一件明天到店就能做的事。提醒课后读哪一章；没有做完的、没有到的，会后补。最后点“结束培训”。"
    ),
}
_MATERIALS = (
    "幻灯片的文件夹，拷到放投影的电脑上，双击 index.html 试一遍",
    "本册和测验答案与讲评，只给培训师",
    "白板笔、便笺、计时器",
)
_NETWORK = (
    "电脑插上电源，关掉休眠；投影接好，复制屏幕关掉，用扩展屏幕",
    "路由器或电脑的热点打开，手机连得上；不用上互联网",
    "运行 lianbing session live，拿一部手机扫码，投一票，看投影动不动",
    "扫不开：电脑的防火墙要放行；手机上关掉 VPN 和移动数据",
    "连不上网也能上：用纸的测验和签到表，会后补录",
)


@dataclass(frozen=True, kw_only=True)
class TrainerBackground:
    """What the trainer alone is to know: how alike the forms are, what the bank lacks, how items went before."""

    balance: FormBalance
    shortages: tuple[str, ...] = ()
    figures: Mapping[str, ItemFigures] = field(default_factory=dict)


def trainer_notes(prepared: PreparedSession, background: TrainerBackground) -> PaperDocument:
    """The document."""
    plan = prepared.plan
    blocks: list[Block] = [when_and_where(plan), Heading("为什么讲这些")]
    blocks.append(Points(tuple(_goals(prepared))))
    blocks += [Heading("时间安排"), _timetable(prepared)]
    blocks += [Heading("上课前核对"), Heading("带什么", is_minor=True), TickList(tuple(_to_bring(plan)))]
    blocks += [Heading("电脑和网络", is_minor=True), TickList(_NETWORK)]
    begun = 0
    for number, activity in enumerate(plan.activities, 1):
        blocks.append(Heading(f"{number}. {_label(activity)}（{_span(plan, begun, activity)}）"))
        blocks += _activity(prepared, background, activity)
        begun += activity.minutes
    blocks += [Heading("两卷一样难吗"), LeadIn(balance_line(background.balance) + "。")]
    blocks += balance_blocks(background.balance, prepared.basis)
    blocks += [Sentence(f"{sentence}。", is_note=True) for sentence in background.shortages]
    return new_document(prepared, "教师用书", blocks, is_private=True)


def _goals(prepared: PreparedSession) -> Iterator[str]:
    for goal in prepared.plan.goals:
        yield f"{named(goal.clause, prepared.basis)}" + (f"：{goal.why}" if goal.why else "")


def _to_bring(plan: SessionPlan) -> Iterator[str]:
    yield "讲义，每人一份；签到表" + ("；分组案例单，每组一份" if cases_of(plan) else "")
    if plan.forms.a:
        yield "热身与课后测验甲卷、乙卷，各备几份，给没有手机的人"
    yield from _MATERIALS


def _timetable(prepared: PreparedSession) -> Grid:
    columns = (
        GridColumn(title="钟点", width=2.6, side=Side.CENTRE),
        GridColumn(title="分钟", width=1.1, side=Side.CENTRE),
        GridColumn(title="环节", width=4.6),
        GridColumn(title="用什么", width=4.2),
        GridColumn(title="备注", width=5),
    )
    plan, rows, begun = prepared.plan, [], 0
    for activity in plan.activities:
        span = _span(plan, begun, activity)
        used = "、".join((*activity.clauses, *_asked(prepared, activity)))
        rows.append((span, str(activity.minutes), _label(activity), used, activity.notes))
        begun += activity.minutes
    return Grid(columns=columns, rows=tuple(rows))


def _asked(prepared: PreparedSession, activity: Activity) -> Iterator[str]:
    """The questions by number, since they have no titles, and the scenario by its title."""
    if activity.items:
        yield f"{len(activity.items)} {'道题' if activity.is_voted_on else '个案例'}"
    if activity.scenario:
        yield prepared.scenarios_by_id[activity.scenario].title


def _span(plan: SessionPlan, begun: int, activity: Activity) -> str:
    return f"{clock_time(plan, begun)}–{clock_time(plan, begun + activity.minutes)}"


def _label(activity: Activity) -> str:
    label = activity.kind.label
    return label if activity.title in ("", label) else f"{label}：{activity.title}"


def _activity(prepared: PreparedSession, background: TrainerBackground, activity: Activity) -> Iterator[Block]:
    """What to do, the trainer's own note, and what is taught or asked; the first of that stays with the sentences."""
    shown = [*_shown(prepared, background, activity)]
    sentences = [_TO_DO[activity.kind], *([f"备注：{activity.notes}"] if activity.notes else [])]
    yield from map(LeadIn, sentences[:-1])
    yield LeadIn(sentences[-1]) if shown else Sentence(sentences[-1])
    yield from shown


def _shown(prepared: PreparedSession, background: TrainerBackground, activity: Activity) -> Iterator[Block]:
    for name in activity.clauses if activity.kind is ActivityKind.TEACH else ():
        basis = prepared.basis[name]
        yield FramedText(title=named(name, prepared.basis), text=basis.text)
    for number, name in enumerate(activity.items, 1):
        item = prepared.items[name].item
        question, answer = answered_blocks(item, number, prepared.basis)
        yield question
        if activity.kind is ActivityKind.VOTE:
            figures = background.figures.get(name)
            history = history_sentence(item, figures) if figures else NO_HISTORY
            answer = replace(answer, notes=(*answer.notes, history))
        yield answer
    if activity.scenario:
        yield from scenario_blocks(prepared.scenarios_by_id[activity.scenario])
