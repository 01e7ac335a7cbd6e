"""period: in which module each of its commands is, and its line in the help."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "log_command": {"log": "一个考评期做过的每件事：谁、何时、为什么。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.periods", LINES)])
def period() -> None:
    """考评期：做过的事。"""
