"""Options and lines that the commands of appeals share."""

from __future__ import annotations

from collections.abc import Iterable

import click

from lianbing.cli.console import complain, echo
from lianbing.domain.appeals.limits import Deadline

with_day = click.option("--on", default="", metavar="日期", help="实际办的日期，例如 2026-11-02；默认今天")
"""The day on which something was done."""

with_scheme = click.option("--scheme", default="", metavar="方案", help="考评方案的编号；只有一个时可省")
"""Which scheme's result is meant."""


def echo_deadline(limit: Deadline) -> None:
    """A deadline, and why it is not sure."""
    echo(f"{limit.what}：{limit.shown}")
    complain_doubts(limit.doubts)


def complain_doubts(doubts: Iterable[str]) -> None:
    """Why days are not sure, each once."""
    for doubt in dict.fromkeys(doubts):
        complain(f"期限请核对：{doubt}")
