"""review mark."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.reviews.group import review
from lianbing.domain.kernel.decimals import plain
from lianbing.errors import WrongUsage


@review.command("mark")
@click.argument("drill_id", metavar="练兵")
@click.argument("employee", metavar="工号")
@click.argument("item", metavar="题目编号")
@click.argument("points", metavar="得分")
@click.option("--why", required=True, metavar="理由", help="给这个分的理由，记进台账")
@click.pass_obj
def mark(workspace: Workspace, drill_id: str, employee: str, item: str, points: str, why: str) -> None:
    """一个人直接记下一道题的得分；写进台账，不覆盖原记录。"""
    from lianbing.app.reviewing import single

    try:
        value = Decimal(points)
    except InvalidOperation as error:
        raise WrongUsage(f"得分“{points}”不是数字") from error
    if not value.is_finite():
        raise WrongUsage(f"得分“{points}”不是数字")
    entry = single.review(workspace, drill_id, employee, item, (value, why))
    before = "未判" if entry.change.before is None else plain(entry.change.before)
    echo(f"台账第 {entry.sequence} 条：{employee} {item} 由 {before} 改为 {points}，复核人 {entry.by}")
