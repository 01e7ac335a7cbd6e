"""The group ``lianbing drill`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "issue_command": {"issue": "按细目表给名单上每人组一份卷，写成答题册。"},
    "rehearse_command": {"rehearse": "试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"},
    "prove_command": {"prove": "核对组卷证明：每份卷的题、细目表的每一格、预期总分、与邻座和前几场相同的题。"},
    "collect_command": {"collect": "收答卷：先保存，再核对；收不了的放进隔离区并写明原因。"},
    "status_command": {"status": "发了多少、收了多少、判了多少，谁还没交，哪些在隔离区。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.drills", LINES)])
def drill() -> None:
    """岗位练兵：发卷、收卷、看进度。"""
