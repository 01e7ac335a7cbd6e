"""coach follow."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.errors import WrongUsage


@coach.command("follow")
@click.argument("period", metavar="考评期")
@click.argument("number", metavar="工号")
@click.option("--outcome", default="", metavar="文字", help="做了什么，有什么变化")
@as_json
@click.pass_obj
def follow(workspace: Workspace, period: str, number: str, outcome: str, as_json: bool) -> None:
    """回看：有什么变化；旁边列出同样的条款后来的得分。"""
    from lianbing.app.coaching import documents, recording
    from lianbing.reports.coaching.record import shown_clause, shown_score

    if not outcome.strip():
        raise WrongUsage("写明回看的结果（--outcome）：做了什么，有什么变化")
    with workspace.store.writing() as records:
        desk = recording.CoachingDesk(workspace, records, period)
        is_new = bool(desk.record(recording.Wishes(number=number, outcome=outcome)))
        case = desk.coached.subject(number).case
    files = documents.write_coaching_records(workspace, period, (number,))
    if as_json:
        echo_json({"new": is_new, "case": case, "files": files})
        return
    if case and case.plan and case.outcome:
        later = {score.reference: score for score in case.outcome.scores}
        rows = [
            (shown_clause(each), shown_score(each.score), shown_score(later.get(each.score.reference)))
            for each in case.plan.study
        ]
        if rows:
            echo_table(("条款", "原来", "后来"), rows)
    echo("已记下，辅导记录重写了" if is_new else "以前就是这样记的，没有再记")
