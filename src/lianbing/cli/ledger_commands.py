"""ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.chinese import ChineseGroup
from lianbing.cli.console import echo, echo_json, echo_table, local_time
from lianbing.cli.group import as_json, cli
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.evidence import evidence_to_plain

if TYPE_CHECKING:
    from lianbing.domain.ledger.evidence import Evidence
    from lianbing.domain.ledger.ledger import Entry
    from lianbing.domain.marking.suggestions import Finding


@cli.group(cls=ChineseGroup)
def ledger() -> None:
    """成绩台账：核对整条链，查一个人的每次改分。"""


@ledger.command()
@click.pass_obj
def verify(workspace: Workspace) -> None:
    """核对台账有没有被改动。"""
    from lianbing.app import auditing

    sound = auditing.verify_ledger(workspace)
    purged = f"，其中 {sound.purged} 条按规定清除" if sound.purged else ""
    echo(f"台账完好，共 {sound.entries} 条{purged}")


@ledger.command("show")
@click.argument("drill_id", metavar="练兵")
@click.argument("employee", metavar="工号")
@as_json
@click.pass_obj
def show_entries(workspace: Workspace, drill_id: str, employee: str, as_json: bool) -> None:
    """列出一个人在一场练兵里的全部台账。"""
    from lianbing.app import ledger_entries

    entries = ledger_entries.ledger_of(workspace, drill_id, employee)
    if as_json:
        echo_json([_entry_plain(entry) for entry in entries])
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
    from lianbing.app import ledger_entries

    entry = ledger_entries.ledger_entry(workspace, sequence)
    if as_json:
        echo_json(_entry_plain(entry))
        return
    change = entry.change
    echo(f"台账第 {entry.sequence} 条（{local_time(entry.at)}，{entry.by}，{change.cause.value}）")
    echo(f"练兵 {change.drill}，工号 {change.employee}，题 {change.item}，满分 {plain(change.worth)}")
    echo(f"得分由 {_shown(change.before)} 到 {_shown(change.after)}：{change.reason}")
    _echo_correction(workspace, entry)
    for what, basis in _basis(change.evidence):
        echo(f"依据 {what}：{basis}")


def _echo_correction(workspace: Workspace, entry: Entry) -> None:
    """Which correction an entry rests on, if any."""
    from lianbing.app import ledger_entries

    basis = ledger_entries.entry_basis(workspace, entry)
    if basis:
        made = basis.recorded.round
        echo(f"依据第 {basis.recorded.sequence} 次更正（{local_time(made.at)}，{made.by}）：{made.why}")
        echo(f"更正后：{basis.description}")


def _entry_plain(entry: Entry) -> dict[str, object]:
    """An entry for programs: its evidence as the ledger keeps it."""
    change = {**vars(entry.change), "evidence": evidence_to_plain(entry.change.evidence)}
    return {**vars(entry), "change": change}


def _basis(evidence: Evidence) -> list[tuple[str, str]]:
    """What a mark rests on, line by line."""
    texts = (
        ("试卷（发卷时的 SHA-256）", evidence.paper_digest),
        ("答卷（收到的字节的 SHA-256）", evidence.submission),
        ("判定", evidence.verdict and evidence.verdict.label),
        ("更正（校验值）", evidence.correction),
        ("原来的答案（SHA-256）", evidence.key_before),
        ("现在的答案（SHA-256）", evidence.key),
        ("作废的办法", evidence.withdrawn and evidence.withdrawn.label),
    )
    suggested = [("程序的建议", _finding(each)) for each in evidence.suggestion.findings] if evidence.suggestion else []
    return [*((what, text) for what, text in texts if text), *suggested, *evidence.more.items()]


def _finding(finding: Finding) -> str:
    earned = "" if finding.earned is None else f"：{plain(finding.earned)} / {plain(finding.worth)} 分"
    return f"{finding.point}{earned}（把握 {plain(finding.confidence)}）"


def _shown(points: Decimal | None) -> str:
    return "—" if points is None else plain(points)
