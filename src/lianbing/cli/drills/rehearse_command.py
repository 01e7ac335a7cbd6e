"""drill rehearse."""

from __future__ import annotations

from fractions import Fraction

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.group import drill
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json

MOST_ALIKE = Fraction(2, 5)
"""The share of items that two papers of a drill may have in common."""


@drill.command()
@click.argument("blueprint", metavar="细目表")
@click.option("--people", type=click.IntRange(2, 1000), default=200, metavar="人数", help="给多少人试组卷，默认 200")
@as_json
@click.pass_obj
def rehearse(workspace: Workspace, blueprint: str, people: int, as_json: bool) -> int:
    """试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"""
    from lianbing.app.drills import rehearsing

    likeness = rehearsing.rehearse(workspace, blueprint, people)
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
