"""rating enter, sheet, collect, list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.commands import late_commands
from lianbing.cli.console import complain, echo, echo_json, echo_table, local_time
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json, cli
from lianbing.cli.late import LateGroup
from lianbing.cli.list_options import list_options
from lianbing.domain.kernel.decimals import plain

if TYPE_CHECKING:
    from lianbing.app.reviewing.rating_sheets import AssessedPerson
    from lianbing.drills.listings import ListOptions


LINES = {
    "rating_table_commands": {
        "month": "录入一个月的各方面得分：一人一行，一方面一列。",
        "table": "同 month，用于任何考评期，例如半年的素质测评。",
        "month-template": "写一份月度评定的空表（.xlsx），应评的人已经填好。",
        "template": "同 month-template，用于任何考评期。",
    },
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli", LINES)])
def rating() -> None:
    """人工评定：录入评定分和月度表，写和收实操评分表，查看录过的。"""


@rating.command()
@click.argument("period", metavar="考评期")
@click.argument("name", metavar="评定")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@list_options
@click.option("--why", default="", metavar="理由", help="改动以前录入的分，要写理由")
@click.pass_obj
def enter(workspace: Workspace, period: str, name: str, file: Path, how: ListOptions, why: str) -> None:
    """由 .xlsx、.xls、.ods 或 .csv 录入评定分：工号、得分；记下谁、何时、哪个文件，不覆盖原记录。"""
    from lianbing.app import rating as ratings

    given = ratings.RatingList(period=period, rating=name, file=file, how=how, why=why)
    entered = ratings.enter(workspace, given)
    echo(f"新录 {entered.new} 人，改动 {entered.changed} 人，与以前相同 {entered.same} 人；录入人 {workspace.who}")
    for omission in entered.passed_over:
        echo(f"没有读：{omission}")


@rating.command()
@click.argument("period", metavar="考评期")
@click.argument("name", metavar="评定")
@click.option("--assessor", "assessors", multiple=True, required=True, metavar="姓名", help="评委；一人写一次")
@click.option("--chief", default="", metavar="姓名", help="首席评委：评委之间差得多时由他定")
@click.option("--roster", type=click.Path(path_type=Path), metavar="文件", help="评名单上的人")
@click.option("--drill", default="", metavar="练兵", help="评这场练兵发过卷的人")
@click.pass_obj
def sheet(workspace: Workspace, /, **asked: Any) -> int:
    """实操评分表：每个评委一份 .xlsx，人 × 要点，从下拉里选分；细则同评定一个名字。"""
    from lianbing.app.reviewing import rating_sheets

    asked["rating"] = asked.pop("name")
    written = rating_sheets.write_rating_sheets(workspace, rating_sheets.RatingSheetsAsked(**asked))
    echo(f"写出 {written.written} 份评分表，每份 {written.people} 人，在 {written.folder}")
    for path in written.kept:
        complain(f"没有覆盖 {path}：它和新的不一样，可能已经评过；要新的一份，先把它改名或移走")
    return FAULTS if written.kept else FINE


@rating.command()
@click.argument("period", metavar="考评期")
@click.argument("name", metavar="评定")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件...")
@click.option("--why", default="", metavar="理由", help="改动以前录入的分，要写理由")
@as_json
@click.pass_obj
def collect(workspace: Workspace, period: str, name: str, files: tuple[Path, ...], why: str, as_json: bool) -> int:
    """收各评委交回来的实操评分表：有一处错就一个也不录；几个评委的分合成一个，录成评定。"""
    from lianbing.app.reviewing import rating_sheets

    given = rating_sheets.RatingSheetsGiven(period=period, rating=name, files=files, why=why)
    collected = rating_sheets.collect_rating_sheets(workspace, given)
    if as_json:
        echo_json(collected)
        return FAULTS if collected.open else FINE
    echo_table(("工号", "姓名", "得分", "怎样来的"), [_assessed(each) for each in collected.people])
    entered = collected.entered
    echo(f"新录 {entered.new} 人，改动 {entered.changed} 人，与以前相同 {entered.same} 人；录入人 {workspace.who}")
    for each in collected.open:
        complain(f"没有定分：{each.person.id} {each.person.name}，{each.how}")
    return FAULTS if collected.open else FINE


@rating.command("list")
@click.argument("period", metavar="考评期")
@as_json
@click.pass_obj
def list_entered(workspace: Workspace, period: str, as_json: bool) -> None:
    """列出一个考评期录入过的全部评定，改过的也在。"""
    from lianbing.app import rating as ratings

    entered = ratings.list_ratings(workspace, period)
    if as_json:
        echo_json(entered)
        return
    echo_table(
        ("序号", "评定", "工号", "得分", "录入人", "时间", "文件", "理由"),
        [(r.sequence, r.rating, r.employee, plain(r.score), r.by, local_time(r.at), r.file, r.why) for r in entered],
    )
    echo(f"共 {len(entered)} 条；同一人评过几次的，以最后一条为准")


def _assessed(each: AssessedPerson) -> tuple[str, ...]:
    return (each.person.id, each.person.name, "没有" if each.score is None else plain(each.score), each.how)
