"""drill choose."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.reason_option import with_reason


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("person", metavar="工号")
@click.argument("receipt", metavar="回执号", default="")
@click.option("--by-rule", is_flag=True, help="撤销指定，重新按规则定")
@with_reason
@click.pass_obj
def choose(workspace: Workspace, drill_id: str, person: str, receipt: str, by_rule: bool, reason: str) -> None:
    """一人交了几份时，指定以哪一份为准。"""
    from lianbing.app.drills import deciding
    from lianbing.wire import submissions

    if bool(receipt) == by_rule:
        raise click.UsageError("写明回执号，或者用 --by-rule 撤销指定，只用一种")
    counting = deciding.choose(workspace, drill_id, person, receipt, reason)
    how = "改回按规则定" if by_rule else "已指定"
    when = local_time(counting.submitted_at)
    echo(f"{person} {how}，以回执号 {submissions.receipt(counting.digest)}（{when} 交）的一份为准")
    echo(f"还没有判过这一份的，再运行 lianbing grade {drill_id}；考评以后再运行 assess")
