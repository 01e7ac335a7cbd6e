"""review open."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.drills.reason_option import with_reason
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.domain.items.registry import item_type
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.plans import ReviewMode, ReviewRule


class OpenOptions(TypedDict):
    """Who marks, and how."""

    markers: tuple[str, ...]
    leaders: tuple[str, ...]
    chiefs: tuple[str, ...]
    avoid: tuple[str, ...]
    plan: str
    mode: str | None
    seed: str


@review.command("open")
@click.argument("drill_id", metavar="练兵")
@click.option("--marker", "markers", multiple=True, metavar="姓名", help="评分人，几个人就写几次")
@click.option("--leader", "leaders", multiple=True, metavar="姓名", help="组长：差得多时定分，满分、零分、抽查再评")
@click.option("--chief", "chiefs", multiple=True, metavar="姓名", help="主评：组长也不便定的由他定")
@click.option("--avoid", multiple=True, metavar="评分人:工号或部门", help="回避：这个人不评谁；本人的作答总是回避")
@click.option("--plan", default="", metavar="编号", help="评分办法，grading/reviewing/ 里的；默认上一次的，或 standard")
@click.option("--mode", type=click.Choice([mode.value for mode in ReviewMode]), help="几个人评，代替评分办法里写的")
@click.option("--seed", default="", metavar="文字", help="抽查和次序的种子；默认随机，再次安排时不变")
@with_reason
@as_json
@click.pass_obj
def open_(workspace: Workspace, drill_id: str, reason: str, as_json: bool, **options: Unpack[OpenOptions]) -> None:
    """安排评分：谁评、谁定、回避谁、用哪份评分办法；以后可以再安排，评过的分都还在。"""
    from lianbing.app.reviewing.opening import RoundAsked, open_round

    mode = options["mode"]
    asked = RoundAsked(
        markers=options["markers"],
        leaders=options["leaders"],
        chiefs=options["chiefs"],
        avoid=options["avoid"],
        plan=options["plan"],
        mode=ReviewMode(mode) if mode else None,
        seed=options["seed"],
        reason=reason,
    )
    opened = open_round(workspace, drill_id, asked)
    if as_json:
        echo_json(opened)
        return
    plan = opened.round.plan
    echo(f"第 {opened.round.sequence} 轮评分：{opened.questions} 道题，{opened.answers} 份作答等人评")
    for marker in opened.round.markers:
        avoids = f"，回避 {'、'.join(marker.avoids)}" if marker.avoids else ""
        echo(f"  {marker.role} {marker.name}{avoids}")
    echo(f"评分办法 {plan.id}：{plan.title}。来源：{plan.source}")
    by_type = {item_type(name).label: rule for name, rule in plan.types.items()}
    for title, rule in {**plan.sections, **by_type, "其余各题": plan.default}.items():
        echo(f"  {title}：{_rule(rule)}")
    share = plain(plan.recheck * 100)
    training = f"；每题先试评 {plan.training} 份例卷" if plan.training else ""
    echo(f"  满分、零分至少 {plan.seen_by} 个人评过；抽查 {share} %{training}")
    if opened.untrained:
        complain(f"评分细则里没有例卷、不用试评的题：{'、'.join(opened.untrained)}")


def _rule(rule: ReviewRule) -> str:
    differ = "" if rule.mode is ReviewMode.ONE else f"，允许差{rule.allowed.label}，还差得多由{rule.settler.label}定"
    return f"{_PEOPLE[rule.mode]}{differ}"


_PEOPLE = {
    ReviewMode.ONE: "1，一个人评",
    ReviewMode.PAIR: "1+1，两个人背靠背评",
    ReviewMode.PAIR_THEN_LEADER: "2+1，两个人背靠背评",
    ReviewMode.PAIR_THEN_THIRD: "2+1+1，两个人背靠背评，差得多由第三人再评",
}
