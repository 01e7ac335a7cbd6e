"""session plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.list_options import list_options
from lianbing.cli.sessions.group import session
from lianbing.cli.sessions.taught_shown import show_taught

if TYPE_CHECKING:
    from lianbing.app.sessions.planning import PlannedSession, PlanWishes, SeenBefore
    from lianbing.domain.assessment.clause_mastery import MasteryEstimate
    from lianbing.drills.listings import ListOptions

_FOLDER = click.Path(path_type=Path, file_okay=False)


@session.command("plan")
@click.argument("session_id", metavar="培训")
@click.option("--roster", type=click.Path(path_type=Path), metavar="名单", help="谁来：名单文件，工号、姓名、部门")
@click.option("--drill", default="", metavar="练兵", help="谁来：用这场练兵的名单；都不写，用最近一场的")
@click.option("--records", type=_FOLDER, metavar="文件夹", help="收来的学习记录放在哪个文件夹，也算作依据")
@click.option("--minutes", type=click.IntRange(15, 480), metavar="分钟", help="多长，默认按 grading/sessions.yml")
@click.option("--date", default="", metavar="日期", help="哪一天，例如 2026-12-18")
@click.option("--begins", default="", metavar="时刻", help="几点开始，例如 14:00")
@click.option("--place", default="", metavar="地点", help="在哪里")
@click.option("--trainer", default="", metavar="姓名", help="谁讲")
@click.option("--replace", is_flag=True, help="已经有计划的，换成新的；原来的改名为 plan.old.yml")
@list_options
@as_json
@click.pass_obj
def plan(workspace: Workspace, /, session_id: str, as_json: bool, **options: Any) -> int:
    """由薄弱的条款、最久没讲的、月历，提出一次培训的计划，写成可以改的文件。"""
    from lianbing.app.sessions import planning

    wishes = _wishes(**options)
    if listed := planning.list_people_again(workspace, session_id, wishes):
        if as_json:
            echo_json(listed)
        else:
            echo(f"{session_id} 已经办过，计划没有动；名单重新写了：应到 {len(listed.people)} 人（{listed.source}）")
        return FINE
    planned = planning.plan_session(workspace, session_id, wishes)
    if as_json:
        echo_json(planned)
    else:
        _show_seen(planned.seen)
        _show_plan(planned)
    return FAULTS if planned.seen.faults else FINE


def _wishes(*, roster: Path | None, drill: str, how: ListOptions, minutes: int | None, **others: Any) -> PlanWishes:
    from lianbing.app.sessions import planning
    from lianbing.app.sessions.expecting import PeopleChoice

    return planning.PlanWishes(people=PeopleChoice(roster=roster, how=how, drill=drill), minutes=minutes or 0, **others)


def _show_seen(seen: SeenBefore) -> None:
    from lianbing.domain.kernel.decimals import plain

    for then in seen.aftermath:
        show_taught(then)
    for line in seen.calendar:
        echo(line)
    if seen.usual is None:
        echo("还没有练兵、测验或学习记录：不知道哪里弱，按没有讲过的先后选")
    else:
        echo(f"依据 {len(seen.sittings)} 场练兵和测验的 {seen.answers} 题次，全体得分率 {plain(seen.usual)}%")
    if seen.weak:
        echo("确实偏弱的条款（区间十次里有九次含真值）：")
        rows = [
            (need.clause, need.title, need.people, need.wrong, *_figures(need.figures), need.taught or "从没讲过")
            for need in seen.weak
        ]
        echo_table(("条款", "名称", "答过的人", "丢分的人", "得分率", "区间", "上次讲"), rows)
    if seen.weak_for_others:
        named = "、".join(f"{clause}（{title}）" for clause, title in seen.weak_for_others)
        echo(f"另有 {len(seen.weak_for_others)} 条偏弱的属于别的岗位，没有列：{named}")
    if seen.too_few:
        echo(f"另有 {seen.too_few} 条答过的题太少，不下结论")
    waiting = [f"{title}（{month or '从没讲过'}）" for title, month in seen.waiting[:5]]
    echo(f"最久没讲的知识点：{'、'.join(waiting)}")
    for note in seen.notes:
        echo(f"说明：{note}")
    for fault in seen.faults:
        complain(f"没有用：{fault}")


def _figures(figures: MasteryEstimate | None) -> tuple[str, str]:
    from lianbing.domain.kernel.decimals import plain

    if figures is None:
        return "—", "—"
    return f"{plain(figures.estimate)}%", f"{plain(figures.low)}%–{plain(figures.high)}%"


def _show_plan(planned: PlannedSession) -> None:
    plan = planned.plan
    echo(f"{plan.id} 建议讲“{plan.title}”：{planned.because}")
    for goal in plan.goals:
        echo(f"  {goal.clause}：{goal.why}")
    for sentence in planned.unasked:
        echo(f"  {sentence}")
    rows = [
        (each.kind.label, each.minutes, each.title, "、".join(each.items or each.clauses)) for each in plan.activities
    ]
    echo_table(("环节", "分钟", "内容", "题或条款"), rows)
    if planned.people:
        echo(f"应到 {len(planned.people.people)} 人（{planned.people.source}）")
    else:
        complain("不知道谁来：再加 --roster 名单 运行一次；没有名单也能办，签到的人都当作名单外的")
    if planned.is_beside:
        complain(f"已经有计划，没有动它；新的写在 {planned.file}，要换成新的加 --replace")
    else:
        echo(f"计划 {planned.file}：照需要改，再运行 lianbing session pack {plan.id}")
