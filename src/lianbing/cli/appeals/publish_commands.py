"""appeal publish, appeal end, appeal notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import echo_deadline, with_day, with_scheme
from lianbing.cli.console import complain, echo, echo_json, local_time
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.appeals.documents import NoticeWritten

_FORMATS = ("docx", "xlsx", "html", "pdf")
_USUAL = _FORMATS[:3]
"""Without what has to be installed for PDF."""


@appeal.command()
@click.argument("period", metavar="考评期")
@with_scheme
@click.option("--from", "first", default="", metavar="日期", help="公示的第一天，例如 2026-11-02；默认今天")
@click.option("--reason", default="", metavar="理由", help="例如为什么再公示，可省")
@as_json
@click.pass_obj
def publish(workspace: Workspace, period: str, scheme: str, first: str, reason: str, as_json: bool) -> None:
    """公示最近一次考评的结果，算出公示和申诉的期限，写出公示名单。"""
    from lianbing.app.appeals import documents, publishing

    done = publishing.publish(workspace, period, scheme, first, reason)
    written = documents.write_notice(workspace, period, done.content.scheme, _USUAL)
    if as_json:
        echo_json({**vars(done), **vars(written)})
        return
    content = done.content
    echo(
        f"公示 {local_time(content.made_at)} 的考评（方案 {content.scheme}），{content.first} 起，经手 {workspace.who}"
    )
    echo_deadline(done.last)
    echo_deadline(done.filing)
    echo(f"在名单上的 {done.people} 人；没有等级、不上名单的 {done.undecided} 人，分别告知本人")
    _show(written)
    if done.open_appeals:
        complain(f"以前的公示还有申诉没有办完：{'、'.join(done.open_appeals)}")


@appeal.command()
@click.argument("period", metavar="考评期")
@with_scheme
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    default=_USUAL,
    metavar="格式",
    help="docx、xlsx、html、pdf，可以写几次；默认前三样",
)
@as_json
@click.pass_obj
def notice(workspace: Workspace, period: str, scheme: str, formats: tuple[str, ...], as_json: bool) -> None:
    """再写公示名单（.docx、.xlsx、.html、.pdf）。"""
    from lianbing.app.appeals import documents

    written = documents.write_notice(workspace, period, scheme, formats)
    if as_json:
        echo_json(written)
        return
    _show(written)


def _show(written: NoticeWritten) -> None:
    for path in written.files:
        echo(f"公示名单：{path}")
    if written.indistinct:
        complain(
            f"名单上分不清的人：{'、'.join(written.indistinct)}。"
            f"在 grading/appeals.yml 的 notice 里多露几位工号（number），或加一列，再公示"
        )


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
