"""session sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session
from lianbing.errors import UnknownReference, WrongUsage

if TYPE_CHECKING:
    from lianbing.app.sessions.afterwards.signing import SignOutcome


@session.command("sign")
@click.argument("session_id", metavar="培训")
@click.option("--seat", default="", metavar="座位", help="改哪个座位，例如 12 或 s012；两台电脑的写成 电脑/s012")
@click.option("--number", default="", metavar="工号", help="是谁；姓名、部门照名单，名单以外的人再写 --name、--unit")
@click.option("--name", default="", metavar="姓名", help="名单以外的人的姓名")
@click.option("--unit", default="", metavar="部门", help="名单以外的人的部门")
@click.option("--same-as", default="", metavar="座位", help="和这个座位是同一个人")
@click.option("--left", is_flag=True, help="这个座位上的人其实没有来")
@click.option("--paper", multiple=True, metavar="文件或工号", help="纸上签到的：有“工号”列的表，或一个工号；可以写几次")
@as_json
@click.pass_obj
def sign(workspace: Workspace, /, session_id: str, as_json: bool, **who: Any) -> None:
    """改签到、补签到：认出陌生人，补上纸上签的，去掉没有来的。"""
    outcome = _signed(workspace, session_id, **who)
    if as_json:
        echo_json(outcome)
        return
    for entry in outcome.entered:
        what = "记为没有来" if entry.left else f"记为 {entry.number} {entry.name}".rstrip()
        same = f"，和 {entry.same_as} 是同一个人" if entry.same_as else ""
        outside = "（名单以外）" if entry.seat in outcome.outside else ""
        echo(f"座位 {entry.seat.rpartition('/')[2]} {what}{outside}{same}")
    if outcome.known:
        echo(f"已经在签到里，没有重复记：{'、'.join(outcome.known)}")
    echo(f"改完重写记录：lianbing session record {session_id}")


def _signed(
    workspace: Workspace, session_id: str, *, seat: str, paper: tuple[str, ...], left: bool, **person: str
) -> SignOutcome:
    from lianbing.app.sessions.afterwards import signing
    from lianbing.domain.drills.papers import Employee

    number, name = person["number"], person["name"]
    if sum(map(bool, (seat, paper, number and not seat))) != 1:
        raise WrongUsage(
            "写 --seat 座位（改一个座位），或 --paper 文件或工号（补纸上签的），"
            "或 --number 工号（补一个人；名单以外的再写 --name 姓名 --unit 部门），一次一种"
        )
    if seat:
        return signing.mend_seat(workspace, session_id, signing.SeatMend(seat=seat, left=left, **person))
    if not paper:
        return signing.enter_people(workspace, session_id, (), Employee(id=number, name=name, team=person["unit"]))
    numbers: list[str] = []
    for each in paper:
        path = Path(each)
        if not path.is_file() and (path.suffix or len(path.parts) > 1):
            raise UnknownReference(f"没有 {each} 这个文件，一个也没有记：核对路径")
        numbers.extend(signing.numbers_in(path) if path.is_file() else [each])
    return signing.enter_people(workspace, session_id, numbers)
