"""appeal review."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.appeals.options import with_day
from lianbing.cli.console import echo, echo_json
from lianbing.cli.drills.reason_option import with_reason
from lianbing.cli.group import as_json
from lianbing.domain.appeals.contents import ReviewOutcome
from lianbing.domain.kernel.decimals import read_number
from lianbing.errors import WrongUsage

_OUTCOMES = {outcome.label: outcome for outcome in ReviewOutcome}


class ReviewOptions(TypedDict):
    """What is handed on as it was written."""

    reviewer: str
    reason: str
    on: str


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@click.option("--outcome", type=click.Choice([*_OUTCOMES]), required=True, metavar="结论", help="、".join(_OUTCOMES))
@click.option(
    "--mark", "marks", multiple=True, metavar="题=得分", help="改分的题和改成几分，例如 dril-0001=5；可以写几次"
)
@click.option("--reviewer", default="", metavar="姓名", help="复核人，默认是 --who 的人")
@with_reason
@with_day
@as_json
@click.pass_obj
def review(
    workspace: Workspace,
    appeal_id: str,
    outcome: str,
    marks: tuple[str, ...],
    as_json: bool,
    **given: Unpack[ReviewOptions],
) -> None:
    """记下复核的结论；改分的写进台账。"""
    from lianbing.app.appeals import reviewing

    review_given = reviewing.ReviewGiven(
        appeal=appeal_id, outcome=_OUTCOMES[outcome], marks=tuple(map(_mark, marks)), **given
    )
    done = reviewing.review_appeal(workspace, review_given)
    if as_json:
        echo_json({"employee": done.employee, "period": done.period, **vars(done.content)})
        return
    echo(f"申诉 {appeal_id}（{done.employee}）复核人 {done.content.reviewer}：{outcome}")
    for mark in done.content.marks:
        echo(f"  {mark.shown}")
    if done.content.marks:
        echo(
            f"公示的结果还是原来的：重新考评（lianbing assess {done.period} --scheme {done.scheme}）、"
            f"再公示（lianbing appeal publish {done.period} --scheme {done.scheme}）以后才变"
        )
    if done.content.outcome is ReviewOutcome.ELSEWHERE:
        echo("没有改分：答案错的用 lianbing grade 练兵 --regrade 给全体重判，评定错的用 lianbing rating enter 更正")


def _mark(text: str) -> tuple[str, Decimal]:
    item, sign, points = text.rpartition("=")
    value = read_number(points)
    if not (item.strip() and sign) or value is None:
        raise WrongUsage(f"--mark “{text}”写得不对：应写成 题目=得分，例如 dril-0001=5")
    return item.strip(), value
