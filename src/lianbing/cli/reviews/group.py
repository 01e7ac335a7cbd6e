"""The group ``lianbing review`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "list_command": {"list": "列出等人复核的题和作答。"},
    "agreement_command": {"agreement": "评分的一致程度：κ、α 和区间，谁偏高偏低，换一个人评谁的等级会变。"},
    "mark_command": {"mark": "记下一道题的复核得分；写进台账，不覆盖原记录。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.reviews", LINES)])
def review() -> None:
    """人工复核：列出待复核的题，记下复核的得分。"""
