"""impact: what a new edition touches, releasing items that somebody has looked at, keeping an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.editions.held_lines import REMEDY, listed
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json, cli
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.app.impact.accepting import Accepted
    from lianbing.domain.changes.report import Affected, ImpactReport
    from lianbing.domain.changes.scanning import StaleLine
    from lianbing.domain.changes.traces import Trace

_LONGEST = 60


@cli.command()
@click.argument("old", nargs=-1, metavar="[旧版目录]")
@click.option(
    "--accept", multiple=True, metavar="编号…", help="放行核过的：题、情景、练习的编号，或条款、参数的编号，或 all"
)
@click.option("--why", default="", metavar="理由", help="核的时候看了什么，记下来")
@click.option("--keep", default="", metavar="版名", help="把现在的内容（写了旧版目录的，把旧版）存成一版，以后和它比")
@as_json
@click.pass_obj
def impact(
    workspace: Workspace, old: tuple[str, ...], accept: tuple[str, ...], why: str, keep: str, as_json: bool
) -> int:
    """与上一版（或旧版目录）相比改了什么，牵动哪些章和题，哪些话还是旧数；核过的题在这里放行。"""
    from lianbing.app.impact import accepting, comparing

    if accept and keep:
        raise WrongUsage("--accept 和 --keep 一次只写一个：先放行，再存成一版")
    if accept:
        names = [name for given in (*accept, *old) for name in given.replace("、", ",").split(",") if name]
        _say_accepted(accepting.accept(workspace, names, why), as_json)
        return FINE
    root = _old_root(old)
    if keep:
        before = comparing.earlier(workspace, root)[0] if root else None
        accepting.keep_edition(workspace, keep, before)
        echo(f"已存成 {keep} 版，以后和它比；standards/editions 里的文件随内容一起提交")
        return FINE
    report = comparing.impact(workspace, root)
    if as_json:
        from lianbing.wire.editions.impact import IMPACT

        echo_json(IMPACT.encode(report))
    else:
        for line in _lines(report):
            echo(line)
    for short in report.shortages:
        complain(f"细目表 {short.blueprint}：扣下还没有核过的题以后，{short.what}")
    return FAULTS if report.shortages else FINE


def _old_root(old: Sequence[str]) -> Path | None:
    """The folder of the old edition, if one is given; raises WrongUsage."""
    if len(old) > 1:
        raise WrongUsage("只写一个旧版目录；要放行题，写 --accept 编号")
    if not old:
        return None
    path = Path(old[0])
    if not path.exists():
        raise WrongUsage(f"旧版目录 {old[0]} 不存在：检查写法")
    if not path.is_dir():
        raise WrongUsage(f"旧版目录 {old[0]} 是一个文件：写上一版内容的文件夹")
    return path


def _say_accepted(accepted: Accepted, as_json: bool) -> None:
    if as_json:
        echo_json(accepted)
        return
    for tick in accepted.ticks:
        echo(f"{tick.basis}：放行 {len(tick.items)} 个：{listed(tick.items)}")
    left = f"还有 {accepted.left} 个等着核" if accepted.left else "没有等着核的了"
    echo(f"记在 standards/editions/accepted.yml，随内容一起提交；{left}")


def _lines(report: ImpactReport) -> Iterator[str]:
    for affected in report.changes:
        yield from _change_lines(affected)
    yield f"共 {len(report.changes)} 处变化"
    if report.stale:
        yield ""
        yield f"还写着旧数、旧词的 {len(report.stale)} 处，逐处看要不要改："
        for stale in report.stale:
            yield f"  {_stale_line(stale)}"
    if report.held:
        yield ""
        yield f"依据改过、还没有核过的 {len(report.held)} 个，暂不进卷、不进模拟考试："
        for basis, items in _by_basis(report).items():
            yield f"  {basis}：{'、'.join(items)}"
        yield REMEDY


def _change_lines(affected: Affected) -> Iterator[str]:
    change, trace = affected.change, affected.trace
    yield f"{change.id} {change.title}：{change.sentence}"
    for word, names in _touched(trace):
        if names:
            yield f"  {word}：{'、'.join(names)}"


def _touched(trace: Trace) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "章", trace.chapters
    yield "公开题", trace.open_items
    yield "练兵题", trace.reserved_items
    yield "情景", trace.scenarios
    yield "数据练习", trace.tasks


def _stale_line(stale: StaleLine) -> str:
    place = f"{stale.file}:{stale.line} {stale.where.label} {stale.owner}"
    now = f"，现在是 {stale.now}" if stale.now else ""
    quoted = "，引的是来源" if stale.quoted else ""
    sentence = stale.sentence if len(stale.sentence) <= _LONGEST else stale.sentence[: _LONGEST - 1] + "…"
    return f"{place}（{stale.why.label} {stale.old}{now}{quoted}）：{sentence}"


def _by_basis(report: ImpactReport) -> dict[str, list[str]]:
    by_basis: dict[str, list[str]] = {}
    for item, due in report.held.items():
        for basis in due:
            by_basis.setdefault(basis, []).append(item)
    return dict(sorted(by_basis.items()))
