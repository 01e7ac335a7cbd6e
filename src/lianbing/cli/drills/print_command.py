"""drill print."""

from __future__ import annotations

from typing import Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.people_options import PeopleOptions, people_options

_BOTH = "both"


@drill.command("print")
@click.argument("drill_id", metavar="练兵")
@people_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["docx", "pdf", _BOTH]),
    default="docx",
    help="docx 用 Word、WPS 打开（默认），pdf 直接打印，both 两样都要",
)
@click.option("--large", "is_large", is_flag=True, help="大字版：18 磅黑体，选项一行一个")
@click.option("--minutes", type=click.IntRange(min=1), metavar="分钟", help="卷头印的时间，给照顾加时的人；默认同练兵")
@click.option("--key", "is_key", is_flag=True, help="答案卷：答案、得分点和依据；每页标明仅供人事，单独放一个文件夹")
@click.pass_obj
def print_(
    workspace: Workspace,
    drill_id: str,
    form: str,
    is_large: bool,
    minutes: int | None,
    is_key: bool,
    **people: Unpack[PeopleOptions],
) -> None:
    """写出纸质卷（带答题卡），供打印；卷里没有答案。加 --key 写答案卷，只给人事。"""
    from lianbing.app.drills import printing
    from lianbing.app.drills.choosing import PeopleChosen

    formats = tuple(printing.PaperFormat) if form == _BOTH else (printing.PaperFormat(form),)
    options = printing.PrintOptions(
        people=PeopleChosen(**people), formats=formats, minutes=minutes, is_large=is_large, is_key=is_key
    )
    outcome = printing.print_papers(workspace, drill_id, options)
    kind = "答案卷" if is_key else "纸质卷"
    echo(f"写出 {outcome.people} 人的{kind}，{outcome.files} 个文件，在 {outcome.folder}")
    if is_key:
        complain("答案卷只给人事，不要放进发给部门的文件夹；用完锁好或粉碎")
