"""drill issue."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.issue_options import IssueOptions, issue_options


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.option(
    "--roster", type=click.Path(path_type=Path), required=True, metavar="名单", help=".xlsx 或 .csv：工号、姓名、部门"
)
@click.option("--encoding", default="utf-8-sig", metavar="编码", help="CSV 的编码，默认 UTF-8;GBK 文件写 gbk")
@issue_options
@click.pass_obj
def issue(workspace: Workspace, drill_id: str, roster: Path, encoding: str, **options: Unpack[IssueOptions]) -> None:
    """按细目表给名单上每人组一份卷，写成答题册。"""
    from lianbing.app.drills import issuing, planning

    issued = issuing.issue(workspace, drill_id, roster, encoding, planning.DrillOptions(**options))
    echo(f"新发 {issued.new} 份，原来就有 {issued.kept} 份。答题册在 {issued.folder / '答题册'}")
    for difference in issued.renamed:
        complain(f"{difference}：已发的卷不改；名单对的话，用 lianbing drill correct 更正")
    for note in issued.notes:
        complain(f"{note}：已发的练兵和卷子不改")
