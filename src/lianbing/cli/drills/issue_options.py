"""drill issue: the options that say what a drill is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class IssueOptions(TypedDict):
    """What was said of the drill."""

    blueprint: str
    period: str
    title: str
    kind: str
    opens: str
    closes: str
    minutes: int | None
    makes_up: str
    counts: str | None


_OPTIONS = (
    click.option("--blueprint", default="", metavar="细目表", help="用哪份细目表；grading/drills/ 里写了的可省"),
    click.option("--period", default="", metavar="考评期", help="算进哪个考评期，例如 2026-11 或 2026H2"),
    click.option("--title", default="", metavar="标题", help="默认是考评期加细目表的标题"),
    click.option("--kind", default="", metavar="类别", help="考评方案按类别取分，默认用细目表的"),
    click.option("--opens", default="", metavar="开始", help="从哪天起作答，例如 2026-11-01，或带时区的时刻"),
    click.option("--closes", default="", metavar="截止", help="到哪天为止，当天也算"),
    click.option("--minutes", type=click.IntRange(min=1), metavar="分钟", help="限时，默认用细目表的"),
    click.option("--makes-up", default="", metavar="练兵", help="这是哪一场的补考；怎样计入由考评方案的 makeup 定"),
    click.option(
        "--counts",
        type=click.Choice(["last", "first", "best"]),
        metavar="last|first|best",
        help="一人交几份的，以哪份为准：last 交卷最晚的（默认），first 最早的，best 得分最高的",
    ),
)


def issue_options(function: Function) -> Function:
    """Adds the options to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
