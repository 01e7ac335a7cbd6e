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
    from lianbing.app.drills.receiving import Collected, Rejection


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
        _show_several(collected, drill_id)
        _show_notes(collected)
        for file in collected.not_taken:
            complain(f"没有收 {file.path}：{file.reason}")
        if collected.passed_over:
            kinds = "、".join(f"{what} {count} 个" for what, count in collected.passed_over.items())
            echo(f"略过 {sum(collected.passed_over.values())} 个不用管的文件：{kinds}")
    return FAULTS if collected.needs_person else 0


def _show_several(collected: Collected, drill_id: str) -> None:
    """Which submission of a person counts, and whether somebody has to choose."""
    for one in collected.several:
        counting = f"{local_time(one.submitted_at)}，回执号 {one.receipt}"
        echo(f"{one.employee} 交过 {one.count} 份，以{one.rule}为准：{counting}")
        if one.doubt:
            how = f"lianbing drill choose {drill_id} {one.employee} 回执号 --reason 理由"
            complain(f"{one.employee} 的几份，{one.doubt}：请核对，用 {how} 指定一份")


def _show_notes(collected: Collected) -> None:
    """What is odd about submissions that were accepted all the same."""
    for one in collected.incomplete:
        if one.missing:
            complain(f"{one.employee} 的 {one.file_name} 缺 {'、'.join(one.missing)} 的作答，判分时等人复核：请问本人")
        if one.edited:
            complain(
                f"{one.employee} 的 {one.file_name} 改过 {'、'.join(one.edited)} 显示的字，作答仍是原来的：请问本人"
            )
    for odd in collected.odd_times:
        echo(f"{odd.employee} 的 {odd.file_name} 交卷 {local_time(odd.submitted_at)}：{'；'.join(odd.notes)}")


def _complain_of(workspace: Workspace, rejected: tuple[Rejection, ...]) -> None:
    for rejection in rejected:
        kept = workspace.submission_file(rejection.digest)
        complain(f"隔离 {rejection.file_name}：{rejection.reason}（原文件保存在 {kept}）")
