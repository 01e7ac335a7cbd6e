"""demo."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.group import cli


@cli.command()
@click.pass_obj
def demo(workspace: Workspace) -> None:
    """用自带的内容和样例名单，把建书、发卷、收卷、判分、考评走一遍。"""
    from lianbing.app.demo import demo as run_demo
    from lianbing.app.demo import scratch

    done = run_demo(scratch(workspace))
    echo("走完了。以下都是样例数据，可以打开看：")
    echo(f"书的首页：{done.index}")
    echo(f"答题册：{done.booklets / '答题册'}")
    for path in done.assessed.reports.files if done.assessed.reports else ():
        if path.parent == done.reports:
            echo(f"{path.name}：{path}")
    echo(f"各单位的汇总：{done.reports / '单位'}")
    echo(f"每人的成绩单、改进计划：{done.reports / '个人'}")
    echo(f"每人的判卷：{done.marked}")
    marked = done.graded.graded + done.graded.kept
    echo(f"收卷 {done.collected} 份，判分 {marked} 份，台账 {done.assessed.assessment.ledger_sequence} 条")
