"""drill issue, drill rehearse, drill collect, drill status."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import complain, echo, echo_json, echo_table, local_time
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json, cli
from lianbing.cli.issue_options import IssueOptions, issue_options

if TYPE_CHECKING:
    from lianbing.app.receiving import Rejection

MOST_ALIKE = Fraction(2, 5)
"""The share of items that two papers of a drill may have in common."""


@cli.group(cls=ChineseGroup)
def drill() -> None:
    """岗位练兵：发卷、收卷、看进度。"""


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.option(
    "--roster", type=click.Path(path_type=Path), required=True, metavar="名单", help=".xlsx 或 .csv：工号、姓名、部门"
)
@click.option("--encoding", default="utf-8-sig", metavar="编码", help="CSV 的编码，默认 UTF-8;GBK 文件写 gbk")
@issue_options
@click.pass_obj
def issue(workspace: Workspace, drill_id: str, roster: Path, encoding: str, **options: Unpack[IssueOptions]) -> None:
    """按细目表给名单上每人组一份卷，写成答题册。"""
    from lianbing.app import drilling, planning

    issued = drilling.issue(workspace, drill_id, roster, encoding, planning.DrillOptions(**options))
    echo(f"新发 {issued.new} 份，原来就有 {issued.kept} 份。答题册在 {issued.folder / '答题册'}")
    for difference in issued.renamed:
        complain(f"{difference}：已发的卷不改，报告里仍用发卷时的写法")
    for note in issued.notes:
        complain(f"{note}：已发的练兵和卷子不改")


@drill.command()
@click.argument("blueprint", metavar="细目表")
@click.option("--people", type=click.IntRange(2, 1000), default=200, metavar="人数", help="给多少人试组卷，默认 200")
@as_json
@click.pass_obj
def rehearse(workspace: Workspace, blueprint: str, people: int, as_json: bool) -> int:
    """试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"""
    from lianbing.app import drilling

    likeness = drilling.rehearse(workspace, blueprint, people)
    if as_json:
        echo_json(
            {
                name: str(round(float(value), 4)) if name != "tightest" else value
                for name, value in vars(likeness).items()
            }
        )
    else:
        echo(f"{people} 人的卷子，两两平均雷同 {float(likeness.mean):.1%}，最多 {float(likeness.worst):.1%}")
        echo(f"最紧的一段：“{likeness.tightest}”，平均雷同 {float(likeness.tightest_mean):.1%}")
    if likeness.worst > MOST_ALIKE:
        complain(f"有两份卷子雷同超过 {float(MOST_ALIKE):.0%}：给“{likeness.tightest}”这一段补题，或减少题数")
        return FAULTS
    return 0


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@as_json
@click.pass_obj
def collect(workspace: Workspace, drill_id: str, paths: tuple[Path, ...], as_json: bool) -> int:
    """收答卷：先保存，再核对；收不了的放进隔离区并写明原因。"""
    from lianbing.app import receiving

    collected = receiving.collect(workspace, drill_id, list(paths))
    if as_json:
        echo_json(collected)
    else:
        for name, receipt in collected.accepted:
            echo(f"已收 {name}，回执号 {receipt}")
        echo(f"新收 {len(collected.accepted)} 份，以前收过 {collected.known} 份，隔离 {len(collected.rejected)} 份")
        _complain_of(workspace, collected.rejected)
        for one in collected.several:
            counting = f"{local_time(one.submitted_at)}，回执号 {one.receipt}"
            echo(f"{one.employee} 交过 {one.count} 份，以交卷最晚的一份为准：{counting}")
        for name in collected.passed_over:
            complain(f"没有收 {name}：{_what_it_is(name)}")
    return FAULTS if collected.rejected else 0


def _what_it_is(name: str) -> str:
    if name.lower().endswith((".html", ".htm")):
        return "这像是答题册，不是答卷；请本人打开它点“再次保存”，交得到的 .ipynb 文件"
    if ".ipynb" in name.lower():
        return "如果是答卷，请把文件名末尾改成 .ipynb 再收"
    return "不是答卷（.ipynb，或装着答卷的 .zip）"


def _complain_of(workspace: Workspace, rejected: tuple[Rejection, ...]) -> None:
    for rejection in rejected:
        kept = workspace.submission_file(rejection.digest)
        complain(f"隔离 {rejection.file_name}：{rejection.reason}（原文件保存在 {kept}）")


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def status(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """发了多少、收了多少、判了多少，谁还没交，哪些在隔离区。"""
    from lianbing.app import drilling

    progress = drilling.status(workspace, drill_id)
    if as_json:
        echo_json(progress)
        return
    echo(f"{progress.title}：发 {progress.issued} 份，收 {progress.received} 份，已判 {progress.graded} 份")
    if progress.missing:
        echo_table(("未交工号", "姓名", "部门"), [(e.id, e.name, e.team) for e in progress.missing])
    if progress.quarantined:
        rows = [(each.file_name, each.code, each.reason) for each in progress.quarantined]
        echo_table(("隔离的文件", "类别", "原因"), rows)
