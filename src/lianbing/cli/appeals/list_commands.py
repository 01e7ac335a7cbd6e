"""appeal list, appeal overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import complain_doubts
from lianbing.cli.console import complain, echo, echo_json, echo_table, local_time
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.appeals.listing import AppealListing


@appeal.command("list")
@click.argument("period", metavar="考评期")
@as_json
@click.pass_obj
def list_all(workspace: Workspace, period: str, as_json: bool) -> None:
    """一个考评期的公示和申诉：办到哪一步，下一步什么时候到期。"""
    from lianbing.app.appeals import listing

    listed = listing.list_appeals(workspace, period)
    if as_json:
        echo_json(listed)
    elif not listed.publications:
        echo(f"{listed.period} 还没有公示过")
    else:
        _show(listed)


def _show(listed: AppealListing) -> None:
    echo_table(
        ("方案", "考评时间", "公示", "申诉到", "状态", "经手"),
        [
            (p.scheme, local_time(p.made_at), f"{p.first} 到 {p.last}", p.filing_until, p.state, p.by)
            for p in listed.publications
        ],
    )
    echo_table(
        ("申诉", "工号", "姓名", "对什么", "收到", "状态", "下一步", "复核人", "结论"),
        [
            (
                a.appeal,
                a.employee,
                a.name,
                a.subject,
                a.received,
                a.state,
                f"{a.due.what}，到 {a.due.day}" if a.due else "",
                a.reviewer,
                a.outcome,
            )
            for a in listed.appeals
        ],
    )
    echo(f"申诉 {len(listed.appeals)} 份，没有办完的 {sum(a.due is not None for a in listed.appeals)} 份")
    changed = listed.publications[-1].changed
    if changed:
        complain(f"有 {changed} 处申诉改分还不在公示的结果里：重新考评、再公示以后才变")
    complain_doubts(doubt for a in listed.appeals if a.due for doubt in a.due.doubts)


@appeal.command()
@click.argument("period", default="", metavar="[考评期]")
@click.option("--on", default="", metavar="日期", help="到哪一天为止，默认今天")
@as_json
@click.pass_obj
def overdue(workspace: Workspace, period: str, on: str, as_json: bool) -> int:
    """到期没有办的：没有受理、没有答复的申诉，没有记结束的公示。有就退出码 1。"""
    from lianbing.app.appeals import listing

    late = listing.list_overdue(workspace, period, on)
    if as_json:
        echo_json(late)
        return FAULTS if late else 0
    if late:
        echo_table(
            ("考评期", "申诉或方案", "工号", "该办", "到期", "过了几个工作日"),
            [(o.period, o.about, o.employee, o.deadline.what, o.deadline.shown, o.late) for o in late],
        )
    echo(f"过期没有办的 {len(late)} 件")
    complain_doubts(doubt for o in late for doubt in o.deadline.doubts)
    return FAULTS if late else 0
