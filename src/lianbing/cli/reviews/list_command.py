"""review list."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.domain.kernel.decimals import plain


@review.command("list")
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def list_waiting(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """列出等人评分、复核的题和作答。"""
    from lianbing.app.reviewing import waiting as waiting_list

    waiting = waiting_list.list_waiting(workspace, drill_id)
    if as_json:
        echo_json(waiting)
        return
    if not waiting:
        echo("没有待评的题")
        return
    echo_table(
        ("工号", "姓名", "题号", "题目编号", "满分", "作答", "原因"),
        [(w.employee, w.name, w.number, w.item, plain(w.worth), w.answer, w.reason) for w in waiting],
    )
    for w in waiting:
        if w.advice:
            echo(f"{w.employee} {w.item}，供参考：")
            for line in w.advice:
                echo(f"  {line}")
    echo(f"待复核 {len(waiting)} 题")
