"""drill log."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo_json, echo_table, local_time
from lianbing.cli.drills.group import drill
from lianbing.cli.group import as_json
from lianbing.domain.drills.events import (
    Collecting,
    DrillEvent,
    Excusal,
    ExtraTime,
    Grading,
    Issuing,
    Occurrence,
    PersonCorrection,
    SubmissionChoice,
    TermsStatement,
)


@drill.command("log")
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def show_log(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """一场练兵做过的每件事：谁、何时、为什么。"""
    from lianbing.app.drills import recording

    events = recording.log_of(workspace, drill_id)
    if as_json:
        echo_json([_plain(event) for event in events])
        return
    rows = [
        (e.sequence, local_time(e.at), e.content.kind.label, e.subject.employee, _described(e.content), e.reason, e.by)
        for e in events
    ]
    echo_table(("序号", "时间", "事情", "工号", "内容", "理由", "经手"), rows)


def _plain(event: DrillEvent) -> dict[str, object]:
    from lianbing.wire.drills.events import event_to_json

    about = {"paper": event.subject.paper, "employee": event.subject.employee}
    return {
        "sequence": event.sequence,
        **about,
        **event_to_json(event.content),
        "reason": event.reason,
        "by": event.by,
        "at": event.at,
    }


def _described(content: Occurrence) -> str:
    from lianbing.wire.submissions import receipt

    match content:
        case Issuing(roster=roster, new=new, kept=kept):
            return f"名单 {roster}：新发 {new} 份，原有 {kept} 份"
        case Collecting(accepted=accepted, known=known, quarantined=quarantined, not_taken=others):
            untaken = f"，没有收 {others} 个" if others else ""
            return f"新收 {accepted} 份，以前收过 {known} 份，隔离 {quarantined} 份{untaken}"
        case Grading(submissions=count):
            return f"{count} 份"
        case PersonCorrection(before=before, after=after):
            pairs = (
                ("工号", before.id, after.id),
                ("姓名", before.name, after.name),
                ("部门", before.team, after.team),
            )
            return "；".join(f"{what}由 {old or '空'} 改为 {new or '空'}" for what, old, new in pairs if old != new)
        case SubmissionChoice(submission=digest, compared=among):
            by_points = f"，{len(among)} 份里得分最高" if among else ""
            return f"回执号 {receipt(digest)}{by_points}" if digest else "撤销指定，按规则定"
        case Excusal(excuse=excuse):
            return excuse.label if excuse else "撤销，照常参加"
        case ExtraTime(minutes=minutes):
            return f"延长 {minutes} 分钟" if minutes else "不再延长"
        case TermsStatement(terms=terms):
            return f"一人交几份的，以{terms.counts.label}为准"
    return ""
