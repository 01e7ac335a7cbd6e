"""What answers wait for, summed up for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lianbing.cli.console import echo

if TYPE_CHECKING:
    from lianbing.app.reviewing.settling import PendingAnswer

_SHOWN = 30


def show_pending(pending: Sequence[PendingAnswer]) -> None:
    """How many answers wait for each step, and why the later ones do, without names of people."""
    counts = Counter(each.step for each in pending if each.missing)
    for step, count in counts.items():
        echo(f"等{step}的 {count} 份")
    held = sum(not each.missing for each in pending)
    if held:
        echo(f"要等同一份卷别的题评完的 {held} 份")
    reasoned = [each for each in pending if each.because and each.missing]
    for each in reasoned[:_SHOWN]:
        echo(f"  {each.code} {each.item} 等{each.step}：{each.because}")
    if len(reasoned) > _SHOWN:
        echo(f"  …… 另有 {len(reasoned) - _SHOWN} 份，用 --json 看全部")
