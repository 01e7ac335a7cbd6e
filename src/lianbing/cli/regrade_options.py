"""grade --regrade: its options, and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.kernel.quantities import show
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.app.regrading import Regraded
    from lianbing.domain.ledger.regradings import LevelChange, MarkChange, Regrading
    from lianbing.grading.workers import Workers

Function = TypeVar("Function", bound=Callable[..., Any])


class RegradeOptions(TypedDict):
    """The options that go with ``--regrade``."""

    items: tuple[str, ...]
    withdrawn: str | None
    reopen: bool
    only_raise: bool
    sheet: Path | None
    confirmed: str | None
    why: str | None


_OPTIONS = (
    click.option("--regrade", is_flag=True, help="题库改了答案、评分规则或作废了题：先列出每个人的变化，不写"),
    click.option("--item", "items", multiple=True, metavar="题目编号", help="只重判这道题，可以写几次；默认全部"),
    click.option(
        "--withdrawn",
        type=click.Choice([each.value for each in Withdrawal]),
        metavar="full|drop",
        help="作废的题：full 全员给分（默认），drop 不计入总分",
    ),
    click.option("--reopen", is_flag=True, help="人工复核过的得分也重判；主观题退回，等人再评"),
    click.option("--only-raise", is_flag=True, help="就高：重判后会低的题保留原得分，只升不降"),
    click.option(
        "--sheet", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="把变化另写一份签字用的 .xlsx"
    ),
    click.option("--confirm", "confirmed", metavar="校验号", help="确认列出的变化，写进台账"),
    click.option("--why", metavar="理由", help="更正的理由，记进台账"),
)


def regrade_options(function: Function) -> Function:
    """Adds the options to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def refuse_without_regrade(options: RegradeOptions) -> None:
    """Raises WrongUsage if one of the options was given to a plain ``grade``."""
    names = {name: f"--{name.replace('_', '-')}" for name in options}
    names |= {"items": "--item", "confirmed": "--confirm"}
    given = [option for name, option in names.items() if dict(options)[name]]
    if given:
        raise WrongUsage(f"{'、'.join(given)} 要同 --regrade 一起用")


def show_regrading(
    workspace: Workspace, drill_id: str, options: RegradeOptions, workers: Workers | None, as_json: bool
) -> int:
    """Shows what regrading changes; with a code and a reason writes it."""
    from lianbing.app import regrading, regrading_sheets

    withdrawn = Withdrawal(options["withdrawn"]) if options["withdrawn"] else None
    request = regrading.Request(
        items=frozenset(options["items"]),
        withdrawn=withdrawn,
        reopen=options["reopen"],
        only_raise=options["only_raise"],
    )
    if options["confirmed"] is None:
        if options["why"] is not None:
            raise WrongUsage("--why 要同 --confirm 校验号 一起用：先不写这两项运行一次，看过变化再确认")
        shown = regrading.preview(workspace, drill_id, request)
        _show_preview(shown, options, as_json)
    else:
        signed = regrading.Confirmation(code=options["confirmed"], why=options["why"] or "")
        done = regrading.confirm(workspace, drill_id, request, signed, workers)
        shown = done.regrading
        _show_done(done, as_json)
        if done.run and done.run.failures:
            return FAULTS
    if options["sheet"]:
        regrading_sheets.write_sheet(workspace, shown, options["sheet"])
        if not as_json:
            echo(f"签字表：{options['sheet']}")
    return FAULTS if shown.refused else FINE


def _show_preview(regrading: Regrading, options: RegradeOptions, as_json: bool) -> None:
    if as_json:
        echo_json(regrading)
        return
    _echo_items(regrading)
    _echo_changes(regrading)
    if regrading.code:
        again = "".join(f" --item {item}" for item in options["items"])
        again += f" --withdrawn {options['withdrawn']}" if options["withdrawn"] else ""
        again += " --reopen" if options["reopen"] else ""
        again += " --only-raise" if options["only_raise"] else ""
        echo("以上还没有写进台账。核对无误后确认：")
        echo(f'lianbing grade {regrading.drill} --regrade{again} --confirm {regrading.code} --why "理由"')


