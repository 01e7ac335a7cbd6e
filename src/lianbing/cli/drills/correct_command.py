"""drill correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.drills.reason_option import with_reason
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.domain.drills.papers import Employee


class CorrectedOptions(TypedDict):
    """What should be shown instead."""

    name: str | None
    unit: str | None
    number: str | None


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("person", metavar="工号")
@click.option("--name", metavar="姓名", help="对的姓名")
@click.option("--unit", metavar="部门", help="对的部门")
@click.option("--number", metavar="工号", help="对的工号；已发的答题册照样能收")
@with_reason
@as_json
@click.pass_obj
def correct(
    workspace: Workspace, drill_id: str, person: str, reason: str, as_json: bool, **corrected: Unpack[CorrectedOptions]
) -> None:
    """发卷以后更正一个人的姓名、部门、工号；试卷不变。"""
    from lianbing.app.drills import correcting

    values = correcting.CorrectedPerson(**corrected)
    before, after = correcting.correct(workspace, drill_id, person, values, reason)
    if as_json:
        echo_json({"before": before, "after": after})
        return
    echo(f"{_shown(before)} 更正为 {_shown(after)}。答题册已重写；已经发到本人手里的照样能收")
    echo("判过的卷子和考评报告，再运行 grade 和 assess 时换成更正后的写法")


def _shown(employee: Employee) -> str:
    return f"{employee.id} {employee.name}（{employee.team or '没有部门'}）"
