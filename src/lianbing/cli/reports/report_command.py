"""report."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json, cli
from lianbing.cli.reports.told import tell_of_reports
from lianbing.errors import WrongUsage

_FORMATS = ("docx", "pdf")


class _Narrowed(TypedDict):
    """Of which assessment, and for whom, reports are written."""

    scheme: str
    units: tuple[str, ...]
    people: tuple[str, ...]


@cli.command()
@click.argument("period", metavar="考评期")
@click.option("--scheme", default="", metavar="方案", help="用哪份考评方案的结果；不写取最近一次")
@click.option("--only", default="", metavar="报告", help="只写这几份，用逗号隔开，例如 领导一页,评定表")
@click.option("--format", "formats", default="", metavar="格式", help="docx、pdf，或 docx,pdf；默认照笔记本里写的")
@click.option("--unit", "units", multiple=True, metavar="单位", help="只写这个单位的；可以重复")
@click.option("--person", "people", multiple=True, metavar="工号", help="只写这个人的；可以重复")
@click.option(
    "--desk",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="不写报告，只把笔记本要读的数据放进这个文件夹，改笔记本时试用",
)
@as_json
@click.pass_obj
def report(
    workspace: Workspace,
    period: str,
    only: str,
    formats: str,
    desk: Path | None,
    as_json: bool,
    **narrowed: Unpack[_Narrowed],
) -> int | None:
    """按存着的考评结果重写报告：打印、签字、发给本人的。不重新考评。"""
    from lianbing.app.reporting import writing
    from lianbing.app.reporting.choosing import ReportsAsked

    if desk is not None:
        writing.set_desk(workspace, period, desk, narrowed["scheme"])
        place = str(desk.resolve())  # notebooks run in a folder of their own
        echo(f"数据放在 {place}：在笔记本的参数格里写 folder = {place!r}，就可以一格一格试")
        return None
    asked = ReportsAsked(
        only=_listed(only),
        formats=_chosen(_listed(formats)),
        units=narrowed["units"],
        people=narrowed["people"],
    )
    written = writing.report(workspace, period, asked, narrowed["scheme"])
    if as_json:
        echo_json({"files": written.files, "faults": written.faults, "notes": written.notes})
    return tell_of_reports(written, quiet=as_json)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip())


def _chosen(formats: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [form for form in formats if form not in _FORMATS]:
        raise WrongUsage(f"--format 没有 {'、'.join(unknown)}：有 {'、'.join(_FORMATS)}")
    return formats
