"""rating enter, rating list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.group import as_json, cli
from lianbing.cli.list_options import list_options
from lianbing.domain.kernel.decimals import plain

if TYPE_CHECKING:
    from lianbing.drills.listings import ListOptions


@cli.group(cls=ChineseGroup)
def rating() -> None:
    """人工评定：录入、查看考评方案要用的评定分。"""


@rating.command()
@click.argument("period", metavar="考评期")
@click.argument("name", metavar="评定")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@list_options
@click.option("--why", default="", metavar="理由", help="改动以前录入的分，要写理由")
@click.pass_obj
def enter(workspace: Workspace, period: str, name: str, file: Path, how: ListOptions, why: str) -> None:
    """由 .xlsx、.xls、.ods 或 .csv 录入评定分：工号、得分；记下谁、何时、哪个文件，不覆盖原记录。"""
    from lianbing.app import rating as ratings

    given = ratings.RatingList(period=period, rating=name, file=file, how=how, why=why)
    entered = ratings.enter(workspace, given)
    echo(f"新录 {entered.new} 人，改动 {entered.changed} 人，与以前相同 {entered.same} 人；录入人 {workspace.who}")
    for omission in entered.passed_over:
        echo(f"没有读：{omission}")


@rating.command("list")
@click.argument("period", metavar="考评期")
@as_json
@click.pass_obj
def list_entered(workspace: Workspace, period: str, as_json: bool) -> None:
    """列出一个考评期录入过的全部评定，改过的也在。"""
    from lianbing.app import rating as ratings

    entered = ratings.list_ratings(workspace, period)
    if as_json:
        echo_json(entered)
        return
    echo_table(
        ("序号", "评定", "工号", "得分", "录入人", "时间", "文件", "理由"),
        [(r.sequence, r.rating, r.employee, plain(r.score), r.by, local_time(r.at), r.file, r.why) for r in entered],
    )
    echo(f"共 {len(entered)} 条；同一人评过几次的，以最后一条为准")
