"""drill excuse, drill extra-time."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.reason_option import with_reason
from lianbing.domain.drills.events import Excuse

_EXCUSES = {excuse.label: excuse for excuse in Excuse}


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("person", metavar="工号")
@click.option("--as", "why", type=click.Choice([*_EXCUSES]), metavar="原因", help=f"{'、'.join(_EXCUSES)}")
@click.option("--undo", is_flag=True, help="撤销，照常参加")
@with_reason
@click.pass_obj
def excuse(workspace: Workspace, drill_id: str, person: str, why: str | None, undo: bool, reason: str) -> None:
    """记下一个人为什么不参加：缓考、免考、补考、借调、离职。"""
    from lianbing.app.drills import deciding

    if bool(why) == undo:
        raise click.UsageError("用 --as 写明原因，或者用 --undo 撤销，只用一种")
    deciding.excuse(workspace, drill_id, person, _EXCUSES[why] if why else None, reason)
    echo(f"{person} 记为{why}，不再列在未交里" if why else f"{person} 照常参加")


@drill.command("extra-time")
@click.argument("drill_id", metavar="练兵")
@click.argument("person", metavar="工号")
@click.option("--minutes", type=click.IntRange(0, 600), required=True, metavar="分钟", help="一共延长多少；0 是不延长")
@with_reason
@click.pass_obj
def extra_time(workspace: Workspace, drill_id: str, person: str, minutes: int, reason: str) -> None:
    """给一个人延长作答时间，并重写他的答题册。"""
    from lianbing.app.drills import deciding

    in_all = deciding.give_time(workspace, drill_id, person, minutes, reason)
    echo(f"{person} 限时共 {in_all} 分钟。答题册已重写，请发给本人换用；已经答的还在")
