"""drill close, drill reopen."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.reason_option import with_reason


@drill.command()
@click.argument("drill_id", metavar="练兵")
@with_reason
@click.pass_obj
def close(workspace: Workspace, drill_id: str, reason: str) -> None:
    """截止一场练兵：以后交来的照样存下，记为截止后交的。"""
    from lianbing.app.drills import deciding

    event = deciding.close(workspace, drill_id, reason)
    echo(f"练兵 {drill_id} 已于 {local_time(event.at)} 截止，经手 {event.by}。以后交来的照样收，记为截止后交的")


@drill.command()
@click.argument("drill_id", metavar="练兵")
@with_reason
@click.pass_obj
def reopen(workspace: Workspace, drill_id: str, reason: str) -> None:
    """重新开放截止了的练兵。"""
    from lianbing.app.drills import deciding

    event = deciding.reopen(workspace, drill_id, reason)
    echo(f"练兵 {drill_id} 已重新开放，经手 {event.by}")
