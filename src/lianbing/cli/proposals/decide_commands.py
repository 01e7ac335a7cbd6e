"""proposal confirm, decline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo
from lianbing.cli.proposals.group import proposal


def _arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.pass_obj,
        click.option("--scheme", default="", metavar="方案", help="哪个方案的考评；不写用最近一次的"),
        click.option("--rule", default="", metavar="规则", help="一个人有几条建议时，说明是哪一条"),
        click.option("--why", default="", metavar="理由", help="为什么这样定"),
        click.argument("employee", metavar="工号"),
        click.argument("period", metavar="考评期"),
    ):
        function = option(function)
    return function


@proposal.command()
@_arguments
def confirm(workspace: Workspace, **answer: str) -> None:
    """同意一条建议：谁定的、为什么，都记下来。"""
    _decide(workspace, answer, confirmed=True)


@proposal.command()
@_arguments
def decline(workspace: Workspace, **answer: str) -> None:
    """不同意一条建议：谁定的、为什么，都记下来。"""
    _decide(workspace, answer, confirmed=False)


def _decide(workspace: Workspace, answer: dict[str, str], *, confirmed: bool) -> None:
    from lianbing.app.periods.proposals import ProposalAnswer, decide_proposal

    event = decide_proposal(workspace, ProposalAnswer(**answer, confirmed=confirmed))
    echo(f"记下了：{event.employee}，{event.content.described()}；{event.by} 定，理由：{event.reason}")
