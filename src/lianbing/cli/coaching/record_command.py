"""coach record."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json


@coach.command("record")
@click.argument("period", metavar="考评期")
@click.argument("numbers", metavar="[工号]…", nargs=-1)
@as_json
@click.pass_obj
def record(workspace: Workspace, period: str, numbers: tuple[str, ...], as_json: bool) -> None:
    """重写辅导记录（.docx、.html），每人一页，供签字。"""
    from lianbing.app.coaching import documents

    files = documents.write_coaching_records(workspace, period, numbers)
    if as_json:
        echo_json({"files": files})
        return
    echo(f"辅导记录 {len(files)} 个文件：{files[0].parent}")
