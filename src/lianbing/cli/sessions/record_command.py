"""session record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session
from lianbing.cli.sessions.taught_shown import show_taught

if TYPE_CHECKING:
    from lianbing.app.sessions.afterwards.recording import RecordOutcome


@session.command("record")
@click.argument("session_id", metavar="培训")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[文件夹或zip]...")
@click.option("--pseudonyms", is_flag=True, help="转投.xlsx 里用代号，不写座位、工号、姓名、部门")
@click.option("--minutes", type=click.IntRange(1, 1440), metavar="分钟", help="这次实际用时，记下来，以后都按它算学时")
@as_json
@click.pass_obj
@click.pass_context
def record(
    context: click.Context,
    workspace: Workspace,
    session_id: str,
    sources: tuple[Path, ...],
    pseudonyms: bool,
    minutes: int | None,
    as_json: bool,
) -> None:
    """写培训记录、学时、转投和补学；可以再运行，同样的记录写出同样的文件。"""
    from lianbing.app.sessions.afterwards import recording

    outcome = recording.record_session(workspace, session_id, sources, with_pseudonyms=pseudonyms, minutes=minutes)
    if as_json:
        echo_json(outcome)
    else:
        _show(outcome)
    context.exit(FAULTS if outcome.faults else FINE)


def _show(outcome: RecordOutcome) -> None:
    for each in outcome.brought:
        echo(f"电脑 {each.computer} 的记录{each.arrival.label}")
    expected = f"应到 {outcome.expected} 人，" if outcome.expected else "没有应到名单，"
    absent = f"，缺席 {outcome.absent} 人" if outcome.expected else ""
    outside = f"（名单以外 {outcome.outside} 人）" if outcome.expected and outcome.outside else ""
    echo(f"{outcome.session}：{expected}实到 {outcome.present} 人{outside}{absent}")
    if outcome.hours:
        echo(f"全程 {outcome.hours}")
    echo(f"热身到课后：{outcome.gain}")
    for note in outcome.notes:
        echo(note)
    if outcome.taught:
        show_taught(outcome.taught)
    for doubt in outcome.doubts:
        echo(f"要核实：{doubt}")
    for fault in outcome.faults:
        complain(str(fault))
    if outcome.faults:
        complain(f"以上 {len(outcome.faults)} 处没有算，其余的照写")
    for path in outcome.files:
        echo(str(path))
