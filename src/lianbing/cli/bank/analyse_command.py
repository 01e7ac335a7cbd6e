"""bank analyse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.bank.group import bank
from lianbing.cli.bank.source_options import source_options
from lianbing.cli.console import echo, echo_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.analysing.analysing import WrittenAnalysis
    from lianbing.app.analysing.gathering import SourceChoice
    from lianbing.reports.analysis.analysis import BankAnalysis

_MOST_LOOKS, _MOST_LINES = 10, 8
_FOLDER = click.Path(path_type=Path, file_okay=False)


@bank.command()
@source_options
@click.option("--output", type=_FOLDER, metavar="文件夹", help="写到哪里，默认数据目录的 reports/题库分析")
@as_json
@click.pass_obj
def analyse(workspace: Workspace, choice: SourceChoice, output: Path | None, as_json: bool) -> int:
    """从练兵、课堂测验和收来的学习记录看每道题、每条条款：难度、区分、选项、变化。

    写一页网页和一份表格；有文件没有用上时，逐个写明为什么，退出码 1。
    """
    from lianbing.app.analysing import analysing

    analysis = analysing.analyse(workspace, choice)
    written = analysing.write_analysis(workspace, analysis, output)
    if as_json:
        echo_json({"analysis": analysis, "looks": [item.id for item in analysis.looks], "written": written})
    else:
        _show(analysis, written)
    return FAULTS if analysis.faults else FINE


def _show(analysis: BankAnalysis, written: WrittenAnalysis) -> None:
    echo(f"{analysis.answers} 题次，{len(analysis.items)} 道题有人答过，{len(analysis.clauses)} 条条款")
    for source in analysis.sources:
        echo(f"  {source.label}：{source.people} 人，{source.answers} 题次")
    _show_some([f"没有用上 {fault}" for fault in analysis.faults])
    _show_some(analysis.notes)
    looks = analysis.looks
    echo(f"值得看一看的题 {len(looks)} 道" + (f"，先看这 {_MOST_LOOKS} 道：" if len(looks) > _MOST_LOOKS else ""))
    for place, item in enumerate(looks[:_MOST_LOOKS], 1):
        more = f"（还有 {len(item.reasons) - 1} 条理由）" if len(item.reasons) > 1 else ""
        echo(f"  {place}. {item.id} {item.reasons[0]}{more}")
    for note in analysis.look_notes[:1]:
        echo(f"  {note}")
    echo(f"网页 {written.page}")
    echo(f"表格 {written.workbook}")


def _show_some(lines: list[str] | tuple[str, ...]) -> None:
    """The first lines, and how many more the files list."""
    for line in lines[:_MOST_LINES]:
        echo(f"  {line}")
    if len(lines) > _MOST_LINES:
        echo(f"  ……还有 {len(lines) - _MOST_LINES} 条，都在网页和表格里")
