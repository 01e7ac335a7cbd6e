"""review progress."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.cli.reviews.pending_shown import show_pending


@review.command("progress")
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def show_progress(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """各人评了多少，哪些作答等谁再评、仲裁。"""
    from lianbing.app.reviewing.settling import progress

    report = progress(workspace, drill_id)
    if as_json:
        echo_json(report)
        return
    if report.markers:
        echo_table(
            ("评分人", "担任", "题目编号", "已评", "应评"),
            [(each.marker, each.role, each.item, each.done, each.total) for each in report.markers],
        )
    show_pending(report.pending)
    if report.ready:
        echo(f"已经有结果、可以定分的 {report.ready} 份：lianbing review settle {drill_id}")
    elif not report.pending:
        echo("全部作答都已定分")
