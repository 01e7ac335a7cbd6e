"""讲过以后, as a table on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianbing.cli.console import echo, echo_table

if TYPE_CHECKING:
    from lianbing.domain.sessions.taught import PairedShare, TaughtThen

_ANYTHING = 2.0
"""The width of an interval in which every change lies that there can be."""


def show_taught(then: TaughtThen) -> None:
    """What became of a session: for each clause those who came, and beside them those who didn't."""
    head = f"{then.session}“{then.title}”讲过以后"
    if then.why_not:
        echo(f"{head}：{then.why_not}")
        return
    echo(f"{head}（到 {then.present} 人；同一些人前后的得分率，变化带 95% 区间）：")
    rows = [
        (f"{each.clause} {each.title}".strip(), *_shown(each.present), *_shown(each.absent)) for each in then.clauses
    ]
    echo_table(("条款", "到的人", "以前→以后", "变化", "没到的人", "以前→以后", "变化"), rows)
    echo(f"以后：{'、'.join(then.sittings)}。谁到谁没到不是抽签定的，前后的题也不全一样：只作参考，不是证明")


def _shown(share: PairedShare) -> tuple[str, str, str]:
    if share.before is None or share.after is None:
        return f"{share.people} 人", "—", share.why_not or "—"
    rates = f"{share.before:.0%}→{share.after:.0%}"
    if share.change is None or share.low is None or share.high is None:
        return f"{share.people} 人", rates, share.why_not
    interval = f"{share.low * 100:+.0f} 到 {share.high * 100:+.0f}" if share.high - share.low < _ANYTHING else "说不准"
    return f"{share.people} 人", rates, f"{share.change * 100:+.0f}（{interval}）个百分点"
