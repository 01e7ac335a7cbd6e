"""drill similarity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.drills.group import drill
from lianbing.cli.group import as_json

if TYPE_CHECKING:
    from lianbing.app.drills.similarity import Alike
    from lianbing.similarity.comparing import PairComparison

HEADING = ("甲", "乙", "都答了", "答得一样", "错得一样", "一般会有", "误报机会", "同单位", "交卷相差")
HINT = "这是线索，不是结论：请人看过答卷、问过情况再说，不能单凭它定谁抄袭、扣谁的分。"


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def similarity(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """答案雷同的线索：哪两份卷像得不是巧合，误报的机会多大；供人看，不是结论。"""
    from lianbing.app.drills import similarity as comparing

    result = comparing.similarity(workspace, drill_id)
    if as_json:
        echo_json(result)
        return
    echo(f"{result.title}：{result.submissions} 份答卷")
    for line in _lines(result.submissions, result.comparison):
        echo(line)
    if result.alike:
        echo_table(HEADING, [_row(each) for each in result.alike])
        echo("误报机会：这些人都各做各的，也会碰巧出现这样像的一对的机会。同单位、交卷相差另算，不在里面。")
        echo(HINT)


def _lines(submissions: int, comparison: PairComparison) -> Iterator[str]:
    from lianbing.similarity.comparing import ALARM, LEAST_PEOPLE, LEAST_SHARED, LISTED

    if submissions < LEAST_PEOPLE:
        yield f"人数太少，不算：要有 {LEAST_PEOPLE} 份答卷，才看得出哪些错答常见"
        return
    if comparison.is_too_small:
        yield (
            f"不够比，不算：{LEAST_PEOPLE} 人以上答过的题只有 {comparison.items} 道，"
            f"答过其中 {LEAST_SHARED} 道的只有 {comparison.people} 人；各人的题抽得不一样，也就难抄"
        )
        return
    yield f"能比的有 {comparison.people} 人、{comparison.items} 道题、{comparison.compared} 对"
    if comparison.too_few_shared:
        yield f"不够比的有 {comparison.too_few_shared} 对：共同作答的题不到 {LEAST_SHARED} 道"
    if comparison.threshold is None:
        return
    if not comparison.alike:
        yield f"没有像得不是巧合的：人人各做各的，100 场里也有 {100 * (1 - ALARM):.0f} 场是这样"
        return
    yield (
        f"有 {len(comparison.alike)} 对像得不是巧合。人人各做各的，100 场里报警的不到 {100 * ALARM:.0f} 场；"
        f"报了警，列出的里面平均还有不到 {LISTED:.0%} 是碰巧"
    )


def _row(alike: Alike) -> tuple[object, ...]:
    pair = alike.pair
    return (
        f"{alike.first.id} {alike.first.name}",
        f"{alike.second.id} {alike.second.name}",
        f"{pair.shared} 题",
        f"{pair.same} 题",
        f"{pair.same_wrong} 题",
        f"{pair.usual_wrong:.1f} 题",
        _chance(pair.chance),
        "是" if alike.same_unit else "否",
        "不详" if alike.minutes is None else f"{alike.minutes:.0f} 分钟",
    )


def _chance(chance: float) -> str:
    return "不到 0.01%" if chance < 0.0001 else f"{chance:.2%}"
