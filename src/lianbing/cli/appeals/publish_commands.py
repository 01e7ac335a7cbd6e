"""appeal publish, appeal end."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import echo_deadline, with_day, with_scheme
from lianbing.cli.console import complain, echo, echo_json, local_time
from lianbing.cli.group import as_json


@appeal.command()
@click.argument("period", metavar="考评期")
@with_scheme
@click.option("--from", "first", default="", metavar="日期", help="公示的第一天，例如 2026-11-02；默认今天")
@click.option("--reason", default="", metavar="理由", help="例如为什么再公示，可省")
@as_json
@click.pass_obj
def publish(workspace: Workspace, period: str, scheme: str, first: str, reason: str, as_json: bool) -> None:
    """公示最近一次考评的结果，算出公示和申诉的期限。"""
    from lianbing.app.appeals import publishing

    done = publishing.publish(workspace, period, scheme, first, reason)
    if as_json:
        echo_json(done)
        return
    content = done.content
    echo(
        f"公示 {local_time(content.made_at)} 的考评（方案 {content.scheme}），{content.first} 起，经手 {workspace.who}"
    )
    echo_deadline(done.last)
    echo_deadline(done.filing)
    echo(f"在名单上的 {done.people} 人；没有等级、不上名单的 {done.undecided} 人，分别告知本人")
    if done.open_appeals:
        complain(f"以前的公示还有申诉没有办完：{'、'.join(done.open_appeals)}")


@appeal.command()
@click.argument("period", metavar="考评期")
@with_scheme
@with_day
@click.option("--reason", default="", metavar="理由", help="提前撤下，或还有申诉没有办完时，写明为什么")
@as_json
@click.pass_obj
def end(workspace: Workspace, period: str, scheme: str, on: str, reason: str, as_json: bool) -> None:
    """记下公示结束。"""
    from lianbing.app.appeals import publishing

    ended = publishing.end_publication(workspace, period, scheme, on, reason)
    if as_json:
        echo_json(ended.content)
        return
    echo(
        f"{period} 的公示（{ended.content.first} 到 {ended.content.last}）结束；申诉仍收到 {ended.content.filing_until}"
    )
