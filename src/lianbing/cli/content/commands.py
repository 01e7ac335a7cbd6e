"""check, generate, build, coverage."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.content.guesser_lines import guesser_lines
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json, cli

if TYPE_CHECKING:
    from lianbing.app.chapters import Generated
    from lianbing.domain.changes.traces import Trace


@cli.command()
@as_json
@click.pass_obj
def check(workspace: Workspace, as_json: bool) -> int:
    """检查全部内容：编号、引用、答案、情景走向、命题质量。"""
    from lianbing.app import chapters
    from lianbing.cli.editions.held_lines import held_lines, shortage_lines

    checked = chapters.check(workspace)
    short = [*shortage_lines(workspace)]
    code = FAULTS if short else FINE
    if as_json:
        echo_json(checked)
        return code
    counts = checked.counts
    echo(f"没有问题：条款 {counts.clauses} 条，行业知识 {counts.facts} 条，{counts.chapters} 章")
    exercises = counts.scenarios + counts.tasks
    echo(f"题 {counts.questions} 道，情景演练和数据练习 {exercises} 个，细目表 {counts.blueprints} 份")
    for line in (*guesser_lines(checked), *held_lines(workspace)):
        echo(line)
    for advice in checked.advice:
        echo(f"提醒 {advice}")
    for line in short:
        complain(line)
    return code


@cli.command()
@click.option("--check", "only_check", is_flag=True, help="只检查是否与源文件一致，不写")
@click.option("--overwrite", is_flag=True, help="被人改过的笔记本也重新生成；改过的先另存一份")
@click.pass_context
def generate(context: click.Context, only_check: bool, overwrite: bool) -> None:
    """由标准、大纲和题库生成各章笔记本和目录；被人改过的笔记本不动，问过再写。"""
    from lianbing.app import chapters

    workspace: Workspace = context.obj
    if only_check:
        chapters.check_generated(workspace)
        echo("生成的文件与源文件一致")
        return
    generated = chapters.generate(workspace, overwrite=overwrite)
    _say_generated(generated)
    if not generated.edited or generated.kept:
        return
    if sys.stdin.isatty() and click.confirm("按源文件重新生成它们吗？改过的会先另存一份"):
        _say_generated(chapters.generate(workspace, overwrite=True))
        return
    echo("要重新生成，加 --overwrite：改过的会先另存一份")
    context.exit(FAULTS)


def _say_generated(generated: Generated) -> None:
    echo("\n".join(f"已更新 {name}" for name in generated.changed) or "没有变化")
    for name in generated.foreign:
        echo(f"{name} 不是生成的，没有动它：自己的笔记本最好放在 book/chapters 外面")
    if generated.kept:
        echo(f"改过的另存在 {generated.kept}")
        return
    for name in generated.edited:
        echo(f"{name} 被人改过，没有动它")


@cli.command()
@click.pass_obj
def build(workspace: Workspace) -> None:
    """生成、执行并建成离线的书，在 _build/html。"""
    from lianbing.app import building
    from lianbing.cli.editions.held_lines import held_lines

    site = building.build(workspace)
    echo(f"书建好了：{site.start}")
    for line in held_lines(workspace):
        echo(line)


@cli.command()
@as_json
@click.pass_obj
def coverage(workspace: Workspace, as_json: bool) -> None:
    """每条条款在哪一章讲、有哪些题和练习考它。"""
    from lianbing.app import traceability

    traces = traceability.coverage(workspace)
    if as_json:
        echo_json(traces)
        return
    echo_table(
        ("条款", "名称", "章", "公开题", "练兵题", "情景", "数据练习"),
        [_coverage_row(trace) for trace in traces],
    )
    untested = traceability.untested(workspace, traces)
    echo(f"共 {len(traces)} 条；没有题考到的：{'、'.join(untested) or '无'}")


def _coverage_row(trace: Trace) -> tuple[object, ...]:
    items = (len(trace.open_items), len(trace.reserved_items))
    chapters, scenarios, tasks = (" ".join(names) for names in (trace.chapters, trace.scenarios, trace.tasks))
    return trace.clause, trace.title, chapters, *items, scenarios, tasks
