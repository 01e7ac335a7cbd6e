"""coach choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.coaching.group import coach
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.domain.kernel.decimals import plain

if TYPE_CHECKING:
    from lianbing.app.coaching.coached_people import CoachedPerson


@coach.command("choose")
@click.argument("period", metavar="考评期")
@click.argument("number", metavar="工号")
@click.option("--type", "type_name", default="", metavar="类型", help="经理选的类型；不写就只看，不选")
@click.option("--observed", default="", metavar="文字", help="经理观察到什么")
@as_json
@click.pass_obj
def choose(workspace: Workspace, period: str, number: str, type_name: str, observed: str, as_json: bool) -> None:
    """经理给一个人选类型：先看成绩和薄弱的条款；类型只由经理选。"""
    from lianbing.app.coaching import coached_people, recording

    if not (type_name.strip() or observed.strip()):
        _show(workspace, coached_people.subject_of(workspace, period, number), as_json)
        return
    with workspace.store.writing() as records:
        desk = recording.CoachingDesk(workspace, records, period)
        is_new = bool(desk.record(recording.Wishes(number=number, type=type_name, observed=observed)))
        case = desk.coached.subject(number).case
    title = case.choice.title if case else ""
    if as_json:
        echo_json({"number": number, "type": title, "new": is_new})
        return
    echo(f"{number}：{title}，由 {workspace.who} 选定" if is_new else f"{number}：以前就是这样记的，没有再记")
    echo(f"接着订计划：lianbing coach plan {period} {number} --measure 办法的条款")


def _show(workspace: Workspace, subject: CoachedPerson, as_json: bool) -> None:
    from lianbing.app.coaching import coached_people
    from lianbing.reports.coaching.record import NOTHING_LOST, shown_clause, shown_score

    if as_json:
        echo_json(subject)
        return
    result, rules = subject.result, coached_people.rules_of(workspace)
    total = "—" if result.total is None else plain(result.total)
    person, level = result.employee, result.level or result.state.value
    echo(f"{person.id} {person.name}（{person.team}）：总分 {total}，{level}")
    if subject.study:
        rows = [(shown_clause(each), shown_score(each.score), each.chapter or "—") for each in subject.study]
        echo_table(("薄弱的条款", "得分", "在哪一章学"), rows)
    else:
        echo(NOTHING_LOST)
    echo(rules.weak.note)
    if subject.case:
        echo(f"现在记的是 {subject.case.choice.title}（{subject.case.chosen.by}，{subject.case.chosen.at[:10]}）")
    echo("程序不给人定型。经理看了人以后选一种，写明观察到什么：")
    for each in rules.types:
        echo(f"  {each.id} {each.title}：{'；'.join(each.signs)}")
