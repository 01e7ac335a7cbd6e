"""sample year, sample answers, sample marks, sample correct, sample phones."""

from __future__ import annotations

from pathlib import Path

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import echo
from lianbing.cli.group import cli


@cli.group(cls=ChineseGroup)
def sample() -> None:
    """练一年：备好一个练习用的文件夹，样例里的人在那里答卷、评分。"""


@sample.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("var") / "demo-year", metavar="[文件夹]")
@click.pass_obj
def year(workspace: Workspace, folder: Path) -> None:
    """备好练习用的文件夹（默认 var/demo-year）：题库、细目表、方案，和 60 个虚构的人一年的材料。"""
    from lianbing.app.samples.year import prepare

    prepared = prepare(workspace, workspace.root / folder)
    echo(f"备好了 {prepared.folder}：材料里有 {prepared.lists} 份表，人和分数都是虚构的")
    echo(f"进入这个文件夹，照 docs/hr-year.md 做，培训师照 docs/trainer-month.md：cd {folder}")


@sample.command()
@click.argument("drill_id", metavar="练兵")
@click.pass_obj
def answers(workspace: Workspace, drill_id: str) -> None:
    """样例里的人答完卷，交到 答卷/练兵，等着去收。"""
    from lianbing.app.samples.answering import hand_in

    handed_in = hand_in(workspace, drill_id)
    echo(f"{handed_in.people} 人交了答卷：{handed_in.folder.relative_to(workspace.root)}")
    if handed_in.absent:
        echo(f"没有交的：{'、'.join(handed_in.absent)}")


@sample.command()
@click.argument("files", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True, metavar="文件…")
@click.pass_obj
def marks(workspace: Workspace, files: tuple[Path, ...]) -> None:
    """样例里的评分人、评委填好评分表、实操评分表；给文件夹，就填里面的每一份。"""
    from lianbing.app.samples.marking import fill_in

    for filled in fill_in(workspace, files):
        echo(f"{filled.by} 填了 {filled.rows} 行：{filled.file}")


@sample.command()
@click.pass_obj
def correct(workspace: Workspace) -> None:
    """培训师改正题库里写错的一道答案。"""
    from lianbing.app.samples.practice import practising, wrong_key
    from lianbing.app.samples.year import change_key

    root = practising(workspace)
    spoiled = wrong_key(root)
    outcome = "改正了" if change_key(root, restore=True) else "以前已经改正了"
    echo(f"{outcome} {spoiled.file} 的 {spoiled.item}：{spoiled.wrong} 改为 {spoiled.right}")


@sample.command()
@click.argument("session", metavar="培训")
@click.option("--address", default="", metavar="网址", help="在哪里上课，默认这台电脑上正在上的")
@click.option("--pace", type=click.FloatRange(0, 60), default=2.0, metavar="秒", help="答一题最多想几秒，默认 2")
@click.pass_obj
def phones(workspace: Workspace, session: str, address: str, pace: float) -> None:
    """样例里的人带着手机来上课：签到、投票、答测验，到结束培训为止；有缺席的，有迟到的。"""
    from lianbing.app.samples.phones import bring_phones

    coming = "样例里的人来了：到控制台去讲，讲完按“结束培训”；要他们现在就走，按 Ctrl+C"
    came = bring_phones(workspace, session, address, pace, lambda: echo(coming))
    echo(f"来了 {came.present} 人，答了 {came.answers} 次；没有来的：{'、'.join(came.away)}")
    echo(f"迟到的：{'、'.join(came.late) or '没有'}；换过手机的：{came.twice or '没有'}；还有一位名单外的来宾")
