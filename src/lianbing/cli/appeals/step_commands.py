"""appeal accept, refuse, answer, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import echo_deadline, with_day
from lianbing.cli.console import echo, echo_json
from lianbing.cli.drills.reason_option import with_reason
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.appeals.filing import AppealNow


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@click.option("--reason", default="", metavar="理由", help="为什么受理，可省")
@with_day
@as_json
@click.pass_obj
def accept(workspace: Workspace, appeal_id: str, reason: str, on: str, as_json: bool) -> None:
    """受理一份申诉。"""
    from lianbing.app.appeals import filing

    _show(filing.accept_appeal(workspace, appeal_id, on, reason), as_json=as_json)


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@with_reason
@with_day
@as_json
@click.pass_obj
def refuse(workspace: Workspace, appeal_id: str, reason: str, on: str, as_json: bool) -> None:
    """不受理一份申诉，写明理由。"""
    from lianbing.app.appeals import filing

    _show(filing.refuse_appeal(workspace, appeal_id, reason, on), as_json=as_json)


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@click.option("--text", required=True, metavar="答复", help="给本人的答复")
@click.option("--how", default="书面", metavar="方式", help="怎样答复的，例如 书面、当面；默认书面")
@with_day
@as_json
@click.pass_obj
def answer(workspace: Workspace, appeal_id: str, text: str, how: str, on: str, as_json: bool) -> None:
    """记下给本人的答复。"""
    from lianbing.app.appeals import filing

    _show(filing.answer_appeal(workspace, appeal_id, text, on, how), as_json=as_json)


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@with_reason
@with_day
@as_json
@click.pass_obj
def withdraw(workspace: Workspace, appeal_id: str, reason: str, on: str, as_json: bool) -> None:
    """记下本人撤回了申诉。"""
    from lianbing.app.appeals import filing

    _show(filing.withdraw_appeal(workspace, appeal_id, reason, on), as_json=as_json)


def _show(now: AppealNow, *, as_json: bool) -> None:
    if as_json:
        echo_json(now)
        return
    echo(f"申诉 {now.appeal}（{now.employee}）{now.state}")
    if now.due:
        echo_deadline(now.due)
