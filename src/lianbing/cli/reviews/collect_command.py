"""review collect."""

from __future__ import annotations

from pathlib import Path

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.domain.kernel.decimals import plain


@review.command("collect")
@click.argument("drill_id", metavar="练兵")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@as_json
@click.pass_obj
def collect_(workspace: Workspace, drill_id: str, paths: tuple[Path, ...], as_json: bool) -> None:
    """收回填好的评分表；有一处不对就一个也不收。不写文件，就收数据目录里写出的那些。"""
    from lianbing.app.reviewing.sheets import collect_sheets

    collected = collect_sheets(workspace, drill_id, paths)
    if as_json:
        echo_json(collected)
    for each in collected:
        if not as_json:
            echo(f"{each.file}（{each.marker}）：记下 {each.marked} 份，以前收过的 {each.known} 份")
        for one in each.conflicts:
            counts = "以评分表的为准" if one.sheet_counts else "这一份已经不能改，维持原来的"
            complain(
                f"{one.place} {one.code}：表里 {plain(one.in_sheet)} 分，写出评分表以后又在别处评过 "
                f"{plain(one.elsewhere)} 分；{counts}，两个都有记录"
            )
