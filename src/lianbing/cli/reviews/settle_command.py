"""review settle."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.cli.reviews.pending_shown import show_pending
from lianbing.domain.kernel.decimals import plain


@review.command("settle")
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def settle_(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """把已经有结果的作答定分，写进台账；再运行一次只记新有结果的。"""
    from lianbing.app.reviewing.settling import enter_points

    outcome = enter_points(workspace, drill_id)
    if as_json:
        echo_json(outcome)
        return
    if outcome.entered:
        echo_table(
            ("台账", "工号", "姓名", "题目编号", "得分", "满分", "理由"),
            [
                (each.entry, each.employee, each.name, each.item, plain(each.points), plain(each.worth), each.because)
                for each in outcome.entered
            ],
        )
    show_pending(outcome.pending)
    echo(f"定分 {len(outcome.entered)} 份，写进台账；还有 {len(outcome.pending)} 份没有结果")
