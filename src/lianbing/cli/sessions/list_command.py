"""session list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session

if TYPE_CHECKING:
    from lianbing.app.sessions.listing import ListedSession


@session.command("list")
@as_json
@click.pass_obj
def list_sessions(workspace: Workspace, as_json: bool) -> None:
    """列出每次培训到了哪一步，哪几个月没有办。"""
    from lianbing.app.sessions import listing
    from lianbing.domain.sessions.calendar import months_named

    listed = listing.list_sessions(workspace)
    if as_json:
        echo_json(listed)
        return
    if not listed.sessions:
        echo("还没有月度培训：先运行 lianbing session plan 2026-12（写要办的月份）")
        return
    rows = [
        (
            each.id,
            each.date or "没有定",
            each.title,
            each.state,
            _came(each),
            "、".join(each.goals),
        )
        for each in listed.sessions
    ]
    echo_table(("编号", "日期", "题目", "到了哪一步", "到/应到", "讲的条款"), rows)
    for each in listed.sessions:
        if each.fault:
            complain(f"{each.id}：{each.fault}")
    if listed.without:
        echo(f"{months_named(listed.without, '')}没有办过培训")


def _came(listed: ListedSession) -> str:
    guests = f"（另有来宾 {listed.guests}）" if listed.guests else ""
    return f"{listed.present}/{'—' if listed.expected is None else listed.expected}{guests}"
