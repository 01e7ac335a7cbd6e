"""coach list, due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.coaching.listing import ListedCase


@coach.command("list")
@click.argument("period", metavar="考评期")
@as_json
@click.pass_obj
def list_cases(workspace: Workspace, period: str, as_json: bool) -> None:
    """一个考评期里谁在辅导、到了哪一步。"""
    from lianbing.app.coaching import listing

    _show(listing.list_cases(workspace, period), as_json, f"{period} 还没有人在辅导")


@coach.command("due")
@click.option("--day", default="", metavar="日期", help="到哪一天为止，默认今天")
@as_json
@click.pass_obj
def list_due(workspace: Workspace, day: str, as_json: bool) -> None:
    """谁到了回看的日子。"""
    from lianbing.app.coaching import listing

    _show(listing.due_cases(workspace, day), as_json, "没有人到了回看的日子")


def _show(cases: Sequence[ListedCase], as_json: bool, nobody: str) -> None:
    if as_json:
        echo_json([*cases])
    elif not cases:
        echo(nobody)
    else:
        rows = [
            (
                each.case.period,
                each.case.number,
                each.name,
                each.unit,
                each.case.choice.title,
                each.case.chosen.by,
                each.case.state,
            )
            for each in cases
        ]
        echo_table(("考评期", "工号", "姓名", "部门", "类型", "经理", "进度"), rows)
