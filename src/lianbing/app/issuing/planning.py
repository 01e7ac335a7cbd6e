"""Plans a drill from command options, a file in ``grading/drills``, or the earlier issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Window
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.domain.kernel.periods import Period
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.store.records import Records

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)
_NONE = "（一个也没有）"


@dataclass(frozen=True, kw_only=True)
class DrillOptions:
    """Command options for a drill at issue; empty ones are taken from its file or its earlier issue."""

    blueprint: str = ""
    period: str = ""
    title: str = ""
    kind: str = ""
    opens: str = ""
    closes: str = ""
    minutes: int | None = None
    makes_up: str = ""
    counts: str | None = None


def find_blueprint(workspace: Workspace, blueprint_id: str) -> Blueprint:
    """A blueprint by id; raises UnknownReference."""
    blueprint = workspace.workbook.blueprints.get(blueprint_id)
    if blueprint is None:
        known = "、".join(workspace.workbook.blueprints) or _NONE
        raise UnknownReference(f"没有细目表 {blueprint_id}：grading/blueprints/ 里有 {known}")
    return blueprint


def plan_drill(workspace: Workspace, drill_id: str, options: DrillOptions, issued: Drill | None) -> DrillPlan:
    """Returns the plan: options take precedence over the file, the file over the earlier issue.

    Raises:
        UnknownReference: the blueprint or period is not given, or the blueprint doesn't exist.
        WrongUsage: an option is invalid.
    """
    written = workspace.workbook.drills.get(drill_id)
    blueprint = options.blueprint or (written.blueprint if written else "") or (issued.blueprint if issued else "")
    period = _period(options, written, issued)
    if not blueprint or period is None:
        raise UnknownReference(_unknown(workspace, drill_id))
    if issued and blueprint == issued.blueprint and blueprint not in workspace.workbook.blueprints:
        known = "、".join(workspace.workbook.blueprints) or _NONE
        raise UnknownReference(f"练兵 {drill_id} 早先用的细目表 {blueprint} 现在没有了：加上 --blueprint，有 {known}")
    if not _ID.fullmatch(drill_id):
        raise WrongUsage(f"练兵编号“{drill_id}”只能用字母、数字和短横，最多 64 位：例如 2026-11-theme-1")
    if options.kind and not _KIND.fullmatch(options.kind):
        raise WrongUsage(f"类别“{options.kind}”要用小写字母、数字和短横：例如 skill、theme")
    plan = written or DrillPlan(id=drill_id, blueprint=blueprint, period=period)
    return DrillPlan(
        id=drill_id,
        blueprint=blueprint,
        period=period,
        title=options.title or plan.title,
        kind=options.kind or plan.kind,
        window=Window.parse(options.opens or plan.window.opens, options.closes or plan.window.closes),
        minutes=plan.minutes if options.minutes is None else options.minutes,
        makes_up=options.makes_up or plan.makes_up,
        terms=replace(plan.terms or Terms(), counts=CountingRule(options.counts)) if options.counts else plan.terms,
    )


def refuse_odd_makeup(records: Records, drill: Drill) -> None:
    """Raises WrongUsage if a drill can't be the make-up of the one that it names: assessments would not join them."""
    if not drill.makes_up:
        return
    first = records.drills.get(drill.makes_up)
    if first is None or first.id == drill.id:
        known = "、".join(each.id for each in records.drills.within(drill.period)) or _NONE
        raise WrongUsage(
            f"{drill.id} 写的是补 {drill.makes_up}，那一场没有发过卷：{drill.period.title}发过的有 {known}"
        )
    if (first.kind, first.period) != (drill.kind, drill.period):
        raise WrongUsage(
            f"{drill.id}（{drill.kind}，{drill.period.title}）补的是 {first.id}（{first.kind}，{first.period.title}）："
            "补考的类别和考评期要同原来那一场一样"
        )


def refuse_another_blueprint(drill: Drill, blueprint: Blueprint) -> None:
    """Raises WrongUsage if a drill's later papers would be drawn by another blueprint than its first."""
    if drill.edition and drill.blueprint != blueprint.id:
        raise WrongUsage(
            f"练兵 {drill.id} 发卷时用的细目表是 {drill.blueprint}，不能中途换成 {blueprint.id}：另起一个练兵编号"
        )


def _period(options: DrillOptions, written: DrillPlan | None, issued: Drill | None) -> Period | None:
    if options.period:
        return Period.parse(options.period)
    if written:
        return written.period
    return issued.period if issued else None


def _unknown(workspace: Workspace, drill_id: str) -> str:
    book = workspace.workbook
    drills, blueprints = "、".join(book.drills) or _NONE, "、".join(book.blueprints) or _NONE
    return (
        f"没有练兵 {drill_id}：加上 --blueprint 细目表 和 --period 考评期，或先写进 grading/drills/"
        f"（那里有 {drills}）；细目表有 {blueprints}"
    )
