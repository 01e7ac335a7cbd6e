"""drill collect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.drills.receiving import Rejection


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@as_json
@click.pass_obj
def collect(workspace: Workspace, drill_id: str, paths: tuple[Path, ...], as_json: bool) -> int:
    """收答卷：先保存，再核对；收不了的放进隔离区并写明原因。"""
    from lianbing.app.drills import receiving

    collected = receiving.collect(workspace, drill_id, list(paths))
    if as_json:
        echo_json(collected)
    else:
        for name, receipt in collected.accepted:
            echo(f"已收 {name}，回执号 {receipt}")
        echo(f"新收 {len(collected.accepted)} 份，以前收过 {collected.known} 份，隔离 {len(collected.rejected)} 份")
        _complain_of(workspace, collected.rejected)
        for one in collected.several:
            counting = f"{local_time(one.submitted_at)}，回执号 {one.receipt}"
            echo(f"{one.employee} 交过 {one.count} 份，以交卷最晚的一份为准：{counting}")
        for file in collected.not_taken:
            complain(f"没有收 {file.path}：{file.reason}")
        if collected.passed_over:
            kinds = "、".join(f"{what} {count} 个" for what, count in collected.passed_over.items())
            echo(f"略过 {sum(collected.passed_over.values())} 个不用管的文件：{kinds}")
    return FAULTS if collected.rejected or collected.not_taken else 0


def _complain_of(workspace: Workspace, rejected: tuple[Rejection, ...]) -> None:
    for rejection in rejected:
        kept = workspace.submission_file(rejection.digest)
        complain(f"隔离 {rejection.file_name}：{rejection.reason}（原文件保存在 {kept}）")
