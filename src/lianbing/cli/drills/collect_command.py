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
        for name in collected.passed_over:
            complain(f"没有收 {name}：{_what_it_is(name)}")
    return FAULTS if collected.rejected else 0


def _what_it_is(name: str) -> str:
    if name.lower().endswith((".html", ".htm")):
        return "这像是答题册，不是答卷；请本人打开它点“再次保存”，交得到的 .ipynb 文件"
    if ".ipynb" in name.lower():
        return "如果是答卷，请把文件名末尾改成 .ipynb 再收"
    return "不是答卷（.ipynb，或装着答卷的 .zip）"


def _complain_of(workspace: Workspace, rejected: tuple[Rejection, ...]) -> None:
    for rejection in rejected:
        kept = workspace.submission_file(rejection.digest)
        complain(f"隔离 {rejection.file_name}：{rejection.reason}（原文件保存在 {kept}）")
