"""coach types."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json


@coach.command("types")
@as_json
@click.pass_obj
def show_types(workspace: Workspace, as_json: bool) -> None:
    """列出辅导的类型、可以观察的表现、每种的办法。"""
    from lianbing.app.coaching import coached_people

    rules = coached_people.rules_of(workspace)
    if as_json:
        echo_json(rules)
        return
    clauses = workspace.workbook.clauses
    for each in rules.types:
        echo(f"{each.title}（{each.id}）：{'；'.join(each.signs)}")
        for name in each.measures:
            echo(f"  {name} {clauses[name].wording}")
    echo(f"回看：{rules.follow_up_days} 天以后（{rules.follow_up_note}）")
    echo(f"薄弱：{rules.weak.note}")
