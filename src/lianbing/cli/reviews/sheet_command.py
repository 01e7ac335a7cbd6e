"""review sheet."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review


@review.command("sheet")
@click.argument("drill_id", metavar="练兵")
@click.option("--marker", "markers", multiple=True, metavar="姓名", help="只写这个人的，可以写几次；默认每个人的")
@as_json
@click.pass_obj
def sheet_(workspace: Workspace, drill_id: str, markers: tuple[str, ...], as_json: bool) -> int:
    """每个评分人写一份评分表（.xlsx）：按题、匿名、次序随机。"""
    from lianbing.app.reviewing.sheets import write_sheets

    outcome = write_sheets(workspace, drill_id, markers)
    if as_json:
        echo_json(outcome)
    else:
        for each in outcome.written:
            what = "份（有的题先试评例卷）" if each.training else "份"
            echo(f"{each.path.name}：{each.rows} {what}，没评的 {each.open}")
        echo(f"写出 {len(outcome.written)} 个评分表，在 {outcome.folder}")
        if outcome.idle:
            echo(f"现在没有要评的：{'、'.join(outcome.idle)}")
    for path in outcome.kept:
        remedy = f"先运行 lianbing review collect {drill_id}，再写一次；收不了的（例如换下的人的），先把它移走"
        complain(f"没有覆盖 {path}：里面有填了、还没有收的评分。{remedy}")
    return FAULTS if outcome.kept else FINE
