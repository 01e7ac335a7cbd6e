"""session hours."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session
from lianbing.domain.kernel.decimals import plain


@session.command("hours")
@click.argument("year", metavar="年份")
@click.option("--unit", default="", metavar="部门", help="只列这个部门的人，默认所有人")
@as_json
@click.pass_obj
@click.pass_context
def hours(context: click.Context, workspace: Workspace, year: str, unit: str, as_json: bool) -> None:
    """一年里每个人参加了哪几次培训、多少学时、缺了哪几次。"""
    from lianbing.app.sessions.afterwards import year_hours

    counted = year_hours.hours_of_year(workspace, year, unit)
    if as_json:
        echo_json(counted)
        context.exit(FAULTS if counted.faults else FINE)
    rows = [
        (line.number, line.name, line.unit, len(line.attended), plain(line.hours), "、".join(line.missed))
        for line in counted.lines
    ]
    echo_table(("工号", "姓名", "部门", "参加（次）", "学时", "缺席的培训"), rows)
    echo(f"{year} 年 {len(counted.sessions)} 次：{'、'.join(counted.sessions)}")
    echo(f"{counted.rule.words}（{counted.rule.note}）")
    for note in counted.notes:
        echo(note)
    for fault in counted.faults:
        complain(str(fault))
    echo(str(counted.file))
    context.exit(FAULTS if counted.faults else FINE)
