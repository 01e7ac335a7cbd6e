"""drill pack."""

from __future__ import annotations

from typing import Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.people_options import PeopleOptions, people_options

_HTML = "html"


@drill.command()
@click.argument("drill_id", metavar="练兵")
@people_options
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice([_HTML, "docx", "pdf"]),
    default=(_HTML,),
    help="装什么：html 答题册（默认）、docx 或 pdf 纸质卷；可以写几次",
)
@click.option("--large", "is_large", is_flag=True, help="纸质卷用大字版")
@click.pass_obj
def pack(
    workspace: Workspace, drill_id: str, forms: tuple[str, ...], is_large: bool, **people: Unpack[PeopleOptions]
) -> None:
    """每个部门打一个压缩包，里面是本部门各人的答题册或纸质卷，文件名是 工号-姓名。"""
    from lianbing.app.drills import packing, printing
    from lianbing.app.drills.choosing import PeopleChosen

    options = packing.PackOptions(
        people=PeopleChosen(**people),
        has_booklets=_HTML in forms,
        formats=tuple(form for form in printing.PaperFormat if form in forms),
        is_large=is_large,
    )
    outcome = packing.pack(workspace, drill_id, options)
    for name, people_count in outcome.archives.items():
        echo(f"{name}：{people_count} 人")
    echo(f"{len(outcome.archives)} 个压缩包，在 {outcome.folder}")
