"""drill prove."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json
from lianbing.domain.kernel.decimals import plain


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def prove(workspace: Workspace, drill_id: str, as_json: bool) -> int:
    """核对组卷证明：每份卷的题、细目表的每一格、预期总分、与邻座和前几场相同的题。"""
    from lianbing.app.issuing import proving

    proved = proving.prove_drill(workspace, drill_id)
    if as_json:
        echo_json(proved)
    else:
        wrong = len({fault.paper for fault in proved.faults})
        echo(f"{proved.papers} 份卷，证明成立 {proved.papers - proved.unproved - wrong} 份，不符 {wrong} 份")
        if proved.unproved:
            echo(f"另有 {proved.unproved} 份是较早的版本发的，没有证明")
        if proved.least is not None and proved.greatest is not None:
            between = f"预期总分 {plain(proved.least)} 到 {plain(proved.greatest)}"
            echo(f"{between}，相差 {plain(proved.greatest - proved.least)} 分")
    for fault in proved.faults:
        complain(f"试卷 {fault.paper}：{fault.what}")
    return FAULTS if proved.faults else 0
