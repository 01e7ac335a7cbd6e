"""How alike the two forms are, in a sentence and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lianbing.domain.drills.papers import Basis
from lianbing.domain.sessions.forms import FormBalance, FormFigures
from lianbing.printing.blocks import Block, Grid, GridColumn, Sentence, Side
from lianbing.sessions.documents.house_style import per_cent
from lianbing.sessions.documents.questions import named

HOW_EXPECTED = (
    "预计得分率：题有过作答的，用作答的得分率；没有的，按难度用组卷细目表里的数。只用来比两卷，不是对这次的预测。"
)


def balance_line(balance: FormBalance) -> str:
    """The balance in a sentence."""
    a, b = balance.a, balance.b
    if not a.count:
        return "没有测验"
    apart = "条款次数相同" if not balance.uneven else f"{'、'.join(balance.uneven)} 两卷次数不同"
    expected = f"预计得分率 {per_cent(a.expected)}、{per_cent(b.expected)}"
    return f"甲卷 {a.count} 题，乙卷 {b.count} 题；{apart}；{expected}（相差 {_points(balance)} 个百分点）"


def balance_blocks(balance: FormBalance, basis: Mapping[str, Basis]) -> Iterator[Block]:
    """The balance as a table, with a sentence on where its figures are from."""
    columns = (
        GridColumn(title="比什么", width=6),
        GridColumn(title="甲卷", width=1.2, side=Side.CENTRE),
        GridColumn(title="乙卷", width=1.2, side=Side.CENTRE),
    )
    yield Grid(columns=columns, rows=tuple(_rows(balance, basis)), is_whole=True)
    known = f"甲卷 {balance.a.known} 题、乙卷 {balance.b.known} 题有过作答。"
    yield Sentence(HOW_EXPECTED + known, is_note=True)


def _rows(balance: FormBalance, basis: Mapping[str, Basis]) -> Iterator[tuple[str, str, str]]:
    a, b = balance.a, balance.b
    yield ("题数", str(a.count), str(b.count))
    for clause in a.clauses:
        yield (f"考 {named(clause, basis)}", _times(a, clause), _times(b, clause))
    for kind in a.types:
        yield (kind, str(a.types[kind]), str(b.types[kind]))
    yield ("平均难度（1 易 3 难）", f"{a.difficulty:.2f}", f"{b.difficulty:.2f}")
    yield ("预计得分率", per_cent(a.expected), per_cent(b.expected))
    yield ("预计得分率相差（甲 − 乙）", f"{balance.difference * 100:+.1f} 个百分点", "")


def _times(figures: FormFigures, clause: str) -> str:
    return f"{figures.clauses[clause]} 题"


def _points(balance: FormBalance) -> str:
    return f"{abs(balance.difference) * 100:.1f}"
