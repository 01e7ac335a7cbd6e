"""appeal file."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import echo_deadline, with_day, with_scheme
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json


class FilingOptions(TypedDict):
    """What is handed on as it was written."""

    period: str
    employee: str
    item: str
    drill: str
    part: str
    text: str
    on: str
    how: str
    late: str
    scheme: str


@appeal.command("file")
@click.argument("period", metavar="考评期")
@click.argument("employee", metavar="工号")
@click.option("--item", default="", metavar="题", help="对一道题申诉：题目编号，或卷上的题号")
@click.option("--drill", default="", metavar="练兵", help="那道题是哪一场的；只有一场有这道题时可省")
@click.option("--part", default="", metavar="部分", help="对方案的一部分申诉：部分的名字")
@click.option("--result", "whole", is_flag=True, help="对总的结果申诉")
@click.option("--text", required=True, metavar="理由", help="申诉人写的理由")
@with_day
@click.option("--how", default="书面", metavar="方式", help="怎样收到的，例如 书面、邮件；默认书面")
@click.option("--late", default="", metavar="理由", help="过了期限仍要登记的理由")
@with_scheme
@as_json
@click.pass_obj
def file_one(workspace: Workspace, as_json: bool, whole: bool, **given: Unpack[FilingOptions]) -> None:
    """登记一份申诉：谁、对什么、理由、哪天怎样收到的。"""
    from lianbing.app.appeals import filing

    if [bool(given["item"]), bool(given["part"]), whole].count(True) != 1:
        raise click.UsageError("写明对什么申诉：--item 一道题、--part 一部分、--result 总的结果，只用一种")
    filed = filing.file_appeal(workspace, filing.AppealReceived(**given))
    if as_json:
        echo_json(filed)
        return
    echo(f"登记为申诉 {filed.appeal}，{filed.state}，登记人 {workspace.who}")
    if filed.due:
        echo_deadline(filed.due)
