"""讲过以后, as a table on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianbing.cli.console import echo, echo_table

if TYPE_CHECKING:
    from lianbing.domain.sessions.taught import TaughtThen


def show_taught(then: TaughtThen) -> None:
    """What became of a session: for each clause those who came, and beside them those who didn't."""
    from lianbing.reports.sessions.words import share_cells

    head = f"{then.session}“{then.title}”讲过以后"
    if then.why_not:
        echo(f"{head}：{then.why_not}")
        return
    echo(f"{head}（到 {then.present} 人；同一些人前后的得分率，变化带 95% 区间）：")
    rows = [
        (f"{each.clause} {each.title}".strip(), *share_cells(each.present), *share_cells(each.absent))
        for each in then.clauses
    ]
    changes = "变化（百分点）"
    echo_table(("条款", "到的人", "以前→以后", changes, "没到的人", "以前→以后", changes), rows)
    echo(f"以后：{'、'.join(then.sittings)}。谁到谁没到不是抽签定的，前后的题也不全一样：只作参考，不是证明")
