"""period log."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.group import as_json
from lianbing.cli.periods.group import period
from lianbing.domain.ledger.period_events import PeriodEvent


@period.command("log")
@click.argument("period_code", metavar="考评期")
@as_json
@click.pass_obj
def show_log(workspace: Workspace, period_code: str, as_json: bool) -> None:
    """一个考评期做过的每件事：谁、何时、为什么。"""
    from lianbing.app.periods import recording

    events = recording.period_log(workspace, period_code)
    if as_json:
        echo_json([_plain(event) for event in events])
        return
    if not events:
        echo(f"{period_code} 还没有记过什么")
        return
    rows = [
        (e.sequence, local_time(e.at), e.content.label, e.employee, e.content.described(), e.reason, e.by)
        for e in events
    ]
    echo_table(("序号", "时间", "事情", "工号", "内容", "理由", "经手"), rows)


def _plain(event: PeriodEvent) -> dict[str, object]:
    from lianbing.wire.periods.events import event_to_json

    about = {"period": event.period, "employee": event.employee}
    return {
        "sequence": event.sequence,
        **about,
        **event_to_json(event.content),
        "reason": event.reason,
        "by": event.by,
        "at": event.at,
    }
