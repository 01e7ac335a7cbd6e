"""drill status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.drills.progress import ExcusedPerson


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
    if state.excused:
        echo_table(("不参加的工号", "姓名", "部门", "原因", "理由", "经手"), map(_excused, state.excused))
    if state.closed_at:
        echo(f"已于 {local_time(state.closed_at)} 截止")
    if state.quarantined:
        rows = [(each.file_name, each.code, each.reason) for each in state.quarantined]
        echo_table(("隔离的文件", "类别", "原因"), rows)


def _excused(each: ExcusedPerson) -> tuple[str, ...]:
    return each.employee.id, each.employee.name, each.employee.team, each.label, each.reason, each.by
