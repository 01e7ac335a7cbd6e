"""export marks."""

from __future__ import annotations

from pathlib import Path

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json, cli


@cli.group(cls=ChineseGroup)
def export() -> None:
    """导出不带姓名的数据，给培训和统计用。"""


@export.command()
@click.argument("what", metavar="练兵或考评期")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help=".csv 文件")
@click.option("--purpose", default="", metavar="用途", help="做什么用；用途不同，代号不同")
@click.option("--units", is_flag=True, help="单位也写上（代号）；默认不写")
@as_json
@click.pass_obj
def marks(workspace: Workspace, what: str, out: Path, purpose: str, units: bool, as_json: bool) -> None:
    """每人每题一行：代号、题、条款、满分、得分、判定；没有姓名、工号、作答和时刻。"""
    from lianbing.app.privacy import exporting

    request = exporting.ExportRequest(what=what, purpose=purpose, with_units=units)
    exported = exporting.export_marks(workspace, request, out)
    if as_json:
        echo_json(exported)
        return
    echo(f"{exported.people} 人，{exported.rows} 行：{out}")
    echo("人数少的时候，从分数也能猜出是谁：给出去以前想一想")
