"""rating month, rating table, and their templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json
from lianbing.cli.list_options import list_options
from lianbing.cli.rating_commands import rating
from lianbing.domain.kernel.periods import Period, Span
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.drills.listings import ListOptions

_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
_SCHEME = click.option("--scheme", default="", metavar="方案", help="哪个考评方案要的评定；不写用平常的方案")
_WITHOUT = click.option("--without", multiple=True, metavar="工号", help="这次不评的人，可写几次；要同 --why 一起写")
_WHY = click.option("--why", default="", metavar="理由", help="改动以前录入的分，或有人不评，要写理由")


class TableOptions(TypedDict):
    """Tables of ratings, and how to take them."""

    files: tuple[Path, ...]
    scheme: str
    how: ListOptions
    without: tuple[str, ...]
    why: str


@rating.command()
@click.argument("period", metavar="月份")
@_FILES
@_SCHEME
@list_options
@_WITHOUT
@_WHY
@as_json
@click.pass_obj
def month(workspace: Workspace, period: str, as_json: bool, **given: Unpack[TableOptions]) -> None:
    """录入一个月的各方面得分：一人一行，一方面一列。

    几个文件一起读；有一处不对，就一个分也不录。
    """
    _enter(workspace, _month(period), given, as_json=as_json)


@rating.command()
@click.argument("period", metavar="考评期")
@_FILES
@_SCHEME
@list_options
@_WITHOUT
@_WHY
@as_json
@click.pass_obj
def table(workspace: Workspace, period: str, as_json: bool, **given: Unpack[TableOptions]) -> None:
    """同 month，用于任何考评期，例如半年的素质测评。"""
    _enter(workspace, period, given, as_json=as_json)


@rating.command("month-template")
@click.argument("period", metavar="月份")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@_SCHEME
@click.pass_obj
def month_template(workspace: Workspace, period: str, file: Path, scheme: str) -> None:
    """写一份月度评定的空表（.xlsx），应评的人已经填好。"""
    _write_template(workspace, _month(period), file, scheme)


@rating.command()
@click.argument("period", metavar="考评期")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@_SCHEME
@click.pass_obj
def template(workspace: Workspace, period: str, file: Path, scheme: str) -> None:
    """同 month-template，用于任何考评期。"""
    _write_template(workspace, period, file, scheme)


def _month(code: str) -> str:
    if Period.parse(code).span is not Span.MONTH:
        raise WrongUsage(f"{code} 不是一个月：月份写成 2026-11；别的考评期用 rating table、rating template")
    return code


def _enter(workspace: Workspace, period: str, given: TableOptions, *, as_json: bool) -> None:
    from lianbing.app.periods.rating_tables import RatingTables, enter_tables

    entered = enter_tables(workspace, RatingTables(period=period, **given))
    if as_json:
        echo_json(entered)
        return
    figures = f"{entered.people} 人，新录 {entered.new} 个分，改动 {entered.changed} 个，与以前相同 {entered.same} 个"
    echo(f"{figures}；录入人 {workspace.who}")
    for note in entered.notes:
        echo(f"注意：{note}")


def _write_template(workspace: Workspace, period: str, file: Path, scheme: str) -> None:
    from lianbing.app.periods import rating_tables

    people = rating_tables.write_template(workspace, period, file, scheme)
    echo(f"空表写好了，有 {people} 人：{file}")
