"""session live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.sessions.group import session

if TYPE_CHECKING:
    from lianbing.app.sessions.opening import OpenedSession
    from lianbing.server.running import Served


@session.command("live")
@click.argument("session_id", metavar="培训")
@click.option("--address", default="", metavar="地址", help="二维码里用这台电脑的哪个地址；默认由程序挑")
@click.option("--host", default="", metavar="地址", help="只在这个地址上等手机；默认在全部网卡上等")
@click.option("--port", type=click.IntRange(1, 65535), metavar="端口", help="默认上次的，或 8000 起第一个空着的")
@click.option("--no-browser", is_flag=True, help="不自动打开控制台")
@click.option("--rehearsal", is_flag=True, help="试讲：每次从头来，不算进记录")
@click.pass_obj
def live(
    workspace: Workspace, session_id: str, address: str, host: str, port: int | None, no_browser: bool, rehearsal: bool
) -> None:
    """上课：在这台电脑上开投票和测验，手机扫码进来，不要外网；按 Ctrl+C 停。"""
    import secrets
    import socket

    from lianbing.app.sessions.opening import ThisComputer, opened_session
    from lianbing.server.running import WantedPlace, serve

    computer = ThisComputer(host=socket.gethostname(), random_hex=secrets.token_hex)
    with opened_session(workspace, session_id, computer, rehearsal=rehearsal) as opened:

        def announce(where: Served) -> None:
            _announce(opened, where, rehearsal=rehearsal)
            if not no_browser:
                click.launch(where.trainer)

        serve(opened, WantedPlace(host=host, address=address, port=port or 0), announce)
        _say_goodbye(opened, session_id, rehearsal=rehearsal)


def _announce(opened: OpenedSession, where: Served, *, rehearsal: bool) -> None:
    echo(f"{opened.desk.prepared.plan.title}{'（试讲，不记录）' if rehearsal else ''}：开着了")
    for warning in opened.desk.setting.warnings:
        echo(f"注意：{warning}")
    echo(f"手机扫投影上的码进来，或在浏览器里输：{where.addresses[0]}")
    if len(where.addresses) > 1:
        echo(f"手机打不开，就试这台电脑的其他地址：{'、'.join(where.addresses[1:])}（用 --address 换二维码里的）")
    echo(f"投影：{where.screen}")
    echo(f"控制台（网址里有钥匙，不要投出去，也不要发给别人）：{where.trainer}")
    kept = "试讲下次从头来" if rehearsal else "停了、断电了都不丢，再运行同一条命令就接着办"
    echo(f"停下：按 Ctrl+C。{kept}")


def _say_goodbye(opened: OpenedSession, session_id: str, *, rehearsal: bool) -> None:
    desk = opened.desk
    votes = sum(len(ballots) for ballots in desk.room.ballots.values())
    answers = sum(len(given) for seats in desk.room.quiz_answers.values() for given in seats.values())
    echo(f"停了。签到 {len(desk.seats.people)} 人，投票 {votes} 张，测验作答 {answers} 题，都存在 {opened.folder}")
    if rehearsal:
        echo(f"这是试讲，不算进记录。正式上课：lianbing session live {session_id}")
    elif desk.room.is_over:
        echo(f"写培训记录：lianbing session record {session_id}")
    else:
        echo(f"接着上课：再运行 lianbing session live {session_id}；上完了：lianbing session record {session_id}")
