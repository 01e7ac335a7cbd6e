"""coach sheet, collect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json
from lianbing.cli.list_options import list_options

if TYPE_CHECKING:
    from lianbing.drills.listings import ListOptions


@coach.command("sheet")
@click.argument("period", metavar="考评期")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--unit", default="", metavar="部门", help="只写这个部门的人，默认所有人")
@as_json
@click.pass_obj
def write_sheet(workspace: Workspace, period: str, file: Path, unit: str, as_json: bool) -> None:
    """写一个部门的辅导录入表（.xlsx），给经理填。"""
    from lianbing.app.coaching import sheets

    people = sheets.write_coaching_sheet(workspace, period, unit, file)
    if as_json:
        echo_json({"people": people, "file": file})
        return
    echo(f"{people} 人：{file}；填好以后 lianbing --who 经理姓名 coach collect {period} {file}")


@coach.command("collect")
@click.argument("period", metavar="考评期")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@list_options
@as_json
@click.pass_obj
def collect(workspace: Workspace, period: str, file: Path, how: ListOptions, as_json: bool) -> None:
    """把填好的辅导录入表收进来；有错的格子一次列清，一条也不记。"""
    from lianbing.app.coaching import sheets

    collected = sheets.collect_coaching_sheet(workspace, period, file, how)
    if as_json:
        echo_json(collected)
        return
    echo(f"{collected.people} 人填了，新记 {collected.events} 条，经理 {workspace.who}")
    for omission in collected.passed_over:
        echo(f"没有读：{omission}")
