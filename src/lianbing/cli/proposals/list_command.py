"""proposal list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.group import as_json
from lianbing.cli.proposals.group import proposal

if TYPE_CHECKING:
    from lianbing.app.periods.proposals import ProposalState


@proposal.command("list")
@click.argument("period", metavar="考评期")
@click.option("--scheme", default="", metavar="方案", help="哪个方案的考评；不写用最近一次的")
@as_json
@click.pass_obj
def list_(workspace: Workspace, period: str, scheme: str, as_json: bool) -> None:
    """列出按方案的规则建议谁优胜、谁劣汰，依据是什么，人定了没有。"""
    from lianbing.app.periods import proposals

    proposed = proposals.list_proposals(workspace, period, scheme)
    if as_json:
        echo_json([_plain(state) for state in proposed.states])
        return
    if proposed.states:
        heads = ("", "规则", "工号", "姓名", "部门", "建议", "依据", "决定")
        echo_table(heads, [_row(state) for state in proposed.states])
    waiting = sum(state.decision is None or state.is_outdated for state in proposed.states)
    for event in proposed.gone:
        echo(f"现在不再建议，以前定过：{event.employee}，{event.content.described()}；{event.by}：{event.reason}")
    made, scheme_id = local_time(proposed.assessment.made_at), proposed.assessment.scheme.id
    echo(f"按 {made} 的考评（方案 {scheme_id}），共 {len(proposed.states)} 条建议，{waiting} 条等人定")
    echo("这些只是按规则列出的建议：程序不辞退人，也不晋升人。每一条由人定，用 proposal confirm 或 decline 记下。")


def _row(state: ProposalState) -> tuple[str, ...]:
    each = state.proposal
    return each.direction, each.rule, each.employee, each.name, each.team, each.title, each.why, _decided(state)


def _decided(state: ProposalState) -> str:
    event = state.decision
    if event is None:
        return "等人定"
    again = "（后来又考评过，要再看）" if state.is_outdated else ""
    return f"{event.content.described().partition('：')[0]}，{event.by}：{event.reason}{again}"


def _plain(state: ProposalState) -> dict[str, object]:
    event = state.decision
    decision = event and {"by": event.by, "at": event.at, "reason": event.reason, **vars(event.content)}
    return {**vars(state.proposal), "decision": decision, "is_outdated": state.is_outdated}
