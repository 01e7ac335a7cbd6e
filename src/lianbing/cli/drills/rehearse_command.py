"""drill rehearse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json
from lianbing.domain.drills.alike import MOST_ALIKE
from lianbing.domain.kernel.decimals import plain

if TYPE_CHECKING:
    from lianbing.app.issuing.rehearsing import Rehearsal


@drill.command()
@click.argument("blueprint", metavar="细目表")
@click.option("--people", type=click.IntRange(2, 1000), default=200, metavar="人数", help="给多少人试组卷，默认 200")
@as_json
@click.pass_obj
def rehearse(workspace: Workspace, blueprint: str, people: int, as_json: bool) -> int:
    """试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"""
    from lianbing.app.issuing import rehearsing

    rehearsal = rehearsing.rehearse(workspace, blueprint, people)
    if as_json:
        echo_json(dict(_figures(rehearsal)))
    else:
        for line in _lines(rehearsal):
            echo(line)
    faults = [*_faults(rehearsal)]
    for fault in faults:
        complain(fault)
    return FAULTS if faults else 0


def _figures(rehearsal: Rehearsal) -> Iterator[tuple[str, str]]:
    for measured in (rehearsal.overlap, rehearsal.exposures):
        for name, value in vars(measured).items() if measured else ():
            yield name, value if isinstance(value, str) else str(round(float(value), 4))
    for name, value in vars(rehearsal.spread).items() if rehearsal.spread else ():
        yield name, plain(value)
    if rehearsal.held:
        yield "held", " ".join(rehearsal.held)


def _lines(rehearsal: Rehearsal) -> Iterator[str]:
    whose = f"{rehearsal.papers} 套卷子" if rehearsal.forms else f"{rehearsal.papers} 人的卷子"
    likeness = rehearsal.overlap
    if likeness:
        yield f"{whose}，两两平均雷同 {float(likeness.mean):.1%}，最多 {float(likeness.worst):.1%}"
        yield f"最紧的一段：“{likeness.tightest}”，平均雷同 {float(likeness.tightest_mean):.1%}"
    else:
        yield "全员一卷：没有雷同可比"
    totals = rehearsal.spread
    if totals:
        between = f"预期总分 {plain(totals.least)} 到 {plain(totals.greatest)}"
        yield f"{between}，相差 {plain(totals.width)} 分，上限 {plain(totals.bound)} 分"
    else:
        yield "细目表没有写 difficulty：卷子之间的难易没有控制"
    exposed = rehearsal.exposures
    earlier = f"与本人前 {rehearsal.drills} 场最多相同 {float(exposed.earlier):.1%}" if rehearsal.drills else ""
    yield "，".join(filter(None, (f"邻座的卷子最多相同 {float(exposed.near):.1%}", earlier)))
    if rehearsal.held:
        from lianbing.app.impact.shortages import waiting_words

        yield waiting_words(rehearsal.held)


def _faults(rehearsal: Rehearsal) -> Iterator[str]:
    likeness, totals = rehearsal.overlap, rehearsal.spread
    if likeness and likeness.worst > MOST_ALIKE:
        yield f"有两份卷子雷同超过 {float(MOST_ALIKE):.0%}：给“{likeness.tightest}”这一段补题，或减少题数"
    if totals and totals.exceeded:
        yield f"预期总分相差超过 {plain(totals.bound)} 分：改细目表的 band、spread，或补题"
