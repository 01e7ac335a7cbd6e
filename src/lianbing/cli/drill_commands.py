"""drill issue, drill collect, drill status, grade, review, ledger."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import complain, echo, echo_json, echo_table, local_time
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json, cli
from lianbing.cli.issue_options import IssueOptions, issue_options
from lianbing.cli.regrade_options import (
    RegradeOptions,
    echo_entry_basis,
    refuse_without_regrade,
    regrade_options,
    show_regrading,
)
from lianbing.domain.kernel.decimals import plain
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.app.drilling import Rejection

MOST_ALIKE = Fraction(2, 5)
"""The share of items that two papers of a drill may have in common."""


@cli.group(cls=ChineseGroup)
def drill() -> None:
    """岗位练兵：发卷、收卷、看进度。"""


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.option(
    "--roster", type=click.Path(path_type=Path), required=True, metavar="名单", help=".xlsx 或 .csv：工号、姓名、部门"
)
@click.option("--encoding", default="utf-8-sig", metavar="编码", help="CSV 的编码，默认 UTF-8;GBK 文件写 gbk")
@issue_options
@click.pass_obj
def issue(workspace: Workspace, drill_id: str, roster: Path, encoding: str, **said: Unpack[IssueOptions]) -> None:
    """按细目表给名单上每人组一份卷，写成答题册。"""
    from lianbing.app import drilling, planning

    issued = drilling.issue(workspace, drill_id, roster, encoding, planning.DrillOptions(**said))
    echo(f"新发 {issued.new} 份，原来就有 {issued.kept} 份。答题册在 {issued.folder / '答题册'}")
    for difference in issued.renamed:
        complain(f"{difference}：已发的卷不改，报告里仍用发卷时的写法")
    for note in issued.notes:
        complain(f"{note}：已发的练兵和卷子不改")


@drill.command()
@click.argument("blueprint", metavar="细目表")
@click.option("--people", type=click.IntRange(2, 1000), default=200, metavar="人数", help="给多少人试组卷，默认 200")
@as_json
@click.pass_obj
def rehearse(workspace: Workspace, blueprint: str, people: int, as_json: bool) -> int:
    """试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"""
    from lianbing.app import drilling

    found = drilling.rehearse(workspace, blueprint, people)
    if as_json:
        echo_json(
            {name: str(round(float(value), 4)) if name != "tightest" else value for name, value in vars(found).items()}
        )
    else:
        echo(f"{people} 人的卷子，两两平均雷同 {float(found.mean):.1%}，最多 {float(found.worst):.1%}")
        echo(f"最紧的一段：“{found.tightest}”，平均雷同 {float(found.tightest_mean):.1%}")
    if found.worst > MOST_ALIKE:
        complain(f"有两份卷子雷同超过 {float(MOST_ALIKE):.0%}：给“{found.tightest}”这一段补题，或减少题数")
        return FAULTS
    return 0


@drill.command()
@click.argument("drill_id", metavar="练兵")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@as_json
@click.pass_obj
def collect(workspace: Workspace, drill_id: str, paths: tuple[Path, ...], as_json: bool) -> int:
    """收答卷：先保存，再核对；收不了的放进隔离区并写明原因。"""
    from lianbing.app import drilling

    collected = drilling.collect(workspace, drill_id, list(paths))
    if as_json:
        echo_json(collected)
    else:
        for name, receipt in collected.accepted:
            echo(f"已收 {name}，回执号 {receipt}")
        echo(f"新收 {len(collected.accepted)} 份，以前收过 {collected.known} 份，隔离 {len(collected.rejected)} 份")
        _complain_of(workspace, collected.rejected)
        for one in collected.several:
            counting = f"{local_time(one.submitted_at)}，回执号 {one.receipt}"
            echo(f"{one.employee} 交过 {one.count} 份，以交卷最晚的一份为准：{counting}")
        for name in collected.passed_over:
            complain(f"没有收 {name}：{_what_it_is(name)}")
    return FAULTS if collected.rejected else 0


def _what_it_is(name: str) -> str:
    if name.lower().endswith((".html", ".htm")):
        return "这像是答题册，不是答卷；请本人打开它点“再次保存”，交得到的 .ipynb 文件"
    if ".ipynb" in name.lower():
        return "如果是答卷，请把文件名末尾改成 .ipynb 再收"
    return "不是答卷（.ipynb，或装着答卷的 .zip）"


def _complain_of(workspace: Workspace, rejected: tuple[Rejection, ...]) -> None:
    for rejection in rejected:
        kept = workspace.submission_file(rejection.digest)
        complain(f"隔离 {rejection.file_name}：{rejection.reason}（原文件保存在 {kept}）")


@drill.command()
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def status(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """发了多少、收了多少、判了多少，谁还没交，哪些在隔离区。"""
    from lianbing.app import drilling

    found = drilling.status(workspace, drill_id)
    if as_json:
        echo_json(found)
        return
    echo(f"{found.title}：发 {found.issued} 份，收 {found.received} 份，已判 {found.graded} 份")
    if found.missing:
        echo_table(("未交工号", "姓名", "部门"), [(e.id, e.name, e.team) for e in found.missing])
    if found.quarantined:
        rows = [(rejection.file_name, rejection.code, rejection.reason) for rejection in found.quarantined]
        echo_table(("隔离的文件", "类别", "原因"), rows)


@cli.command()
@click.argument("drill_id", metavar="练兵")
@click.option("--workers", type=click.IntRange(1, 64), metavar="个数", help="同时判几份，默认看处理器和份数")
@click.option("--cluster", metavar="地址", help="Dask 集群的调度器，例如 tcp://10.0.0.5:8786")
@regrade_options
@as_json
@click.pass_obj
def grade(
    workspace: Workspace,
    drill_id: str,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
    regrade: bool,
    **said: Unpack[RegradeOptions],
) -> int:
    """给收到的答卷判分；中断后再运行会接着判。加 --regrade，按题库里更正过的答案重判。"""
    from lianbing.app import grading
    from lianbing.grading import workers as hands

    if workers and cluster:
        raise WrongUsage("--workers 和 --cluster 只用一个：一个在本机判，一个交给集群")
    chosen = hands.cluster(cluster) if cluster else hands.local(workers) if workers else None
    if regrade:
        return show_regrading(workspace, drill_id, said, chosen, as_json)
    refuse_without_regrade(said)
    run = grading.grade(workspace, drill_id, chosen)
    if as_json:
        echo_json(run)
    else:
        echo(f"判了 {run.graded} 份，以前判过 {run.kept} 份；台账新增 {run.entries} 条；待人工复核 {run.waiting} 题")
        if run.waiting:
            echo(f"待复核的题：lianbing review list {drill_id}")
        if run.unrun:
            complain(f"其中 {run.unrun} 道编程题{'；'.join(run.unrun_because)}。补上以后再运行一次，或人工复核")
        for failure in run.failures:
            complain(f"{failure.employee}：{failure.reason}")
    return FAULTS if run.failures or run.unrun else 0


@cli.group(cls=ChineseGroup)
def review() -> None:
    """人工复核：列出待复核的题，记下复核的得分。"""


@review.command("list")
@click.argument("drill_id", metavar="练兵")
@as_json
@click.pass_obj
def list_waiting(workspace: Workspace, drill_id: str, as_json: bool) -> None:
    """列出等人复核的题和作答。"""
    from lianbing.app import grading

    waiting = grading.list_waiting(workspace, drill_id)
    if as_json:
        echo_json(waiting)
        return
    echo_table(
        ("工号", "姓名", "题号", "题目编号", "满分", "作答", "原因"),
        [(w.employee, w.name, w.number, w.item, plain(w.worth), w.answer, w.reason) for w in waiting],
    )
    for w in waiting:
        if w.advice:
            echo(f"{w.employee} {w.item}，供参考：")
            for line in w.advice:
                echo(f"  {line}")
    echo(f"待复核 {len(waiting)} 题")


@review.command("mark")
@click.argument("drill_id", metavar="练兵")
@click.argument("employee", metavar="工号")
@click.argument("item", metavar="题目编号")
@click.argument("points", metavar="得分")
@click.option("--why", required=True, metavar="理由", help="给这个分的理由，记进台账")
@click.pass_obj
def mark(workspace: Workspace, drill_id: str, employee: str, item: str, points: str, why: str) -> None:
    """记下一道题的复核得分；写进台账，不覆盖原记录。"""
    from lianbing.app import grading

    try:
        value = Decimal(points)
    except InvalidOperation as error:
        raise WrongUsage(f"得分“{points}”不是数字") from error
    if not value.is_finite():
        raise WrongUsage(f"得分“{points}”不是数字")
    entry = grading.review(workspace, drill_id, employee, item, (value, why))
    before = "未判" if entry.change.before is None else plain(entry.change.before)
    echo(f"台账第 {entry.sequence} 条：{employee} {item} 由 {before} 改为 {points}，复核人 {entry.by}")


@cli.group(cls=ChineseGroup)
def ledger() -> None:
    """成绩台账：核对整条链，查一个人的每次改分。"""


@ledger.command()
@click.pass_obj
def verify(workspace: Workspace) -> None:
    """核对台账有没有被改动。"""
    from lianbing.app import auditing

    echo(f"台账完好，共 {auditing.verify_ledger(workspace)} 条")


@ledger.command("show")
@click.argument("drill_id", metavar="练兵")
@click.argument("employee", metavar="工号")
@as_json
@click.pass_obj
def show_entries(workspace: Workspace, drill_id: str, employee: str, as_json: bool) -> None:
    """列出一个人在一场练兵里的全部台账。"""
    from lianbing.app import grading

    entries = grading.ledger_of(workspace, drill_id, employee)
    if as_json:
        echo_json(entries)
        return
    echo_table(
        ("台账号", "时间", "题目编号", "原得分", "得分", "满分", "缘由", "说明", "经手"),
        [
            (
                e.sequence,
                local_time(e.at),
                c.item,
                _shown(c.before),
                _shown(c.after),
                plain(c.worth),
                c.cause.value,
                c.reason,
                e.by,
            )
            for e in entries
            for c in (e.change,)
        ],
    )


@ledger.command("entry")
@click.argument("sequence", metavar="台账号", type=click.IntRange(min=1))
@as_json
@click.pass_obj
def show_entry(workspace: Workspace, sequence: int, as_json: bool) -> None:
    """查一条台账：谁的哪道题，几分变几分，凭什么，谁经手。"""
    from lianbing.app import grading

    entry = grading.ledger_entry(workspace, sequence)
    if as_json:
        echo_json(entry)
        return
    change = entry.change
    echo(f"台账第 {entry.sequence} 条（{local_time(entry.at)}，{entry.by}，{change.cause.value}）")
    echo(f"练兵 {change.drill}，工号 {change.employee}，题 {change.item}，满分 {plain(change.worth)}")
    echo(f"得分由 {_shown(change.before)} 到 {_shown(change.after)}：{change.reason}")
    echo_entry_basis(workspace, entry)
    for name, value in change.evidence.items():
        echo(f"依据 {_EVIDENCE.get(name, name)}：{_VERDICTS.get(value, value) if name == 'verdict' else value}")


_EVIDENCE = {
    "paper_digest": "试卷（发卷时的 SHA-256）",
    "submission": "答卷（收到的字节的 SHA-256）",
    "verdict": "判定",
    "suggestion": "程序的建议",
    "correction": "更正（校验值）",
    "key": "现在的答案（SHA-256）",
    "key_before": "原来的答案（SHA-256）",
    "withdrawn": "作废的办法",
}
_VERDICTS = {
    "correct": "答对",
    "partial": "部分得分",
    "wrong": "答错",
    "empty": "没有作答",
    "malformed": "写法认不出",
    "review": "待人工评分",
    "withdrawn": "本题作废",
    "unrun": "代码没有运行",
}


def _shown(points: Decimal | None) -> str:
    return "—" if points is None else plain(points)
