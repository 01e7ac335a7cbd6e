"""coach plan."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json
from lianbing.errors import WrongUsage


@coach.command("plan")
@click.argument("period", metavar="考评期")
@click.argument("number", metavar="工号")
@click.option("--measure", "measures", multiple=True, metavar="条款", help="采用的办法，可以写几次（coach types 里有）")
@click.option("--follow-up", default="", metavar="日期", help="哪天回看，例如 2027-01-15；默认按 grading/coaching.yml")
@as_json
@click.pass_obj
def plan(
    workspace: Workspace, period: str, number: str, measures: tuple[str, ...], follow_up: str, as_json: bool
) -> None:
    """订计划：采用哪几条办法、要学哪些条款、哪天回看；写出辅导记录。"""
    from lianbing.app.coaching import documents, recording

    if not measures and not follow_up:
        raise WrongUsage("写明采用哪几条办法（--measure），可以写几次：用 coach types 看每种类型有哪些")
    wishes = recording.Wishes(number=number, measures=tuple(m.upper() for m in measures), follow_up=follow_up)
    with workspace.store.writing() as records:
        desk = recording.CoachingDesk(workspace, records, period)
        is_new = bool(desk.record(wishes))
        case = desk.coached.subject(number).case
    files = documents.write_coaching_records(workspace, period, (number,))
    if as_json:
        echo_json({"new": is_new, "case": case, "files": files})
        return
    if case and case.plan:
        echo(f"{number}：{case.plan.described()}" + ("" if is_new else "（以前就是这样记的）"))
    for file in files:
        echo(f"辅导记录：{file}")
