"""The group ``lianbing bank`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "analyse_command": {"analyse": "从练兵、课堂测验和收来的学习记录看每道题、每条条款：难度、区分、选项、变化。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.bank", LINES)])
def bank() -> None:
    """题库：从作答看每道题、每条条款怎么样。"""