def _echo_items(regrading: Regrading) -> None:
    for item in regrading.items:
        echo(f"{item.item}：{item.kind.value}，{item.people} 份卷子")
    for refused in regrading.refused:
        complain(f"{refused.item} 不能重判（{refused.people} 份卷子）：{refused.reason}")
    if not regrading.code and regrading.refused:
        echo("没有能重判的变化")
    elif not regrading.code:
        echo("没有变化：已发的卷子同题库现在的答案一致")


def _echo_changes(regrading: Regrading) -> None:
    if regrading.changes:
        changed = ("工号", "姓名", "题号", "题目编号", "原得分", "得分", "满分", "说明")
        echo_table(changed, [_change_row(change) for change in regrading.changes])
    if regrading.people:
        heads = ("工号", "姓名", "原总分", "总分", "增减", "待复核")
        rows = [
            (
                person.employee,
                person.name,
                f"{show(person.before)} / {show(person.worth_before)}",
                f"{show(person.after)} / {show(person.worth_after)}",
                _signed(person.after - person.before),
                person.waiting,
            )
            for person in regrading.people
        ]
        echo_table(heads, rows)
    if regrading.levels:
        columns = ("工号", "姓名", "考评期", "方案", "原总分", "总分", "原等级", "等级")
        echo_table(columns, [_level_row(change) for change in regrading.levels])
    elif regrading.code:
        echo("没有人的等级因此改变")
    for spared in regrading.spared:
        echo(
            f"就高：{spared.employee} {spared.name} 第 {spared.number} 题 {spared.item} "
            f"重判为 {show(spared.regraded)} 分，保留 {show(spared.earned)} 分"
        )
    for kept in regrading.kept:
        points = "未判" if kept.earned is None else f"{show(kept.earned)} 分"
        complain(
            f"需要人再看：{kept.employee} {kept.name} 第 {kept.number} 题 {kept.item} "
            f"人工评为 {points}（台账第 {kept.entry} 条），没有动"
        )
    if regrading.code:
        echo(
            f"共 {len(regrading.people)} 人有变化：升 {regrading.up} 人，降 {regrading.down} 人；"
            f"另有 {regrading.same} 题得分不变，改为依据更正后的答案"
        )
        if regrading.ungraded:
            echo(f"{regrading.ungraded} 份答卷还没有判过，确认以后按更正后的答案判")


def _change_row(change: MarkChange) -> tuple[object, ...]:
    reason = f"{change.reason}（原为人工复核）" if change.reviewed else change.reason
    before, after = _points(change.before), _points(change.after)
    return change.employee, change.name, change.number, change.item, before, after, show(change.worth), reason


def _level_row(change: LevelChange) -> tuple[object, ...]:
    totals = (_total(change.total_before), _total(change.total_after))
    levels = (change.level_before or "未定", change.level_after or "未定")
    return change.employee, change.name, change.period, change.scheme, *totals, *levels


def _total(total: Decimal | None) -> str:
    return "未定" if total is None else show(total)


def _points(points: Decimal | None) -> str:
    return "未判" if points is None else show(points)


def _signed(difference: Decimal) -> str:
    return f"+{show(difference)}" if difference > 0 else show(difference)


def _show_done(done: Regraded, as_json: bool) -> None:
    if as_json:
        echo_json(done)
        return
    _echo_items(done.regrading)
    _echo_changes(done.regrading)
    if done.regrading.code:
        correction_round = f"记为第 {done.correction_round} 次更正，" if done.correction_round else ""
        echo(f"已写进台账：{correction_round}新增 {done.entries} 条")
    if done.run:
        echo(f"重写判卷 {done.run.graded} 份；待人工复核 {done.run.waiting} 题")
        for failure in done.run.failures:
            complain(f"{failure.employee}：{failure.reason}")
