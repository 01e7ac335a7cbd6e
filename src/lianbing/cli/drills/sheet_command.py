"""drill sheet."""

from __future__ import annotations

from typing import Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.people_options import PeopleOptions, people_options
from lianbing.cli.exit_codes import FAULTS, FINE


@drill.command()
@click.argument("drill_id", metavar="练兵")
@people_options
@click.pass_obj
def sheet(workspace: Workspace, drill_id: str, **people: Unpack[PeopleOptions]) -> int:
    """每个部门写一份答题卡录入表（.xlsx），把纸质答题卡录进去，再用 drill collect 收。"""
    from lianbing.app.drills import sheets
    from lianbing.app.drills.choosing import PeopleChosen

    outcome = sheets.write_sheets(workspace, drill_id, PeopleChosen(**people))
    echo(f"写出 {outcome.written} 份录入表，在 {outcome.folder}")
    for path in outcome.kept:
        complain(f"没有覆盖 {path}：它和新的不一样，可能已经录入过；要新的一份，先把它改名或移走")
    return FAULTS if outcome.kept else FINE
