"""purge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.group import as_json, cli
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.app.privacy.purging import PurgeOutcome, PurgePlan, PurgeRequest


@cli.command("purge")
@click.option("--number", "numbers", multiple=True, metavar="工号", help="清除这个人，可以写几次")
@click.option("--before", default="", metavar="考评期", help="清除最后的考评期在这一期以前就结束了的人")
@click.option("--dry-run", is_flag=True, help="只看，不给确认的办法")
@click.option("--confirm", "confirmed", metavar="校验号", help="确认看过的那一份，真的清除")
@click.option("--reason", default="", metavar="依据", help="依据，一直留着；不写姓名、工号")
@as_json
@click.pass_obj
def purge(
    workspace: Workspace,
    numbers: tuple[str, ...],
    before: str,
    dry_run: bool,
    confirmed: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """按规定清除一个人或到了年限的人：先列出要清除什么，确认以后才做；台账仍能核对。"""
    from lianbing.app.privacy import leftovers, purging

    if confirmed is not None and dry_run:
        raise WrongUsage("--dry-run 和 --confirm 只用一个")
    request = purging.PurgeRequest(numbers=numbers, before=before)
    if leftovers.finish(workspace):
        echo_json({"finished": True}) if as_json else echo("上一次没有做完的清除，已经做完；要清除别人，再运行一次")
    elif confirmed is not None:
        _show_outcome(purging.purge(workspace, request, confirmed, reason), as_json)
    else:
        plan = purging.preview_purge(workspace, request)
        _show_plan(plan, as_json)
        if not (as_json or dry_run):
            echo("以上什么都还没有动。核对无误、按本单位的规定两人同意以后：")
            echo(f'lianbing purge{_again(request)} --confirm {plan.code} --reason "依据"')


def _again(request: PurgeRequest) -> str:
    return "".join(f" --number {number}" for number in request.numbers) + (
        f" --before {request.before}" if request.before else ""
    )


def _show_plan(plan: PurgePlan, as_json: bool) -> None:
    if as_json:
        echo_json(plan)
        return
    echo_table(
        ("工号", "姓名", "部门", "最后的考评期", "试卷", "应存到"),
        [
            (
                person.number,
                person.name,
                person.unit,
                person.last_period or "—",
                person.papers,
                "；".join(f"{medium} {day}" for medium, day in person.kept_until.items()) or "—",
            )
            for person in plan.people
        ],
    )
    echo(f"要清除：{len(plan.people)} 人（{plan.rule}），试卷 {plan.papers} 份，台账 {plan.entries} 条的内容")
    for other in plan.others:
        echo(f"隔离区里说到他们的文件也删：{other}")
    for file in plan.files:
        echo(f"要删：{file}")
    for file in plan.lists:
        echo(f"要从里面去掉：{file}")
    for person in plan.people:
        if person.is_early:
            complain(f"{person.number} 的电子档案还没有存满年限（grading/retention.yml）：确要提前，写明依据")


def _show_outcome(outcome: PurgeOutcome, as_json: bool) -> None:
    if as_json:
        echo_json(outcome)
        return
    removed = outcome.removal
    purged = sum(each.last - each.first + 1 for each in removed.entries)
    echo(f"已清除，记为考评期记事第 {outcome.sequence} 条")
    echo(f"试卷 {len(removed.papers)} 份，收到的文件 {len(removed.files)} 个，台账 {purged} 条的内容")
    echo(f"别人的记录里改了 {outcome.changed} 处；报告、打包和打印的文件已删，要用时重写")
    for mention in outcome.mentions:
        complain(f"别人的记录里还有这个姓名或工号，程序不改别人写的话：{mention}")
    echo("纸质档案、备份、已经发出去的文件不在程序里，按本单位的规定另行处理")
