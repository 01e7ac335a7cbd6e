"""drill status."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.drills.group import drill
from lianbing.cli.group import as_json


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def status(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """发了多少、收了多少、判了多少，谁还没交，哪些在隔离区。"""
    from lianbing.app.drills import progress

    state = progress.status(workspace, drill_id)
    if as_json:
        echo_json(state)
        return
    echo(f"{state.title}：发 {state.issued} 份，收 {state.received} 份，已判 {state.graded} 份")
    if state.missing:
        echo_table(("未交工号", "姓名", "部门"), [(e.id, e.name, e.team) for e in state.missing])
    if state.quarantined:
        rows = [(each.file_name, each.code, each.reason) for each in state.quarantined]
        echo_table(("隔离的文件", "类别", "原因"), rows)
