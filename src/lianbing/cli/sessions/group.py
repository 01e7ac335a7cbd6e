"""The group ``lianbing session`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES: dict[str, dict[str, str]] = {
    "pack_command": {"pack": "打包一次培训：选好甲卷、乙卷，写出幻灯片、讲义、测验、签到表、案例单和教师用书。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.sessions", LINES)])
def session() -> None:
    """月度培训：由薄弱的条款订计划，备材料，当堂投票测验，写培训记录。"""
