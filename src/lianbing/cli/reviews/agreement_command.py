"""review agreement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json, echo_table
from lianbing.cli.group import as_json
from lianbing.cli.reviews.group import review
from lianbing.domain.kernel.decimals import plain

if TYPE_CHECKING:
    from lianbing.app.reviewing.agreement import AgreementReport, MarkerEffect, QuestionAgreement
    from lianbing.domain.assessment.marker_effects import LevelOutcome
    from lianbing.psychometrics.agreement import Coefficient, PairAgreement

_PAIRS = (
    "题目",
    "满分",
    "两人",
    "都评了",
    "给分相同",
    "允许差以内",
    "最多差",
    "平均差（前者－后者）",
    "κ 线性",
    "κ 平方",
)


@review.command()
@click.argument("drill_id", metavar="练兵")
@click.option("--least", type=click.IntRange(2), metavar="份数", help="两人都评过的少于几份不下结论，默认 30")
@as_json
@click.pass_obj
def agreement(workspace: Workspace, drill_id: str, least: int | None, as_json: bool) -> None:
    """评分的一致程度：κ、α 和区间，谁偏高偏低，换一个人评谁的等级会变。"""
    from lianbing.app.reviewing import agreement as agreeing
    from lianbing.psychometrics.agreement import LEAST_ANSWERS

    report = agreeing.agreement(workspace, drill_id, least or LEAST_ANSWERS)
    if as_json:
        echo_json(report)
        return
    echo(f"{report.title}：两人以上初评过的作答 {report.doubly} 份；一道题不到 {report.least} 份的，不算系数")
    echo_table(_PAIRS, [_pair(question, pair) for question in report.questions for pair in question.pairs])
    for line in _lines(report):
        echo(line)
    for effect in report.effects:
        _show_effect(effect)
    echo("括号里是 95% 的区间。系数说两人像不像，不说谁对；偏高偏低先对照细则一起看几份，再下结论。")


def _pair(question: QuestionAgreement, pair: PairAgreement) -> tuple[str, ...]:
    return (
        question.item,
        plain(question.worth),
        f"{pair.first}、{pair.second}",
        f"{pair.answers} 份",
        _share(pair.equal, pair.answers),
        f"{_share(pair.within, pair.answers)}（{plain(question.allowed)} 分）",
        f"{plain(pair.largest)} 分",
        _with_interval(pair.difference, "+.2f"),
        _with_interval(pair.linear, ".2f"),
        _with_interval(pair.quadratic, ".2f"),
    )


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f}%"


def _with_interval(figure: Coefficient, shape: str) -> str:
    """A figure with its interval, or why one of them is missing."""
    value = "" if figure.value is None else format(figure.value, shape)
    if figure.low is None or figure.high is None:
        return f"{value} {figure.note or ''}".strip()
    return f"{value}（{format(figure.low, shape)} – {format(figure.high, shape)}）"


def _lines(report: AgreementReport) -> Iterator[str]:
    for question in report.questions:
        if question.alpha is not None:
            alpha = _with_interval(question.alpha, ".2f")
            yield f"{question.item}：几个评分人合起来（各人评的不全一样）α {alpha}，{question.alpha.answers} 份"
        if question.single:
            yield f"{question.item}：另有 {question.single} 份只有一人初评，比不了"
        if len(question.pairs) > 1:
            biases = "；".join(f"{b.marker} {_with_interval(b.difference, '+.2f')}" for b in question.biases)
            yield f"{question.item}：各人比别人平均高（＋）或低（－）几分：{biases}"


def _show_effect(effect: MarkerEffect) -> None:
    both = f"{effect.first}、{effect.second}都评了的 {effect.answers} 份"
    scheme = f"{effect.scheme_title}（{effect.period}）"
    if not effect.people:
        waiting = "" if effect.complete else "；这一期还没有人有等级，等别的分齐了再看"
        echo(f"{scheme}：{both}，只按哪一个的分算，都没有人的等级会变{waiting}")
        return
    echo(f"{scheme}：{both}，只按其中一个的分算，{len(effect.people)} 人的等级会变：")
    rows = [
        (each.employee.id, each.employee.name, *(_outcome(o) for o in (*each.by_marker, each.final)))
        for each in effect.people
    ]
    echo_table(("工号", "姓名", f"按{effect.first}的", f"按{effect.second}的", "按结果"), rows)


def _outcome(outcome: LevelOutcome) -> str:
    if outcome.level is None:
        return "还没有"
    return f"{outcome.level}（{plain(outcome.total or Decimal(0))}）"
