"""drill status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.drills.progress import DrillStatus, ExcusedPerson, PersonProgress, Reminder


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def status(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """发了多少、收了多少、判了多少，谁还没交、交来过什么，谁的时间不对，哪些在隔离区。"""
    from lianbing.app.drills import progress

    state = progress.status(workspace, drill_id)
    if as_json:
        echo_json(state)
        return
    _show_progress(state)
    _show_odd(state, drill_id)
    _show_reminders(state)
    _show_quarantine(state)


def _show_progress(state: DrillStatus) -> None:
    echo(f"{state.title}：发 {state.issued} 份，收 {state.received} 份，已判 {state.graded} 份")
    echo(
        f"一人交几份的，以{state.rule}为准" + (f"；已于 {local_time(state.closed_at)} 截止" if state.closed_at else "")
    )
    rows = [(each.unit, each.issued, each.received, each.issued - each.received) for each in state.units]
    echo_table(("部门", "应交", "已交", "未交"), rows)
    if state.withdrawn:
        echo(f"撤回以后没有再发的 {len(state.withdrawn)} 人：见 lianbing drill log {state.drill}")
    if state.excused:
        echo_table(("不参加的工号", "姓名", "部门", "原因", "理由", "经手"), map(_excused, state.excused))


def _excused(each: ExcusedPerson) -> tuple[str, ...]:
    return each.employee.id, each.employee.name, each.employee.team, each.label, each.reason, each.by


def _show_odd(state: DrillStatus, drill_id: str) -> None:
    """People whose times are unusual, and those for whom somebody has to choose."""
    odd = [each for each in state.people if each.is_odd]
    if odd:
        echo_table(("工号", "姓名", "开考", "交卷", "用时", "要看的"), [_odd_row(each) for each in odd])
    if any(each.doubt for each in odd):
        echo(f"分不出以哪份为准的，核对后指定：lianbing drill choose {drill_id} 工号 回执号 --reason 理由")


def _odd_row(person: PersonProgress) -> tuple[str, ...]:
    notes = (*person.remarks, *person.clock_faults, *([person.doubt] if person.doubt else ()))
    times = (local_time(person.started_at), local_time(person.submitted_at), duration(person.seconds))
    return (person.employee.id, person.employee.name, *times, "；".join(notes))


def duration(seconds: int | None) -> str:
    """How long something took, in Chinese."""
    if seconds is None:
        return "—"
    return f"{seconds // 60} 分" if seconds >= 60 else f"{seconds} 秒"


def _show_reminders(state: DrillStatus) -> None:
    """The people whose submission is missing, by unit: what they sent instead, or nothing."""
    rows = [
        (unit.unit, each.employee.id, each.employee.name, _sent(each))
        for unit in state.units
        for each in unit.reminders
    ]
    if rows:
        echo_table(("部门", "未交工号", "姓名", "交来过什么"), rows)


def _sent(reminder: Reminder) -> str:
    return "\n".join(f"{file.path}：{file.reason}" for file in reminder.files) or "没有交来过"


def _show_quarantine(state: DrillStatus) -> None:
    if state.quarantined:
        rows = [
            (each.file_name, each.code, "、".join(each.employees) or "认不出", each.reason)
            for each in state.quarantined
        ]
        echo_table(("隔离的文件", "类别", "涉及工号", "原因"), rows)
    if state.resolved:
        echo(f"另有 {state.resolved} 个隔离过的文件，本人的答卷后来收到了，不用再管")
    if state.passed_over:
        echo(f"历次收卷共略过不用管的文件 {sum(state.passed_over.values())} 个，反复收的反复算")
