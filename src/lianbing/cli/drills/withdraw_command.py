"""drill withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.reason_option import with_reason
from lianbing.cli.group import as_json
from lianbing.cli.list_options import list_options

if TYPE_CHECKING:
    from lianbing.drills.listings import ListOptions


class Whose(TypedDict):
    """Whose papers, if not named by number."""

    roster: Path | None
    how: ListOptions
    all_unanswered: bool


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("numbers", nargs=-1, metavar="工号…")
@click.option("--roster", type=click.Path(path_type=Path), metavar="名单", help="撤回这份名单上每个人的")
@list_options
@click.option("--all-unanswered", is_flag=True, help="还没有交的全部撤回")
@with_reason
@as_json
@click.pass_obj
def withdraw(
    workspace: Workspace,
    drill_id: str,
    numbers: tuple[str, ...],
    reason: str,
    as_json: bool,
    **whose: Unpack[Whose],
) -> None:
    """撤回发错的卷：还没有人交的才能撤回，以后可以再发。"""
    from lianbing.app.drills import withdrawing

    request = withdrawing.WithdrawalRequest(numbers=numbers, **whose)
    outcome = withdrawing.withdraw(workspace, drill_id, request, reason)
    if as_json:
        echo_json(outcome)
        return
    listed = f"：{'、'.join(outcome.withdrawn)}" if outcome.withdrawn else ""
    echo(f"撤回 {len(outcome.withdrawn)} 份{listed}。已经发到本人手里的答题册作废，交来也不收")
    for each in outcome.answered:
        complain(f"没有撤回 {each.employee} 的：已经交了 {'、'.join(each.files)}")
