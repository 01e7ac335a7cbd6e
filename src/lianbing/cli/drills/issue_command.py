"""drill issue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.issue_options import IssueOptions, issue_options
from lianbing.cli.drills.roster_shown import roster_lines
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.list_options import list_options

if TYPE_CHECKING:
    from lianbing.app.issuing.issue import IssueOutcome
    from lianbing.app.issuing.previewing import Preview
    from lianbing.drills.listings import ListOptions


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    required=True,
    metavar="名单",
    help=".xlsx、.xls、.ods 或 .csv：工号、姓名、部门",
)
@click.option("--dry-run", is_flag=True, help="只读名单，说出读到了什么、会发多少；什么也不写")
@click.option("--yes", is_flag=True, help="名单里多半有错的地方都核对过了，照读到的发")
@list_options
@issue_options
@as_json
@click.pass_obj
def issue(
    workspace: Workspace,
    drill_id: str,
    roster: Path,
    how: ListOptions,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    **options: Unpack[IssueOptions],
) -> int:
    """按细目表给名单上每人组一份卷，写成答题册；先说名单里读到了什么。"""
    from lianbing.app.issuing import planning, previewing
    from lianbing.app.issuing.issue import issue as issue_papers

    plan = planning.DrillOptions(**options)
    preview, reading = previewing.preview(workspace, drill_id, roster, how, plan)
    stopped = bool(preview.stopped_by) and not yes
    if not as_json:
        for line in roster_lines(preview.roster):
            echo(line)
    if dry_run or stopped:
        _end_without_papers(preview, stopped=stopped, as_json=as_json)
        return FAULTS if stopped else FINE
    issued = issue_papers(workspace, drill_id, reading, plan)
    if as_json:
        echo_json({"preview": preview, "issued": issued})
    else:
        _show_issued(issued)
    return FINE


def _end_without_papers(preview: Preview, *, stopped: bool, as_json: bool) -> None:
    if as_json:
        echo_json({"preview": preview, "issued": None})
    else:
        echo(f"什么也没有写：会新发 {preview.new} 份，原来就有 {preview.kept} 份")
    if stopped:
        what = f"名单里有 {len(preview.stopped_by)} 处多半有错，没有发卷"
        complain(f"{what}：改好名单再发；核对过没有错的，加 --yes 照读到的发")


def _show_issued(issued: IssueOutcome) -> None:
    echo(f"新发 {issued.new} 份，原来就有 {issued.kept} 份。答题册在 {issued.folder / '答题册'}")
    for difference in issued.renamed:
        complain(f"{difference}：已发的卷不改；名单对的话，用 lianbing drill correct 更正")
    for note in issued.notes:
        complain(f"{note}：已发的练兵和卷子不改")
