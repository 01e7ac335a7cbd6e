"""培训记录 as a document for paper: what was planned and done, who was there, how they voted and what they gained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lianbing.domain.items.question import LETTERS
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.sessions.happenings import SignedInBy
from lianbing.domain.sessions.held import PlayedScene
from lianbing.domain.sessions.records import Attendee, HeldActivity, RollCall
from lianbing.domain.sessions.votes import VotedQuestion
from lianbing.printing.blocks import (
    Block,
    Facts,
    Grid,
    GridColumn,
    Heading,
    NewPage,
    PaperDocument,
    Points,
    Print,
    Sentence,
    Side,
    Signatures,
)
from lianbing.reports.sessions import words
from lianbing.reports.sessions.record import SessionRecord

_BOX = "□"
_EMPTY_ROWS = 4
_ROW = 0.85
"""How high a row is that is filled in by hand, in centimetres."""


def record_document(record: SessionRecord) -> PaperDocument:
    """The document; the same record, the same blocks."""
    form = record.rules.record if record.rules else None
    blocks: list[Block] = [
        *_head(record),
        *_goals(record),
        *_activities(record),
        *_votes(record),
        *_scenes(record),
        *_quizzes(record),
        *_taught(record),
        *_notes(record),
        *_follow_up(record),
        *_filing(record),
    ]
    if form:
        blocks.append(Signatures(labels=form.signatures))
    return PaperDocument(
        title="培训记录",
        subtitle=record.plan.title,
        foot=_foot(record),
        made=datetime.fromisoformat(record.made_at).astimezone(UTC).replace(tzinfo=None),
        blocks=(*blocks, *_people(record)),
    )


def _foot(record: SessionRecord) -> str:
    form = record.rules.record if record.rules else None
    rests_on = f"　依据 {'、'.join(form.rests_on)}；没有注明条款的栏目是程序加的" if form else ""
    return f"培训 {record.plan.id}{rests_on}"


def _head(record: SessionRecord) -> Iterator[Block]:
    plan, roll, time = record.plan, record.roll, record.time
    clock = "—".join(at[11:16] for at in (time.began, time.ended) if at) or plan.begins
    expected = f"{len(roll.expected)} 人" if roll.expected else "没有名单"
    yield Facts(
        (
            ("培训编号", plan.id),
            ("日期", record.day),
            ("时间", clock),
            ("地点", plan.place),
            ("主讲", plan.trainer),
            ("记录人", ""),
            ("应到", expected),
            ("实到", came(roll)),
            ("缺席", f"{len(roll.absent)} 人" if roll.expected else "—"),
        )
    )
    yield from _ticks(record)
    if record.rules:
        of = "实际用时" if time.is_held else "计划用时（没有从开始到结束的记录）" if not time.ended else "计划用时"
        rule = record.rules.hours
        whole = f"学时：{of} {time.minutes} 分钟，全程 {plain(rule.hours(time.minutes))} 学时"
        yield Sentence(f"{whole}。{rule.words}（{rule.note}）。", is_note=True)


def _ticks(record: SessionRecord) -> Iterator[Block]:
    lines = record.rules.record.ticks if record.rules else ()
    if lines:
        yield Grid(
            columns=(
                GridColumn(title="项目", width=2),
                GridColumn(title="勾选", width=11),
                GridColumn(title="照哪条列的", width=3, side=Side.CENTRE),
            ),
            rows=tuple(
                (line.title, "　".join(f"{_BOX} {option}" for option in line.options), line.clause) for line in lines
            ),
        )


def _goals(record: SessionRecord) -> Iterator[Block]:
    if not record.plan.goals:
        return
    yield Heading("目标")
    yield Grid(
        columns=(GridColumn(title="条款", width=5), GridColumn(title="为什么", width=11)),
        rows=tuple((record.clause(goal.clause), goal.why) for goal in record.plan.goals),
    )


def _activities(record: SessionRecord) -> Iterator[Block]:
    yield Heading("内容和用时")
    yield Grid(
        columns=(
            GridColumn(title="序", width=1, side=Side.CENTRE),
            GridColumn(title="环节", width=3),
            GridColumn(title="内容", width=9),
            GridColumn(title="计划（分）", width=2, side=Side.RIGHT),
            GridColumn(title="实际（分）", width=2, side=Side.RIGHT),
        ),
        rows=tuple(
            (str(place), one.activity.kind.label, _content(record, one), str(one.activity.minutes), _taken(one))
            for place, one in enumerate(record.activities, 1)
        ),
    )


def _content(record: SessionRecord, one: HeldActivity) -> str:
    activity = one.activity
    scenario = record.prepared.scenarios_by_id.get(activity.scenario)
    title = activity.title or (scenario.title if scenario else "")
    if title and activity.clauses:
        return f"{title}（{'、'.join(activity.clauses)}）"
    return title or "、".join(map(record.clause, activity.clauses))


def _taken(one: HeldActivity) -> str:
    if not one.was_begun:
        return "没有做"
    return "—" if one.minutes is None else str(one.minutes or "不到 1")


def _votes(record: SessionRecord) -> Iterator[Block]:
    if not record.votes:
        return
    yield Heading("投票")
    yield Grid(
        columns=(
            GridColumn(title="题", width=5.4),
            GridColumn(title="第一次", width=3.6),
            GridColumn(title="答对", width=1.3, side=Side.CENTRE),
            GridColumn(title="第二次", width=3.6),
            GridColumn(title="答对", width=1.3, side=Side.CENTRE),
            GridColumn(title="改选", width=2, side=Side.CENTRE),
        ),
        rows=tuple(_vote_row(question) for question in record.votes),
        caption="字母是投影上的次序，✓ 是答案；改选的只数两次都投的人；谁从哪一项改到哪一项，在“转投.xlsx”",
    )


def _vote_row(question: VotedQuestion) -> tuple[str, ...]:
    title = f"{question.item.id} {' '.join(question.item.stem.split())}"
    if not question.people:
        return (title, "没有投", "", "", "", "")
    cells = [text for after in (False, True) for text in _counted(question, after=after)]
    return (title, *cells, f"{question.moved}／{question.twice}")


def _counted(question: VotedQuestion, *, after: bool) -> tuple[str, str]:
    """How many gave each answer, and how many of them were right."""
    counts = question.after if after else question.before
    if not counts:
        return "没有投", ""
    right = question.item.key.shown().replace("、", "")
    listed = (
        f"{answer}{'✓' if answer == right else ''}\N{NO-BREAK SPACE}{counts.get(answer, 0)}"
        for answer in question.answers
    )
    return "，".join(listed), f"{question.right(after=after)}／{sum(counts.values())}"


def _scenes(record: SessionRecord) -> Iterator[Block]:
    if not record.held.scenes:
        return
    yield Heading("情景怎样走的")
    for scenario in dict.fromkeys(played.scenario for played in record.held.scenes):
        known = record.prepared.scenarios_by_id.get(scenario)
        yield Heading(known.title if known else scenario, is_minor=True)
        yield Grid(
            columns=(
                GridColumn(title="场面", width=6),
                GridColumn(title="选项和选的人数", width=8.5),
                GridColumn(title="走了", width=1.7, side=Side.CENTRE),
            ),
            rows=tuple(_scene_row(record, played) for played in record.held.scenes if played.scenario == scenario),
        )


def _scene_row(record: SessionRecord, played: PlayedScene) -> tuple[str, str, str]:
    """A moment with its choices, lettered as the room saw them."""
    node = record.node(played.scenario, played.node)
    texts = {choice.id: choice.text for choice in node.choices} if node else {}
    choices = dict.fromkeys((*texts, *sorted(played.votes), *filter(None, [played.choice])))
    letters = dict(zip(choices, LETTERS, strict=False))
    lines = (
        f"{letters[choice]}　{texts.get(choice, choice)}　{played.votes.get(choice, 0)}\N{NO-BREAK SPACE}人"
        for choice in choices
    )
    chosen = letters.get(played.choice, "没有定")
    return (
        node.text if node else played.node,
        "\n".join(lines),
        f"{chosen}{'（主讲定）' if played.by_trainer else ''}",
    )


def _quizzes(record: SessionRecord) -> Iterator[Block]:
    if not (record.gain.whole.people or record.gain.only_before or record.gain.only_after):
        return
    yield Heading("热身测验到课后测验")
    if record.gain.whole.people:
        rows = [words.gain_row("全部题", record.gain.whole)]
        rows += [words.gain_row(record.clause(each.clause), each.gain) for each in record.gain.paired]
        yield Grid(
            columns=(
                GridColumn(title="", width=5),
                GridColumn(title="人", width=1, side=Side.RIGHT),
                GridColumn(title="热身", width=1.5, side=Side.RIGHT),
                GridColumn(title="课后", width=1.5, side=Side.RIGHT),
                GridColumn(title="提高", width=4.6),
                GridColumn(title="归一化提升", width=3.6),
            ),
            rows=tuple(rows),
        )
    for note in words.gain_notes(record):
        yield Sentence(f"{note}。", is_note=True)


def _taught(record: SessionRecord) -> Iterator[Block]:
    then = record.taught
    if then is None or not then.clauses:
        return
    yield Heading("讲过以后")
    yield Grid(
        columns=(
            GridColumn(title="条款", width=4.4),
            GridColumn(title="到的人", width=1.3, side=Side.RIGHT),
            GridColumn(title="以前→以后", width=2.2, side=Side.CENTRE),
            GridColumn(title="变化（百分点）", width=3.2),
            GridColumn(title="没到的", width=1.3, side=Side.RIGHT),
            GridColumn(title="以前→以后", width=2.2, side=Side.CENTRE),
            GridColumn(title="变化（百分点）", width=3.2),
        ),
        rows=tuple(
            (
                f"{each.clause} {each.title}".strip(),
                *words.share_cells(each.present),
                *words.share_cells(each.absent),
            )
            for each in then.clauses
        ),
    )
    yield Sentence(
        f"以后：{'、'.join(then.sittings)}。同一些人前后的得分率，括号里是 95% 区间。"
        "谁到谁没到不是抽签定的，前后的题也不全一样：只作参考，不是证明。",
        is_note=True,
    )


def _notes(record: SessionRecord) -> Iterator[Block]:
    yield Heading("讨论要点")
    if record.held.notes:
        yield Points(record.held.notes)
    else:
        yield Grid(
            columns=(GridColumn(title="上课时没有记，补写在这里", width=1),),
            rows=(("",),) * _EMPTY_ROWS,
            is_whole=True,
            height=_ROW,
        )


def _follow_up(record: SessionRecord) -> Iterator[Block]:
    yield Heading("布置和落实")
    clause = record.rules.record.followed_by if record.rules else ""
    yield Grid(
        columns=(
            GridColumn(title="布置的事", width=6),
            GridColumn(title="谁做", width=2),
            GridColumn(title="何时以前", width=2.2),
            GridColumn(title="检查人", width=2),
            GridColumn(title="检查日期、落实情况", width=4),
        ),
        rows=(("",) * 5,) * _EMPTY_ROWS,
        is_whole=True,
        caption=f"检查落实的依据：{record.clause(clause)}" if clause else "",
        height=_ROW,
    )


def _filing(record: SessionRecord) -> Iterator[Block]:
    if not record.rules:
        return
    form = record.rules.record
    yield Heading("资料归档")
    yield Grid(
        columns=(
            GridColumn(title="资料", width=7),
            GridColumn(title="份数", width=1.5),
            *(GridColumn(title=check, width=1.5, side=Side.CENTRE) for check in form.checks),
        ),
        rows=tuple((file, "", *([_BOX] * len(form.checks))) for file in record.files),
        caption=f"检查的依据：{record.clause(form.checked_by)}；存 {form.years} 年（{form.note}）",
    )


_WHO = (
    GridColumn(title="序", width=1, side=Side.CENTRE),
    GridColumn(title="工号", width=2),
    GridColumn(title="姓名", width=2.4),
    GridColumn(title="部门", width=3.6),
)


def _people(record: SessionRecord) -> Iterator[Block]:
    roll = record.roll
    yield NewPage("附：签到、缺席")
    if roll.present:
        yield Heading(f"签到：{came(roll)}")
        yield Grid(
            columns=(
                *_WHO,
                GridColumn(title="签到", width=2.4, side=Side.CENTRE),
                GridColumn(title="迟到（分）", width=1.8, side=Side.RIGHT),
                GridColumn(title="学时", width=1.4, side=Side.RIGHT),
                GridColumn(title="备注", width=3),
            ),
            rows=tuple(_present_row(place, one, record) for place, one in enumerate(roll.present, 1)),
            size=Print.DENSE,
        )
    if roll.absent:
        yield Heading(f"缺席：{len(roll.absent)} 人，补学的材料另发")
        yield Grid(
            columns=(
                *_WHO,
                GridColumn(title="缺席原因", width=4),
                GridColumn(title="补学完成日期", width=4),
            ),
            rows=tuple((str(place), one.id, one.name, one.team, "", "") for place, one in enumerate(roll.absent, 1)),
            size=Print.DENSE,
        )
    if record.doubts:
        yield Heading("要核实的")
        yield Points(tuple(doubt.in_words for doubt in record.doubts))


def came(roll: RollCall) -> str:
    """How many came, and how many of them are not on the list, if there is one."""
    others = len(roll.strangers) + len(roll.uninvited)
    return f"{len(roll.present)} 人" + (f"（名单以外 {others} 人）" if roll.expected and others else "")


def _present_row(place: int, one: Attendee, record: SessionRecord) -> tuple[str, ...]:
    by_hand = one.who.by in (SignedInBy.PAPER, SignedInBy.TRAINER)
    remark = "" if one.who.number else "没有工号，待核"
    if one.who.number and record.roll.expected and not one.is_expected:
        remark = "名单以外"
    return (
        str(place),
        one.who.number or "—",
        one.who.name,
        record.roll.unit_of(one),
        one.who.by.label if by_hand else one.who.at[11:16],
        str(one.time.late) if one.time and one.time.late else "",
        plain(one.time.hours) if one.time else "",
        remark,
    )
